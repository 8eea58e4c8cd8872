//! An attempt that has ended.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;

use crate::failure::Failure;
use crate::reply::Reply;

/// An attempt that has ended, with an answer or without one.
pub struct AfterAttempt<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) number: u32,
    pub(crate) duration: Duration,
    pub(crate) headers: Option<&'a HeaderMap>,
    pub(crate) outcome: Result<&'a Reply, &'a Failure>,
}

impl AfterAttempt<'_> {
    /// The service's id: `SSM`.
    pub fn service(&self) -> &str {
        self.service
    }

    /// The operation: `GetParameter`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// Which attempt of its call this was, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// From the moment when the signed request was handed over until the answer was read. Waits before
    /// the attempt and fetching credentials are not in it.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The HTTP status, if an answer came.
    pub fn status(&self) -> Option<u16> {
        self.outcome.map_or_else(Failure::status, |reply| Some(reply.status))
    }

    /// The headers of the answer, if one came in whole.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.headers
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.outcome.map_or_else(Failure::request_id, |reply| reply.request_id.as_deref())
    }

    /// Why the attempt failed; none if it succeeded. The call may go on: see
    /// [`Failure::is_retryable`].
    pub fn failure(&self) -> Option<&Failure> {
        self.outcome.err()
    }
}

/// Shows of the headers their names.
impl fmt::Debug for AfterAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AfterAttempt")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("number", &self.number)
            .field("duration", &self.duration)
            .field("headers", &self.headers.map(|headers| headers.keys().collect::<Vec<_>>()))
            .field("outcome", &self.outcome)
            .finish()
    }
}
