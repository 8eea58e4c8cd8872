//! A command.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::limit;
use crate::model::types;

/// What was asked, and how far it has come.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Command {
    /// The command as answers show it, its state as of its last progress.
    pub(super) shown: types::Command,
    pub(super) requested: OffsetDateTime,
    pub(super) terms: Terms,
}

/// How a command is to run.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Terms {
    /// How long a node may take to get it and start.
    pub(super) delivery_timeout: Duration,
    /// How long it may run on a node.
    pub(super) execution_timeout: Duration,
    /// On how many nodes it may run at a time.
    pub(super) concurrency: usize,
    /// On how many nodes it may fail and go on.
    pub(super) errors: usize,
    /// Whether it was cancelled on all nodes.
    pub(super) is_cancelled: bool,
}

impl Command {
    pub(super) fn new(shown: types::Command, execution_timeout: Duration, requested: OffsetDateTime) -> Self {
        let targets = shown.target_count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        let seconds = shown.timeout_seconds.and_then(|seconds| u64::try_from(seconds).ok());
        let concurrency = shown.max_concurrency.as_deref().unwrap_or(limit::CONCURRENCY);
        let errors = shown.max_errors.as_deref().unwrap_or(limit::ERRORS);
        let terms = Terms {
            delivery_timeout: Duration::from_secs(seconds.unwrap_or_default()),
            execution_timeout,
            // A share of few targets is no less than one of them.
            concurrency: limit::of(concurrency, targets).max(1),
            errors: limit::of(errors, targets),
            is_cancelled: false,
        };
        Self { shown, requested, terms }
    }

    pub(super) fn id(&self) -> &str {
        self.shown.command_id.as_deref().unwrap_or_default()
    }
}
