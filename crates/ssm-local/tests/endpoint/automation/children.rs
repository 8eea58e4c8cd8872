use serde_json::{Value, json};

use super::{create, failing, get, pass, sleep, start, status, step, with_clock};
use crate::support::{self, ok};

fn child(document: &str) -> Value {
    let inputs = json!({ "DocumentName": document, "RuntimeParameters": { "words": "a {{ noun }}" } });
    json!({ "name": "child", "action": "aws:executeAutomation", "inputs": inputs })
}

fn echo(last: Value) -> Value {
    json!({
        "parameters": { "words": { "type": "String" } },
        "outputs": ["echo.Words"],
        "mainSteps": [
            { "name": "keep", "action": "aws:executeAwsApi", "inputs": { "Service": "ssm", "Api": "PutParameter",
                "Name": "/words", "Value": "{{ words }}", "Type": "String", "Overwrite": true } },
            { "name": "echo", "action": "aws:executeAwsApi",
              "inputs": { "Service": "ssm", "Api": "GetParameter", "Name": "/words" },
              "outputs": [{ "Name": "Words", "Selector": "$.Parameter.Value", "Type": "String" }] },
            last,
        ],
    })
}

fn parent() -> Value {
    json!({ "parameters": { "noun": { "type": "String", "default": "boat" } }, "mainSteps": [child("Echo")] })
}

#[tokio::test]
async fn an_execution_runs_another_one_and_has_its_outputs() {
    let (ssm, clock) = with_clock().await;
    create(&ssm, "Echo", echo(sleep("slow", "PT1M"))).await;
    create(&ssm, "Parent", parent()).await;
    let id = start(&ssm, json!({ "DocumentName": "Parent" })).await;
    assert_eq!(status(&ssm, &id).await, "InProgress");
    let of_parent = json!([{ "Key": "ParentExecutionId", "Values": [id] }]);
    let children = ok(&ssm, "DescribeAutomationExecutions", json!({ "Filters": of_parent })).await;
    let child = &children["AutomationExecutionMetadataList"][0];
    assert_eq!(child["DocumentName"], "Echo");
    assert_eq!(child["ParentAutomationExecutionId"], id.as_str());
    pass(&clock, 60);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success", "{execution}");
    let outputs = &step(&execution, "child")["Outputs"];
    assert_eq!(outputs["Output"], json!(["a boat"]));
    assert_eq!(outputs["Status"], json!(["Success"]));
    assert_eq!(outputs["ExecutionId"], json!([child["AutomationExecutionId"]]));
}

#[tokio::test]
async fn a_child_that_fails_or_is_not_there_fails_the_step() {
    let ssm = support::start().await;
    create(&ssm, "Parent", parent()).await;
    let id = start(&ssm, json!({ "DocumentName": "Parent" })).await;
    let execution = get(&ssm, &id).await;
    let kind = &step(&execution, "child")["FailureDetails"]["FailureType"];
    assert_eq!(kind, "AutomationDefinitionNotFoundException");
    create(&ssm, "Echo", echo(failing("broken"))).await;
    let id = start(&ssm, json!({ "DocumentName": "Parent" })).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    let message = step(&execution, "child")["FailureMessage"].as_str().unwrap();
    assert!(message.contains("EC2"), "{message}");
}

#[tokio::test]
async fn children_of_children_have_an_end() {
    let ssm = support::start().await;
    let own =
        json!([{ "name": "own", "action": "aws:executeAutomation", "inputs": { "DocumentName": "Own" } }]);
    create(&ssm, "Own", json!({ "mainSteps": own })).await;
    let id = start(&ssm, json!({ "DocumentName": "Own" })).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert!(execution["FailureMessage"].as_str().unwrap().contains("5 deep"));
    let all = ok(&ssm, "DescribeAutomationExecutions", json!({})).await;
    assert_eq!(all["AutomationExecutionMetadataList"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn children_are_cancelled_with_their_parent() {
    let (ssm, _clock) = with_clock().await;
    create(&ssm, "Echo", echo(sleep("slow", "PT1M"))).await;
    create(&ssm, "Parent", parent()).await;
    let id = start(&ssm, json!({ "DocumentName": "Parent" })).await;
    ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id })).await;
    let all = ok(&ssm, "DescribeAutomationExecutions", json!({})).await;
    for execution in all["AutomationExecutionMetadataList"].as_array().unwrap() {
        assert_eq!(execution["AutomationExecutionStatus"], "Cancelled");
    }
}
