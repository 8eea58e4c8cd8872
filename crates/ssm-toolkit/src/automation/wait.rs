//! Waiting for the end of an execution.

use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use super::report::is_over;
use super::watch::{Subject, Watch};
use super::{AutomationError, AutomationReport};

/// A wait for the end of an execution. Awaiting it begins it. Made by
/// [`ExecutionHandle::wait`](super::ExecutionHandle::wait).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until the wait is awaited"]
pub struct Wait {
    subject: Subject,
    within: Option<Duration>,
}

impl Wait {
    pub(super) fn new(subject: Subject) -> Self {
        Self { subject, within: None }
    }

    /// How long to wait at most. Then the error is [`AutomationError::TimedOut`], which says how the
    /// execution stood at the last look. A call that is under way by then may take another ten seconds.
    pub fn within(mut self, time: Duration) -> Self {
        self.within = Some(time);
        self
    }

    async fn run(self) -> Result<AutomationReport, AutomationError> {
        let mut watch = Watch::new(self.subject, self.within);
        let mut done = None;
        loop {
            let report = watch.look().await?;
            if is_over(&report.status) {
                return Ok(report);
            }
            let now = report.steps.iter().filter(|step| is_over(&step.status)).count();
            let before = done.replace(now);
            watch.pause(before.is_some_and(|before| before != now)).await?;
        }
    }
}

impl IntoFuture for Wait {
    type Output = Result<AutomationReport, AutomationError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
