use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::{Agent, shell};
use crate::support::{call, fails, ok, start};

async fn commands(ssm: &LocalSsm, input: Value) -> Vec<String> {
    let listed = ok(ssm, "ListCommands", input).await;
    ids(&listed["Commands"])
}

async fn invocations(ssm: &LocalSsm, input: Value) -> Vec<String> {
    let listed = ok(ssm, "ListCommandInvocations", input).await;
    ids(&listed["CommandInvocations"])
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item["CommandId"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn commands_are_listed_latest_first_and_filtered() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let (one, other) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let first = shell(&ssm, &[&one], json!({})).await;
    one.run(0, "", "").await;
    clock.advance(Duration::from_secs(60));
    let second = shell(&ssm, &[&one, &other], json!({})).await;

    assert_eq!(commands(&ssm, json!({})).await, [&*second, &first]);
    assert_eq!(invocations(&ssm, json!({})).await, [&*second, &second, &first]);
    for (filter, expected) in [
        (json!({ "CommandId": first }), vec![&first]),
        (json!({ "InstanceId": other.id }), vec![&second]),
        (json!({ "Filters": [{ "key": "Status", "value": "Success" }] }), vec![&first]),
        (json!({ "Filters": [{ "key": "Status", "value": "Pending" }] }), vec![&second]),
        (json!({ "Filters": [{ "key": "InvokedAfter", "value": "2027-01-15T08:00:30Z" }] }), vec![&second]),
        (json!({ "Filters": [{ "key": "InvokedBefore", "value": "2027-01-15T08:00:30Z" }] }), vec![&first]),
        (json!({ "Filters": [{ "key": "DocumentName", "value": "AWS-RunPatchBaseline" }] }), vec![]),
        (json!({ "Filters": [{ "key": "ExecutionStage", "value": "Executing" }] }), vec![&second]),
        (json!({ "Filters": [{ "key": "ExecutionStage", "value": "Complete" }] }), vec![&first]),
    ] {
        let found = commands(&ssm, filter.clone()).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{filter}");
    }
    let pending = json!({ "InstanceId": one.id, "Filters": [{ "key": "Status", "value": "Pending" }] });
    assert_eq!(invocations(&ssm, pending).await, [second]);
    let stage = json!({ "Filters": [{ "key": "ExecutionStage", "value": "Complete" }] });
    fails(&ssm, "ListCommandInvocations", stage, "InvalidFilterKey").await;
    let time = json!({ "Filters": [{ "key": "InvokedAfter", "value": "yesterday" }] });
    fails(&ssm, "ListCommands", time, "ValidationException").await;
    let unknown = json!({ "CommandId": "0".repeat(36) });
    fails(&ssm, "ListCommands", unknown.clone(), "InvalidCommandId").await;
    assert!(invocations(&ssm, unknown).await.is_empty());
}

#[tokio::test]
async fn commands_and_invocations_come_in_pages() {
    let ssm = start().await;
    let nodes = [Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await];
    let mut sent = Vec::new();
    for _ in 0..3 {
        sent.push(shell(&ssm, &[&nodes[0], &nodes[1]], json!({})).await);
    }
    for (operation, list, sizes) in [
        ("ListCommands", "Commands", vec![2, 1]),
        ("ListCommandInvocations", "CommandInvocations", vec![2, 2, 2]),
    ] {
        let (mut found, mut token) = (Vec::new(), Value::Null);
        for size in sizes {
            let page = ok(&ssm, operation, json!({ "MaxResults": 2, "NextToken": token })).await;
            assert_eq!(page[list].as_array().unwrap().len(), size, "{operation}");
            found.extend(ids(&page[list]));
            token = page["NextToken"].clone();
        }
        assert_eq!(token, Value::Null);
        for id in &sent {
            assert!(found.contains(id), "{operation}");
        }
    }
}

#[tokio::test]
async fn steps_are_asked_for_by_name() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    let named = |name: &str| json!({ "CommandId": id, "InstanceId": node.id, "PluginName": name });
    let found = ok(&ssm, "GetCommandInvocation", named("aws:runShellScript")).await;
    assert_eq!(found["PluginName"], "aws:runShellScript");
    fails(&ssm, "GetCommandInvocation", named("aws:other"), "InvalidPluginName").await;
    let unknown = json!({ "CommandId": "0".repeat(36), "InstanceId": node.id });
    assert_eq!(call(&ssm, "GetCommandInvocation", unknown).await.error().0, "InvocationDoesNotExist");
}

#[tokio::test]
async fn output_kept_in_a_bucket_is_found_by_its_url() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let output = json!({ "OutputS3BucketName": "logs", "OutputS3KeyPrefix": "runs" });
    let id = shell(&ssm, &[&node], output).await;
    let message = node.message().await;
    assert_eq!(message.payload["OutputS3BucketName"], "logs");
    assert_eq!(message.payload["OutputS3KeyPrefix"], "runs");
    let folder = format!("runs/{id}/{}/awsrunShellScript/0.awsrunShellScript", node.id);
    let found = ok(&ssm, "GetCommandInvocation", json!({ "CommandId": id, "InstanceId": node.id })).await;
    let url = format!("https://s3.us-east-1.amazonaws.com/logs/{folder}/stdout");
    assert_eq!(found["StandardOutputUrl"], url);
    let listed = ok(&ssm, "ListCommandInvocations", json!({ "CommandId": id, "Details": true })).await;
    let invocation = &listed["CommandInvocations"][0];
    assert_eq!(invocation["StandardErrorUrl"], url.replace("stdout", "stderr"));
    let plugin = &invocation["CommandPlugins"][0];
    assert_eq!(
        (&plugin["OutputS3BucketName"], &plugin["OutputS3KeyPrefix"]),
        (&json!("logs"), &json!(folder))
    );
}

#[tokio::test]
async fn commands_are_remembered_for_thirty_days() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let node = Agent::start(&ssm, 1).await;
    let old = shell(&ssm, &[&node], json!({})).await;
    node.run(0, "", "").await;
    clock.advance(Duration::from_secs(29 * 86_400));
    node.ping().await;
    let recent = shell(&ssm, &[&node], json!({})).await;
    assert_eq!(commands(&ssm, json!({})).await, [&*recent, &old]);
    clock.advance(Duration::from_secs(86_400));
    assert_eq!(commands(&ssm, json!({})).await, [&*recent]);
    assert_eq!(invocations(&ssm, json!({})).await, [recent]);
}

#[tokio::test]
async fn each_step_of_a_document_has_an_outcome_of_its_own() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let step = |name: &str| json!({ "name": name, "action": "aws:runShellScript", "inputs": { "runCommand": ["uptime"] } });
    let content = json!({ "schemaVersion": "2.2", "mainSteps": [step("fetch"), step("begin")] });
    let document = json!({ "Name": "Two", "Content": content.to_string(), "DocumentType": "Command" });
    ok(&ssm, "CreateDocument", document).await;
    let sent = json!({ "DocumentName": "Two", "InstanceIds": [node.id] });
    let id = ok(&ssm, "SendCommand", sent).await["Command"]["CommandId"].take();

    let message = node.take().await;
    let plugin = |status: &str, code: i32, output: &str| {
        json!({
            "status": status, "code": code, "name": "aws:runShellScript", "standardOutput": output,
            "startDateTime": "2026-01-02T03:04:05Z", "endDateTime": "2026-01-02T03:04:06Z",
        })
    };
    node.reply(&message, "InProgress", json!({ "fetch": plugin("Success", 0, "fetched") })).await;
    let step = |name: &str| json!({ "CommandId": id, "InstanceId": node.id, "PluginName": name });
    let fetch = ok(&ssm, "GetCommandInvocation", step("fetch")).await;
    assert_eq!((&fetch["Status"], &fetch["StandardOutputContent"]), (&json!("Success"), &json!("fetched")));
    let begin = ok(&ssm, "GetCommandInvocation", step("begin")).await;
    assert_eq!((&begin["Status"], &begin["ResponseCode"]), (&json!("InProgress"), &json!(-1)));
    let unnamed = json!({ "CommandId": id, "InstanceId": node.id });
    fails(&ssm, "GetCommandInvocation", unnamed, "InvalidPluginName").await;

    node.reply(&message, "InProgress", json!({ "begin": plugin("Failed", 4, "") })).await;
    node.reply(&message, "Failed", Value::Null).await;
    let begin = ok(&ssm, "GetCommandInvocation", step("begin")).await;
    assert_eq!((&begin["Status"], &begin["ResponseCode"]), (&json!("Failed"), &json!(4)));
    let listed = ok(&ssm, "ListCommandInvocations", json!({ "CommandId": id, "Details": true })).await;
    let invocation = &listed["CommandInvocations"][0];
    assert_eq!((&invocation["Status"], &invocation["StandardOutputUrl"]), (&json!("Failed"), &json!("")));
    let plugins = invocation["CommandPlugins"].as_array().unwrap().iter();
    let plugins: Vec<(&Value, &Value)> = plugins.map(|plugin| (&plugin["Name"], &plugin["Status"])).collect();
    assert_eq!(plugins, [(&json!("fetch"), &json!("Success")), (&json!("begin"), &json!("Failed"))]);
}
