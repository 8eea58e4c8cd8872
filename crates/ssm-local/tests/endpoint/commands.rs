use serde_json::{Value, json};

use crate::agent::{Agent, command, invocation, shell};
use crate::support::{call, fails, ok, start};

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

#[tokio::test]
async fn wrong_documents_parameters_and_places_of_output_are_refused() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let base = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node.id], "Parameters": { "commands": ["x"] },
    });
    for (change, code) in [
        (json!({ "DocumentName": "No-Such-Document" }), "InvalidDocument"),
        (json!({ "DocumentVersion": "7" }), "InvalidDocumentVersion"),
        (json!({ "DocumentHash": "0".repeat(64), "DocumentHashType": "Sha256" }), "InvalidDocument"),
        (json!({ "Parameters": {} }), "InvalidParameters"),
        (json!({ "Parameters": { "commands": ["x"], "colour": ["red"] } }), "InvalidParameters"),
        (json!({ "Parameters": { "commands": ["x"], "executionTimeout": ["soon"] } }), "InvalidParameters"),
        (json!({ "OutputS3KeyPrefix": "x" }), "InvalidOutputFolder"),
        (json!({ "OutputS3BucketName": "No_Bucket" }), "InvalidOutputFolder"),
        (json!({ "NotificationConfig": { "NotificationArn": "me" } }), "InvalidNotificationConfig"),
        (
            json!({ "NotificationConfig": { "NotificationArn": "arn:aws:sns:us-east-1:123456789012:x" } }),
            "InvalidRole",
        ),
        (json!({ "TimeoutSeconds": 29 }), "ValidationException"),
        (json!({ "MaxConcurrency": "0" }), "ValidationException"),
        (json!({ "Targets": [{ "Key": "tag:a", "Values": ["b"] }] }), "ValidationException"),
    ] {
        let mut input = base.clone();
        input.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = call(&ssm, "SendCommand", input).await;
        assert_eq!(answer.error().0, code, "{change}: {}", answer.body);
    }
    assert_eq!(ok(&ssm, "ListCommands", json!({})).await["Commands"], json!([]), "none of them began");
}

#[tokio::test]
async fn a_document_is_not_run_on_another_platform() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let windows = json!({ "InstanceId": node.id, "PlatformType": "Windows" });
    ok(&ssm, "UpdateInstanceInformation", windows).await;
    let named = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node.id], "Parameters": { "commands": ["x"] },
    });
    fails(&ssm, "SendCommand", named, "UnsupportedPlatformType").await;
    let targeted = json!({
        "DocumentName": "AWS-RunShellScript", "Targets": [{ "Key": "InstanceIds", "Values": ["*"] }],
        "Parameters": { "commands": ["x"] },
    });
    let sent = ok(&ssm, "SendCommand", targeted).await;
    let id = sent["Command"]["CommandId"].as_str().unwrap();
    assert_eq!(invocation(&ssm, id, &node).await["StatusDetails"], "InvalidPlatform");
    assert_eq!(command(&ssm, id).await["StatusDetails"], "InvalidPlatform");
}

async fn to_tag(ssm: &ssm_local::LocalSsm, value: &str, more: Value) -> Value {
    let mut input = json!({
        "DocumentName": "AWS-RunShellScript", "Parameters": { "commands": ["x"] },
        "Targets": [{ "Key": "tag:team", "Values": [value] }],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ok(ssm, "SendCommand", input).await["Command"].take()
}

#[tokio::test]
async fn targets_are_nodes_with_a_tag() {
    let ssm = start().await;
    let team = |name: &str| json!([{ "Key": "team", "Value": name }]);
    let blue = Agent::register(&ssm, team("blue")).await;
    let red = Agent::register(&ssm, team("red")).await;
    let sent = to_tag(&ssm, "blue", json!({})).await;
    assert_eq!((&sent["TargetCount"], &sent["InstanceIds"]), (&json!(1), &json!([])));
    let id = sent["CommandId"].as_str().unwrap();
    blue.run(0, "", "").await;
    assert_eq!(command(&ssm, id).await["Status"], "Success");
    let answer = call(&ssm, "GetCommandInvocation", json!({ "CommandId": id, "InstanceId": red.id })).await;
    assert_eq!(answer.error().0, "InvocationDoesNotExist");

    let nobody = to_tag(&ssm, "green", json!({})).await;
    let nobody = command(&ssm, nobody["CommandId"].as_str().unwrap()).await;
    let state = (&nobody["Status"], &nobody["StatusDetails"], &nobody["TargetCount"]);
    assert_eq!(state, (&json!("Success"), &json!("NoInstancesInTag"), &json!(0)));
    let groups = json!({
        "DocumentName": "AWS-RunShellScript", "Parameters": { "commands": ["x"] },
        "Targets": [{ "Key": "resource-groups:Name", "Values": ["x"] }],
    });
    fails(&ssm, "SendCommand", groups, "InvalidParameters").await;
}

#[tokio::test]
async fn no_more_nodes_run_at_a_time_than_are_allowed() {
    let ssm = start().await;
    let nodes = [Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await, Agent::start(&ssm, 3).await];
    let id = shell(&ssm, &[&nodes[0], &nodes[1], &nodes[2]], json!({ "MaxConcurrency": "34%" })).await;
    for (index, node) in nodes.iter().enumerate() {
        let message = node.take().await;
        if let Some(later) = nodes.get(index + 1) {
            tokio::select! {
                _ = later.messages() => panic!("{} has nothing to do yet", later.id),
                _ = command(&ssm, &id) => {}
            }
        }
        assert_eq!(command(&ssm, &id).await["CompletedCount"], json!(index));
        node.finish(&message, 0, "", "").await;
    }
    assert_eq!(command(&ssm, &id).await["Status"], "Success");
}

#[tokio::test]
async fn after_too_many_errors_the_others_are_not_begun() {
    let ssm = start().await;
    let nodes = [Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await, Agent::start(&ssm, 3).await];
    let limits = json!({ "MaxConcurrency": "1", "MaxErrors": "1" });
    let id = shell(&ssm, &[&nodes[0], &nodes[1], &nodes[2]], limits).await;
    nodes[0].run(1, "", "").await;
    nodes[1].run(1, "", "").await;
    let found = invocation(&ssm, &id, &nodes[2]).await;
    assert_eq!((&found["Status"], &found["StatusDetails"]), (&json!("Cancelled"), &json!("Terminated")));
    let command = command(&ssm, &id).await;
    assert_eq!((&command["Status"], &command["ErrorCount"]), (&json!("Failed"), &json!(2)));
    assert_eq!(command["CompletedCount"], 3);
}

#[tokio::test]
async fn a_command_that_no_node_saw_is_cancelled_at_once() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    ok(&ssm, "CancelCommand", json!({ "CommandId": id })).await;
    assert_eq!(invocation(&ssm, &id, &node).await["Status"], "Cancelled");
    assert_eq!(command(&ssm, &id).await["Status"], "Cancelled");
    let next = shell(&ssm, &[&node], json!({})).await;
    assert_eq!(node.message().await.payload["CommandId"], next, "the cancelled one is gone");
    ok(&ssm, "CancelCommand", json!({ "CommandId": id })).await;
}

#[tokio::test]
async fn a_running_command_is_cancelled_by_its_node() {
    let ssm = start().await;
    let (one, other) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let id = shell(&ssm, &[&one, &other], json!({})).await;
    let message = one.take().await;
    ok(&ssm, "CancelCommand", json!({ "CommandId": id, "InstanceIds": [one.id] })).await;
    assert_eq!(invocation(&ssm, &id, &one).await["Status"], "Cancelling");
    assert_eq!(invocation(&ssm, &id, &other).await["Status"], "Pending");
    assert_eq!(command(&ssm, &id).await["Status"], "Cancelling");
    let cancel = one.message().await;
    assert_eq!(cancel.topic, "aws.ssm.cancelCommand.us.east.1.1");
    assert_eq!(cancel.payload, json!({ "CancelMessageId": message.id }));
    one.acknowledge(&cancel).await;
    let plugin =
        json!({ "aws:runShellScript": { "status": "Cancelled", "code": -1, "standardOutput": "half" } });
    one.reply(&message, "Cancelled", plugin).await;
    let found = invocation(&ssm, &id, &one).await;
    assert_eq!((&found["Status"], &found["StandardOutputContent"]), (&json!("Cancelled"), &json!("half")));
    other.run(0, "", "").await;
    assert_eq!(command(&ssm, &id).await["StatusDetails"], "Incomplete");
}

#[tokio::test]
async fn cancelling_what_is_not_there_is_refused() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    let unknown = json!({ "CommandId": "0".repeat(36) });
    fails(&ssm, "CancelCommand", unknown, "InvalidCommandId").await;
    let twice = json!({ "CommandId": id, "InstanceIds": [node.id, node.id] });
    fails(&ssm, "CancelCommand", twice, "DuplicateInstanceId").await;
    let elsewhere = json!({ "CommandId": id, "InstanceIds": ["i-0123456789abcdef0"] });
    assert_eq!(call(&ssm, "CancelCommand", elsewhere).await.error().0, "InvalidInstanceId");
}
