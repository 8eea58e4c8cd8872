//! How a command stands on one node.

use std::fmt;

use ssm_client::types::{CommandInvocation, CommandInvocationStatus};

/// How a command stands on one node, with the reason that the service gives in `StatusDetails`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeStatus {
    /// The node was not asked yet, or said nothing yet.
    Pending,
    /// It runs.
    InProgress,
    /// The node is not heard of, and may still be.
    Delayed,
    /// The node was told to stop.
    Cancelling,
    /// Every plugin ended with exit code 0.
    Success,
    /// A plugin ended with another one.
    Failed,
    /// The node did not begin in time.
    DeliveryTimedOut,
    /// The node began and was not done in time.
    ExecutionTimedOut,
    /// It was stopped.
    Cancelled,
    /// The node is not there.
    Undeliverable,
    /// The node was not asked because too many others failed.
    Terminated,
    /// The document is not for such a platform.
    InvalidPlatform,
    /// The document or the bucket may not be used.
    AccessDenied,
    /// What this crate does not know, in the service's words.
    Other(String),
}

impl NodeStatus {
    pub(super) fn of(invocation: &CommandInvocation) -> Self {
        let status = invocation.status.as_ref();
        let details = invocation.status_details.as_deref().unwrap_or_default().replace(' ', "");
        match details.as_str() {
            "Pending" => Self::Pending,
            "InProgress" => Self::InProgress,
            "Delayed" => Self::Delayed,
            "Cancelling" => Self::Cancelling,
            "Success" => Self::Success,
            "Failed" => Self::Failed,
            "DeliveryTimedOut" => Self::DeliveryTimedOut,
            "ExecutionTimedOut" => Self::ExecutionTimedOut,
            "Cancelled" => Self::Cancelled,
            "Undeliverable" => Self::Undeliverable,
            "Terminated" => Self::Terminated,
            "InvalidPlatform" => Self::InvalidPlatform,
            "AccessDenied" => Self::AccessDenied,
            _ => status.map_or(Self::Pending, Self::without_details),
        }
    }

    fn without_details(status: &CommandInvocationStatus) -> Self {
        match status {
            CommandInvocationStatus::Pending => Self::Pending,
            CommandInvocationStatus::InProgress => Self::InProgress,
            CommandInvocationStatus::Delayed => Self::Delayed,
            CommandInvocationStatus::Cancelling => Self::Cancelling,
            CommandInvocationStatus::Success => Self::Success,
            CommandInvocationStatus::Cancelled => Self::Cancelled,
            CommandInvocationStatus::TimedOut => Self::ExecutionTimedOut,
            CommandInvocationStatus::Failed => Self::Failed,
            other => Self::Other(other.as_str().to_owned()),
        }
    }

    /// Whether nothing more will happen on the node.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !matches!(self, Self::Pending | Self::InProgress | Self::Delayed | Self::Cancelling | Self::Other(_))
    }

    /// The service's word for it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "Pending",
            Self::InProgress => "InProgress",
            Self::Delayed => "Delayed",
            Self::Cancelling => "Cancelling",
            Self::Success => "Success",
            Self::Failed => "Failed",
            Self::DeliveryTimedOut => "DeliveryTimedOut",
            Self::ExecutionTimedOut => "ExecutionTimedOut",
            Self::Cancelled => "Cancelled",
            Self::Undeliverable => "Undeliverable",
            Self::Terminated => "Terminated",
            Self::InvalidPlatform => "InvalidPlatform",
            Self::AccessDenied => "AccessDenied",
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for NodeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(status: &str, details: &str) -> NodeStatus {
        let mut invocation = CommandInvocation::default();
        invocation.status = Some(status.into());
        invocation.status_details = (!details.is_empty()).then(|| details.to_owned());
        NodeStatus::of(&invocation)
    }

    #[test]
    fn details_say_more_than_the_status_and_may_be_absent() {
        for (word, details, expected) in [
            ("TimedOut", "DeliveryTimedOut", NodeStatus::DeliveryTimedOut),
            ("TimedOut", "Delivery Timed Out", NodeStatus::DeliveryTimedOut),
            ("TimedOut", "", NodeStatus::ExecutionTimedOut),
            ("Cancelled", "Terminated", NodeStatus::Terminated),
            ("Failed", "something new", NodeStatus::Failed),
            ("Asleep", "", NodeStatus::Other("Asleep".to_owned())),
        ] {
            assert_eq!(status(word, details), expected, "{word} {details}");
        }
        assert!(!status("Asleep", "").is_over());
        assert!(status("Failed", "Undeliverable").is_over());
    }
}
