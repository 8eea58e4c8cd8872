use serde_json::json;

use super::{create, get, start, step, with_clock};
use crate::support::{ok, put};

fn put_step(name: &str, parameter: &str, value: &str) -> serde_json::Value {
    json!({ "name": name, "action": "aws:executeAwsApi", "inputs": {
        "Service": "ssm", "Api": "PutParameter", "Name": parameter, "Value": value, "Type": "String" } })
}

#[tokio::test]
async fn references_stand_for_what_the_execution_knows() {
    let (ssm, _clock) = with_clock().await;
    put(&ssm, "/stored", "from the store").await;
    let text = "{{ word }} {{ ssm:/stored }} {{ global:REGION }} {{ global:DATE }} {{ global:DATE_TIME }} \
                {{ automation:EXECUTION_ID }} {{ variable:count }}";
    create(
        &ssm,
        "References",
        json!({
            "parameters": { "word": { "type": "String" } },
            "variables": { "count": { "type": "Integer", "default": 1 } },
            "mainSteps": [
                { "name": "count", "action": "aws:updateVariable",
                  "inputs": { "Name": "variable:count", "Value": 2 } },
                put_step("write", "/written", text),
            ],
        }),
    )
    .await;
    let request = json!({ "DocumentName": "References", "Parameters": { "word": ["plain"] } });
    let id = start(&ssm, request).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success", "{execution}");
    assert_eq!(execution["Variables"], json!({ "count": ["2"] }));
    let written = ok(&ssm, "GetParameter", json!({ "Name": "/written" })).await;
    let expected = format!("plain from the store us-east-1 2027-01-15 2027-01-15_08.00.00 {id} 2");
    assert_eq!(written["Parameter"]["Value"], expected.as_str());
}

#[tokio::test]
async fn a_reference_to_nothing_fails_its_step() {
    let (ssm, _clock) = with_clock().await;
    for (name, reference) in [
        ("Step", "{{ later.Output }}"),
        ("Store", "{{ ssm:/missing }}"),
        ("Global", "{{ global:PLANET }}"),
        ("Automation", "{{ automation:MOOD }}"),
    ] {
        let steps = json!([put_step("write", "/written", reference), put_step("later", "/later", "x")]);
        let document = json!({ "Name": name, "DocumentType": "Automation", "DocumentFormat": "JSON",
            "Content": json!({ "schemaVersion": "0.3", "mainSteps": steps }).to_string() });
        // A document with a reference that can never be known is refused before.
        if crate::support::call(&ssm, "CreateDocument", document).await.status != 200 {
            assert_ne!(name, "Step");
            continue;
        }
        let execution = get(&ssm, &start(&ssm, json!({ "DocumentName": name })).await).await;
        assert_eq!(execution["AutomationExecutionStatus"], "Failed", "{name}");
        let failed = step(&execution, "write");
        assert_eq!(failed["FailureDetails"]["FailureStage"], "InputValidation", "{name}");
        let message = failed["FailureMessage"].as_str().unwrap();
        assert!(
            message.contains(reference.split(':').next_back().unwrap().trim_end_matches(" }}")),
            "{message}"
        );
    }
}
