//! What tasks start: the seam to Run Command, and to whatever else tasks may run.

use std::collections::{BTreeMap, BTreeSet};

use awsjson_wire::Blank;
use serde_json::json;

use super::execution::shortened;
use super::task::Task;
use crate::model::operation::{
    CancelCommandRequest, SendCommandRequest, StartAutomationExecutionRequest, StopAutomationExecutionRequest,
};
use crate::model::types::{
    AutomationExecutionStatus, Command, CommandStatus, MaintenanceWindowExecutionStatus as Status,
    MaintenanceWindowExecutionTaskInvocationIdentity, MaintenanceWindowTaskType as TaskType, Target,
};
use crate::protocol::Call;
use crate::{automation, nodes, run_command};

/// Starts a task: one invocation for each target registered with the window, and one for all targets
/// of its own. What cannot be started has failed.
pub(super) fn start(
    call: &mut Call<'_>,
    window: &str,
    execution: &str,
    task_execution: &str,
    task: &Task,
) -> Vec<MaintenanceWindowExecutionTaskInvocationIdentity> {
    let mut invocations = Vec::new();
    for share in shares(call, window, task) {
        let parameters = parameters(task, &share.targets);
        let started = share.is_associated.then(|| start_one(call, task, share.targets));
        let refusal = || "none of the nodes is a target registered with the maintenance window".to_owned();
        let started = started.unwrap_or_else(|| Err(refusal()));
        let (status, details, end) = match &started {
            Ok(_) => (Status::InProgress, None, None),
            Err(reason) => (Status::Failed, Some(shortened(reason)), Some(call.now)),
        };
        invocations.push(MaintenanceWindowExecutionTaskInvocationIdentity {
            window_execution_id: Some(execution.to_owned()),
            task_execution_id: Some(task_execution.to_owned()),
            invocation_id: Some(call.ids.uuid()),
            execution_id: started.ok(),
            task_type: Some(task.kind().clone()),
            parameters: Some(parameters),
            status: Some(status),
            status_details: details,
            start_time: Some(call.now),
            end_time: end,
            owner_information: share.owner_information,
            window_target_id: share.window_target,
        });
    }
    invocations
}

/// How that stands which a task started, and the details if it failed.
pub(super) fn state(call: &Call<'_>, kind: &TaskType, id: &str) -> (Status, Option<String>) {
    let known = match kind {
        TaskType::RunCommand => run_command::command(call, id).map(command_state),
        TaskType::Automation => automation::status(call, id).map(automation_state),
        _ => None,
    };
    known.unwrap_or_else(|| (Status::Failed, Some("it is not there any more".to_owned())))
}

fn automation_state(
    (status, failure): (&AutomationExecutionStatus, Option<&str>),
) -> (Status, Option<String>) {
    let status = match status {
        AutomationExecutionStatus::Success => Status::Success,
        AutomationExecutionStatus::Timedout => Status::TimedOut,
        AutomationExecutionStatus::Cancelling => Status::Cancelling,
        AutomationExecutionStatus::Cancelled => Status::Cancelled,
        AutomationExecutionStatus::Failed | AutomationExecutionStatus::Rejected => Status::Failed,
        _ => Status::InProgress,
    };
    (status, failure.map(shortened))
}

fn command_state(command: &Command) -> (Status, Option<String>) {
    let status = match command.status {
        Some(CommandStatus::Pending) => Status::Pending,
        Some(CommandStatus::InProgress) => Status::InProgress,
        Some(CommandStatus::Success) => Status::Success,
        Some(CommandStatus::Cancelled) => Status::Cancelled,
        Some(CommandStatus::Cancelling) => Status::Cancelling,
        Some(CommandStatus::TimedOut) => Status::TimedOut,
        _ => Status::Failed,
    };
    let details = command.status_details.clone().filter(|_| status != Status::Success);
    (status, details)
}

/// Stops that which a task started.
pub(super) fn cancel(call: &mut Call<'_>, kind: &TaskType, id: &str) {
    // What is over, or gone, needs no stopping.
    let _ = match kind {
        TaskType::RunCommand => {
            let request = CancelCommandRequest { command_id: id.to_owned(), ..Blank::blank() };
            run_command::cancel_command(call, request).map(drop)
        }
        TaskType::Automation => {
            let request =
                StopAutomationExecutionRequest { automation_execution_id: id.to_owned(), ..Blank::blank() };
            automation::stop_automation_execution(call, request).map(drop)
        }
        _ => Ok(()),
    };
}

/// The targets of one invocation.
struct Share {
    targets: Vec<Target>,
    window_target: Option<String>,
    owner_information: Option<String>,
    /// Not if the window runs tasks on its own targets alone, and these are none of them.
    is_associated: bool,
}

fn shares(call: &Call<'_>, window: &str, task: &Task) -> Vec<Share> {
    let windows = &call.store.maintenance_windows;
    let registered = task.window_targets().filter_map(|id| windows.target(window, id).ok());
    let mut shares: Vec<Share> = registered
        .map(|target| Share {
            targets: target.targets.clone(),
            window_target: target.window_target_id.clone(),
            owner_information: target.owner_information.clone(),
            is_associated: true,
        })
        .collect();
    let own: Vec<Target> = task.own_targets().cloned().collect();
    let has_none = task.shown.targets.is_empty();
    if !own.is_empty() || has_none {
        let takes_any = windows.window(window).map_or(true, |window| window.allow_unassociated_targets);
        let (targets, is_associated) =
            if takes_any || has_none { (own, true) } else { associated(call, window, own) };
        shares.push(Share { targets, window_target: None, owner_information: None, is_associated });
    }
    shares
}

/// Those nodes of a task's own targets that belong to the window, and whether there are any.
fn associated(call: &Call<'_>, window: &str, own: Vec<Target>) -> (Vec<Target>, bool) {
    let registered = call.store.maintenance_windows.targets_of(window);
    let registered = registered.filter_map(|(_, target)| nodes::resolve(call, &target.targets).ok());
    let registered: BTreeSet<String> = registered.flatten().collect();
    let wanted = nodes::resolve(call, &own).unwrap_or_default();
    let ids: Vec<String> = wanted.into_iter().filter(|node| registered.contains(node)).collect();
    if ids.is_empty() {
        return (own, false);
    }
    (vec![Target { key: Some("InstanceIds".to_owned()), values: Some(ids) }], true)
}

/// What an invocation is started with, as answers show it.
fn parameters(task: &Task, targets: &[Target]) -> String {
    let targets: Vec<_> =
        targets.iter().map(|target| json!({ "key": target.key, "values": target.values })).collect();
    let shown = match task.kind() {
        TaskType::RunCommand => json!({
            "documentName": task.arn(),
            "maxConcurrency": task.shown.max_concurrency,
            "maxErrors": task.shown.max_errors,
            "parameters": command_parameters(task),
            "targets": targets,
        }),
        _ => json!({ "taskArn": task.arn(), "targets": targets }),
    };
    shown.to_string()
}

/// The id of what was started, or why it could not be.
fn start_one(call: &mut Call<'_>, task: &Task, targets: Vec<Target>) -> Result<String, String> {
    match task.kind() {
        TaskType::RunCommand => {
            let sent = run_command::send_command(call, command(task, targets));
            let sent = sent.map_err(|error| error.reason())?;
            sent.command.and_then(|command| command.command_id).ok_or_else(|| "it has no id".to_owned())
        }
        TaskType::Automation => {
            let started = automation::start_automation_execution(call, execution(task));
            let started = started.map_err(|error| error.reason())?;
            started.automation_execution_id.ok_or_else(|| "it has no id".to_owned())
        }
        TaskType::Lambda => Err("there are no Lambda functions at this endpoint".to_owned()),
        TaskType::StepFunctions => Err("there are no Step Functions at this endpoint".to_owned()),
        kind => Err(format!("there are no tasks of type {}", kind.as_str())),
    }
}

/// The request for the execution of a task.
fn execution(task: &Task) -> StartAutomationExecutionRequest {
    let given = task.parameters.as_ref().and_then(|parameters| parameters.automation.clone());
    let given = given.unwrap_or_default();
    StartAutomationExecutionRequest {
        document_name: task.arn().to_owned(),
        document_version: given.document_version,
        parameters: given.parameters,
        ..Blank::blank()
    }
}

/// The request for the command of a task.
fn command(task: &Task, targets: Vec<Target>) -> SendCommandRequest {
    let given = task.parameters.as_ref().and_then(|parameters| parameters.run_command.clone());
    let given = given.unwrap_or_default();
    let logging = task.shown.logging_info.as_ref();
    let bucket =
        given.output_s3_bucket_name.or_else(|| logging.map(|logging| logging.s3_bucket_name.clone()));
    let prefix =
        given.output_s3_key_prefix.or_else(|| logging.and_then(|logging| logging.s3_key_prefix.clone()));
    SendCommandRequest {
        document_name: task.arn().to_owned(),
        document_version: given.document_version,
        document_hash: given.document_hash,
        document_hash_type: given.document_hash_type,
        targets: Some(targets),
        parameters: Some(command_parameters(task)),
        comment: given.comment,
        timeout_seconds: given.timeout_seconds,
        output_s3_region: logging.map(|logging| logging.s3_region.clone()),
        output_s3_bucket_name: bucket,
        output_s3_key_prefix: prefix,
        max_concurrency: task.shown.max_concurrency.clone(),
        max_errors: task.shown.max_errors.clone(),
        service_role_arn: given.service_role_arn.or_else(|| task.shown.service_role_arn.clone()),
        notification_config: given.notification_config,
        cloud_watch_output_config: given.cloud_watch_output_config,
        alarm_configuration: task.shown.alarm_configuration.clone(),
        ..Blank::blank()
    }
}

/// The parameters of the command's document, in whichever way the task has them.
fn command_parameters(task: &Task) -> BTreeMap<String, Vec<String>> {
    let given = task.parameters.as_ref().and_then(|parameters| parameters.run_command.as_ref());
    let given = given.and_then(|command| command.parameters.clone());
    given.unwrap_or_else(|| {
        let older = task.shown.task_parameters.iter();
        older.map(|(name, value)| (name.clone(), value.values.clone().unwrap_or_default())).collect()
    })
}
