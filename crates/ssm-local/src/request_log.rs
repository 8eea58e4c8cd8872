//! The requests that an endpoint received, for tests to look at.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use time::OffsetDateTime;

/// How many requests are remembered; the oldest are forgotten first.
pub(crate) const REMEMBERED: usize = 1000;

/// A request that an endpoint received, and how it ended.
#[derive(Clone)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The operation, such as `GetParameter`.
    pub operation: &'static str,
    /// The JSON that came along. It may hold secrets, so it is not printed.
    pub body: Bytes,
    /// When the request was received, by the endpoint's clock.
    pub received: OffsetDateTime,
    /// The HTTP status of the answer; none if there is no answer, yet or ever.
    pub status: Option<u16>,
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("operation", &self.operation)
            .field("received", &self.received)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The latest requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Latest>);

#[derive(Debug, Default)]
struct Latest {
    requests: VecDeque<ReceivedRequest>,
    forgotten: usize,
}

/// Where a request stands in the log.
#[derive(Clone, Copy)]
pub(crate) struct Entry(usize);

impl RequestLog {
    pub(crate) fn received(&self, operation: &'static str, body: &Bytes, received: OffsetDateTime) -> Entry {
        let mut latest = self.lock();
        if latest.requests.len() == REMEMBERED {
            latest.requests.pop_front();
            latest.forgotten += 1;
        }
        // Not a share of the buffer that the body was read into, which is many times as long.
        let body = Bytes::copy_from_slice(body);
        latest.requests.push_back(ReceivedRequest { operation, body, received, status: None });
        Entry(latest.forgotten + latest.requests.len() - 1)
    }

    pub(crate) fn answered(&self, entry: Entry, status: http::StatusCode) {
        let mut latest = self.lock();
        let index = entry.0.checked_sub(latest.forgotten);
        if let Some(request) = index.and_then(|index| latest.requests.get_mut(index)) {
            request.status = Some(status.as_u16());
        }
    }

    pub(crate) fn all(&self) -> Vec<ReceivedRequest> {
        self.lock().requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        let mut latest = self.lock();
        latest.forgotten += latest.requests.len();
        latest.requests.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Latest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_requests_are_remembered_with_their_status() {
        let log = RequestLog::default();
        let receive = |body: usize| {
            log.received("GetParameter", &Bytes::from(body.to_string()), OffsetDateTime::UNIX_EPOCH)
        };
        let forgotten = receive(0);
        let kept = receive(1);
        for body in 2..=REMEMBERED {
            receive(body);
        }
        log.answered(forgotten, http::StatusCode::OK);
        log.answered(kept, http::StatusCode::BAD_REQUEST);
        let all = log.all();
        assert_eq!((all.len(), all[0].status, all[1].status), (REMEMBERED, Some(400), None));
        assert_eq!(all[REMEMBERED - 1].body, REMEMBERED.to_string());
        assert!(!format!("{:?}", log.all()[0]).contains("body"));
        log.clear();
        log.answered(kept, http::StatusCode::OK);
        assert!(log.all().is_empty());
    }
}
