//! Waiting until something has happened.

use std::error::Error as StdError;
use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use awsjson_wire::Value;
use tokio::time::Instant;
use tracing::Instrument;

use super::{Error, Operation, Verdict, Waiter, call};
use crate::observability;
use crate::{CallOptions, ErrorKind, Failure, OperationInfo, Transport};

/// How long a wait lasts unless something else is said.
pub const DEFAULT_MAX_WAIT: Duration = Duration::from_secs(600);

/// A wait for what a waiter of the model describes. Awaiting it begins it; over a blocking transport,
/// `wait()` does.
///
/// The pauses between two looks grow from the waiter's least to its greatest delay, doubling each
/// time, and the last look comes before [`max_wait`](Self::max_wait) is over.
#[must_use = "nothing is sent until the wait begins"]
pub struct Wait<R: Operation, T = Transport> {
    transport: T,
    request: R,
    options: CallOptions,
    waiter: &'static Waiter,
    max_wait: Duration,
    min_delay: Duration,
}

impl<R: Operation + Clone, T> Wait<R, T> {
    /// A wait of at most ten minutes.
    #[inline]
    pub fn new(transport: T, request: R, options: CallOptions, waiter: &'static Waiter) -> Self {
        let min_delay = Duration::from_secs(waiter.min_delay);
        Self { transport, request, options, waiter, max_wait: DEFAULT_MAX_WAIT, min_delay }
    }

    /// How long to wait at most.
    #[inline]
    pub fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self
    }

    /// The pause before the second look, where the model's is too long or too short.
    #[inline]
    pub fn poll_every(mut self, delay: Duration) -> Self {
        self.min_delay = delay;
        self
    }
}

#[cfg(feature = "blocking")]
impl<R: Operation + Clone> Wait<R, crate::blocking::Transport> {
    /// The same wait to be awaited, and what waits for it.
    pub(super) fn into_async(self) -> (crate::blocking::Transport, Wait<R>) {
        let Self { transport, request, options, waiter, max_wait, min_delay } = self;
        let wait =
            Wait { transport: transport.inner().clone(), request, options, waiter, max_wait, min_delay };
        (transport, wait)
    }
}

impl<R: Operation + Clone> Wait<R> {
    async fn run(self) -> Result<R::Response, WaitError<R>> {
        let deadline = Instant::now() + self.max_wait;
        let max_delay = Duration::from_secs(self.waiter.max_delay).max(self.min_delay);
        let mut delay = self.min_delay;
        loop {
            let answer = call(self.transport.clone(), self.request.clone(), self.options.clone()).await;
            let verdict = match &answer {
                Ok(response) => Some(self.waiter.judge_response(Value::Structure(response))),
                Err(error) => self.waiter.judge_error(error.code()),
            };
            match (verdict, answer) {
                (Some(Verdict::Success), Ok(response)) => return Ok(response),
                (Some(Verdict::Failure), Ok(response)) => {
                    return Err(WaitError::Failed { waiter: self.waiter.name, response });
                }
                (None | Some(Verdict::Failure | Verdict::Success), Err(error)) => {
                    return Err(WaitError::Call(error));
                }
                (Some(Verdict::Retry) | None, answer) => {
                    if Instant::now() + delay > deadline {
                        let last = answer.ok();
                        return Err(WaitError::TimedOut {
                            waiter: self.waiter.name,
                            waited: self.max_wait,
                            last,
                        });
                    }
                }
            }
            tokio::time::sleep(delay).await;
            delay = (delay * 2).min(max_delay);
        }
    }
}

impl<R: Operation + Clone> IntoFuture for Wait<R> {
    type Output = Result<R::Response, WaitError<R>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let transport = self.transport.clone();
            let observed = observability::wait(transport.configuration(), R::INFO, self.waiter.name);
            let outcome = self.run().instrument(observed.span()).await;
            match &outcome {
                Ok(_) => observed.succeeded(),
                Err(WaitError::Call(error)) => observed.failed(error.kind(), error.code()),
                Err(_) => observed.failed(ErrorKind::Wait, None),
            }
            outcome
        })
    }
}

impl<R: Operation, T> fmt::Debug for Wait<R, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Wait")
            .field("waiter", &self.waiter.name)
            .field("max_wait", &self.max_wait)
            .finish_non_exhaustive()
    }
}

/// Why a wait ended without what was waited for.
#[non_exhaustive]
pub enum WaitError<R: Operation> {
    /// It will not happen any more; the response says what happened instead.
    Failed {
        /// The name of the waiter.
        waiter: &'static str,
        /// The response that decided.
        response: R::Response,
    },
    /// It did not happen in time.
    TimedOut {
        /// The name of the waiter.
        waiter: &'static str,
        /// How long was waited.
        waited: Duration,
        /// The last response, unless the last call failed.
        last: Option<R::Response>,
    },
    /// A call failed in a way that more waiting does not help.
    Call(Error<R::Error>),
}

impl<R: Operation> WaitError<R> {
    /// The last response of the service, if it gave one.
    #[must_use]
    pub fn response(&self) -> Option<&R::Response> {
        match self {
            Self::Failed { response, .. } => Some(response),
            Self::TimedOut { last, .. } => last.as_ref(),
            Self::Call(_) => None,
        }
    }
}

impl<R: Operation> fmt::Display for WaitError<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { waiter, .. } => decided(R::INFO, waiter).fmt(formatter),
            Self::TimedOut { waiter, waited, .. } => timed_out(R::INFO, waiter, *waited).fmt(formatter),
            Self::Call(error) => error.fmt(formatter),
        }
    }
}

fn decided(operation: &'static OperationInfo, waiter: &str) -> Failure {
    ended(operation, format!("{waiter} cannot happen any more; the response of the error says why"))
}

fn timed_out(operation: &'static OperationInfo, waiter: &str, waited: Duration) -> Failure {
    ended(operation, format!("{waiter} did not happen within {waited:?}"))
}

fn ended(operation: &'static OperationInfo, problem: String) -> Failure {
    Failure::new(ErrorKind::Wait, problem).of_operation(operation).sent(true)
}

impl<R: Operation> fmt::Debug for WaitError<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { waiter, .. } => {
                formatter.debug_struct("Failed").field("waiter", waiter).finish_non_exhaustive()
            }
            Self::TimedOut { waiter, waited, .. } => formatter
                .debug_struct("TimedOut")
                .field("waiter", waiter)
                .field("waited", waited)
                .finish_non_exhaustive(),
            Self::Call(error) => formatter.debug_tuple("Call").field(error).finish(),
        }
    }
}

impl<R: Operation> StdError for WaitError<R> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Failed { .. } | Self::TimedOut { .. } => None,
            Self::Call(error) => error.source(),
        }
    }
}

impl<R: Operation> From<WaitError<R>> for Error {
    fn from(error: WaitError<R>) -> Self {
        match error {
            WaitError::Call(error) => error.into(),
            WaitError::Failed { waiter, .. } => decided(R::INFO, waiter).into(),
            WaitError::TimedOut { waiter, waited, .. } => timed_out(R::INFO, waiter, waited).into(),
        }
    }
}
