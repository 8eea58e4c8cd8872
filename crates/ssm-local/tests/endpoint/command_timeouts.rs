use std::time::Duration;

use serde_json::json;
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::{Agent, command, invocation, shell};
use crate::support::ok;

async fn with_clock() -> (LocalSsm, Clock) {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    (LocalSsm::builder().clock(clock.clone()).start().await.unwrap(), clock)
}

#[tokio::test]
async fn a_command_that_is_not_begun_in_time_is_not_begun_at_all() {
    let (ssm, clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({ "TimeoutSeconds": 600 })).await;
    clock.advance(Duration::from_secs(400));
    assert_eq!(invocation(&ssm, &id, &node).await["StatusDetails"], "Delayed", "the node is lost");
    clock.advance(Duration::from_secs(200));
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!((&found["Status"], &found["StatusDetails"]), (&json!("TimedOut"), &json!("DeliveryTimedOut")));
    let command = command(&ssm, &id).await;
    assert_eq!(command["StatusDetails"], "DeliveryTimedOut");
    assert_eq!((&command["DeliveryTimedOutCount"], &command["ErrorCount"]), (&json!(1), &json!(0)));
    node.ping().await;
    let next = shell(&ssm, &[&node], json!({})).await;
    assert_eq!(node.message().await.payload["CommandId"], next);
}

#[tokio::test]
async fn a_command_expires_once_it_could_have_been_delivered_and_run() {
    let (ssm, clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let parameters = json!({ "commands": ["x"], "executionTimeout": ["100"] });
    let id = shell(&ssm, &[&node], json!({ "TimeoutSeconds": 60, "Parameters": parameters })).await;
    node.take().await;
    assert_eq!(command(&ssm, &id).await["ExpiresAfter"], 1_800_000_160);
    clock.advance(Duration::from_secs(159));
    assert_eq!(command(&ssm, &id).await["Status"], "InProgress");
    clock.advance(Duration::from_secs(1));
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!(
        (&found["Status"], &found["StatusDetails"]),
        (&json!("TimedOut"), &json!("ExecutionTimedOut"))
    );
    let command = command(&ssm, &id).await;
    assert_eq!(
        (&command["Status"], &command["StatusDetails"]),
        (&json!("TimedOut"), &json!("ExecutionTimedOut"))
    );
    assert_eq!(command["ErrorCount"], 1);
}

#[tokio::test]
async fn a_time_out_that_the_node_reports_keeps_the_output() {
    let (ssm, _clock) = with_clock().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    let message = node.take().await;
    let plugin =
        json!({ "aws:runShellScript": { "status": "TimedOut", "code": 137, "standardOutput": "half" } });
    node.reply(&message, "TimedOut", plugin).await;
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!((&found["StatusDetails"], &found["ResponseCode"]), (&json!("ExecutionTimedOut"), &json!(137)));
    assert_eq!(found["StandardOutputContent"], "half");
}

#[tokio::test]
async fn commands_for_a_node_that_is_deregistered_are_undeliverable() {
    let (ssm, _clock) = with_clock().await;
    let node = Agent::register(&ssm, json!([])).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    ok(&ssm, "DeregisterManagedInstance", json!({ "InstanceId": node.id })).await;
    assert_eq!(invocation(&ssm, &id, &node).await["StatusDetails"], "Undeliverable");
    assert_eq!(command(&ssm, &id).await["StatusDetails"], "Undeliverable");
}
