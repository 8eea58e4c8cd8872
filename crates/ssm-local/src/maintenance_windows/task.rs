//! A task of a maintenance window.

use serde::{Deserialize, Serialize};

use crate::model::types::{
    MaintenanceWindowTask, MaintenanceWindowTaskInvocationParameters, MaintenanceWindowTaskType, Target,
};
use crate::protocol::{Call, Error};

/// The key of targets that are registered with the window.
const WINDOW_TARGETS: &str = "WindowTargetIds";

/// What stands for a limit that was not given.
pub(super) const ONE: &str = "1";

/// A task as answers show it, with the parameters of what it starts.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) shown: MaintenanceWindowTask,
    pub(super) parameters: Option<MaintenanceWindowTaskInvocationParameters>,
}

impl Task {
    /// The ids of those registered targets that it is for.
    pub(super) fn window_targets(&self) -> impl Iterator<Item = &String> {
        let registered = self.shown.targets.iter().filter(|target| is_registered(target));
        registered.flat_map(|target| target.values.iter().flatten())
    }

    /// The targets of its own.
    pub(super) fn own_targets(&self) -> impl Iterator<Item = &Target> {
        self.shown.targets.iter().filter(|target| !is_registered(target))
    }

    pub(super) fn kind(&self) -> &MaintenanceWindowTaskType {
        self.shown.r#type.as_ref().unwrap_or(&MaintenanceWindowTaskType::RunCommand)
    }

    /// What it runs: the name of a document, or an ARN.
    pub(super) fn arn(&self) -> &str {
        self.shown.task_arn.as_deref().unwrap_or_default()
    }

    /// Refuses a task that cannot be one of this window.
    pub(super) fn check(&self, call: &Call<'_>, window: &str) -> Result<(), Error> {
        for target in self.window_targets() {
            call.store.maintenance_windows.target(window, target)?;
        }
        if *self.kind() == MaintenanceWindowTaskType::RunCommand && self.shown.targets.is_empty() {
            return Err(Error::validation("a task of type RUN_COMMAND needs Targets"));
        }
        match (&self.parameters, self.kind()) {
            (None, _) => Ok(()),
            (Some(parameters), kind) if belongs(parameters, kind) => Ok(()),
            (Some(_), kind) => Err(Error::validation(format!(
                "the TaskInvocationParameters must be those of a task of type {}",
                kind.as_str()
            ))),
        }
    }
}

fn is_registered(target: &Target) -> bool {
    target.key.as_deref() == Some(WINDOW_TARGETS)
}

/// Whether there are no parameters but those of this type.
fn belongs(parameters: &MaintenanceWindowTaskInvocationParameters, kind: &MaintenanceWindowTaskType) -> bool {
    let given = [
        (MaintenanceWindowTaskType::RunCommand, parameters.run_command.is_some()),
        (MaintenanceWindowTaskType::Automation, parameters.automation.is_some()),
        (MaintenanceWindowTaskType::StepFunctions, parameters.step_functions.is_some()),
        (MaintenanceWindowTaskType::Lambda, parameters.lambda.is_some()),
    ];
    given.iter().all(|(of, is_given)| !is_given || of == kind)
}
