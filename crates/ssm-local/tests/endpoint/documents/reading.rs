use serde_json::{Value, json};

use super::{content, create, update};
use crate::support::{fails, ok, start};

#[tokio::test]
async fn a_document_is_json_unless_it_is_asked_for_otherwise() {
    let ssm = start().await;
    let yaml = "schemaVersion: '2.2'\ndescription: Says words.\nmainSteps:\n- name: say\n  action: \
                aws:runShellScript\n  inputs:\n    runCommand:\n    - echo hello\n";
    let input = json!({ "Name": "Say", "Content": yaml, "DocumentFormat": "YAML" });
    let described = ok(&ssm, "CreateDocument", input).await;
    assert_eq!(described["DocumentDescription"]["DocumentFormat"], "YAML");
    let as_written = ok(&ssm, "GetDocument", json!({ "Name": "Say", "DocumentFormat": "YAML" })).await;
    assert_eq!((&as_written["Content"], &as_written["DocumentFormat"]), (&json!(yaml), &json!("YAML")));
    let as_json = ok(&ssm, "GetDocument", json!({ "Name": "Say" })).await;
    assert_eq!(as_json["DocumentFormat"], "JSON");
    let parsed: Value = serde_json::from_str(as_json["Content"].as_str().unwrap()).unwrap();
    assert_eq!(parsed["mainSteps"][0]["inputs"]["runCommand"], json!(["echo hello"]));
    create(&ssm, "Json").await;
    let as_yaml = ok(&ssm, "GetDocument", json!({ "Name": "Json", "DocumentFormat": "YAML" })).await;
    assert!(as_yaml["Content"].as_str().unwrap().contains("\ndescription: first\n"), "{as_yaml}");
    let as_written = ok(&ssm, "GetDocument", json!({ "Name": "Json", "DocumentFormat": "JSON" })).await;
    assert_eq!(as_written["Content"], content("first").to_string());
}

#[tokio::test]
async fn a_version_is_meant_by_number_by_name_or_by_what_it_is() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let text = content("second").to_string();
    let input = json!({ "Name": "Say", "Content": text, "DocumentVersion": "1", "VersionName": "two" });
    ok(&ssm, "UpdateDocument", input).await;
    update(&ssm, "Say", "third").await;
    for (asked, expected) in [
        (json!({}), "1"),
        (json!({ "DocumentVersion": "$DEFAULT" }), "1"),
        (json!({ "DocumentVersion": "$LATEST" }), "3"),
        (json!({ "DocumentVersion": "2" }), "2"),
        (json!({ "VersionName": "two" }), "2"),
        (json!({ "VersionName": "two", "DocumentVersion": "2" }), "2"),
    ] {
        let mut input = asked.clone();
        input["Name"] = json!("Say");
        let got = ok(&ssm, "GetDocument", input.clone()).await;
        assert_eq!(got["DocumentVersion"], expected, "{asked}");
        let described = ok(&ssm, "DescribeDocument", input).await;
        assert_eq!(described["Document"]["DocumentVersion"], expected, "{asked}");
    }
    for asked in [
        json!({ "DocumentVersion": "4" }),
        json!({ "DocumentVersion": "99999999999999999999" }),
        json!({ "VersionName": "three" }),
        json!({ "VersionName": "two", "DocumentVersion": "1" }),
    ] {
        let mut input = asked;
        input["Name"] = json!("Say");
        fails(&ssm, "GetDocument", input.clone(), "InvalidDocumentVersion").await;
        fails(&ssm, "DescribeDocument", input, "InvalidDocumentVersion").await;
    }
}

#[tokio::test]
async fn a_document_has_an_arn_too() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let arn = "arn:aws:ssm:us-east-1:000000000000:document/Say";
    assert_eq!(ok(&ssm, "GetDocument", json!({ "Name": arn })).await["Name"], "Say");
    for name in [
        "None",
        "arn:aws:ssm:us-east-1:000000000000:document/None",
        "arn:aws:ssm:eu-west-1:000000000000:document/Say",
        "arn:aws:ssm:us-east-1:111122223333:document/Say",
        "arn:aws:ssm:us-east-1:000000000000:parameter/Say",
        "arn:aws:ssm:us-east-1::document/Say",
    ] {
        for operation in ["GetDocument", "DescribeDocument", "ListDocumentVersions"] {
            fails(&ssm, operation, json!({ "Name": name }), "InvalidDocument").await;
        }
    }
}

#[tokio::test]
async fn parameters_are_described_as_they_stand_in_the_document() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let config = ok(&ssm, "DescribeDocumentParameters", json!({ "DocumentName": "Say" })).await;
    let config: Value = serde_json::from_str(config["Config"].as_str().unwrap()).unwrap();
    assert_eq!(config, content("first")["parameters"]);
    let missing = json!({ "DocumentName": "Say", "DocumentVersion": "7" });
    fails(&ssm, "DescribeDocumentParameters", missing, "InvalidDocumentVersion").await;
    fails(&ssm, "DescribeDocumentParameters", json!({ "DocumentName": "None" }), "InvalidDocument").await;
}
