//! An execution that is looked at again and again.

use std::time::Duration;

use ssm_client::Client;
use ssm_client::operation::{DescribeAutomationStepExecutionsRequest, GetAutomationExecutionRequest};
use ssm_client::types::StepExecution;
use tokio::time::Instant;

use super::{AutomationError, AutomationReport};
use crate::Pacing;
use crate::looking::{Looks, Missed};

/// How long the service may take to know an execution that it started.
const KNOWN_WITHIN: Duration = Duration::from_secs(60);

/// The most steps a page, by the service's model.
const PAGE: i32 = 50;

/// What one needs to look at an execution.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) client: Client,
    pub(super) id: String,
    pub(super) pacing: Pacing,
}

/// One who looks at an execution until it is over.
pub(super) struct Watch {
    id: String,
    within: Option<Duration>,
    looks: Looks,
    began: Instant,
    last: Option<AutomationReport>,
}

impl Watch {
    pub(super) fn new(subject: Subject, within: Option<Duration>) -> Self {
        let began = Instant::now();
        let deadline = within.and_then(|within| began.checked_add(within));
        let looks = Looks::new(subject.client, subject.pacing, deadline);
        Self { id: subject.id, within, looks, began, last: None }
    }

    /// How the execution stands, as soon as the service knows it.
    pub(super) async fn look(&mut self) -> Result<AutomationReport, AutomationError> {
        let request = GetAutomationExecutionRequest::new(&self.id);
        loop {
            match self.looks.answer(&request).await {
                Ok(answer) => {
                    let mut execution = answer.automation_execution.unwrap_or_default();
                    let mut steps = std::mem::take(&mut execution.step_executions);
                    if execution.step_executions_truncated == Some(true) {
                        steps = self.all_steps().await?;
                    }
                    let report = AutomationReport::new(execution, steps);
                    self.last = Some(report.clone());
                    return Ok(report);
                }
                Err(Missed::Failed(error)) if self.may_come(error.code()) => {}
                Err(missed) => return Err(self.missed(missed)),
            }
            self.pause(false).await?;
        }
    }

    /// Whether an execution that is not known may be known soon.
    fn may_come(&self, code: Option<&str>) -> bool {
        code == Some("AutomationExecutionNotFoundException")
            && self.last.is_none()
            && self.began.elapsed() < KNOWN_WITHIN
    }

    async fn all_steps(&mut self) -> Result<Vec<StepExecution>, AutomationError> {
        let mut request = DescribeAutomationStepExecutionsRequest::new(&self.id);
        request.max_results = Some(PAGE);
        self.looks.all(request).await.map_err(|missed| self.missed(missed))
    }

    pub(super) async fn pause(&mut self, news: bool) -> Result<(), AutomationError> {
        self.looks.pause(news).await.map_err(|missed| self.missed(missed))
    }

    fn missed(&mut self, missed: Missed) -> AutomationError {
        match missed {
            Missed::Failed(error) => AutomationError::Call(error),
            Missed::Late => AutomationError::TimedOut {
                execution_id: self.id.clone(),
                within: self.within.unwrap_or_default(),
                report: self.last.take().map(Box::new),
            },
        }
    }
}
