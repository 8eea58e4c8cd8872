use serde_json::{Value, json};

use super::{create, get, pass_by, sleep, start};
use crate::support::{self, fails, ok};

#[tokio::test]
async fn an_execution_tells_what_it_runs() {
    let ssm = support::start().await;
    let parameters = json!({
        "count": { "type": "Integer", "default": 3 }, "names": { "type": "StringList" },
    });
    create(&ssm, "Runbook", json!({ "parameters": parameters, "mainSteps": [pass_by("quick")] })).await;
    let given = json!({ "names": ["a", "b"] });
    let id = start(&ssm, json!({ "DocumentName": "Runbook", "Parameters": given })).await;
    assert_eq!(id.len(), 36);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["DocumentName"], "Runbook");
    assert_eq!(execution["DocumentVersion"], "1");
    assert_eq!(execution["Parameters"], json!({ "count": ["3"], "names": ["a", "b"] }));
    assert_eq!(execution["Mode"], "Auto");
    assert_eq!(execution["ExecutedBy"], "arn:aws:iam::000000000000:root");
    let none = json!({ "AutomationExecutionId": "f8be1f2e-9e3c-4a53-a7b6-0d7c5a4f1c11" });
    fails(&ssm, "GetAutomationExecution", none, "AutomationExecutionNotFoundException").await;
}

#[tokio::test]
async fn what_cannot_be_started_is_refused() {
    let ssm = support::start().await;
    let start = "StartAutomationExecution";
    create(
        &ssm,
        "Runbook",
        json!({ "parameters": { "count": { "type": "Integer" } }, "mainSteps": [pass_by("quick")] }),
    )
    .await;
    let none = json!({ "DocumentName": "None" });
    fails(&ssm, start, none, "AutomationDefinitionNotFoundException").await;
    let version = json!({ "DocumentName": "Runbook", "DocumentVersion": "7" });
    fails(&ssm, start, version, "AutomationDefinitionVersionNotFoundException").await;
    let command = json!({ "DocumentName": "AWS-RunShellScript" });
    fails(&ssm, start, command, "AutomationDefinitionNotFoundException").await;
    for parameters in [json!({ "other": ["x"], "count": ["1"] }), json!({ "count": ["x"] }), Value::Null] {
        let request = json!({ "DocumentName": "Runbook", "Parameters": parameters });
        fails(&ssm, start, request, "InvalidAutomationExecutionParametersException").await;
    }
    let token = json!({ "DocumentName": "Runbook", "ClientToken": "short" });
    fails(&ssm, start, token, "ValidationException").await;
}

#[tokio::test]
async fn a_request_with_a_known_token_starts_nothing() {
    let ssm = support::start().await;
    create(&ssm, "Runbook", json!({ "mainSteps": [sleep("long", "PT1H")] })).await;
    let request = json!({ "DocumentName": "Runbook", "ClientToken": "f8be1f2e-9e3c-4a53-a7b6-0d7c5a4f1c11" });
    let id = start(&ssm, request.clone()).await;
    assert_eq!(start(&ssm, request.clone()).await, id);
    let mut other = request;
    other["Mode"] = json!("Interactive");
    fails(&ssm, "StartAutomationExecution", other, "IdempotentParameterMismatch").await;
}

#[tokio::test]
async fn executions_have_tags() {
    let ssm = support::start().await;
    create(&ssm, "Runbook", json!({ "mainSteps": [pass_by("quick")] })).await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let id = start(&ssm, json!({ "DocumentName": "Runbook", "Tags": tags })).await;
    start(&ssm, json!({ "DocumentName": "Runbook" })).await;
    let resource = json!({ "ResourceType": "Automation", "ResourceId": id });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], tags);
    let filters = json!([{ "Key": "TagKey", "Values": ["team"] }]);
    let listed = ok(&ssm, "DescribeAutomationExecutions", json!({ "Filters": filters })).await;
    let listed = listed["AutomationExecutionMetadataList"].as_array().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["AutomationExecutionId"], id.as_str());
}
