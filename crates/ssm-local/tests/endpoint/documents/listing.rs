use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{content, create, update};
use crate::support::{fails, ok, start};

/// The names of all documents that match these filters.
async fn names(ssm: &LocalSsm, filters: Value) -> Vec<String> {
    let listed = ok(ssm, "ListDocuments", json!({ "Filters": filters })).await;
    let documents = listed["DocumentIdentifiers"].as_array().unwrap();
    documents.iter().map(|document| document["Name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_list_tells_the_default_version_of_each_document() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    update(&ssm, "Say", "second").await;
    let filters = json!([{ "Key": "Owner", "Values": ["Self"] }]);
    let listed = ok(&ssm, "ListDocuments", json!({ "Filters": filters })).await;
    let documents = listed["DocumentIdentifiers"].as_array().unwrap();
    assert_eq!(documents.len(), 1);
    for (member, expected) in [
        ("Name", "Say"),
        ("Owner", "000000000000"),
        ("DocumentVersion", "1"),
        ("DocumentType", "Command"),
        ("DocumentFormat", "JSON"),
        ("SchemaVersion", "2.2"),
    ] {
        assert_eq!(documents[0][member], expected, "{member}");
    }
    assert_eq!(documents[0]["PlatformTypes"], json!(["Linux", "MacOS"]));
}

#[tokio::test]
async fn filters_narrow_a_list() {
    let ssm = start().await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let text = content("Greets the moon.").to_string();
    let greet =
        json!({ "Name": "Greet", "Content": text, "Tags": tags, "TargetType": "/AWS::EC2::Instance" });
    ok(&ssm, "CreateDocument", greet).await;
    create(&ssm, "Grow").await;
    let own = |mut more: Vec<Value>| {
        more.push(json!({ "Key": "Owner", "Values": ["Self"] }));
        json!(more)
    };
    let filter = |key: &str, values: &[&str]| json!({ "Key": key, "Values": values });
    for (filters, expected) in [
        (own(vec![]), vec!["Greet", "Grow"]),
        (own(vec![filter("Name", &["Gro"])]), vec!["Grow"]),
        (own(vec![filter("Name", &["Gro", "Gre"])]), vec!["Greet", "Grow"]),
        (own(vec![filter("DocumentType", &["Command"])]), vec!["Greet", "Grow"]),
        (own(vec![filter("DocumentType", &["Session"])]), vec![]),
        (own(vec![filter("PlatformTypes", &["Linux"])]), vec!["Greet", "Grow"]),
        (own(vec![filter("PlatformTypes", &["Windows"])]), vec![]),
        (own(vec![filter("TargetType", &["/AWS::EC2::Instance"])]), vec!["Greet"]),
        (own(vec![filter("SearchKeyword", &["MOON"])]), vec!["Greet"]),
        (own(vec![filter("tag:team", &["blue", "red"])]), vec!["Greet"]),
        (own(vec![filter("tag:team", &["red"])]), vec![]),
        (own(vec![filter("tag:team", &["blue"]), filter("Name", &["Grow"])]), vec![]),
        (
            json!([filter("Owner", &["Amazon"]), filter("Name", &["AWS-StartSSH"])]),
            vec!["AWS-StartSSHSession"],
        ),
        (json!([filter("Owner", &["ThirdParty"])]), vec![]),
    ] {
        assert_eq!(names(&ssm, filters.clone()).await, expected, "{filters}");
    }
    let all = names(&ssm, json!([])).await;
    assert!(all.contains(&"Greet".to_owned()) && all.contains(&"AWS-RunShellScript".to_owned()), "{all:?}");
    let old = json!({ "DocumentFilterList": [{ "key": "Owner", "value": "Self" }, { "key": "Name", "value": "Grow" }] });
    let listed = ok(&ssm, "ListDocuments", old).await;
    assert_eq!(listed["DocumentIdentifiers"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn filters_that_do_not_exist_are_refused() {
    let ssm = start().await;
    let list = |key: &str, values: &[&str]| json!({ "Filters": [{ "Key": key, "Values": values }] });
    fails(&ssm, "ListDocuments", list("Colour", &["x"]), "InvalidFilterKey").await;
    fails(&ssm, "ListDocuments", list("Owner", &["Nobody"]), "ValidationException").await;
    fails(&ssm, "ListDocuments", list("Owner", &["Self", "Amazon"]), "ValidationException").await;
    let old = json!({ "DocumentFilterList": [{ "key": "Colour", "value": "x" }] });
    fails(&ssm, "ListDocuments", old, "ValidationException").await;
    fails(&ssm, "ListDocuments", json!({ "MaxResults": 51 }), "ValidationException").await;
}

#[tokio::test]
async fn a_list_comes_in_pages_by_name() {
    let ssm = start().await;
    for name in ["Gamma", "Alpha", "Beta"] {
        create(&ssm, name).await;
    }
    let mut input = json!({ "MaxResults": 2, "Filters": [{ "Key": "Owner", "Values": ["Self"] }] });
    let first = ok(&ssm, "ListDocuments", input.clone()).await;
    assert_eq!(first["DocumentIdentifiers"][0]["Name"], "Alpha");
    assert_eq!(first["DocumentIdentifiers"][1]["Name"], "Beta");
    input["NextToken"] = first["NextToken"].clone();
    let second = ok(&ssm, "ListDocuments", input.clone()).await;
    assert_eq!(second["DocumentIdentifiers"].as_array().unwrap().len(), 1);
    assert!(second.get("NextToken").is_none());
    input["NextToken"] = json!("nonsense");
    fails(&ssm, "ListDocuments", input, "InvalidNextToken").await;
}
