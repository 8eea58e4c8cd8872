//! How a program ends without having done its work.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use ssm_client::ErrorKind;

/// Why a program ends without having done its work.
#[derive(Debug, PartialEq)]
pub enum Stop {
    /// What was asked for makes no sense. Exit status 2.
    Usage(String),
    /// It made sense and failed. Exit status 1.
    Failure(String),
    /// Whoever read the standard output has gone, as `head` does. Exit status 1, without a word.
    NobodyReads,
}

impl Stop {
    /// A failure in one line: the error and what caused it.
    pub fn failure(error: &(dyn Error + 'static)) -> Self {
        Self::Failure(in_one_line(error))
    }

    /// A failure of what the program must do to work at all, such as `read standard input`.
    pub fn cannot(what: &str, error: &io::Error) -> Self {
        Self::Failure(format!("cannot {what}: {error}"))
    }

    /// Says on standard error why the program ends, in one line, and gives its exit status.
    pub fn report(self, program: &str) -> ExitCode {
        let (line, status) = match self {
            Self::Usage(line) => (format!("{program}: {line}; see {program} --help"), 2),
            Self::Failure(line) => (format!("{program}: {line}"), 1),
            Self::NobodyReads => return ExitCode::from(1),
        };
        // Where nobody listens, the status has to do.
        let _ = writeln!(io::stderr(), "{line}");
        ExitCode::from(status)
    }
}

/// A request that could not be sent as it is was asked for wrongly.
impl<E> From<ssm_client::error::Error<E>> for Stop {
    fn from(error: ssm_client::error::Error<E>) -> Self {
        let line = in_one_line(error.failure());
        match error.kind() {
            ErrorKind::InvalidRequest => Self::Usage(line),
            _ => Self::Failure(line),
        }
    }
}

/// What programs do without further word is to write their output.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::cannot("write the output", &error),
        }
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// What programs hand on that act on no error in particular.
impl From<Box<dyn Error>> for Stop {
    fn from(error: Box<dyn Error>) -> Self {
        match error.downcast::<io::Error>() {
            Ok(error) => (*error).into(),
            Err(error) => Self::failure(&*error),
        }
    }
}

/// The error and each of its causes, with nothing in it that would begin a new line.
pub fn in_one_line(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    let lines: Vec<String> = chain.map(ToString::to_string).collect();
    lines.join(": ").replace(char::is_control, " ")
}
