use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::create;
use crate::support::{fails, ok, start};

async fn create_template(ssm: &LocalSsm) {
    let content = json!({
        "schemaVersion": "0.3",
        "mainSteps": [{ "name": "wait", "action": "aws:sleep", "inputs": { "Duration": "PT1S" } }],
    });
    let input = json!({
        "Name": "Change", "Content": content.to_string(), "DocumentType": "Automation.ChangeTemplate",
    });
    let described = ok(ssm, "CreateDocument", input).await;
    assert_eq!(described["DocumentDescription"]["ReviewStatus"], "NOT_REVIEWED");
}

fn review(action: &str, comment: &str) -> Value {
    let comment = json!([{ "Type": "Comment", "Content": comment }]);
    json!({ "Name": "Change", "DocumentReviews": { "Action": action, "Comment": comment } })
}

async fn status(ssm: &LocalSsm) -> Value {
    ok(ssm, "DescribeDocument", json!({ "Name": "Change" })).await["Document"]["ReviewStatus"].clone()
}

#[tokio::test]
async fn a_change_template_is_sent_for_review_and_approved() {
    let ssm = start().await;
    create_template(&ssm).await;
    fails(&ssm, "UpdateDocumentMetadata", review("Approve", "early"), "InvalidDocumentOperation").await;
    fails(&ssm, "UpdateDocumentMetadata", review("UpdateReview", "early"), "InvalidDocumentOperation").await;
    ok(&ssm, "UpdateDocumentMetadata", review("SendForReview", "please")).await;
    assert_eq!(status(&ssm).await, "PENDING");
    ok(&ssm, "UpdateDocumentMetadata", review("Reject", "no")).await;
    assert_eq!(status(&ssm).await, "REJECTED");
    ok(&ssm, "UpdateDocumentMetadata", review("SendForReview", "again")).await;
    ok(&ssm, "UpdateDocumentMetadata", review("Approve", "yes")).await;
    ok(&ssm, "UpdateDocumentMetadata", review("UpdateReview", "yes, gladly")).await;
    let described = ok(&ssm, "DescribeDocument", json!({ "Name": "Change" })).await["Document"].clone();
    assert_eq!(
        (&described["ReviewStatus"], &described["ApprovedVersion"]),
        (&json!("APPROVED"), &json!("1"))
    );

    let mut history = json!({ "Name": "Change", "Metadata": "DocumentReviews", "MaxResults": 3 });
    let first = ok(&ssm, "ListDocumentMetadataHistory", history.clone()).await;
    history["NextToken"] = first["NextToken"].clone();
    let second = ok(&ssm, "ListDocumentMetadataHistory", history).await;
    let told: Vec<(Value, Value)> = [first, second]
        .iter()
        .flat_map(|page| page["Metadata"]["ReviewerResponse"].as_array().unwrap().clone())
        .map(|response| (response["ReviewStatus"].clone(), response["Comment"][0]["Content"].clone()))
        .collect();
    let expected =
        [("PENDING", "please"), ("REJECTED", "no"), ("PENDING", "again"), ("APPROVED", "yes, gladly")];
    assert_eq!(told, expected.map(|(status, comment)| (json!(status), json!(comment))));
}

#[tokio::test]
async fn other_documents_are_not_reviewed() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let input = json!({ "Name": "Say", "DocumentReviews": { "Action": "SendForReview" } });
    fails(&ssm, "UpdateDocumentMetadata", input, "InvalidDocumentOperation").await;
    let none = json!({ "Name": "None", "DocumentReviews": { "Action": "SendForReview" } });
    fails(&ssm, "UpdateDocumentMetadata", none, "InvalidDocument").await;
    let history = json!({ "Name": "Say", "Metadata": "DocumentReviews", "DocumentVersion": "2" });
    fails(&ssm, "ListDocumentMetadataHistory", history, "InvalidDocumentVersion").await;
}
