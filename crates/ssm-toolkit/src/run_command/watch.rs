//! A command that is looked at again and again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ssm_client::Client;
use ssm_client::operation::{ListCommandInvocationsRequest, ListCommandsRequest};
use ssm_client::types::{Command, CommandInvocation, CommandStatus};
use tokio::time::Instant;

use super::report::count;
use super::{CommandError, CommandReport, NodeStatus};
use crate::Pacing;
use crate::looking::{Looks, Missed};

/// How long the service may take to list a command that it took.
const LISTED_WITHIN: Duration = Duration::from_secs(60);

/// How long the service may take to show all nodes of a command that is over, and that they are over too.
const SETTLED_WITHIN: Duration = Duration::from_secs(30);

/// How long to look once more at a command that took too long.
const LAST_LOOK: Duration = Duration::from_secs(10);

/// The most nodes a page, by the service's model.
const PAGE: i32 = 50;

/// What one needs to look at a command.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) client: Client,
    pub(super) id: String,
    pub(super) pacing: Pacing,
    /// Whether somebody saw that it is over.
    pub(super) is_over: Arc<AtomicBool>,
}

/// One who looks at a command until it is over.
pub(super) struct Watch {
    subject: Subject,
    within: Option<Duration>,
    looks: Looks,
    began: Instant,
    /// When it was first seen to be over as a whole.
    ended: Option<Instant>,
}

impl Watch {
    pub(super) fn new(subject: Subject, within: Option<Duration>) -> Self {
        let began = Instant::now();
        // What is too long to be counted is no limit.
        let deadline = within.and_then(|within| began.checked_add(within));
        let looks = Looks::new(subject.client.clone(), subject.pacing, deadline);
        Self { subject, within, looks, began, ended: None }
    }

    /// The command as it stands, as soon as the service lists it.
    pub(super) async fn command(&mut self) -> Result<Command, CommandError> {
        let mut request = ListCommandsRequest::new();
        request.command_id = Some(self.subject.id.clone());
        loop {
            match self.looks.answer(&request).await {
                Ok(listed) => {
                    if let Some(command) = listed.commands.into_iter().next() {
                        return Ok(command);
                    }
                }
                Err(Missed::Failed(error)) if error.code() == Some("InvalidCommandId") => {}
                Err(missed) => return Err(self.missed(missed).await),
            }
            if self.began.elapsed() > LISTED_WITHIN {
                return Err(CommandError::NotListed { command_id: self.subject.id.clone() });
            }
            self.pause(false).await?;
        }
    }

    /// Its nodes as they stand, with what their plugins did or without.
    pub(super) async fn nodes(&mut self, details: bool) -> Result<Vec<CommandInvocation>, CommandError> {
        match nodes(&mut self.looks, &self.subject.id, details).await {
            Ok(nodes) => Ok(nodes),
            Err(missed) => Err(self.missed(missed).await),
        }
    }

    /// Whether nothing more is to be expected: the command is over, and so are all of its nodes. For those
    /// of which the service does not say so yet there is some time; for those that still run, all of it.
    pub(super) fn is_settled(&mut self, command: &Command, nodes: &[CommandInvocation]) -> bool {
        if !is_over(command) {
            return false;
        }
        let ended = *self.ended.get_or_insert_with(Instant::now);
        let is_settled = match Remaining::of(command, nodes) {
            Remaining::Nothing => true,
            Remaining::Words => ended.elapsed() > SETTLED_WITHIN,
            Remaining::Work => false,
        };
        self.subject.is_over.fetch_or(is_settled, Ordering::Relaxed);
        is_settled
    }

    pub(super) async fn pause(&mut self, news: bool) -> Result<(), CommandError> {
        match self.looks.pause(news).await {
            Ok(()) => Ok(()),
            Err(missed) => Err(self.missed(missed).await),
        }
    }

    async fn missed(&self, missed: Missed) -> CommandError {
        match missed {
            Missed::Failed(error) => CommandError::Call(error),
            Missed::Late => CommandError::TimedOut {
                command_id: self.subject.id.clone(),
                within: self.within.unwrap_or_default(),
                report: Box::new(self.last_look().await),
            },
        }
    }

    /// How the command stands now, as far as it is to be learnt soon.
    async fn last_look(&self) -> CommandReport {
        let deadline = Some(Instant::now() + LAST_LOOK);
        let mut looks = Looks::new(self.subject.client.clone(), self.subject.pacing, deadline);
        let mut request = ListCommandsRequest::new();
        request.command_id = Some(self.subject.id.clone());
        let listed = looks.answer(&request).await.ok().and_then(|listed| listed.commands.into_iter().next());
        let mut command = listed.unwrap_or_default();
        command.command_id = Some(self.subject.id.clone());
        let nodes = nodes(&mut looks, &self.subject.id, true).await.unwrap_or_default();
        CommandReport::new(command, nodes)
    }
}

/// What remains of a command that is over as a whole.
#[derive(Debug, PartialEq)]
enum Remaining {
    Nothing,
    /// The service does not say of all nodes that they are done.
    Words,
    /// A node runs it, after so many others failed that no more of them begin.
    Work,
}

impl Remaining {
    fn of(command: &Command, nodes: &[CommandInvocation]) -> Self {
        let statuses: Vec<NodeStatus> = nodes.iter().map(NodeStatus::of).collect();
        if statuses.contains(&NodeStatus::InProgress) {
            Self::Work
        } else if nodes.len() < count(command.target_count) || !statuses.iter().all(NodeStatus::is_over) {
            Self::Words
        } else {
            Self::Nothing
        }
    }
}

async fn nodes(looks: &mut Looks, id: &str, details: bool) -> Result<Vec<CommandInvocation>, Missed> {
    let mut request = ListCommandInvocationsRequest::new();
    request.command_id = Some(id.to_owned());
    request.details = details.then_some(true);
    request.max_results = Some(PAGE);
    looks.all(request).await
}

/// Whether the command is over as a whole.
pub(super) fn is_over(command: &Command) -> bool {
    use CommandStatus::{Cancelled, Failed, Success, TimedOut};
    matches!(command.status, Some(Cancelled | Failed | Success | TimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remaining(targets: i32, nodes: &[&str]) -> Remaining {
        let mut command = Command::default();
        command.target_count = Some(targets);
        let nodes: Vec<CommandInvocation> = nodes
            .iter()
            .map(|status| {
                let mut node = CommandInvocation::default();
                node.status_details = Some((*status).to_owned());
                node
            })
            .collect();
        Remaining::of(&command, &nodes)
    }

    #[test]
    fn nodes_that_run_are_waited_for_and_lists_that_lag_behind_for_a_while() {
        assert_eq!(remaining(0, &[]), Remaining::Nothing);
        assert_eq!(remaining(2, &["Success", "Terminated"]), Remaining::Nothing);
        assert_eq!(remaining(2, &["Success"]), Remaining::Words);
        assert_eq!(remaining(2, &["Success", "Cancelling"]), Remaining::Words);
        assert_eq!(remaining(3, &["Failed", "InProgress"]), Remaining::Work);
    }
}
