//! The answer of a call that succeeded.

use std::fmt;

use bytes::Bytes;

/// The answer of a call that succeeded.
#[derive(Clone)]
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The answer's JSON as it came.
    pub body: Bytes,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
    /// How many times the request was tried.
    pub attempts: u32,
}

/// Shows how long the body is, never what it holds.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .finish()
    }
}
