//! Time that does not pass.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::Time;

/// Time that stands still but for the waits of the transport, which pass at once and are recorded.
/// Clones share it.
///
/// What the network takes does not count in it, and the time-outs of attempts go by the runtime's
/// clock all the same. A test of those pauses the runtime's clock instead (`tokio::time::pause`).
#[derive(Clone, Debug)]
pub struct RecordedTime(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    begun_at: SystemTime,
    waits: Mutex<Vec<Duration>>,
}

impl RecordedTime {
    /// Starts now.
    pub fn new() -> Self {
        Self::starting_at(SystemTime::now())
    }

    /// Starts at this time of day, as a clock that is wrong would say it is.
    pub fn starting_at(begun_at: SystemTime) -> Self {
        Self(Arc::new(Inner { begun_at, waits: Mutex::default() }))
    }

    /// The waits so far, those before retries and those for a turn in adaptive mode alike.
    pub fn waits(&self) -> Vec<Duration> {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Default for RecordedTime {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for RecordedTime {
    fn now(&self) -> SystemTime {
        self.0.begun_at + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).iter().sum()
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.waits.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        Box::pin(std::future::ready(()))
    }
}
