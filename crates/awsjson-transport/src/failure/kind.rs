use std::fmt;

/// What kind of failure a call met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What was set in code or in the environment is missing, contradictory or impossible.
    /// Nothing was sent.
    Configuration,
    /// There are no usable credentials to sign with. Nothing was sent.
    Credentials,
    /// The request cannot be sent as it is. Nothing was sent.
    InvalidRequest,
    /// No connection to the endpoint came about. Nothing was sent.
    Connect,
    /// One of the time-outs passed before the answer was complete.
    Timeout,
    /// The connection was lost, or stopped making sense, after the request went out and before
    /// the answer was complete.
    Interrupted,
    /// The service, or something on the way to it, answered with an error.
    Service,
    /// The call succeeded, but its answer does not fit the operation's model.
    Decode,
    /// The call succeeded, but its answer is longer than the limit allows.
    ResponseTooLarge,
    /// The calls of a wait succeeded, but what was waited for did not come.
    Wait,
}

impl ErrorKind {
    /// The kind in snake case, as machine-readable output shows it: `service`, `invalid_request`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Credentials => "credentials",
            Self::InvalidRequest => "invalid_request",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Service => "service",
            Self::Decode => "decode",
            Self::ResponseTooLarge => "response_too_large",
            Self::Wait => "wait",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
