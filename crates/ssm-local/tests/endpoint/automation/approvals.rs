use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{create, get, pass, pass_by, run, start, status, step, steps, with, with_clock};
use crate::support::{self, fails, ok};

fn approval(required: i64) -> Value {
    let inputs = json!({ "Approvers": ["ann", "bob"], "MinRequiredApprovals": required });
    json!({ "name": "ask", "action": "aws:approve", "inputs": inputs })
}

async fn signal(ssm: &LocalSsm, id: &str, signal: &str) {
    let comment = json!({ "Comment": ["as discussed"] });
    let request = json!({ "AutomationExecutionId": id, "SignalType": signal, "Payload": comment });
    ok(ssm, "SendAutomationSignal", request).await;
}

#[tokio::test]
async fn an_execution_waits_for_as_many_approvals_as_it_needs() {
    let ssm = support::start().await;
    let id = run(&ssm, json!([approval(2), pass_by("go")])).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Waiting");
    assert_eq!(steps(&execution), [("ask", "Waiting"), ("go", "Pending")]);
    signal(&ssm, &id, "Approve").await;
    assert_eq!(status(&ssm, &id).await, "Waiting");
    signal(&ssm, &id, "Approve").await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
    let outputs = &step(&execution, "ask")["Outputs"];
    assert_eq!(outputs["ApprovalStatus"], json!(["Approved"]));
    assert_eq!(outputs["ApproverDecisions"].as_array().unwrap().len(), 2);
    assert!(outputs["ApproverDecisions"][0].as_str().unwrap().contains("as discussed"));
}

#[tokio::test]
async fn a_rejection_fails_the_step_however_often_it_may_be_tried() {
    let ssm = support::start().await;
    let often = with(approval(2), json!({ "maxAttempts": 3 }));
    let id = run(&ssm, json!([often, pass_by("go")])).await;
    signal(&ssm, &id, "Reject").await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert_eq!(step(&execution, "ask")["Outputs"]["ApprovalStatus"], json!(["Rejected"]));
}

#[tokio::test]
async fn nobody_decides_within_seven_days() {
    let (ssm, clock) = with_clock().await;
    let id = run(&ssm, json!([approval(1)])).await;
    pass(&clock, 604_799);
    assert_eq!(status(&ssm, &id).await, "Waiting");
    pass(&clock, 1);
    assert_eq!(status(&ssm, &id).await, "TimedOut");
}

#[tokio::test]
async fn more_approvals_than_approvers_cannot_be_had() {
    let ssm = support::start().await;
    let id = run(&ssm, json!([approval(3)])).await;
    assert_eq!(status(&ssm, &id).await, "Failed");
}

#[tokio::test]
async fn a_paused_execution_is_resumed() {
    let ssm = support::start().await;
    let pause = json!({ "name": "hold", "action": "aws:pause", "inputs": {} });
    let id = run(&ssm, json!([pause, pass_by("go")])).await;
    assert_eq!(status(&ssm, &id).await, "Waiting");
    let resume = |step: &str| json!({ "AutomationExecutionId": id, "SignalType": "Resume", "Payload": { "StepName": [step] } });
    fails(&ssm, "SendAutomationSignal", resume("none"), "AutomationStepNotFoundException").await;
    fails(&ssm, "SendAutomationSignal", resume("go"), "InvalidAutomationSignalException").await;
    ok(&ssm, "SendAutomationSignal", resume("hold")).await;
    assert_eq!(status(&ssm, &id).await, "Success");
}

#[tokio::test]
async fn signals_that_nobody_waits_for_are_refused() {
    let ssm = support::start().await;
    create(&ssm, "Long", json!({ "mainSteps": [super::sleep("long", "PT1H")] })).await;
    let id = start(&ssm, json!({ "DocumentName": "Long" })).await;
    for signal in ["Approve", "Reject", "Resume", "StartStep", "StopStep", "Revoke"] {
        let request = json!({ "AutomationExecutionId": id, "SignalType": signal });
        fails(&ssm, "SendAutomationSignal", request, "InvalidAutomationSignalException").await;
    }
    let nobody =
        json!({ "AutomationExecutionId": "f8be1f2e-9e3c-4a53-a7b6-0d7c5a4f1c11", "SignalType": "Approve" });
    fails(&ssm, "SendAutomationSignal", nobody, "AutomationExecutionNotFoundException").await;
}
