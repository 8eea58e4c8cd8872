use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::support::{all, fails, ok, start};

const MISSING: &str = "oi-000000000000";

async fn create(ssm: &LocalSsm, title: &str, rest: Value) -> String {
    let mut input = json!({ "Title": title, "Description": "something happened", "Source": "EC2" });
    input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let answer = ok(ssm, "CreateOpsItem", input).await;
    let id = answer["OpsItemId"].as_str().unwrap().to_owned();
    assert_eq!(answer["OpsItemArn"], format!("arn:aws:ssm:us-east-1:000000000000:opsitem/{id}"));
    assert!(id.starts_with("oi-") && id.len() == 15, "{id}");
    id
}

async fn get(ssm: &LocalSsm, id: &str) -> Value {
    ok(ssm, "GetOpsItem", json!({ "OpsItemId": id })).await["OpsItem"].clone()
}

async fn titles(ssm: &LocalSsm, key: &str, operator: &str, value: &str) -> Vec<String> {
    let filter = json!({ "Key": key, "Operator": operator, "Values": [value] });
    let answer = ok(ssm, "DescribeOpsItems", json!({ "OpsItemFilters": [filter] })).await;
    let items = answer["OpsItemSummaries"].as_array().unwrap().iter();
    let mut titles: Vec<String> = items.map(|item| item["Title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

#[tokio::test]
async fn an_item_is_created_changed_and_deleted() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let data = json!({ "cause": { "Value": "disk" } });
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let id = create(&ssm, "disk full", json!({ "Priority": 2, "OperationalData": data, "Tags": tags })).await;
    let item = get(&ssm, &id).await;
    for (name, value) in [
        ("Status", json!("Open")),
        ("Version", json!("1")),
        ("Priority", json!(2)),
        ("OpsItemType", json!("/aws/issue")),
        ("CreatedBy", json!("arn:aws:iam::000000000000:root")),
        ("OperationalData", json!({ "cause": { "Value": "disk", "Type": "String" } })),
    ] {
        assert_eq!(item[name], value, "{name}");
    }
    clock.advance(Duration::from_secs(60));
    let change = json!({
        "OpsItemId": id, "Status": "Resolved", "OperationalData": { "more": { "Value": "x" } },
        "OperationalDataToDelete": ["cause"],
    });
    assert_eq!(ok(&ssm, "UpdateOpsItem", change).await, json!({}));
    let changed = get(&ssm, &id).await;
    assert_eq!((&changed["Status"], &changed["Version"]), (&json!("Resolved"), &json!("2")));
    assert_eq!(changed["Title"], "disk full");
    assert_eq!(changed["OperationalData"], json!({ "more": { "Value": "x", "Type": "String" } }));
    assert_eq!(
        changed["LastModifiedTime"].as_f64().unwrap() - changed["CreatedTime"].as_f64().unwrap(),
        60.0
    );
    let resource = json!({ "ResourceType": "OpsItem", "ResourceId": id });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource.clone()).await["TagList"], tags);
    ok(&ssm, "DeleteOpsItem", json!({ "OpsItemId": id })).await;
    ok(&ssm, "DeleteOpsItem", json!({ "OpsItemId": id })).await;
    fails(&ssm, "GetOpsItem", json!({ "OpsItemId": id }), "OpsItemNotFoundException").await;
    fails(&ssm, "ListTagsForResource", resource, "InvalidResourceId").await;
    let change = json!({ "OpsItemId": id, "Status": "Open" });
    fails(&ssm, "UpdateOpsItem", change, "OpsItemNotFoundException").await;
}

#[tokio::test]
async fn an_item_like_one_that_is_not_resolved_is_refused() {
    let ssm = start().await;
    let dedup = || {
        let value = json!({ "Value": r#"{"dedupString":"disk"}"#, "Type": "SearchableString" });
        json!({ "/aws/dedup": value })
    };
    let id = create(&ssm, "one", json!({ "OperationalData": dedup() })).await;
    let again = json!({ "Title": "two", "Description": "x", "Source": "EC2", "OperationalData": dedup() });
    let message = fails(&ssm, "CreateOpsItem", again, "OpsItemAlreadyExistsException").await;
    assert!(message.contains(&id), "{message}");
    create(&ssm, "of another source", json!({ "Source": "S3", "OperationalData": dedup() })).await;
    ok(&ssm, "UpdateOpsItem", json!({ "OpsItemId": id, "Status": "Resolved" })).await;
    create(&ssm, "two", json!({ "OperationalData": dedup() })).await;
}

#[tokio::test]
async fn items_are_found_by_filters_and_come_in_pages() {
    let ssm = start().await;
    let data = json!({
        "cause": { "Value": "disk sda", "Type": "SearchableString" },
        "secret": { "Value": "disk sdb" },
        "/aws/resources": { "Value": r#"[{"arn":"arn:aws:ec2:us-east-1:1:instance/i-1"}]"# },
    });
    create(&ssm, "disk full", json!({ "Severity": "1", "Category": "Cost", "OperationalData": data })).await;
    let other = create(&ssm, "net down", json!({ "Source": "S3", "Priority": 3 })).await;
    ok(&ssm, "UpdateOpsItem", json!({ "OpsItemId": other, "Status": "InProgress" })).await;
    for (key, operator, value, expected) in [
        ("Status", "Equal", "Open", vec!["disk full"]),
        ("Title", "Contains", "d", vec!["disk full", "net down"]),
        ("Source", "Equal", "S3", vec!["net down"]),
        ("Priority", "Equal", "3", vec!["net down"]),
        ("OpsItemId", "Equal", &other, vec!["net down"]),
        ("Severity", "Equal", "1", vec!["disk full"]),
        ("Category", "Equal", "Cost", vec!["disk full"]),
        ("CreatedTime", "GreaterThan", "2020-01-01T00:00:00Z", vec!["disk full", "net down"]),
        ("CreatedTime", "LessThan", "2020-01-01T00:00:00Z", vec![]),
        ("OperationalDataKey", "Equal", "cause", vec!["disk full"]),
        ("OperationalDataValue", "Contains", "sda", vec!["disk full"]),
        ("OperationalDataValue", "Contains", "sdb", vec![]),
        ("OperationalData", "Equal", r#"{"key":"cause","value":"disk sda"}"#, vec!["disk full"]),
        ("ResourceId", "Contains", "i-1", vec!["disk full"]),
        ("AccountId", "Equal", "000000000000", vec!["disk full", "net down"]),
    ] {
        assert_eq!(titles(&ssm, key, operator, value).await, expected, "{key} {operator} {value}");
    }
    let (items, sizes) = all(&ssm, "DescribeOpsItems", json!({ "MaxResults": 1 }), "OpsItemSummaries").await;
    assert_eq!((items.len(), sizes), (2, vec![1, 1]));
    for (key, operator, value) in
        [("Status", "Contains", "O"), ("CreatedTime", "LessThan", "yesterday"), ("Planet", "Equal", "x")]
    {
        let filter = json!({ "Key": key, "Operator": operator, "Values": [value] });
        fails(&ssm, "DescribeOpsItems", json!({ "OpsItemFilters": [filter] }), "ValidationException").await;
    }
}

#[tokio::test]
async fn items_that_cannot_be_are_refused() {
    let ssm = start().await;
    let input = |rest: Value| {
        let mut input = json!({ "Title": "t", "Description": "d", "Source": "s" });
        input.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        input
    };
    let related: Value = (0..11).map(|_| json!({ "OpsItemId": MISSING })).collect();
    let long = "x".repeat(21 * 1024);
    for (rest, code) in [
        (json!({ "OperationalData": { "aws-x": { "Value": "x" } } }), "OpsItemInvalidParameterException"),
        (json!({ "OperationalData": { "x": {} } }), "OpsItemInvalidParameterException"),
        (json!({ "OperationalData": { "x": { "Value": long } } }), "OpsItemLimitExceededException"),
        (json!({ "RelatedOpsItems": [{ "OpsItemId": MISSING }] }), "OpsItemInvalidParameterException"),
        (json!({ "RelatedOpsItems": related }), "OpsItemLimitExceededException"),
        (json!({ "OpsItemType": "planet" }), "OpsItemInvalidParameterException"),
        (json!({ "AccountId": "111111111111" }), "OpsItemInvalidParameterException"),
        (json!({ "Priority": 6 }), "ValidationException"),
        (json!({ "Title": " " }), "ValidationException"),
    ] {
        fails(&ssm, "CreateOpsItem", input(rest), code).await;
    }
    let id = create(&ssm, "one", json!({})).await;
    let change = json!({ "OpsItemId": id, "Status": "Rejected" });
    fails(&ssm, "UpdateOpsItem", change, "OpsItemInvalidParameterException").await;
    fails(&ssm, "GetOpsItem", json!({ "OpsItemId": "x" }), "ValidationException").await;
}

#[tokio::test]
async fn items_are_related_to_resources() {
    let ssm = start().await;
    let id = create(&ssm, "one", json!({})).await;
    let relation = |uri: &str| {
        json!({
            "OpsItemId": id, "AssociationType": "RelatesTo", "ResourceType": "AWS::SSM::Document",
            "ResourceUri": uri,
        })
    };
    let uri = "arn:aws:ssm:us-east-1:000000000000:document/x";
    let first = ok(&ssm, "AssociateOpsItemRelatedItem", relation(uri)).await["AssociationId"].clone();
    fails(&ssm, "AssociateOpsItemRelatedItem", relation(uri), "OpsItemRelatedItemAlreadyExistsException")
        .await;
    ok(&ssm, "AssociateOpsItemRelatedItem", relation("arn:aws:s3:::bucket")).await;
    fails(&ssm, "AssociateOpsItemRelatedItem", relation("x"), "OpsItemInvalidParameterException").await;

    let input = json!({ "OpsItemId": id, "MaxResults": 1 });
    let (found, sizes) = all(&ssm, "ListOpsItemRelatedItems", input, "Summaries").await;
    assert_eq!((found.len(), sizes), (2, vec![1, 1]));
    let filter = json!([{ "Key": "ResourceUri", "Operator": "Equal", "Values": [uri] }]);
    let found = ok(&ssm, "ListOpsItemRelatedItems", json!({ "Filters": filter })).await;
    assert_eq!(found["Summaries"].as_array().unwrap().len(), 1);
    assert_eq!(found["Summaries"][0]["AssociationId"], first);

    let end = json!({ "OpsItemId": id, "AssociationId": first });
    ok(&ssm, "DisassociateOpsItemRelatedItem", end.clone()).await;
    let gone = "OpsItemRelatedItemAssociationNotFoundException";
    fails(&ssm, "DisassociateOpsItemRelatedItem", end, gone).await;
    let missing = json!({ "OpsItemId": MISSING, "AssociationId": "x" });
    fails(&ssm, "DisassociateOpsItemRelatedItem", missing, "OpsItemNotFoundException").await;
}

#[tokio::test]
async fn what_happens_to_items_is_noted() {
    let ssm = start().await;
    let id = create(&ssm, "one", json!({})).await;
    create(&ssm, "two", json!({})).await;
    ok(&ssm, "UpdateOpsItem", json!({ "OpsItemId": id, "Status": "Resolved" })).await;
    let of = |id: &str| json!({ "Filters": [{ "Key": "OpsItemId", "Operator": "Equal", "Values": [id] }] });
    let events = ok(&ssm, "ListOpsItemEvents", of(&id)).await["Summaries"].clone();
    let types: Vec<&str> =
        events.as_array().unwrap().iter().map(|event| event["DetailType"].as_str().unwrap()).collect();
    assert_eq!(types, ["OpsItem Create", "OpsItem Update"]);
    assert!(events[1]["Detail"].as_str().unwrap().contains("Resolved"), "{events}");
    let (all_events, sizes) = all(&ssm, "ListOpsItemEvents", json!({ "MaxResults": 2 }), "Summaries").await;
    assert_eq!((all_events.len(), sizes), (3, vec![2, 1]));
    fails(&ssm, "ListOpsItemEvents", of(MISSING), "OpsItemNotFoundException").await;
}

#[tokio::test]
async fn items_are_counted() {
    let ssm = start().await;
    for (title, severity) in [("one", "1"), ("two", "1"), ("three", "2")] {
        create(&ssm, title, json!({ "Severity": severity })).await;
    }
    let count = json!([{ "AggregatorType": "count", "TypeName": "AWS:OpsItem", "AttributeName": "Status",
        "Aggregators": [{ "AggregatorType": "count", "TypeName": "AWS:OpsItem", "AttributeName": "Severity" }] }]);
    let answer = ok(&ssm, "GetOpsSummary", json!({ "Aggregators": count })).await;
    let expected = json!([
        { "Severity": "1", "Status": "Open", "Count": "2" }, { "Severity": "2", "Status": "Open", "Count": "1" },
    ]);
    assert_eq!(answer["Entities"][0]["Data"]["AWS:OpsItem"]["Content"], expected);
    let filter = json!([{ "Key": "AWS:OpsItem.Severity", "Type": "Equal", "Values": ["2"] }]);
    let answer = ok(&ssm, "GetOpsSummary", json!({ "Filters": filter })).await;
    assert_eq!(answer["Entities"].as_array().unwrap().len(), 1);
    assert_eq!(answer["Entities"][0]["Data"]["AWS:OpsItem"]["Content"][0]["Title"], "three");
    assert_eq!(all(&ssm, "GetOpsSummary", json!({ "MaxResults": 2 }), "Entities").await.1, [2, 1]);
    for (input, code) in [
        (json!({ "SyncName": "missing" }), "ResourceDataSyncNotFoundException"),
        (json!({ "ResultAttributes": [{ "TypeName": "AWS:Planet" }] }), "InvalidTypeNameException"),
        (json!({ "Filters": [{ "Key": "Status", "Values": ["x"] }] }), "InvalidFilter"),
        (json!({ "Aggregators": [{ "AggregatorType": "sum" }] }), "InvalidAggregatorException"),
    ] {
        fails(&ssm, "GetOpsSummary", input, code).await;
    }
}
