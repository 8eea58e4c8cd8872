use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::agent::Agent;
use crate::support::{all, fails, ok};

const NODE: &str = "i-00000000000000001";
const OTHER: &str = "i-00000000000000002";

/// An endpoint with two nodes.
async fn start() -> LocalSsm {
    let ssm = crate::support::start().await;
    for number in 1..=2 {
        Agent::start(&ssm, number).await;
    }
    ssm
}

fn report(node: &str, kind: &str, items: Value) -> Value {
    json!({
        "ResourceId": node, "ResourceType": "ManagedInstance", "ComplianceType": kind,
        "ExecutionSummary": { "ExecutionTime": 1_700_000_000, "ExecutionType": "Command" },
        "Items": items,
    })
}

fn item(id: &str, severity: &str, status: &str) -> Value {
    json!({ "Id": id, "Title": id, "Severity": severity, "Status": status })
}

async fn put(ssm: &LocalSsm, report: Value) {
    assert_eq!(ok(ssm, "PutComplianceItems", report).await, json!({}));
}

async fn ids(ssm: &LocalSsm, input: Value) -> Vec<String> {
    let answer = ok(ssm, "ListComplianceItems", input).await;
    let items = answer["ComplianceItems"].as_array().unwrap().iter();
    items.map(|item| item["Id"].as_str().unwrap().to_owned()).collect()
}

/// Two nodes, of which one is not as it should be.
async fn two_nodes() -> LocalSsm {
    let ssm = start().await;
    let mut detailed = item("a", "HIGH", "NON_COMPLIANT");
    detailed["Details"] = json!({ "DocumentName": "AWS-RunShellScript" });
    let items = json!([detailed, item("b", "CRITICAL", "COMPLIANT"), item("c", "LOW", "NON_COMPLIANT")]);
    put(&ssm, report(NODE, "Custom:Rules", items)).await;
    put(&ssm, report(OTHER, "Custom:Rules", json!([item("a", "HIGH", "COMPLIANT")]))).await;
    ssm
}

#[tokio::test]
async fn items_are_listed_as_they_were_put() {
    let ssm = two_nodes().await;
    let answer = ok(&ssm, "ListComplianceItems", json!({ "ResourceIds": [OTHER] })).await;
    let expected = json!([{
        "ComplianceType": "Custom:Rules", "ResourceType": "ManagedInstance", "ResourceId": OTHER, "Id": "a",
        "Title": "a", "Status": "COMPLIANT", "Severity": "HIGH", "Details": {},
        "ExecutionSummary": { "ExecutionTime": 1_700_000_000, "ExecutionType": "Command" },
    }]);
    assert_eq!(answer["ComplianceItems"], expected);
    for (key, operator, value, expected) in [
        ("Severity", "EQUAL", "HIGH", vec!["a", "a"]),
        ("Status", "NOT_EQUAL", "NON_COMPLIANT", vec!["b", "a"]),
        ("Title", "GREATER_THAN", "a", vec!["b", "c"]),
        ("DocumentName", "BEGIN_WITH", "AWS-", vec!["a"]),
        ("InstanceId", "LESS_THAN", OTHER, vec!["a", "b", "c"]),
    ] {
        let filter = json!({ "Filters": [{ "Key": key, "Type": operator, "Values": [value] }] });
        assert_eq!(ids(&ssm, filter).await, expected, "{key} {operator} {value}");
    }
    let (items, sizes) =
        all(&ssm, "ListComplianceItems", json!({ "MaxResults": 3 }), "ComplianceItems").await;
    assert_eq!((items.len(), sizes), (4, vec![3, 1]));
}

#[tokio::test]
async fn what_is_put_replaces_what_was_put() {
    let ssm = two_nodes().await;
    put(&ssm, report(NODE, "Custom:Rules", json!([item("z", "LOW", "COMPLIANT")]))).await;
    assert_eq!(ids(&ssm, json!({ "ResourceIds": [NODE] })).await, ["z"]);
    let two = json!([item("x", "LOW", "COMPLIANT"), item("y", "LOW", "COMPLIANT")]);
    put(&ssm, report(NODE, "Association", two)).await;
    let mut part = report(NODE, "Association", json!([item("y", "LOW", "NON_COMPLIANT")]));
    part["UploadType"] = json!("PARTIAL");
    put(&ssm, part.clone()).await;
    let failed = json!({ "Filters": [{ "Key": "Status", "Values": ["NON_COMPLIANT"] }] });
    assert_eq!(ids(&ssm, json!({ "ResourceIds": [NODE] })).await, ["x", "y", "z"]);
    assert_eq!(ids(&ssm, failed).await, ["y"]);
    part["ComplianceType"] = json!("Custom:Rules");
    fails(&ssm, "PutComplianceItems", part, "ValidationException").await;
}

#[tokio::test]
async fn content_with_the_same_hash_is_not_looked_at_again() {
    let ssm = start().await;
    let mut first = report(NODE, "Patch", json!([item("a", "LOW", "COMPLIANT")]));
    first["ItemContentHash"] = json!("abc");
    put(&ssm, first.clone()).await;
    first["Items"] = json!([]);
    put(&ssm, first.clone()).await;
    assert_eq!(ids(&ssm, json!({})).await, ["a"]);
    first["ItemContentHash"] = json!("def");
    put(&ssm, first).await;
    assert_eq!(ids(&ssm, json!({})).await, [""; 0]);
}

#[tokio::test]
async fn nodes_and_types_are_summed_up() {
    let ssm = two_nodes().await;
    let answer = ok(&ssm, "ListResourceComplianceSummaries", json!({})).await;
    let of_node = &answer["ResourceComplianceSummaryItems"][0];
    assert_eq!((&of_node["Status"], &of_node["OverallSeverity"]), (&json!("NON_COMPLIANT"), &json!("HIGH")));
    assert_eq!(of_node["CompliantSummary"]["CompliantCount"], 1);
    assert_eq!(of_node["CompliantSummary"]["SeveritySummary"]["CriticalCount"], 1);
    assert_eq!(of_node["NonCompliantSummary"]["NonCompliantCount"], 2);
    let compliant = json!({ "Filters": [{ "Key": "Status", "Values": ["COMPLIANT"] }] });
    let answer = ok(&ssm, "ListResourceComplianceSummaries", compliant).await;
    assert_eq!(answer["ResourceComplianceSummaryItems"][0]["ResourceId"], OTHER);
    assert_eq!(answer["ResourceComplianceSummaryItems"].as_array().unwrap().len(), 1);

    let answer = ok(&ssm, "ListComplianceSummaries", json!({})).await;
    let of_type = &answer["ComplianceSummaryItems"][0];
    assert_eq!(of_type["ComplianceType"], "Custom:Rules");
    assert_eq!(of_type["CompliantSummary"]["CompliantCount"], 1);
    assert_eq!(of_type["NonCompliantSummary"]["NonCompliantCount"], 1);
    assert_eq!(of_type["NonCompliantSummary"]["SeveritySummary"]["HighCount"], 1);
    put(&ssm, report(NODE, "Patch", json!([]))).await;
    for (operation, member, pages) in [
        ("ListComplianceSummaries", "ComplianceSummaryItems", vec![1, 1]),
        ("ListResourceComplianceSummaries", "ResourceComplianceSummaryItems", vec![1, 1, 1]),
    ] {
        assert_eq!(all(&ssm, operation, json!({ "MaxResults": 1 }), member).await.1, pages, "{operation}");
    }
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused() {
    let ssm = start().await;
    let twice = json!([item("a", "LOW", "COMPLIANT"), item("a", "LOW", "COMPLIANT")]);
    let mut bucket = report(NODE, "Patch", json!([]));
    bucket["ResourceType"] = json!("Bucket");
    let long = "x".repeat(4096);
    let details = |id: usize| {
        let mut item = item(&id.to_string(), "LOW", "COMPLIANT");
        item["Details"] = json!({ "a": long });
        item
    };
    let large: Vec<Value> = (0..300).map(details).collect();
    for (input, code) in [
        (report(NODE, "Patch", twice), "InvalidItemContentException"),
        (report(NODE, "Patch", json!(large)), "TotalSizeLimitExceededException"),
        (report("web", "Patch", json!([])), "InvalidResourceId"),
        (report("i-00000000000000009", "Patch", json!([])), "InvalidResourceId"),
        (bucket, "InvalidResourceType"),
        (report(NODE, "Planet", json!([])), "ValidationException"),
        (report(NODE, "Patch", json!([{ "Severity": "LOW" }])), "ValidationException"),
    ] {
        fails(&ssm, "PutComplianceItems", input, code).await;
    }
    for number in 0..10 {
        put(&ssm, report(NODE, &format!("Custom:Rules{number}"), json!([]))).await;
    }
    let more = report(NODE, "Custom:More", json!([]));
    fails(&ssm, "PutComplianceItems", more, "ComplianceTypeCountLimitExceededException").await;
    put(&ssm, report(OTHER, "Custom:Rules1", json!([]))).await;
    for (input, code) in [
        (json!({ "Filters": [{ "Key": "Planet", "Values": ["x"] }] }), "InvalidFilter"),
        (json!({ "ResourceTypes": ["Bucket"] }), "InvalidResourceType"),
        (json!({ "ResourceIds": ["web"] }), "InvalidResourceId"),
        (json!({ "NextToken": "x" }), "InvalidNextToken"),
    ] {
        fails(&ssm, "ListComplianceItems", input, code).await;
    }
    let planet = json!({ "Filters": [{ "Key": "Planet", "Values": ["x"] }] });
    for operation in ["ListComplianceSummaries", "ListResourceComplianceSummaries"] {
        fails(&ssm, operation, planet.clone(), "InvalidFilter").await;
    }
}
