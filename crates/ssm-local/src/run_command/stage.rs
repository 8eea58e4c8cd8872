//! How far an invocation has come.

use serde::{Deserialize, Serialize};

use crate::model::types::CommandInvocationStatus;

/// Where an invocation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stage {
    /// Its message is not sent yet, because of the limit of concurrency.
    Waiting,
    /// Its message is in the queue of the node, or the node said nothing of it yet.
    Sent,
    /// The node said that it runs.
    Running,
    /// The node was told to stop it.
    Cancelling,
    Ended(Outcome),
}

/// How an invocation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Outcome {
    Success,
    Failed,
    Cancelled,
    DeliveryTimedOut,
    ExecutionTimedOut,
    /// The node is gone.
    Undeliverable,
    /// It was not sent because too many others failed.
    Terminated,
    /// The document is not for such nodes.
    InvalidPlatform,
}

impl Stage {
    /// Whether it counts against the limit of concurrency.
    pub(super) fn is_under_way(self) -> bool {
        matches!(self, Self::Sent | Self::Running | Self::Cancelling)
    }

    pub(super) fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// The status and its details, of a node that is reached or not.
    pub(super) fn shown(self, is_online: bool) -> (CommandInvocationStatus, &'static str) {
        match self {
            Self::Sent if !is_online => (CommandInvocationStatus::Delayed, "Delayed"),
            Self::Waiting | Self::Sent => (CommandInvocationStatus::Pending, "Pending"),
            Self::Running => (CommandInvocationStatus::InProgress, "InProgress"),
            Self::Cancelling => (CommandInvocationStatus::Cancelling, "Cancelling"),
            Self::Ended(outcome) => (outcome.status(), outcome.details()),
        }
    }
}

impl Outcome {
    pub(super) fn status(self) -> CommandInvocationStatus {
        match self {
            Self::Success => CommandInvocationStatus::Success,
            Self::Failed | Self::Undeliverable | Self::InvalidPlatform => CommandInvocationStatus::Failed,
            Self::Cancelled | Self::Terminated => CommandInvocationStatus::Cancelled,
            Self::DeliveryTimedOut | Self::ExecutionTimedOut => CommandInvocationStatus::TimedOut,
        }
    }

    pub(super) fn details(self) -> &'static str {
        match self {
            Self::Success => "Success",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
            Self::DeliveryTimedOut => "DeliveryTimedOut",
            Self::ExecutionTimedOut => "ExecutionTimedOut",
            Self::Undeliverable => "Undeliverable",
            Self::Terminated => "Terminated",
            Self::InvalidPlatform => "InvalidPlatform",
        }
    }
}
