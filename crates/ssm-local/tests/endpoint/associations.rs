use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::agent::Agent;
use crate::support::{fails, ok, start};

fn association(more: &Value) -> Value {
    let mut input = json!({
        "Name": "AWS-RunShellScript", "Parameters": { "commands": ["uptime"] },
        "Targets": [{ "Key": "tag:role", "Values": ["web"] }],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

async fn create(ssm: &LocalSsm, more: Value) -> Value {
    ok(ssm, "CreateAssociation", association(&more)).await["AssociationDescription"].clone()
}

fn key(description: &Value) -> Value {
    json!({ "AssociationId": description["AssociationId"] })
}

#[tokio::test]
async fn an_association_is_created_described_listed_and_deleted() {
    let ssm = start().await;
    let more = json!({
        "AssociationName": "keep-up", "ComplianceSeverity": "HIGH", "MaxErrors": "10%",
        "ScheduleExpression": "rate(1 day)", "Tags": [{ "Key": "team", "Value": "blue" }],
        "OutputLocation": { "S3Location": { "OutputS3BucketName": "bucket" } },
    });
    let created = create(&ssm, more).await;
    assert_eq!(
        (&created["AssociationVersion"], &created["DocumentVersion"]),
        (&json!("1"), &json!("$DEFAULT"))
    );
    assert_eq!(created["Overview"]["Status"], "Pending");
    let described = ok(&ssm, "DescribeAssociation", key(&created)).await["AssociationDescription"].clone();
    for member in
        ["AssociationName", "ComplianceSeverity", "MaxErrors", "OutputLocation", "Targets", "Parameters"]
    {
        assert_eq!(described[member], created[member], "{member}");
    }
    let list = ok(&ssm, "ListAssociations", json!({})).await;
    assert_eq!(list["Associations"][0]["AssociationName"], "keep-up");
    let resource = json!({ "ResourceType": "Association", "ResourceId": created["AssociationId"] });
    let tags = ok(&ssm, "ListTagsForResource", resource).await;
    assert_eq!(tags["TagList"], json!([{ "Key": "team", "Value": "blue" }]));
    assert_eq!(ok(&ssm, "DeleteAssociation", key(&created)).await, json!({}));
    for operation in
        ["DescribeAssociation", "DeleteAssociation", "ListAssociationVersions", "UpdateAssociation"]
    {
        fails(&ssm, operation, key(&created), "AssociationDoesNotExist").await;
    }
    let once = json!({ "AssociationIds": [created["AssociationId"]] });
    fails(&ssm, "StartAssociationsOnce", once, "AssociationDoesNotExist").await;
}

#[tokio::test]
async fn associations_that_cannot_be_are_refused() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let minutes = "rate(10 minutes)";
    for (wrong, code) in [
        (json!({ "Name": "NoSuchDocument" }), "InvalidDocument"),
        (json!({ "DocumentVersion": "99" }), "InvalidDocumentVersion"),
        (json!({ "Parameters": {} }), "InvalidParameters"),
        (json!({ "Targets": [{ "Key": "color", "Values": ["blue"] }] }), "InvalidTarget"),
        (json!({ "Targets": [{ "Key": "tag:color", "Values": [] }] }), "InvalidTarget"),
        (json!({ "Targets": [] }), "ValidationException"),
        (json!({ "InstanceId": node.id }), "ValidationException"),
        (json!({ "InstanceId": "i-00000000000000009", "Targets": [] }), "InvalidInstanceId"),
        (json!({ "ScheduleExpression": "daily" }), "InvalidSchedule"),
        (json!({ "ScheduleExpression": minutes }), "InvalidSchedule"),
        (json!({ "ScheduleExpression": "rate(1 day)", "ApplyOnlyAtCronInterval": true }), "InvalidSchedule"),
        (json!({ "ScheduleExpression": "cron(0 2 ? * SUN#1 *)", "ScheduleOffset": 2 }), "InvalidSchedule"),
        (json!({ "OutputLocation": { "S3Location": {} } }), "InvalidOutputLocation"),
        (json!({ "Tags": [{ "Key": "aws:x", "Value": "" }] }), "InvalidTag"),
        (json!({ "TargetMaps": [{ "x": ["y"] }] }), "InvalidTargetMaps"),
    ] {
        fails(&ssm, "CreateAssociation", association(&wrong), code).await;
    }
    assert_eq!(ok(&ssm, "ListAssociations", json!({})).await["Associations"], json!([]));
}

#[tokio::test]
async fn a_node_has_a_document_once_and_both_name_the_association() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let input = json!({ "InstanceId": node.id, "Targets": [] });
    let created = create(&ssm, input.clone()).await;
    assert_eq!(created["InstanceId"], node.id.as_str());
    fails(&ssm, "CreateAssociation", association(&input), "AssociationAlreadyExists").await;
    let by_node = json!({ "Name": "AWS-RunShellScript", "InstanceId": node.id });
    let described = ok(&ssm, "DescribeAssociation", by_node.clone()).await;
    assert_eq!(described["AssociationDescription"]["AssociationId"], created["AssociationId"]);
    let mut status = by_node.clone();
    status["AssociationStatus"] = json!({ "Date": 1_700_000_000, "Name": "Failed", "Message": "broken" });
    let updated = ok(&ssm, "UpdateAssociationStatus", status.clone()).await;
    assert_eq!(updated["AssociationDescription"]["Status"]["Message"], "broken");
    fails(&ssm, "UpdateAssociationStatus", status.clone(), "StatusUnchanged").await;
    status["InstanceId"] = json!("i-00000000000000009");
    fails(&ssm, "UpdateAssociationStatus", status, "InvalidInstanceId").await;
    let targets = json!({ "AssociationId": created["AssociationId"], "Targets": [{ "Key": "tag:a", "Values": ["b"] }] });
    fails(&ssm, "UpdateAssociation", targets, "InvalidUpdate").await;
    ok(&ssm, "DeleteAssociation", by_node).await;
    create(&ssm, input).await;
}

#[tokio::test]
async fn a_batch_makes_what_it_can() {
    let ssm = start().await;
    let entries = json!([association(&json!({})), association(&json!({ "Name": "NoSuchDocument" }))]);
    let made = ok(&ssm, "CreateAssociationBatch", json!({ "Entries": entries })).await;
    assert_eq!(made["Successful"].as_array().unwrap().len(), 1);
    let failed = &made["Failed"][0];
    assert_eq!((&failed["Entry"]["Name"], &failed["Fault"]), (&json!("NoSuchDocument"), &json!("Client")));
    assert!(failed["Message"].as_str().unwrap().contains("InvalidDocument"), "{failed}");
    let node = json!({ "Name": "AWS-RunShellScript", "InstanceId": "i-00000000000000001" });
    let twice = json!({ "Entries": [node, node] });
    fails(&ssm, "CreateAssociationBatch", twice, "DuplicateInstanceId").await;
}

#[tokio::test]
async fn versions_are_dense_and_have_what_they_were_given() {
    let ssm = start().await;
    let created = create(&ssm, json!({ "AssociationName": "keep-up", "MaxErrors": "3" })).await;
    let mut change = key(&created);
    change["Parameters"] = json!({ "commands": ["df"] });
    change["AssociationName"] = json!("renamed");
    let updated = ok(&ssm, "UpdateAssociation", change.clone()).await["AssociationDescription"].clone();
    assert_eq!((&updated["AssociationVersion"], &updated["MaxErrors"]), (&json!("2"), &Value::Null));
    assert_eq!(updated["Targets"], created["Targets"]);
    change["AssociationVersion"] = json!("1");
    fails(&ssm, "UpdateAssociation", change.clone(), "InvalidUpdate").await;
    change["AssociationVersion"] = json!("9");
    fails(&ssm, "UpdateAssociation", change.clone(), "InvalidAssociationVersion").await;
    change["AssociationVersion"] = json!("$LATEST");
    ok(&ssm, "UpdateAssociation", change).await;
    let mut input = key(&created);
    input["MaxResults"] = json!(2);
    let page = ok(&ssm, "ListAssociationVersions", input.clone()).await;
    input["NextToken"] = page["NextToken"].clone();
    let rest = ok(&ssm, "ListAssociationVersions", input).await;
    let numbers = |page: &Value| -> Vec<Value> {
        let versions = page["AssociationVersions"].as_array().unwrap();
        versions.iter().map(|version| version["AssociationVersion"].clone()).collect()
    };
    assert_eq!((numbers(&page), numbers(&rest)), (vec![json!("1"), json!("2")], vec![json!("3")]));
    let mut first = key(&created);
    first["AssociationVersion"] = json!("1");
    let first = ok(&ssm, "DescribeAssociation", first).await;
    assert_eq!(first["AssociationDescription"]["AssociationName"], "keep-up");
    let mut missing = key(&created);
    missing["AssociationVersion"] = json!("4");
    fails(&ssm, "DescribeAssociation", missing, "InvalidAssociationVersion").await;
}

#[tokio::test]
async fn lists_are_filtered() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let named = create(&ssm, json!({ "AssociationName": "by-tag" })).await;
    let all = json!([{ "Key": "InstanceIds", "Values": ["*"] }]);
    create(&ssm, json!({ "AssociationName": "for-all", "Targets": all })).await;
    for (key, value, expected) in [
        ("AssociationName", "by-tag", &["by-tag"][..]),
        ("AssociationId", named["AssociationId"].as_str().unwrap(), &["by-tag"]),
        ("InstanceId", node.id.as_str(), &["for-all"]),
        ("AssociationStatusName", "Success", &["by-tag"]),
        ("LastExecutedBefore", "2020-01-01T00:00:00Z", &[]),
        ("Name", "AWS-UpdateSSMAgent", &[]),
    ] {
        let filters = json!([{ "key": key, "value": value }]);
        let found = ok(&ssm, "ListAssociations", json!({ "AssociationFilterList": filters })).await;
        let names: Vec<&Value> =
            found["Associations"].as_array().unwrap().iter().map(|one| &one["AssociationName"]).collect();
        assert_eq!(names, expected, "{key}");
    }
}
