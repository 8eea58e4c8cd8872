//! Following an execution.

use std::collections::BTreeMap;

use ssm_client::types::AutomationExecutionStatus;

use super::report::is_over;
use super::watch::{Subject, Watch};
use super::{AutomationError, AutomationReport};
use crate::progress::{Follow, Look};

/// What happens to an execution, as it happens. Made by
/// [`ExecutionHandle::progress`](super::ExecutionHandle::progress).
///
/// It ends when the execution is over. It fails with a call that failed.
pub type Progress = crate::Progress<ProgressUpdate, AutomationError>;

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

/// Follows an execution from where it stands.
pub(super) fn follow(subject: Subject) -> Progress {
    Progress::of(Followed { watch: Watch::new(subject, None), seen: BTreeMap::new(), told: None })
}

struct Followed {
    watch: Watch,
    /// The statuses of steps by their names and ids.
    seen: BTreeMap<(String, String), AutomationExecutionStatus>,
    /// The status that was told last.
    told: Option<AutomationExecutionStatus>,
}

impl Follow for Followed {
    type Update = ProgressUpdate;
    type Error = AutomationError;

    async fn look(&mut self) -> Result<Look<ProgressUpdate>, AutomationError> {
        let report = self.watch.look().await?;
        let is_over = is_over(&report.status);
        let told = self.told.replace(report.status.clone());
        let update = self.compare(report);
        let is_news = !update.changes.is_empty() || told != self.told;
        Ok(Look { update, is_news, is_over })
    }

    async fn pause(&mut self, news: bool) -> Result<(), AutomationError> {
        self.watch.pause(news).await
    }
}

impl Followed {
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
