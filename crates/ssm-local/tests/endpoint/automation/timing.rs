use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};

use super::{create, failing, get, pass, run, sleep, start, status, step, steps, with, with_clock};
use crate::support::fails;

#[tokio::test]
async fn a_sleep_ends_when_its_time_is_over_and_the_next_step_follows() {
    let (ssm, clock) = with_clock().await;
    let id = run(&ssm, json!([sleep("first", "PT10M"), sleep("second", "PT1M")])).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(steps(&execution), [("first", "InProgress"), ("second", "Pending")]);
    assert_eq!(execution["AutomationExecutionStatus"], "InProgress");
    assert_eq!(execution["CurrentStepName"], "first");
    assert_eq!(execution["CurrentAction"], "aws:sleep");
    assert_eq!(step(&execution, "first")["Inputs"]["Duration"], "\"PT10M\"");
    pass(&clock, 599);
    assert_eq!(steps(&get(&ssm, &id).await)[0].1, "InProgress");
    pass(&clock, 1);
    let execution = get(&ssm, &id).await;
    assert_eq!(steps(&execution), [("first", "Success"), ("second", "InProgress")]);
    assert_eq!(step(&execution, "first")["ExecutionEndTime"], 1_800_000_600.0);
    pass(&clock, 60);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
    assert_eq!(execution["ExecutionStartTime"], 1_800_000_000.0);
    assert_eq!(execution["ExecutionEndTime"], 1_800_000_660.0);
}

#[tokio::test]
async fn a_sleep_can_last_until_a_time() {
    let (ssm, clock) = with_clock().await;
    let until = json!({ "name": "until", "action": "aws:sleep",
                        "inputs": { "Timestamp": "2027-01-15T08:01:00Z" } });
    let id = run(&ssm, json!([until])).await;
    pass(&clock, 59);
    assert_eq!(status(&ssm, &id).await, "InProgress");
    pass(&clock, 1);
    assert_eq!(status(&ssm, &id).await, "Success");
}

#[tokio::test]
async fn sleeps_that_cannot_be_fail_their_step() {
    let (ssm, _clock) = with_clock().await;
    create(
        &ssm,
        "Sleeps",
        json!({
            "parameters": { "length": { "type": "String" } },
            "mainSteps": [sleep("long", "{{ length }}")],
        }),
    )
    .await;
    for length in ["PT168H", "soon", "P1M"] {
        let request = json!({ "DocumentName": "Sleeps", "Parameters": { "length": [length] } });
        let execution = get(&ssm, &start(&ssm, request).await).await;
        assert_eq!(execution["AutomationExecutionStatus"], "Failed", "{length}");
        assert_eq!(step(&execution, "long")["FailureDetails"]["FailureStage"], "InputValidation");
    }
}

#[tokio::test]
async fn a_step_that_takes_too_long_times_out() {
    let (ssm, clock) = with_clock().await;
    let slow = with(sleep("slow", "PT1H"), json!({ "timeoutSeconds": 30 }));
    let id = run(&ssm, json!([slow, sleep("never", "PT0S")])).await;
    pass(&clock, 30);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "TimedOut");
    assert_eq!(steps(&execution), [("slow", "TimedOut"), ("never", "Pending")]);
    assert!(execution["FailureMessage"].as_str().unwrap().contains("30 seconds"));
}

#[tokio::test]
async fn a_step_is_tried_as_often_as_it_may() {
    let (ssm, clock) = with_clock().await;
    let slow = with(sleep("slow", "PT1H"), json!({ "timeoutSeconds": 30, "maxAttempts": 3 }));
    let id = run(&ssm, json!([slow])).await;
    for _ in 0..2 {
        pass(&clock, 30);
        assert_eq!(status(&ssm, &id).await, "InProgress");
    }
    pass(&clock, 30);
    assert_eq!(status(&ssm, &id).await, "TimedOut");
    assert_eq!(get(&ssm, &id).await["StepExecutions"].as_array().unwrap().len(), 1);
}

/// Has the execution go on until it is over: it leaves others their turn, and each look gives it one.
async fn ended(ssm: &LocalSsm, clock: &Clock, id: &str) -> Value {
    for _ in 0..200 {
        if status(ssm, id).await != "InProgress" {
            break;
        }
        pass(clock, 1);
    }
    get(ssm, id).await
}

#[tokio::test]
async fn what_jumps_in_circles_or_is_tried_for_ever_ends() {
    let (ssm, clock) = with_clock().await;
    let circle = with(failing("circle"), json!({ "onFailure": "step:circle" }));
    let id = run(&ssm, json!([circle])).await;
    let execution = ended(&ssm, &clock, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert_eq!(execution["StepExecutionsTruncated"], true);
    assert_eq!(execution["StepExecutions"].as_array().unwrap().len(), 100);
    let stubborn = with(failing("stubborn"), json!({ "maxAttempts": 1_000_000 }));
    create(&ssm, "Stubborn", json!({ "mainSteps": [stubborn] })).await;
    let id = start(&ssm, json!({ "DocumentName": "Stubborn" })).await;
    let execution = ended(&ssm, &clock, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert_eq!(steps(&execution), [("stubborn", "Failed")]);
}

#[tokio::test]
async fn executions_are_forgotten_thirty_days_after_their_end() {
    let (ssm, clock) = with_clock().await;
    let id = run(&ssm, json!([sleep("long", "PT1H")])).await;
    pass(&clock, 3600);
    assert_eq!(status(&ssm, &id).await, "Success");
    pass(&clock, 30 * 86_400 - 3600);
    assert_eq!(status(&ssm, &id).await, "Success");
    pass(&clock, 7200);
    let request = json!({ "AutomationExecutionId": id });
    fails(&ssm, "GetAutomationExecution", request, "AutomationExecutionNotFoundException").await;
}
