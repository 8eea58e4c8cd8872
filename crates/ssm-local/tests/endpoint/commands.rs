use serde_json::{Value, json};

use crate::agent::{Agent, command, invocation, shell};
use crate::support::{fails, ok, start};

#[tokio::test]
async fn a_command_goes_through_the_queue_to_its_node_and_its_output_comes_back() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({ "Comment": "how long", "TimeoutSeconds": 60 })).await;
    let pending = invocation(&ssm, &id, &node).await;
    assert_eq!((&pending["Status"], &pending["StatusDetails"]), (&json!("Pending"), &json!("Pending")));
    assert_eq!(pending["ResponseCode"], -1);
    assert_eq!(pending["ExecutionStartDateTime"], "");
    assert_eq!(pending["StandardOutputContent"], "");

    let message = node.take().await;
    assert_eq!(message.id, format!("aws.ssm.{id}.{}", node.id));
    assert_eq!(message.topic, "aws.ssm.sendCommand.us.east.1.1");
    assert_eq!(message.payload["CommandId"], id);
    assert_eq!(message.payload["DocumentName"], "AWS-RunShellScript");
    assert_eq!(message.payload["DocumentContent"]["schemaVersion"], "1.2");
    assert_eq!(
        message.payload["Parameters"],
        json!({ "commands": ["uptime"], "workingDirectory": "", "executionTimeout": "3600" })
    );
    assert_eq!(message.payload["CloudWatchOutputEnabled"], "false");
    assert_eq!(invocation(&ssm, &id, &node).await["Status"], "InProgress");
    assert_eq!(command(&ssm, &id).await["Status"], "InProgress");

    node.finish(&message, 0, "up 3 days\n", "").await;
    let done = invocation(&ssm, &id, &node).await;
    let expected = json!({
        "CommandId": id, "InstanceId": node.id, "Comment": "how long",
        "DocumentName": "AWS-RunShellScript", "DocumentVersion": "1", "PluginName": "aws:runShellScript",
        "ResponseCode": 0, "ExecutionStartDateTime": "2026-01-02T03:04:05.006Z",
        "ExecutionElapsedTime": "PT1.494S", "ExecutionEndDateTime": "2026-01-02T03:04:06.500Z",
        "Status": "Success", "StatusDetails": "Success",
        "StandardOutputContent": "up 3 days\n", "StandardOutputUrl": "",
        "StandardErrorContent": "", "StandardErrorUrl": "", "CloudWatchOutputConfig": {},
    });
    assert_eq!(done, expected);
    let command = command(&ssm, &id).await;
    assert_eq!((&command["Status"], &command["StatusDetails"]), (&json!("Success"), &json!("Success")));
    let counts = ["TargetCount", "CompletedCount", "ErrorCount", "DeliveryTimedOutCount"];
    assert_eq!(counts.map(|name| command[name].as_i64().unwrap()), [1, 1, 0, 0]);
}

#[tokio::test]
async fn a_failing_command_keeps_its_output_its_error_and_its_exit_code() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    node.run(3, "before\n", "no such file\n").await;
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!((&found["Status"], &found["StatusDetails"]), (&json!("Failed"), &json!("Failed")));
    assert_eq!(found["ResponseCode"], 3);
    assert_eq!(found["StandardOutputContent"], "before\n");
    assert_eq!(found["StandardErrorContent"], "no such file\n");
    let command = command(&ssm, &id).await;
    assert_eq!((&command["Status"], &command["ErrorCount"]), (&json!("Failed"), &json!(1)));
    let listed = details(&ssm, &id).await;
    let plugin = &listed[0]["CommandPlugins"][0];
    assert_eq!(plugin["Output"], "before\n\n----------ERROR-------\nno such file\n");
    assert_eq!((&plugin["ResponseCode"], &plugin["Status"]), (&json!(3), &json!("Failed")));
    assert_eq!(plugin["ResponseStartDateTime"], 1_767_323_045.006);
}

async fn details(ssm: &ssm_local::LocalSsm, id: &str) -> Vec<Value> {
    let input = json!({ "CommandId": id, "Details": true });
    ok(ssm, "ListCommandInvocations", input).await["CommandInvocations"].as_array().unwrap().clone()
}

#[tokio::test]
async fn output_is_cut_where_the_service_cuts_it() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    node.run(1, &"o".repeat(30_000), &"e".repeat(9000)).await;
    let found = invocation(&ssm, &id, &node).await;
    let text = |name: &str| found[name].as_str().unwrap().to_owned();
    assert_eq!(text("StandardOutputContent").len(), 24_000);
    assert!(text("StandardOutputContent").ends_with("o\n---Output truncated---"));
    assert_eq!(text("StandardErrorContent").len(), 8000);
    let listed = details(&ssm, &id).await;
    let output = listed[0]["CommandPlugins"][0]["Output"].as_str().unwrap().to_owned();
    assert_eq!(output.len(), 2500);
    assert!(
        output.contains("---Output truncated---") && output.contains("---Error truncated---"),
        "{output}"
    );
}

#[tokio::test]
async fn nodes_that_are_not_there_or_not_online_are_refused() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let send = |ids: Value| json!({ "DocumentName": "AWS-RunShellScript", "InstanceIds": ids, "Parameters": { "commands": ["x"] } });
    let message = fails(&ssm, "SendCommand", send(json!(["i-0123456789abcdef0"])), "InvalidInstanceId").await;
    assert!(message.contains("not in a valid state for account 000000000000"), "{message}");
    fails(&ssm, "SendCommand", send(json!([node.id, node.id])), "DuplicateInstanceId").await;
    fails(&ssm, "SendCommand", send(json!([])), "ValidationException").await;
}
