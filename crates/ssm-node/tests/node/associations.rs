//! Associations of the node.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{NODE, Stage, step, steps};

const ID: &str = "8dfe3659-4309-493a-8755-0123456789ab";

/// Makes an association that has the script run.
fn associate(stage: &Stage, script: &str, more: Value) {
    let mut document = steps(json!([step("run", &format!("{script}; echo {{{{ words }}}}"))]));
    document["parameters"] = json!({ "words": { "type": "StringList" } });
    let mut association = json!({
        "AssociationId": ID, "AssociationVersion": "1", "InstanceId": NODE, "Name": "Test", "Checksum": "c",
        "DocumentVersion": "1", "Parameters": { "words": ["a", "b"] }, "DetailedStatus": "Associated",
        "OutputLocation": { "S3Location": { "OutputS3BucketName": "bucket", "OutputS3KeyPrefix": "prefix" } },
    });
    association.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    stage.records.with(|content| {
        content.documents.insert("Test".into(), document.to_string());
        content.associations = vec![association];
    });
}

/// Waits for so many last reports, and gives all.
async fn reports(stage: &Stage, last: usize) -> Vec<Value> {
    stage
        .records
        .until(&format!("{last} last reports"), |content| {
            let reports = content.reports.get(ID)?;
            let over = reports.iter().filter(|report| report["Status"] != "InProgress").count();
            (over == last).then(|| reports.clone())
        })
        .await
}

/// A document that has the node look at its associations.
fn refresh(stage: &Stage, command: &str, ids: &[&str]) -> String {
    let step =
        json!({ "name": "look", "action": "aws:refreshAssociation", "inputs": { "associationIds": ids } });
    stage.send(command, steps(json!([step])), json!({}))
}

#[tokio::test]
async fn an_association_is_applied_once_and_told_of() {
    let stage = Stage::new().await;
    let count = stage.folder.0.join("count");
    associate(&stage, &format!("echo once >> {}", count.display()), json!({}));
    let node = stage.node().await;
    let told = reports(&stage, 1).await;
    let statuses: Vec<&str> = told.iter().map(|report| report["Status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["InProgress", "Success"]);
    let last = &told[1];
    assert!(last["ExecutionSummary"].as_str().unwrap().contains("1 succeeded"), "{last}");
    let place = last["OutputUrl"]["S3OutputUrl"]["OutputUrl"].as_str().unwrap();
    assert!(place.starts_with(&format!("bucket/prefix/{NODE}/{ID}/")), "{place}");
    let output = std::fs::read_to_string(stage.folder.0.join("s3").join(place).join("stdout")).unwrap();
    assert_eq!(output, "[a,b]\n");

    // Neither by itself nor because somebody has the node look does it run again.
    let looked = refresh(&stage, "c1", &["another"]);
    assert_eq!(stage.records.last_reply(&looked).await["documentStatus"], "Success");
    node.shutdown().await;
    let node = stage.node().await;
    let looked = refresh(&stage, "c2", &["another"]);
    stage.records.last_reply(&looked).await;
    assert_eq!(std::fs::read_to_string(&count).unwrap(), "once\n");
    // Unless it is named.
    refresh(&stage, "c3", &[ID]);
    reports(&stage, 2).await;
    assert_eq!(std::fs::read_to_string(&count).unwrap(), "once\nonce\n");
    node.shutdown().await;
}

#[tokio::test]
async fn a_schedule_that_is_due_has_the_association_applied_again() {
    let stage = Stage::new().await;
    let long_ago = json!({
        "ScheduleExpression": "rate(30 minutes)", "DetailedStatus": "Success", "LastExecutionDate": 1_000_000,
    });
    associate(&stage, "true", long_ago);
    let _node = stage.node().await;
    reports(&stage, 1).await;
    // Now it is not due for half an hour.
    let looked = refresh(&stage, "c1", &["another"]);
    stage.records.last_reply(&looked).await;
    assert_eq!(reports(&stage, 1).await.len(), 2);
}

#[tokio::test]
async fn an_association_that_cannot_be_applied_says_why() {
    for (more, document, code, reason) in [
        (json!({}), "{", "ListAssocError", "cannot be read"),
        (json!({ "Parameters": { "colour": ["red"] } }), "", "InvalidAssoc", "colour"),
        (
            json!({ "ScheduleExpression": "sometimes", "LastExecutionDate": 1, "DetailedStatus": "Success" }),
            "",
            "InvalidExpression",
            "sometimes",
        ),
    ] {
        let stage = Stage::new().await;
        associate(&stage, "true", more);
        if !document.is_empty() {
            stage.records.with(|content| content.documents.insert("Test".into(), document.into()));
        }
        let _node = stage.node().await;
        let told = reports(&stage, 1).await;
        let last = told.last().unwrap();
        assert_eq!((&last["Status"], &last["ErrorCode"]), (&json!("Failed"), &json!(code)));
        assert!(last["ExecutionSummary"].as_str().unwrap().contains(reason), "{last}");
    }
}

#[tokio::test]
async fn an_association_whose_end_could_not_be_told_does_not_run_again_before_it_is() {
    let stage = Stage::new().await;
    let count = stage.folder.0.join("count");
    associate(&stage, &format!("echo once >> {}", count.display()), json!({ "DetailedStatus": "Pending" }));
    // For so long the service goes on to say that it is pending.
    stage.records.with(|content| {
        content.errors.insert("UpdateInstanceAssociationStatus".into(), (8, "InternalServerError"));
    });
    let node = stage.builder().association_interval(Duration::from_millis(5)).start().await.unwrap();
    reports(&stage, 1).await;
    let looked = refresh(&stage, "c1", &["another"]);
    stage.records.last_reply(&looked).await;
    assert_eq!(std::fs::read_to_string(&count).unwrap(), "once\n");
    node.shutdown().await;
}

#[tokio::test]
async fn a_node_that_is_killed_while_it_applies_does_not_apply_it_twice() {
    let stage = Stage::new().await;
    let folder = stage.folder.0.display();
    associate(
        &stage,
        &format!("echo once >> {folder}/count; until test -e {folder}/gate; do sleep 0.01; done"),
        json!({ "DetailedStatus": "Pending" }),
    );
    let node = stage.node().await;
    let count = stage.folder.0.join("count");
    while std::fs::read_to_string(&count).ok().as_deref() != Some("once\n") {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(node);
    // The dropped node's tasks end with their next step; until then the folder is theirs.
    let node = loop {
        match stage.builder().start().await {
            Ok(node) => break node,
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    };
    let told = reports(&stage, 1).await;
    let last = told.last().unwrap();
    assert_eq!((&last["Status"], &last["ErrorCode"]), (&json!("Failed"), &json!("ExecutionError")), "{last}");
    assert_eq!(std::fs::read_to_string(&count).unwrap(), "once\n");
    node.shutdown().await;
}
