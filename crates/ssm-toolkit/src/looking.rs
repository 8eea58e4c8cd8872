//! Looking again and again until something has happened, without haste.

use std::collections::HashSet;
use std::time::Duration;

use awsjson_transport::typed::{Operation, PagedItems};
use ssm_client::{Client, Error, ErrorKind, Failure};
use tokio::time::{Instant, sleep, timeout_at};

/// How many calls in a row may fail in passing before it is no longer passing. The transport has
/// repeated each of them by then as often as it was told.
const MOST_FAILED: u32 = 10;

/// How long an answer may still come when the time is over, so that there always is a look.
const LATE_ANSWER: Duration = Duration::from_secs(10);

/// How often is looked whether something has changed.
///
/// After news the next look comes after the least pause; without news the pauses grow by half each time, up
/// to the greatest. A look that took many calls, because there are many nodes, is followed by a pause that
/// keeps the calls per second below the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pacing {
    least: Duration,
    greatest: Duration,
    calls_per_second: u32,
}

impl Pacing {
    /// Pauses from `least` to `greatest`, and at most 10 calls a second on average.
    #[must_use]
    pub fn new(least: Duration, greatest: Duration) -> Self {
        Self { least, greatest: greatest.max(least), calls_per_second: 10 }
    }

    /// How many calls a second there may be on average, at least one.
    #[must_use]
    pub fn calls_per_second(mut self, calls: u32) -> Self {
        self.calls_per_second = calls.max(1);
        self
    }
}

impl Default for Pacing {
    /// Half a second to five seconds, and 10 calls a second.
    fn default() -> Self {
        Self::new(Duration::from_millis(500), Duration::from_secs(5))
    }
}

/// Why a look gave nothing.
#[derive(Debug)]
pub(crate) enum Missed {
    /// The time is over.
    Late,
    Failed(Error),
}

#[cfg(any(feature = "documents", feature = "nodes"))]
impl Missed {
    /// The error of who looked without a deadline, and so is never late.
    pub(crate) fn into_error(self) -> Error {
        match self {
            Self::Failed(error) => error,
            Self::Late => Failure::new(ErrorKind::Timeout, "the time for it is over").into(),
        }
    }
}

/// One who looks.
pub(crate) struct Looks {
    pub(crate) client: Client,
    pacing: Pacing,
    pause: Duration,
    deadline: Option<Instant>,
    /// Since the last pause.
    calls: u32,
    /// In a row.
    failed: u32,
}

impl Looks {
    pub(crate) fn new(client: Client, pacing: Pacing, deadline: Option<Instant>) -> Self {
        Self { client, pacing, pause: Duration::ZERO, deadline, calls: 0, failed: 0 }
    }

    /// The answer to a request that changes nothing. What fails in passing is asked again later.
    pub(crate) async fn answer<R: Operation + Clone>(&mut self, request: &R) -> Result<R::Response, Missed> {
        loop {
            self.calls += 1;
            let call = self.client.call(request.clone()).send();
            let deadline = self.deadline.and_then(|deadline| deadline.checked_add(LATE_ANSWER));
            let error = match before(deadline, call).await? {
                Ok(response) => {
                    self.failed = 0;
                    return Ok(response);
                }
                Err(error) => error,
            };
            self.failed += 1;
            if !error.is_retryable() || self.failed == MOST_FAILED {
                return Err(Missed::Failed(error.into()));
            }
            self.pause(false).await?;
        }
    }

    /// The elements of all pages. A page that fails in passing is asked for again, not those before it.
    pub(crate) async fn all<R: PagedItems>(&mut self, mut request: R) -> Result<Vec<R::Item>, Missed> {
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        loop {
            let mut page = self.answer(&request).await?;
            let token = R::next_token(&mut page).filter(|token| !token.is_empty());
            all.extend(R::items(page));
            let Some(token) = token else { return Ok(all) };
            if !seen.insert(token.clone()) {
                let problem = "the same page token came twice, so the pages would never end";
                return Err(Missed::Failed(Failure::new(ErrorKind::Decode, problem).into()));
            }
            *request.token() = Some(token);
        }
    }

    /// Waits until it is time to look again: soon after news, else later each time.
    pub(crate) async fn pause(&mut self, news: bool) -> Result<(), Missed> {
        let Pacing { least, greatest, calls_per_second } = self.pacing;
        self.pause = if news { least } else { (self.pause * 3 / 2).clamp(least, greatest) };
        let earned = Duration::from_secs(1) * self.calls / calls_per_second;
        self.calls = 0;
        before(self.deadline, sleep(self.pause.max(earned))).await
    }
}

async fn before<T>(deadline: Option<Instant>, future: impl Future<Output = T>) -> Result<T, Missed> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.map_err(|_| Missed::Late),
        None => Ok(future.await),
    }
}
