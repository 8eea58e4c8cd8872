//! The one line that a failure prints.

use std::fmt;

use super::{Cause, ErrorKind, Failure, OneLine};

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation} ")?;
            self.write_beginning(f)?;
        }
        self.write_problem(f)?;
        self.write_facts(f)
    }
}

impl Failure {
    /// What stands between the operation and the problem.
    fn write_beginning(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = self.endpoint().unwrap_or("the endpoint");
        match self.kind() {
            ErrorKind::Configuration | ErrorKind::Credentials | ErrorKind::InvalidRequest => {
                f.write_str(if self.is_not_sent() { "was not sent: " } else { "was not sent again: " })
            }
            ErrorKind::Connect => write!(f, "could not reach {endpoint}: "),
            ErrorKind::Timeout => write!(f, "timed out calling {endpoint}: "),
            ErrorKind::Interrupted => write!(f, "was interrupted calling {endpoint}: "),
            ErrorKind::Service => f.write_str("failed: "),
            ErrorKind::Decode => f.write_str("got an answer that does not fit its model: "),
            ErrorKind::ResponseTooLarge => f.write_str("got too long an answer: "),
            ErrorKind::Wait => f.write_str("did not come to what was waited for: "),
        }
    }

    fn write_problem(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error) = &self.0.service_error {
            match (&error.code, &error.message) {
                (Some(code), Some(message)) => {
                    write!(f, "{}: {}", OneLine::name(code), OneLine::message(message))
                }
                (Some(code), None) => write!(f, "{}", OneLine::name(code)),
                (None, Some(message)) => write!(f, "{}", OneLine::message(message)),
                (None, None) => write!(f, "{}", OneLine::message(&error.description)),
            }
        } else if let Cause::InLine(cause) = &self.0.cause {
            write!(f, "{}", OneLine::message(&cause.to_string()))
        } else {
            write!(f, "{}", OneLine::message(&self.0.problem))
        }
    }

    /// The facts of the answer and of the attempts, in brackets.
    fn write_facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facts = Vec::new();
        if let Some(status) = self.status() {
            facts.push(format!("HTTP {status}"));
            facts.push(match self.request_id() {
                Some(id) => format!("request id {}", OneLine::name(id)),
                None => "no request id".to_owned(),
            });
        }
        facts.extend(self.attempts_told());
        if facts.is_empty() {
            return Ok(());
        }
        let fate = if self.is_not_sent() {
            "; nothing was sent"
        } else if self.may_have_run() {
            "; it may have run"
        } else {
            ""
        };
        write!(f, " ({}{fate})", facts.join(", "))
    }
}
