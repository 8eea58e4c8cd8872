//! Waiting for all nodes of a command.

use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use super::report::count;
use super::watch::{Subject, Watch, is_over};
use super::{CommandError, CommandReport};

/// A wait for all nodes of a command. Awaiting it begins it. Made by
/// [`CommandHandle::wait`](super::CommandHandle::wait).
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

    /// How long to wait at most. Then the error is [`CommandError::TimedOut`], which says how the
    /// command stands. A call that is under way by then, and finding out how the command stands, may
    /// take another ten seconds each.
    pub fn within(mut self, time: Duration) -> Self {
        self.within = Some(time);
        self
    }

    async fn run(self) -> Result<CommandReport, CommandError> {
        let mut watch = Watch::new(self.subject, self.within);
        let mut done = 0;
        loop {
            let command = watch.command().await?;
            if is_over(&command) {
                let nodes = watch.nodes(true).await?;
                if watch.is_settled(&command, &nodes) {
                    return Ok(CommandReport::new(command, nodes));
                }
            }
            let before = std::mem::replace(&mut done, count(command.completed_count));
            watch.pause(done != before).await?;
        }
    }
}

impl IntoFuture for Wait {
    type Output = Result<CommandReport, CommandError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
