use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{create, get, pass, run, start, status, step, with_clock};
use crate::support::{self, ok, put};

fn api(name: &str, api: &str, inputs: Value) -> Value {
    let mut all = json!({ "Service": "ssm", "Api": api });
    all.as_object_mut().unwrap().extend(inputs.as_object().unwrap().clone());
    json!({ "name": name, "action": "aws:executeAwsApi", "inputs": all })
}

#[tokio::test]
async fn steps_call_operations_of_the_endpoint_and_pick_outputs() {
    let ssm = support::start().await;
    put(&ssm, "/app/host", "db1").await;
    let mut read = api("read", "GetParameter", json!({ "Name": "/app/host" }));
    read["outputs"] = json!([
        { "Name": "Host", "Selector": "$.Parameter.Value", "Type": "String" },
        { "Name": "Version", "Selector": "$.Parameter.Version", "Type": "Integer" },
        { "Name": "Missing", "Selector": "$.Parameter.Planet", "Type": "String" },
    ]);
    let copy = json!({ "Name": "/copy", "Value": "{{ read.Host }}:{{ read.Version }}", "Type": "String" });
    let copy = api("copy", "put_parameter", copy);
    create(&ssm, "Copy", json!({ "outputs": ["read.Host", "read.Version"], "mainSteps": [read, copy] }))
        .await;
    let execution = get(&ssm, &start(&ssm, json!({ "DocumentName": "Copy" })).await).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success", "{execution}");
    let outputs = json!({ "Host": ["db1"], "Version": ["1"] });
    assert_eq!(step(&execution, "read")["Outputs"], outputs);
    assert_eq!(execution["Outputs"], json!({ "read.Host": ["db1"], "read.Version": ["1"] }));
    let copied = ok(&ssm, "GetParameter", json!({ "Name": "/copy" })).await;
    assert_eq!(copied["Parameter"]["Value"], "db1:1");
}

#[tokio::test]
async fn an_operation_that_fails_fails_its_step_with_the_error_s_code() {
    let ssm = support::start().await;
    let tag = json!({ "ResourceType": "Parameter", "ResourceId": "/missing", "Tags": [] });
    let id = run(&ssm, json!([api("tag", "AddTagsToResource", tag)])).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert_eq!(step(&execution, "tag")["FailureDetails"]["FailureType"], "InvalidResourceId");
}

async fn failure_of(ssm: &LocalSsm, name: &str, action: Value) -> (String, String) {
    create(ssm, name, json!({ "mainSteps": [action] })).await;
    let execution = get(ssm, &start(ssm, json!({ "DocumentName": name })).await).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    let step = &execution["StepExecutions"][0];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&step["FailureDetails"]["FailureType"]), text(&step["FailureMessage"]))
}

#[tokio::test]
async fn operations_that_cannot_be_called_say_why() {
    let ssm = support::start().await;
    let (kind, message) = failure_of(&ssm, "Invalid", api("x", "GetParameter", json!({}))).await;
    assert_eq!(kind, "ValidationException");
    assert!(message.contains("'name'"), "{message}");
    let (kind, _) = failure_of(&ssm, "Unknown", api("x", "DoMagic", json!({}))).await;
    assert_eq!(kind, "NotImplemented");
    let mut elsewhere = api("x", "DescribeInstances", json!({}));
    elsewhere["inputs"]["Service"] = json!("ec2");
    let (kind, message) = failure_of(&ssm, "Elsewhere", elsewhere).await;
    assert_eq!(kind, "UnsupportedService");
    assert!(message.contains("ec2"), "{message}");
    let mut mistyped = api("x", "DescribeParameters", json!({}));
    mistyped["outputs"] = json!([{ "Name": "Count", "Selector": "$.Parameters", "Type": "Integer" }]);
    let (kind, _) = failure_of(&ssm, "Mistyped", mistyped).await;
    assert_eq!(kind, "VerificationErrors");
}

fn property(action: &str, desired: &str) -> Value {
    json!({ "name": "check", "action": action, "timeoutSeconds": 60, "inputs": {
        "Service": "ssm", "Api": "GetParameter", "Name": "/state",
        "PropertySelector": "$.Parameter.Value", "DesiredValues": [desired, "other"],
    }})
}

#[tokio::test]
async fn a_property_is_asserted() {
    let ssm = support::start().await;
    put(&ssm, "/state", "ready").await;
    let id = run(&ssm, json!([property("aws:assertAwsResourceProperty", "ready")])).await;
    assert_eq!(status(&ssm, &id).await, "Success");
    let (kind, message) = failure_of(&ssm, "Not", property("aws:assertAwsResourceProperty", "gone")).await;
    assert_eq!(kind, "VerificationErrors");
    assert!(message.contains("gone"), "{message}");
}

#[tokio::test]
async fn a_property_is_awaited_until_it_has_the_value_or_time_is_up() {
    let (ssm, clock) = with_clock().await;
    put(&ssm, "/state", "starting").await;
    let id = run(&ssm, json!([property("aws:waitForAwsResourceProperty", "ready")])).await;
    pass(&clock, 30);
    assert_eq!(status(&ssm, &id).await, "InProgress");
    put(&ssm, "/state", "ready").await;
    pass(&clock, 1);
    assert_eq!(status(&ssm, &id).await, "Success");
    put(&ssm, "/state", "starting").await;
    let id = start(&ssm, json!({ "DocumentName": "Runbook" })).await;
    pass(&clock, 60);
    assert_eq!(status(&ssm, &id).await, "TimedOut");
}

#[tokio::test]
async fn an_automation_that_starts_itself_leaves_others_their_turn() {
    let ssm = support::start().await;
    let again = api("again", "StartAutomationExecution", json!({ "DocumentName": "Runbook" }));
    let id = run(&ssm, json!([again])).await;
    put(&ssm, "/answered", "yes").await;
    assert_eq!(status(&ssm, &id).await, "Success");
    ok(&ssm, "DeleteDocument", json!({ "Name": "Runbook" })).await;
    let failed = json!([{ "Key": "ExecutionStatus", "Values": ["Failed"] }]);
    let listed = ok(&ssm, "DescribeAutomationExecutions", json!({ "Filters": failed })).await;
    assert_eq!(listed["AutomationExecutionMetadataList"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn resources_of_systems_manager_are_tagged() {
    let ssm = support::start().await;
    put(&ssm, "/app", "x").await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let tag = |kind: Value| {
        json!({ "name": "tag", "action": "aws:createTags",
                "inputs": { "ResourceType": kind, "ResourceIds": ["/app"], "Tags": tags } })
    };
    let id = run(&ssm, json!([tag(json!("Parameter"))])).await;
    assert_eq!(status(&ssm, &id).await, "Success");
    let resource = json!({ "ResourceType": "Parameter", "ResourceId": "/app" });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], tags);
    let (kind, message) = failure_of(&ssm, "Elsewhere", tag(json!("EC2"))).await;
    assert_eq!(kind, "UnsupportedAction");
    assert!(message.contains("EC2"), "{message}");
}
