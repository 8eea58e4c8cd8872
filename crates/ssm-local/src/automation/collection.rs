//! All executions.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::execution::Execution;
use crate::protocol::OwnCall;
use crate::store::{NamedTable, Table};

/// Executions, and which of them are under way.
#[derive(Default)]
pub(crate) struct Automations {
    pub(super) by_id: Table<String, Execution>,
    /// When executions that are not over are to be looked after, by their ids; never if nothing but
    /// a signal, an answer or another execution moves them.
    running: Table<String, Option<OffsetDateTime>>,
    /// Operations to call, by the ids of execution and step.
    pub(super) calls: Table<Asker, OwnCall>,
    /// What was started with a client token.
    pub(super) tokens: Table<String, Token>,
    /// When it is looked for old executions again.
    pub(super) next_forgetting: Option<OffsetDateTime>,
}

/// Who has an operation called: the ids of an execution and its step.
pub(super) type Asker = (String, String);

/// What a client token was used for.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Token {
    pub(super) execution_id: String,
    /// The request in JSON.
    pub(super) request: String,
}

impl Automations {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 4] {
        [
            ("automations", &mut self.by_id),
            ("running-automations", &mut self.running),
            ("automation-calls", &mut self.calls),
            ("automation-tokens", &mut self.tokens),
        ]
    }

    /// Whether there is such an execution.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    pub(super) fn get(&self, id: &str) -> Option<&Execution> {
        self.by_id.get(id)
    }

    /// Puts an execution in, or back, that is to be looked after at this time.
    pub(super) fn put(&mut self, execution: Execution, due: Option<OffsetDateTime>) {
        if execution.is_over() {
            self.running.remove(&execution.id);
        } else {
            self.running.insert(execution.id.clone(), due);
        }
        self.by_id.insert(execution.id.clone(), execution);
    }

    /// Has an execution that is not over looked after at once.
    pub(super) fn wake(&mut self, id: &str, now: OffsetDateTime) {
        if let Some(due) = self.running.get_mut(id) {
            *due = Some(now);
        }
    }

    /// The executions that are to be looked after.
    pub(super) fn due(&self, now: OffsetDateTime) -> Vec<String> {
        let is_due = |due: &Option<OffsetDateTime>| due.is_some_and(|due| due <= now);
        self.running.iter().filter(|(_, due)| is_due(due)).map(|(id, _)| id.clone()).collect()
    }

    /// The executions that are not over.
    pub(super) fn running(&self) -> impl Iterator<Item = &Execution> {
        self.running.keys().filter_map(|id| self.by_id.get(id))
    }
}
