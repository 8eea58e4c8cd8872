use serde_json::json;

use super::{get, pass, pass_by, run, sleep, status, steps, with, with_clock};
use crate::support::{fails, ok, put};

#[tokio::test]
async fn a_cancelled_execution_ends_with_its_step() {
    let (ssm, _clock) = with_clock().await;
    let id = run(&ssm, json!([sleep("long", "PT1H"), pass_by("next")])).await;
    ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id })).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Cancelled");
    assert_eq!(steps(&execution), [("long", "Cancelled"), ("next", "Pending")]);
    let again = json!({ "AutomationExecutionId": id, "Type": "Cancel" });
    fails(&ssm, "StopAutomationExecution", again, "InvalidAutomationStatusUpdateException").await;
}

#[tokio::test]
async fn a_step_may_want_another_one_run_when_it_is_cancelled() {
    let (ssm, clock) = with_clock().await;
    let long = with(sleep("long", "PT1H"), json!({ "onCancel": "step:tidy" }));
    let tidy = json!({ "name": "tidy", "action": "aws:waitForAwsResourceProperty", "inputs": {
        "Service": "ssm", "Api": "GetParameter", "Name": "/state",
        "PropertySelector": "$.Parameter.Value", "DesiredValues": ["tidy"],
    }});
    put(&ssm, "/state", "untidy").await;
    let id = run(&ssm, json!([long, pass_by("next"), tidy])).await;
    ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id, "Type": "Cancel" })).await;
    assert_eq!(status(&ssm, &id).await, "Cancelling");
    put(&ssm, "/state", "tidy").await;
    pass(&clock, 1);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Cancelled");
    assert_eq!(steps(&execution), [("long", "Cancelled"), ("next", "Pending"), ("tidy", "Success")]);
}

#[tokio::test]
async fn an_execution_is_completed_after_the_step_under_way() {
    let (ssm, clock) = with_clock().await;
    let id = run(&ssm, json!([sleep("long", "PT1H"), pass_by("next")])).await;
    ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id, "Type": "Complete" })).await;
    assert_eq!(status(&ssm, &id).await, "InProgress");
    pass(&clock, 3600);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
    assert_eq!(steps(&execution), [("long", "Success"), ("next", "Pending")]);
}
