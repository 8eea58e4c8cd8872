//! Following an execution.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use ssm_client::types::AutomationExecutionStatus;

use super::report::is_over;
use super::watch::{Subject, Watch};
use super::{AutomationError, AutomationReport};
use crate::following::{Follow, Following};

/// What happens to an execution, as it happens: a `Stream`, and without any stream crate a loop over
/// [`try_next`](Self::try_next). Made by [`ExecutionHandle::progress`](super::ExecutionHandle::progress).
///
/// The stream ends when the execution is over, and after an error.
#[must_use = "nothing is sent until an update is asked for"]
pub struct Progress(Following<Followed>);

/// What changed between two looks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProgressUpdate {
    /// How the execution stands.
    pub status: AutomationExecutionStatus,
    /// The steps that stand elsewhere than before, in their order.
    pub changes: Vec<StepChange>,
}

/// A step that stands elsewhere than before.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StepChange {
    /// Its name.
    pub name: String,
    /// What it does, such as `aws:runCommand`.
    pub action: String,
    /// Where it stood; none if it was not seen before.
    pub before: Option<AutomationExecutionStatus>,
    /// Where it stands.
    pub status: AutomationExecutionStatus,
    /// Why it failed, in the service's words.
    pub failure_message: Option<String>,
}

impl Progress {
    pub(super) fn new(subject: Subject) -> Self {
        let watch = Watch::new(subject, None);
        Self(Following::new(Followed {
            watch,
            seen: BTreeMap::new(),
            told: None,
            news: false,
            is_over: false,
        }))
    }

    /// What happened next, or none when the execution is over.
    ///
    /// # Errors
    ///
    /// A call that failed.
    pub async fn try_next(&mut self) -> Result<Option<ProgressUpdate>, AutomationError> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }
}

impl Stream for Progress {
    type Item = Result<ProgressUpdate, AutomationError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").finish_non_exhaustive()
    }
}

struct Followed {
    watch: Watch,
    /// The statuses of steps by their names and ids.
    seen: BTreeMap<(String, String), AutomationExecutionStatus>,
    /// The status that was told last.
    told: Option<AutomationExecutionStatus>,
    /// Whether the last look brought news.
    news: bool,
    is_over: bool,
}

impl Follow for Followed {
    type Item = Result<ProgressUpdate, AutomationError>;

    async fn step(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let outcome = self.next().await;
        self.is_over |= outcome.is_err();
        Some(outcome)
    }
}

impl Followed {
    async fn next(&mut self) -> Result<ProgressUpdate, AutomationError> {
        loop {
            if self.told.is_some() {
                self.watch.pause(self.news).await?;
            }
            let report = self.watch.look().await?;
            self.is_over = is_over(&report.status);
            let told = self.told.replace(report.status.clone());
            let update = self.compare(report);
            self.news = !update.changes.is_empty() || told != self.told;
            if self.is_over || self.news {
                return Ok(update);
            }
        }
    }

    fn compare(&mut self, report: AutomationReport) -> ProgressUpdate {
        let mut changes = Vec::new();
        for step in report.steps {
            let before = self.seen.insert((step.name.clone(), step.id), step.status.clone());
            if before.as_ref() != Some(&step.status) {
                changes.push(StepChange {
                    name: step.name,
                    action: step.action,
                    before,
                    status: step.status,
                    failure_message: step.failure_message,
                });
            }
        }
        ProgressUpdate { status: report.status, changes }
    }
}
