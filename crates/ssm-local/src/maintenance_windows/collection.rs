//! All maintenance windows, and what belongs to them.

use super::client_token::Kept;
use super::execution::Execution;
use super::task::Task;
use super::window::Window;
use crate::model::types::{DoesNotExistException, MaintenanceWindowTarget};
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// The ids of a window and of one of its targets or tasks.
type Member = (String, String);

/// Windows, their targets, tasks and executions, and the client tokens that made them.
#[derive(Default)]
pub(crate) struct MaintenanceWindows {
    pub(super) by_id: Table<String, Window>,
    pub(super) targets: Table<Member, MaintenanceWindowTarget>,
    pub(super) tasks: Table<Member, Task>,
    pub(super) executions: Table<String, Execution>,
    /// The executions that are not over, by their ids.
    pub(super) running: Table<String, ()>,
    pub(super) client_tokens: Table<String, Kept>,
}

impl MaintenanceWindows {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 6] {
        [
            ("maintenance-windows", &mut self.by_id),
            ("maintenance-window-targets", &mut self.targets),
            ("maintenance-window-tasks", &mut self.tasks),
            ("maintenance-window-executions", &mut self.executions),
            ("running-maintenance-windows", &mut self.running),
            ("maintenance-window-client-tokens", &mut self.client_tokens),
        ]
    }

    /// Whether there is such a window.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    pub(super) fn window(&self, id: &str) -> Result<&Window, Error> {
        self.by_id.get(id).ok_or_else(|| unknown("maintenance window", id))
    }

    /// The targets of a window in the order of their ids.
    pub(super) fn targets_of(
        &self,
        window: &str,
    ) -> impl Iterator<Item = (&String, &MaintenanceWindowTarget)> {
        members(&self.targets, window)
    }

    pub(super) fn target(&self, window: &str, id: &str) -> Result<&MaintenanceWindowTarget, Error> {
        self.window(window)?;
        let target = self.targets.get(&(window.to_owned(), id.to_owned()));
        target.ok_or_else(|| unknown("target of the maintenance window", id))
    }

    /// The tasks of a window in the order of their ids.
    pub(super) fn tasks_of(&self, window: &str) -> impl Iterator<Item = (&String, &Task)> {
        members(&self.tasks, window)
    }

    pub(super) fn task(&self, window: &str, id: &str) -> Result<&Task, Error> {
        self.window(window)?;
        let task = self.tasks.get(&(window.to_owned(), id.to_owned()));
        task.ok_or_else(|| unknown("task of the maintenance window", id))
    }

    pub(super) fn execution(&self, id: &str) -> Result<&Execution, Error> {
        self.executions.get(id).ok_or_else(|| unknown("maintenance window execution", id))
    }
}

fn members<'a, V>(
    table: &'a Table<Member, V>,
    window: &str,
) -> impl Iterator<Item = (&'a String, &'a V)> + use<'a, V>
where
    V: Clone + serde::Serialize + serde::de::DeserializeOwned,
{
    let window = window.to_owned();
    let from = (window.clone(), String::new());
    table.range(from..).take_while(move |((of, _), _)| *of == window).map(|((_, id), member)| (id, member))
}

/// That there is no such thing.
pub(super) fn unknown(what: &str, id: &str) -> Error {
    DoesNotExistException::with_message(format!("there is no {what} {id}")).into()
}
