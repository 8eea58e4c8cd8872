//! The events.

use std::time::{Duration, SystemTime};

use tracing::{debug, info, warn};

use super::{CALL, CREDENTIALS, RETRY, milliseconds};
use crate::failure::{Failure, OneLine};

/// An attempt failed, and there is another one after a wait.
pub(crate) fn repeated(failed: u32, failure: &Failure, wait: Duration) {
    info!(
        target: RETRY,
        attempt = failed,
        error.type = %OneLine::name(failure.code().unwrap_or(failure.kind().as_str())),
        error.kind = failure.kind().as_str(),
        http.response.status_code = failure.status(),
        wait_ms = milliseconds(wait),
        "the attempt failed and is repeated"
    );
}

/// In adaptive mode, an attempt waits before it is made.
pub(crate) fn turn_awaited(attempt: u32, wait: Duration) {
    debug!(target: RETRY, attempt, wait_ms = milliseconds(wait), "the attempt waits for its turn");
}

/// The service's clock is this much ahead of this machine's, or behind it if negative.
pub(crate) fn clock_corrected(offset_ms: i64) {
    warn!(target: RETRY, offset_ms, "this machine's clock is wrong, and the service's is taken over");
}

/// The call succeeded, but its answer does not fit the operation's model.
pub(crate) fn answer_does_not_fit(failure: &Failure) {
    warn!(
        target: CALL,
        {
            rpc.method = failure.operation(),
            aws.request_id = failure.request_id().map(OneLine::name).map(tracing::field::display),
            error.kind = failure.kind().as_str(),
        },
        "the answer does not fit the operation's model"
    );
}

/// A source of the default chain was asked.
pub(crate) fn source_asked(source: &'static str, outcome: &'static str) {
    debug!(target: CREDENTIALS, source, outcome, "a source of credentials was asked");
}

/// A provider gave credentials.
pub(crate) fn credentials_fetched(provider: &'static str, expiry: Option<SystemTime>) {
    debug!(
        target: CREDENTIALS,
        provider,
        expires_in_s = expiry.map(|at| at.duration_since(SystemTime::now()).unwrap_or_default().as_secs()),
        "credentials were fetched"
    );
}

/// A provider gave none, or not in time.
pub(crate) fn credentials_not_fetched(provider: &'static str) {
    debug!(target: CREDENTIALS, provider, "credentials were not fetched");
}

/// Credentials are about to expire and could not be replaced. Nobody gets an error, since they are
/// still good.
pub(crate) fn renewal_failed(reason: &'static str) {
    warn!(target: CREDENTIALS, reason, "expiring credentials could not be renewed, and are used on");
}
