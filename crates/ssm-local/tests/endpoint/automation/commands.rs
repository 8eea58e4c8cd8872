use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};

use super::{get, pass, pass_by, run, status, step, steps, with, with_clock};
use crate::agent::Agent;
use crate::support::ok;

fn command(node: &Agent<'_>) -> Value {
    json!({ "name": "remote", "action": "aws:runCommand", "inputs": {
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node.id], "TimeoutSeconds": 60,
        "Parameters": { "commands": "uptime" } } })
}

/// Has the endpoint ask how the command stands.
async fn look(ssm: &LocalSsm, clock: &Clock, id: &str) -> Value {
    pass(clock, 1);
    get(ssm, id).await
}

#[tokio::test]
async fn a_command_runs_on_its_node_and_its_output_is_the_step_s() {
    let (ssm, clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let id = run(&ssm, json!([command(&node), pass_by("next")])).await;
    let message = node.take().await;
    assert_eq!(message.payload["Parameters"]["commands"], json!(["uptime"]));
    let execution = look(&ssm, &clock, &id).await;
    assert_eq!(steps(&execution), [("remote", "InProgress"), ("next", "Pending")]);
    assert_eq!(execution["CurrentAction"], "aws:runCommand");
    node.finish(&message, 0, "up 3 days\n", "").await;
    let execution = look(&ssm, &clock, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success", "{execution}");
    let remote = step(&execution, "remote");
    assert_eq!(remote["Outputs"]["Status"], json!(["Success"]));
    assert_eq!(remote["Outputs"]["ResponseCode"], json!(["0"]));
    assert_eq!(remote["Outputs"]["Output"], json!(["up 3 days\n"]));
    assert_eq!(remote["Outputs"]["CommandId"], json!([message.payload["CommandId"]]));
    assert_eq!(remote["ResponseCode"], "0");
}

#[tokio::test]
async fn a_command_that_fails_fails_its_step_and_keeps_its_output() {
    let (ssm, clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let id = run(&ssm, json!([command(&node)])).await;
    node.run(3, "before\n", "no such file\n").await;
    let execution = look(&ssm, &clock, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    let remote = step(&execution, "remote");
    assert_eq!(remote["ResponseCode"], "3");
    assert!(remote["Outputs"]["Output"][0].as_str().unwrap().contains("no such file"));
    assert!(remote["FailureMessage"].as_str().unwrap().contains(&node.id));
}

#[tokio::test]
async fn a_command_that_cannot_be_sent_fails_its_step() {
    let (ssm, _clock) = with_clock().await;
    let nobody = Agent { ssm: &ssm, id: "i-00000000000000009".to_owned() };
    let id = run(&ssm, json!([command(&nobody)])).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(step(&execution, "remote")["FailureDetails"]["FailureType"], "InvalidInstanceId");
}

#[tokio::test]
async fn a_step_that_is_cancelled_or_out_of_time_cancels_its_command() {
    let (ssm, clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let limited = with(command(&node), json!({ "timeoutSeconds": 10 }));
    for reason in ["cancelled", "out of time"] {
        let id = match reason {
            "cancelled" => run(&ssm, json!([limited])).await,
            _ => super::start(&ssm, json!({ "DocumentName": "Runbook" })).await,
        };
        node.take().await;
        look(&ssm, &clock, &id).await;
        if reason == "cancelled" {
            ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id })).await;
            assert_eq!(status(&ssm, &id).await, "Cancelled");
        } else {
            pass(&clock, 10);
            assert_eq!(status(&ssm, &id).await, "TimedOut");
        }
        let cancellation = node.message().await;
        assert!(cancellation.topic.contains("cancelCommand"), "{reason}");
        node.acknowledge(&cancellation).await;
    }
}
