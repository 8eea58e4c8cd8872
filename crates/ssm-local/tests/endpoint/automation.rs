//! Executions of automations.

mod apis;
mod approvals;
mod children;
mod commands;
mod flow;
mod interactive;
mod lists;
mod references;
mod restarts;
mod starting;
mod stopping;
mod targets;
mod timing;

use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::support::ok;

/// An endpoint with a clock that the test moves.
async fn with_clock() -> (LocalSsm, Clock) {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    (LocalSsm::builder().clock(clock.clone()).start().await.unwrap(), clock)
}

/// Creates a runbook with these members beside its schema.
async fn create(ssm: &LocalSsm, name: &str, members: Value) {
    let mut content = json!({ "schemaVersion": "0.3" });
    for (key, value) in members.as_object().unwrap() {
        content[key] = value.clone();
    }
    let document = json!({
        "Name": name, "DocumentType": "Automation", "DocumentFormat": "JSON", "Content": content.to_string(),
    });
    ok(ssm, "CreateDocument", document).await;
}

/// Starts an execution and gives its id.
async fn start(ssm: &LocalSsm, request: Value) -> String {
    let started = ok(ssm, "StartAutomationExecution", request).await;
    started["AutomationExecutionId"].as_str().unwrap().to_owned()
}

/// Creates a runbook of these steps and starts it.
async fn run(ssm: &LocalSsm, steps: Value) -> String {
    create(ssm, "Runbook", json!({ "mainSteps": steps })).await;
    start(ssm, json!({ "DocumentName": "Runbook" })).await
}

async fn get(ssm: &LocalSsm, id: &str) -> Value {
    let answer = ok(ssm, "GetAutomationExecution", json!({ "AutomationExecutionId": id })).await;
    answer["AutomationExecution"].clone()
}

/// Has time go by.
fn pass(clock: &Clock, seconds: u64) {
    assert!(clock.advance(Duration::from_secs(seconds)));
}

/// The step of this name.
fn step<'a>(execution: &'a Value, name: &str) -> &'a Value {
    let steps = execution["StepExecutions"].as_array().unwrap();
    steps.iter().rev().find(|step| step["StepName"] == name).unwrap()
}

/// The names of the steps with their statuses, in order.
fn steps(execution: &Value) -> Vec<(&str, &str)> {
    let steps = execution["StepExecutions"].as_array().unwrap();
    steps
        .iter()
        .map(|step| (step["StepName"].as_str().unwrap(), step["StepStatus"].as_str().unwrap()))
        .collect()
}

/// The status of the execution.
async fn status(ssm: &LocalSsm, id: &str) -> String {
    get(ssm, id).await["AutomationExecutionStatus"].as_str().unwrap().to_owned()
}

/// A step that sleeps.
fn sleep(name: &str, duration: &str) -> Value {
    json!({ "name": name, "action": "aws:sleep", "inputs": { "Duration": duration } })
}

/// A step that succeeds at once.
fn pass_by(name: &str) -> Value {
    sleep(name, "PT0S")
}

/// A step that fails.
fn failing(name: &str) -> Value {
    json!({ "name": name, "action": "aws:deleteImage", "inputs": { "ImageId": "ami-1" } })
}

/// The step with further members.
fn with(mut step: Value, members: Value) -> Value {
    for (key, value) in members.as_object().unwrap() {
        step[key] = value.clone();
    }
    step
}
