//! Executions and steps as answers show them.

use std::collections::BTreeMap;

use awsjson_wire::Blank;

use super::execution::Execution;
use super::rate::Rate;
use super::step::Step;
use super::text;
use crate::model::types::{
    AutomationExecution, AutomationExecutionMetadata, AutomationExecutionStatus, AutomationType,
    FailureDetails, ProgressCounters, ResolvedTargets, StepExecution,
};

/// How many steps the answer with an execution has.
const MAXIMUM_STEPS: usize = 100;

/// An execution with its first steps.
pub(super) fn execution<'a>(
    execution: &Execution,
    child: impl Fn(&str) -> Option<&'a Execution>,
) -> AutomationExecution {
    let rate = execution.rate.as_ref();
    let shared = metadata(execution);
    let steps = execution.steps.iter().take(MAXIMUM_STEPS).map(step);
    AutomationExecution {
        automation_execution_id: shared.automation_execution_id,
        document_name: shared.document_name,
        document_version: shared.document_version,
        execution_start_time: shared.execution_start_time,
        execution_end_time: shared.execution_end_time,
        automation_execution_status: shared.automation_execution_status,
        step_executions: steps.collect(),
        step_executions_truncated: Some(execution.steps.len() > MAXIMUM_STEPS),
        parameters: execution.parameters.clone(),
        outputs: shared.outputs,
        failure_message: shared.failure_message,
        mode: shared.mode,
        parent_automation_execution_id: shared.parent_automation_execution_id,
        executed_by: shared.executed_by,
        current_step_name: shared.current_step_name,
        current_action: shared.current_action,
        target_parameter_name: shared.target_parameter_name,
        targets: shared.targets,
        target_maps: shared.target_maps,
        resolved_targets: shared.resolved_targets,
        max_concurrency: shared.max_concurrency,
        max_errors: shared.max_errors,
        target: shared.target,
        progress_counters: rate.map(|rate| counters(rate, child)),
        alarm_configuration: shared.alarm_configuration,
        variables: text::lists(&execution.variables),
        ..AutomationExecution::blank()
    }
}

fn counters<'a>(rate: &Rate, child: impl Fn(&str) -> Option<&'a Execution>) -> ProgressCounters {
    let children: Vec<&Execution> = rate.children.iter().filter_map(|id| child(id)).collect();
    let count = |status| i32::try_from(children.iter().filter(|child| child.status == status).count()).ok();
    ProgressCounters {
        total_steps: i32::try_from(rate.targets_count()).ok(),
        success_steps: count(AutomationExecutionStatus::Success),
        failed_steps: count(AutomationExecutionStatus::Failed),
        cancelled_steps: count(AutomationExecutionStatus::Cancelled),
        timed_out_steps: count(AutomationExecutionStatus::Timedout),
    }
}

/// An execution without its steps.
pub(super) fn metadata(execution: &Execution) -> AutomationExecutionMetadata {
    let rate = execution.rate.as_ref();
    let current = execution.current();
    AutomationExecutionMetadata {
        automation_execution_id: Some(execution.id.clone()),
        document_name: Some(execution.document_name.clone()),
        document_version: Some(execution.document_version.clone()),
        automation_execution_status: Some(execution.status.clone()),
        execution_start_time: Some(execution.started),
        execution_end_time: execution.ended,
        executed_by: Some(execution.executed_by.clone()),
        outputs: execution.outputs.clone(),
        mode: Some(execution.mode.clone()),
        parent_automation_execution_id: execution.parent.clone(),
        current_step_name: current.map(|step| step.name.clone()),
        current_action: current.map(|step| step.action.clone()),
        failure_message: execution.failure_message.clone(),
        target_parameter_name: rate.and_then(|rate| rate.parameter.clone()),
        targets: rate.map(|rate| rate.targets.clone()).unwrap_or_default(),
        target_maps: rate.map(|rate| rate.target_maps.clone()).unwrap_or_default(),
        resolved_targets: Some(ResolvedTargets {
            parameter_values: rate.map(|rate| rate.values.clone()).unwrap_or_default(),
            truncated: Some(false),
        }),
        max_concurrency: rate.map(|rate| rate.max_concurrency.clone()),
        max_errors: rate.map(|rate| rate.max_errors.clone()),
        target: execution.target.clone(),
        automation_type: Some(AutomationType::Local),
        alarm_configuration: execution.alarm_configuration.clone(),
        ..AutomationExecutionMetadata::blank()
    }
}

/// A step.
pub(super) fn step(step: &Step) -> StepExecution {
    let terms = &step.terms;
    StepExecution {
        step_name: Some(step.name.clone()),
        action: Some(step.action.clone()),
        timeout_seconds: terms.timeout_seconds,
        on_failure: terms.on_failure.clone(),
        max_attempts: terms.max_attempts.and_then(|attempts| attempts.try_into().ok()),
        execution_start_time: step.started,
        execution_end_time: step.ended,
        step_status: Some(step.status.clone()),
        response_code: step.response_code.clone(),
        inputs: step.inputs.clone(),
        outputs: text::lists(&step.outputs),
        response: step.response.clone(),
        failure_message: step.failure.as_ref().map(|failure| failure.message.clone()),
        failure_details: step.failure.as_ref().map(|failure| FailureDetails {
            failure_stage: Some(failure.stage.clone()),
            failure_type: Some(failure.kind.clone()),
            details: BTreeMap::new(),
        }),
        step_execution_id: Some(step.id.clone()),
        is_end: terms.is_end,
        next_step: terms.next_step.clone(),
        is_critical: terms.is_critical,
        valid_next_steps: terms.valid_next_steps.clone(),
        ..StepExecution::blank()
    }
}
