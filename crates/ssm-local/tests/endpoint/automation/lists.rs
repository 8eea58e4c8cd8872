use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{create, failing, pass, pass_by, sleep, start, with, with_clock};
use crate::support::{fails, ok};

async fn listed(ssm: &LocalSsm, key: &str, value: &str) -> Vec<String> {
    let filters = json!([{ "Key": key, "Values": [value] }]);
    let found = ok(ssm, "DescribeAutomationExecutions", json!({ "Filters": filters })).await;
    let list = found["AutomationExecutionMetadataList"].as_array().unwrap().clone();
    list.iter().map(|found| found["AutomationExecutionId"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn executions_are_listed_latest_first_and_filtered() {
    let (ssm, clock) = with_clock().await;
    create(&ssm, "Quick", json!({ "mainSteps": [pass_by("quick")] })).await;
    create(&ssm, "Slow", json!({ "mainSteps": [sleep("slow", "PT1H")] })).await;
    let quick = start(&ssm, json!({ "DocumentName": "Quick" })).await;
    pass(&clock, 10);
    let slow = start(&ssm, json!({ "DocumentName": "Slow" })).await;
    let all = listed(&ssm, "AutomationType", "Local").await;
    assert_eq!(all, [slow.clone(), quick.clone()]);
    for (key, value, expected) in [
        ("ExecutionStatus", "Success", vec![&quick]),
        ("ExecutionStatus", "InProgress", vec![&slow]),
        ("DocumentNamePrefix", "Sl", vec![&slow]),
        ("ExecutionId", quick.as_str(), vec![&quick]),
        ("CurrentAction", "aws:sleep", vec![&slow]),
        ("StartTimeBefore", "2027-01-15T08:00:05Z", vec![&quick]),
        ("StartTimeAfter", "2027-01-15T08:00:05Z", vec![&slow]),
        ("AutomationType", "CrossAccount", vec![]),
    ] {
        assert_eq!(listed(&ssm, key, value).await.iter().collect::<Vec<_>>(), expected, "{key} {value}");
    }
    let first = ok(&ssm, "DescribeAutomationExecutions", json!({ "MaxResults": 1 })).await;
    let rest = json!({ "MaxResults": 1, "NextToken": first["NextToken"] });
    let rest = ok(&ssm, "DescribeAutomationExecutions", rest).await;
    assert_eq!(rest["AutomationExecutionMetadataList"][0]["AutomationExecutionId"], quick.as_str());
    assert_eq!(rest.get("NextToken"), None);
    let token = json!({ "NextToken": "of nobody" });
    fails(&ssm, "DescribeAutomationExecutions", token, "InvalidNextToken").await;
    let time = json!({ "Filters": [{ "Key": "StartTimeAfter", "Values": ["yesterday"] }] });
    fails(&ssm, "DescribeAutomationExecutions", time, "InvalidFilterValue").await;
}

#[tokio::test]
async fn steps_are_listed_filtered_and_reversed() {
    let (ssm, _clock) = with_clock().await;
    let broken = with(failing("broken"), json!({ "onFailure": "Continue" }));
    create(&ssm, "Steps", json!({ "mainSteps": [pass_by("first"), broken, sleep("last", "PT1H")] })).await;
    let id = start(&ssm, json!({ "DocumentName": "Steps" })).await;
    let request = |members: Value| with(json!({ "AutomationExecutionId": id }), members);
    let names = |answer: &Value| -> Vec<String> {
        let steps = answer["StepExecutions"].as_array().unwrap().clone();
        steps.iter().map(|step| step["StepName"].as_str().unwrap().to_owned()).collect()
    };
    let operation = "DescribeAutomationStepExecutions";
    assert_eq!(names(&ok(&ssm, operation, request(json!({}))).await), ["first", "broken", "last"]);
    let first = ok(&ssm, operation, request(json!({ "ReverseOrder": true, "MaxResults": 2 }))).await;
    assert_eq!(names(&first), ["last", "broken"]);
    let rest = json!({ "ReverseOrder": true, "MaxResults": 2, "NextToken": first["NextToken"] });
    assert_eq!(names(&ok(&ssm, operation, request(rest)).await), ["first"]);
    let step_id = first["StepExecutions"][0]["StepExecutionId"].as_str().unwrap();
    for (key, value, expected) in [
        ("StepExecutionStatus", "Failed", vec!["broken"]),
        ("StepExecutionId", step_id, vec!["last"]),
        ("StepName", "first", vec!["first"]),
        ("Action", "aws:sleep", vec!["first", "last"]),
        ("StartTimeAfter", "2027-01-15T08:00:00Z", vec![]),
    ] {
        let filters = json!({ "Filters": [{ "Key": key, "Values": [value] }] });
        assert_eq!(names(&ok(&ssm, operation, request(filters)).await), expected, "{key}");
    }
    let none = json!({ "AutomationExecutionId": "f8be1f2e-9e3c-4a53-a7b6-0d7c5a4f1c11" });
    fails(&ssm, operation, none, "AutomationExecutionNotFoundException").await;
}
