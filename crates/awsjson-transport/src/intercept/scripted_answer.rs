//! What happens to a request in place of being sent.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::failure::{ErrorKind, Failure};
use crate::seams::{Answer, Limits};

/// What happens to a request in place of being sent: an answer, or one of the ways in which none comes.
///
/// It goes the same way as what comes from the network: it is told from failure, retried, decoded.
/// [`Verdict::Answer`](super::Verdict::Answer) gives it for one attempt, the scripted sender of the feature
/// `test-util` for all of a test.
#[derive(Clone, Debug)]
pub struct ScriptedAnswer {
    outcome: Outcome,
    delay: Duration,
}

#[derive(Clone)]
enum Outcome {
    Answer { status: u16, headers: HeaderMap, body: Bytes },
    NotConnected,
    Interrupted,
    TimedOut,
}

impl ScriptedAnswer {
    /// Success with this JSON.
    pub fn json(body: impl Into<String>) -> Self {
        Self::http(200, body.into())
    }

    /// An error of the service, with its code and message as the service sends them.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({ "__type": code, "message": message });
        Self::http(status, body.to_string())
    }

    /// Any answer at all: an error page of a proxy, a body that is no JSON.
    pub fn http(status: u16, body: impl Into<Bytes>) -> Self {
        Self::of(Outcome::Answer { status, headers: HeaderMap::new(), body: body.into() })
    }

    /// No connection comes about; nothing is sent.
    pub fn not_connected() -> Self {
        Self::of(Outcome::NotConnected)
    }

    /// The request goes out, and the connection is lost before an answer comes.
    pub fn interrupted() -> Self {
        Self::of(Outcome::Interrupted)
    }

    /// The request goes out, and no answer comes until the attempt's time-out, which passes at once.
    pub fn timed_out() -> Self {
        Self::of(Outcome::TimedOut)
    }

    /// The same answer with a header more. One that HTTP does not allow is left out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Outcome::Answer { headers, .. } = &mut self.outcome
            && let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value))
        {
            headers.append(name, value);
        }
        self
    }

    /// The same after a time, by the runtime's clock, or the failure of a time-out that comes sooner.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    fn of(outcome: Outcome) -> Self {
        Self { outcome, delay: Duration::ZERO }
    }

    /// Lets it happen.
    pub(crate) async fn play(self, limits: Limits) -> Result<Answer, Failure> {
        if !self.delay.is_zero() {
            let waiting = limits.deadline.bound(tokio::time::sleep(self.delay)).await;
            waiting.map_err(|expired| expired.without("no answer").sent(true))?;
        }
        match self.outcome {
            Outcome::Answer { status, headers, body } => answer(status, headers, body, limits.max_bytes),
            Outcome::NotConnected => {
                Err(Failure::new(ErrorKind::Connect, "connection refused by the script"))
            }
            Outcome::Interrupted => {
                Err(Failure::new(ErrorKind::Interrupted, "the script lost the connection").sent(true))
            }
            Outcome::TimedOut => Err(limits.deadline.expired().without("no answer").sent(true)),
        }
    }
}

/// Shows of an answer how long its body is and the names of its headers, never what they hold.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { status, headers, body } => f
                .debug_struct("Answer")
                .field("status", status)
                .field("headers", &headers.keys().collect::<Vec<_>>())
                .field("body", &format_args!("{} bytes", body.len()))
                .finish(),
            Self::NotConnected => f.write_str("NotConnected"),
            Self::Interrupted => f.write_str("Interrupted"),
            Self::TimedOut => f.write_str("TimedOut"),
        }
    }
}

fn answer(status: u16, headers: HeaderMap, body: Bytes, max_bytes: usize) -> Result<Answer, Failure> {
    let Ok(status) = StatusCode::from_u16(status) else {
        return Err(Failure::configuration(format!(
            "the script answers with {status}, which is no HTTP status"
        )));
    };
    if status.is_success() && body.len() > max_bytes {
        return Err(Failure::too_large(max_bytes).answered(status.as_u16(), None));
    }
    Ok(Answer { status, headers, body, cut: false })
}
