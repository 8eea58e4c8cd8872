//! Reading request bodies, bounded in size and time.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;

/// The longest request body in bytes. The largest requests of the service, inventories, may have
/// 1 MB; twice that leaves room for JSON's escapes.
pub(super) const MAXIMUM_BODY: usize = 2 * 1024 * 1024;

/// How long a client may take to send its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no body.
pub(super) enum BodyError {
    TooLong,
    TooSlow,
    /// The client went away or broke the protocol.
    Broken,
}

pub(super) async fn read(body: Incoming) -> Result<Bytes, BodyError> {
    match tokio::time::timeout(PATIENCE, Limited::new(body, MAXIMUM_BODY).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(BodyError::TooLong),
        Ok(Err(_)) => Err(BodyError::Broken),
        Err(_) => Err(BodyError::TooSlow),
    }
}
