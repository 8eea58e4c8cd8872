//! Filters of lists of executions and steps.

use time::OffsetDateTime;

use super::execution::Execution;
use super::step::Step;
use super::time_text;
use crate::model::types::{
    AutomationExecutionFilter, AutomationExecutionFilterKey as Key, InvalidFilterValue, StepExecutionFilter,
    StepExecutionFilterKey as StepKey,
};
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// Refuses times that are none.
pub(super) fn check(filters: &[AutomationExecutionFilter]) -> Result<(), Error> {
    let of_time =
        filters.iter().filter(|filter| matches!(filter.key, Key::StartTimeBefore | Key::StartTimeAfter));
    of_time.flat_map(|filter| &filter.values).try_for_each(|value| check_time(value))
}

/// Refuses times that are none.
pub(super) fn check_steps(filters: &[StepExecutionFilter]) -> Result<(), Error> {
    let of_time = filters
        .iter()
        .filter(|filter| matches!(filter.key, StepKey::StartTimeBefore | StepKey::StartTimeAfter));
    of_time.flat_map(|filter| &filter.values).try_for_each(|value| check_time(value))
}

fn check_time(value: &str) -> Result<(), Error> {
    match time_text::timestamp(value) {
        Some(_) => Ok(()),
        None => {
            let message = format!("{value:?} is no time such as 2026-12-31T23:59:59Z");
            Err(InvalidFilterValue::with_message(message).into())
        }
    }
}

/// Whether an execution meets a filter: one of its values.
pub(super) fn accepts(filter: &AutomationExecutionFilter, execution: &Execution, call: &Call<'_>) -> bool {
    let any = |fits: &dyn Fn(&str) -> bool| filter.values.iter().any(|value| fits(value));
    let is = |text: Option<&str>| any(&|value| text == Some(value));
    match filter.key {
        Key::DocumentNamePrefix => any(&|value| execution.document_name.starts_with(value)),
        Key::ExecutionStatus => is(Some(execution.status.as_str())),
        Key::ExecutionId => is(Some(&execution.id)),
        Key::ParentExecutionId => is(execution.parent.as_deref()),
        Key::CurrentAction => is(execution.current().map(|step| step.action.as_str())),
        Key::StartTimeBefore => any(&|value| is_before(Some(execution.started), value)),
        Key::StartTimeAfter => any(&|value| is_after(Some(execution.started), value)),
        Key::AutomationType => is(Some("Local")),
        Key::TagKey => {
            let tags = call.store.tags.of(&Resource::automation(&execution.id));
            any(&|value| tags.is_some_and(|tags| tags.contains_key(value)))
        }
        // There are no resource groups, change requests and items of work of executions.
        _ => false,
    }
}

/// Whether a step meets a filter: one of its values.
pub(super) fn accepts_step(filter: &StepExecutionFilter, step: &Step) -> bool {
    let any = |fits: &dyn Fn(&str) -> bool| filter.values.iter().any(|value| fits(value));
    let is = |text: &str| any(&|value| text == value);
    match filter.key {
        StepKey::StartTimeBefore => any(&|value| is_before(step.started, value)),
        StepKey::StartTimeAfter => any(&|value| is_after(step.started, value)),
        StepKey::StepExecutionStatus => is(step.status.as_str()),
        StepKey::StepExecutionId => is(&step.id),
        StepKey::StepName => is(&step.name),
        StepKey::Action => is(&step.action),
        // There are no steps within steps.
        _ => false,
    }
}

fn is_before(time: Option<OffsetDateTime>, value: &str) -> bool {
    time.zip(time_text::timestamp(value)).is_some_and(|(time, bound)| time < bound)
}

fn is_after(time: Option<OffsetDateTime>, value: &str) -> bool {
    time.zip(time_text::timestamp(value)).is_some_and(|(time, bound)| time > bound)
}
