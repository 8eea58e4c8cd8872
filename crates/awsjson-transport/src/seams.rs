//! What a transport takes from the world around it, each behind a small trait, so that tests can put
//! something else in its place: the network, time, and chance.

mod system;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::deadline::Deadline;
use crate::failure::Failure;
use system::{System, SystemRandom};

/// Sends requests.
pub(crate) trait Sender: Send + Sync {
    /// Sends one request, once, and reads its answer within the limits.
    fn send<'a>(&'a self, request: http::Request<Bytes>, limits: Limits) -> Sending<'a>;
}

/// The future of an answer.
pub(crate) type Sending<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// How long to wait for an answer, and how much of it to read.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) deadline: Deadline,
    pub(crate) max_bytes: usize,
}

/// An answer, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether there was more of the body, which only an error's may be.
    pub(crate) cut: bool,
}

/// Tells the time, and lets it pass.
pub trait Time: Send + Sync {
    /// The time of day, which requests are signed with.
    fn now(&self) -> SystemTime;

    /// The time since some moment that stays the same.
    fn elapsed(&self) -> Duration;

    /// Waits, between two attempts for instance.
    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// Gives chance its part in the waits.
pub trait Random: Send + Sync {
    /// A random number from 0 to 1.
    fn fraction(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync> Random for F {
    fn fraction(&self) -> f64 {
        self()
    }
}

/// The surroundings of one transport.
#[derive(Clone)]
pub(crate) struct Seams {
    /// The network, unless something else is set.
    pub(crate) sender: Option<Arc<dyn Sender>>,
    pub(crate) time: Arc<dyn Time>,
    pub(crate) random: Arc<dyn Random>,
}

impl Default for Seams {
    fn default() -> Self {
        Self { sender: None, time: Arc::new(System::default()), random: Arc::new(SystemRandom) }
    }
}

impl fmt::Debug for Seams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seams").finish_non_exhaustive()
    }
}
