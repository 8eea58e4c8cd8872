use serde_json::{Value, json};

use super::content;
use crate::support::{fails, ok, start};

#[tokio::test]
async fn documents_of_aws_are_there_from_the_start() {
    let ssm = start().await;
    for (name, kind, parameters) in [
        ("AWS-RunShellScript", "Command", vec!["commands", "workingDirectory", "executionTimeout"]),
        ("AWS-RunPowerShellScript", "Command", vec!["commands", "workingDirectory", "executionTimeout"]),
        ("AWS-UpdateSSMAgent", "Command", vec!["version", "allowDowngrade"]),
        ("AWS-StartSSHSession", "Session", vec!["portNumber"]),
        ("AWS-StopEC2Instance", "Automation", vec!["InstanceId", "AutomationAssumeRole"]),
    ] {
        let described = ok(&ssm, "DescribeDocument", json!({ "Name": name })).await["Document"].clone();
        assert_eq!((&described["Owner"], &described["DocumentType"]), (&json!("Amazon"), &json!(kind)));
        let found: Vec<&Value> =
            described["Parameters"].as_array().unwrap().iter().map(|parameter| &parameter["Name"]).collect();
        assert_eq!(found, parameters, "{name}");
        let got =
            ok(&ssm, "GetDocument", json!({ "Name": format!("arn:aws:ssm:us-east-1::document/{name}") }))
                .await;
        assert_eq!(got["Name"], name);
        serde_json::from_str::<Value>(got["Content"].as_str().unwrap()).unwrap();
    }
    let shell = ok(&ssm, "DescribeDocument", json!({ "Name": "AWS-RunShellScript" })).await;
    let timeout = &shell["Document"]["Parameters"][2];
    assert_eq!((&timeout["Type"], &timeout["DefaultValue"]), (&json!("String"), &json!("3600")));
    let versions = ok(&ssm, "ListDocumentVersions", json!({ "Name": "AWS-RunDocument" })).await;
    assert_eq!(versions["DocumentVersions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn documents_of_aws_cannot_be_changed() {
    let ssm = start().await;
    let name = "AWS-RunShellScript";
    let review = json!({ "Action": "Approve" });
    for (operation, input) in [
        ("UpdateDocument", json!({ "Name": name, "Content": content("mine").to_string() })),
        ("DeleteDocument", json!({ "Name": name })),
        ("UpdateDocumentDefaultVersion", json!({ "Name": name, "DocumentVersion": "1" })),
        ("DescribeDocumentPermission", json!({ "Name": name, "PermissionType": "Share" })),
        ("ModifyDocumentPermission", json!({ "Name": name, "PermissionType": "Share" })),
        ("UpdateDocumentMetadata", json!({ "Name": name, "DocumentReviews": review })),
    ] {
        fails(&ssm, operation, input, "InvalidDocumentOperation").await;
    }
}
