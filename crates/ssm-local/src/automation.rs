//! Automation.
//!
//! An [execution](execution) is a runbook, the state of its steps, and which of them comes next. What
//! becomes of it by itself, in [`progress`], follows from the store and the time. What a step does
//! stands in [`action`]; operations that a step calls are called by the endpoint itself, each as a
//! call of its own ([`calls`]). Executions on several targets have a child for each ([`rate`]).

mod action;
mod answer;
mod calls;
mod collection;
mod describe;
mod describe_steps;
mod execution;
mod filter;
mod forget;
mod get;
mod outputs;
mod position;
mod progress;
mod rate;
mod resolve;
mod runbook;
mod selector;
mod signal;
mod start;
mod step;
mod stop;
mod targets;
mod text;
mod time_text;

use crate::protocol::Routes;

pub(crate) use collection::Automations;
pub(crate) use get::status;
pub(crate) use start::start_automation_execution;
pub(crate) use stop::stop_automation_execution;

/// Adds the operations of Automation.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(forget::forget_old)
        .meanwhile(progress::go_on)
        .calling(calls::next, calls::answered)
        .on(describe::describe_automation_executions)
        .on(describe_steps::describe_automation_step_executions)
        .on(get::get_automation_execution)
        .on(signal::send_automation_signal)
        .on(start::start_automation_execution)
        .on(stop::stop_automation_execution)
}
