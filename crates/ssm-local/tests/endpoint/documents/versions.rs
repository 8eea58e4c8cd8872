use serde_json::{Value, json};

use super::{content, create, update};
use crate::support::{fails, ok, start};

#[tokio::test]
async fn an_update_adds_a_version_and_the_default_stays() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let described = update(&ssm, "Say", "second").await;
    assert_eq!(described["DocumentVersion"], "2");
    assert_eq!((&described["LatestVersion"], &described["DefaultVersion"]), (&json!("2"), &json!("1")));
    assert_eq!(described["Description"], "second");
    let input = json!({ "Name": "Say", "DocumentVersion": "2" });
    let changed = ok(&ssm, "UpdateDocumentDefaultVersion", input).await;
    assert_eq!(changed["Description"], json!({ "Name": "Say", "DefaultVersion": "2" }));
    assert_eq!(ok(&ssm, "GetDocument", json!({ "Name": "Say" })).await["DocumentVersion"], "2");
    let missing = json!({ "Name": "Say", "DocumentVersion": "3" });
    fails(&ssm, "UpdateDocumentDefaultVersion", missing, "InvalidDocumentVersion").await;
    let none = json!({ "Name": "None", "DocumentVersion": "1" });
    fails(&ssm, "UpdateDocumentDefaultVersion", none, "InvalidDocument").await;
}

#[tokio::test]
async fn only_the_latest_version_is_updated_with_something_new() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let input = |version: &str, description: &str, name: &str| {
        let content = content(description).to_string();
        json!({ "Name": "Say", "DocumentVersion": version, "Content": content, "VersionName": name })
    };
    ok(&ssm, "UpdateDocument", input("1", "second", "two")).await;
    for (input, code) in [
        (input("1", "third", "three"), "InvalidDocumentVersion"),
        (input("7", "third", "three"), "InvalidDocumentVersion"),
        (input("$DEFAULT", "third", "three"), "InvalidDocumentVersion"),
        (input("$LATEST", "first", "three"), "DuplicateDocumentContent"),
        (input("$LATEST", "third", "two"), "DuplicateDocumentVersionName"),
        (json!({ "Name": "Say", "Content": "{}" }), "InvalidDocumentContent"),
        (json!({ "Name": "None", "Content": "{}" }), "InvalidDocument"),
    ] {
        fails(&ssm, "UpdateDocument", input, code).await;
    }
    let text = content("third").to_string();
    ok(&ssm, "UpdateDocument", json!({ "Name": "Say", "Content": text })).await;
    let same = json!({ "Name": "Say", "Content": text, "TargetType": "/AWS::EC2::Instance" });
    let described = ok(&ssm, "UpdateDocument", same).await["DocumentDescription"].clone();
    assert_eq!(
        (&described["DocumentVersion"], &described["TargetType"]),
        (&json!("4"), &json!("/AWS::EC2::Instance"))
    );
}

#[tokio::test]
async fn documents_of_schema_1_2_have_one_version() {
    let ssm = start().await;
    let old = |description: &str| {
        json!({
            "schemaVersion": "1.2", "description": description,
            "runtimeConfig": { "aws:runShellScript": { "properties": [{ "runCommand": ["x"] }] } },
        })
        .to_string()
    };
    ok(&ssm, "CreateDocument", json!({ "Name": "Old", "Content": old("first") })).await;
    let input = json!({ "Name": "Old", "Content": old("second"), "DocumentVersion": "$LATEST" });
    fails(&ssm, "UpdateDocument", input, "InvalidDocumentSchemaVersion").await;
}

#[tokio::test]
async fn versions_are_listed_in_pages() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    update(&ssm, "Say", "second").await;
    update(&ssm, "Say", "third").await;
    let first = ok(&ssm, "ListDocumentVersions", json!({ "Name": "Say", "MaxResults": 2 })).await;
    let numbers = |page: &Value| -> Vec<String> {
        let versions = page["DocumentVersions"].as_array().unwrap();
        versions.iter().map(|version| version["DocumentVersion"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(&first), ["1", "2"]);
    assert_eq!(first["DocumentVersions"][0]["IsDefaultVersion"], true);
    assert_eq!(first["DocumentVersions"][1]["IsDefaultVersion"], false);
    assert_eq!(first["DocumentVersions"][0]["Status"], "Active");
    let rest = json!({ "Name": "Say", "MaxResults": 2, "NextToken": first["NextToken"] });
    let rest = ok(&ssm, "ListDocumentVersions", rest).await;
    assert_eq!(numbers(&rest), ["3"]);
    assert!(rest.get("NextToken").is_none());
    let wrong = json!({ "Name": "Say", "NextToken": "nonsense" });
    fails(&ssm, "ListDocumentVersions", wrong, "InvalidNextToken").await;
}

#[tokio::test]
async fn a_version_goes_unless_it_is_the_default_one() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let text = content("second").to_string();
    ok(&ssm, "UpdateDocument", json!({ "Name": "Say", "Content": text, "VersionName": "two" })).await;
    update(&ssm, "Say", "third").await;
    let default = json!({ "Name": "Say", "DocumentVersion": "1" });
    fails(&ssm, "DeleteDocument", default, "InvalidDocumentOperation").await;
    let missing = json!({ "Name": "Say", "VersionName": "four" });
    fails(&ssm, "DeleteDocument", missing, "InvalidDocument").await;
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say", "DocumentVersion": "$LATEST" })).await;
    let described = ok(&ssm, "DescribeDocument", json!({ "Name": "Say" })).await;
    assert_eq!(described["Document"]["LatestVersion"], "2");
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say", "VersionName": "two" })).await;
    assert_eq!(update(&ssm, "Say", "fourth").await["DocumentVersion"], "4", "numbers are not used again");
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say" })).await;
    fails(&ssm, "GetDocument", json!({ "Name": "Say" }), "InvalidDocument").await;
    fails(&ssm, "DeleteDocument", json!({ "Name": "Say" }), "InvalidDocument").await;
    assert_eq!(create(&ssm, "Say").await["DocumentVersion"], "1");
}

#[tokio::test]
async fn a_schema_of_configurations_is_deleted_only_by_force() {
    let ssm = start().await;
    let input = json!({
        "Name": "Schema", "Content": r#"{"type":"object"}"#, "DocumentType": "ApplicationConfigurationSchema",
    });
    ok(&ssm, "CreateDocument", input).await;
    fails(&ssm, "DeleteDocument", json!({ "Name": "Schema" }), "InvalidDocumentOperation").await;
    ok(&ssm, "DeleteDocument", json!({ "Name": "Schema", "Force": true })).await;
}

#[tokio::test]
async fn a_document_has_at_most_a_thousand_versions() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    for number in 2..=1000 {
        update(&ssm, "Say", &number.to_string()).await;
    }
    let more = json!({ "Name": "Say", "Content": content("more").to_string() });
    fails(&ssm, "UpdateDocument", more.clone(), "DocumentVersionLimitExceeded").await;
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say", "DocumentVersion": "500" })).await;
    let described = ok(&ssm, "UpdateDocument", more).await;
    assert_eq!(described["DocumentDescription"]["DocumentVersion"], "1001");
}
