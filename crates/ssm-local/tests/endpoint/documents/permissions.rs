use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{create, update};
use crate::support::{call_as, fails, ok, start};

const REGION: &str = "us-east-1";

const ARN: &str = "arn:aws:ssm:us-east-1:000000000000:document/Say";

const FRIEND: &str = "111122223333";

const STRANGER: &str = "444455556666";

async fn share(ssm: &LocalSsm, name: &str, more: Value) {
    let mut input = json!({ "Name": name, "PermissionType": "Share" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ok(ssm, "ModifyDocumentPermission", input).await;
}

async fn get_as(ssm: &LocalSsm, account: &str, version: Option<&str>) -> Value {
    let mut input = json!({ "Name": ARN });
    if let Some(version) = version {
        input["DocumentVersion"] = json!(version);
    }
    call_as(ssm, account, REGION, "GetDocument", input).await.body
}

async fn names_as(ssm: &LocalSsm, account: &str, owner: &str) -> Vec<Value> {
    let input = json!({ "Filters": [{ "Key": "Owner", "Values": [owner] }] });
    let listed = call_as(ssm, account, REGION, "ListDocuments", input).await.body;
    listed["DocumentIdentifiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["Name"].clone())
        .collect()
}

#[tokio::test]
async fn permissions_are_given_told_and_taken_back() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    let describe = json!({ "Name": "Say", "PermissionType": "Share" });
    let none = json!({ "AccountIds": [], "AccountSharingInfoList": [] });
    assert_eq!(ok(&ssm, "DescribeDocumentPermission", describe.clone()).await, none);
    share(&ssm, "Say", json!({ "AccountIdsToAdd": [STRANGER, FRIEND] })).await;
    share(&ssm, "Say", json!({ "AccountIdsToAdd": [STRANGER], "SharedDocumentVersion": "$LATEST" })).await;
    let expected = json!({
        "AccountIds": [FRIEND, STRANGER],
        "AccountSharingInfoList": [
            { "AccountId": FRIEND, "SharedDocumentVersion": "$DEFAULT" },
            { "AccountId": STRANGER, "SharedDocumentVersion": "$LATEST" },
        ],
    });
    assert_eq!(ok(&ssm, "DescribeDocumentPermission", describe.clone()).await, expected);
    fails(&ssm, "DeleteDocument", json!({ "Name": "Say" }), "InvalidDocumentOperation").await;
    share(&ssm, "Say", json!({ "AccountIdsToRemove": [FRIEND, STRANGER] })).await;
    assert_eq!(ok(&ssm, "DescribeDocumentPermission", describe).await, none);
    ok(&ssm, "DeleteDocument", json!({ "Name": "Say" })).await;
}

#[tokio::test]
async fn a_shared_document_is_read_by_its_arn() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    update(&ssm, "Say", "second").await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    ok(&ssm, "AddTagsToResource", json!({ "ResourceType": "Document", "ResourceId": "Say", "Tags": tags }))
        .await;
    assert_eq!(get_as(&ssm, FRIEND, None).await["__type"], "InvalidDocument");
    share(&ssm, "Say", json!({ "AccountIdsToAdd": [FRIEND] })).await;
    let got = get_as(&ssm, FRIEND, None).await;
    assert_eq!((&got["Name"], &got["DocumentVersion"]), (&json!(ARN), &json!("1")));
    assert_eq!(get_as(&ssm, FRIEND, Some("2")).await["__type"], "InvalidDocumentVersion");
    assert_eq!(get_as(&ssm, STRANGER, None).await["__type"], "InvalidDocument");
    let described = call_as(&ssm, FRIEND, REGION, "DescribeDocument", json!({ "Name": ARN })).await.body;
    assert_eq!(described["Document"]["Owner"], "000000000000");
    assert_eq!(described["Document"]["Tags"], json!([]));
    assert_eq!(names_as(&ssm, FRIEND, "Private").await, [ARN]);
    assert_eq!(names_as(&ssm, FRIEND, "Self").await, [""; 0]);
    assert_eq!(names_as(&ssm, STRANGER, "Private").await, [""; 0]);
    let elsewhere = call_as(&ssm, FRIEND, "eu-west-1", "GetDocument", json!({ "Name": ARN })).await.body;
    assert_eq!(elsewhere["__type"], "InvalidDocument");

    share(&ssm, "Say", json!({ "AccountIdsToAdd": [FRIEND], "SharedDocumentVersion": "$ALL" })).await;
    assert_eq!(get_as(&ssm, FRIEND, Some("2")).await["DocumentVersion"], "2");
    share(&ssm, "Say", json!({ "AccountIdsToAdd": [FRIEND], "SharedDocumentVersion": "$LATEST" })).await;
    assert_eq!(get_as(&ssm, FRIEND, None).await["DocumentVersion"], "2");
    assert_eq!(get_as(&ssm, FRIEND, Some("1")).await["__type"], "InvalidDocumentVersion");
}

#[tokio::test]
async fn a_public_document_is_everybodys_to_read_and_its_owners_to_change() {
    let ssm = start().await;
    create(&ssm, "Say").await;
    share(&ssm, "Say", json!({ "AccountIdsToAdd": ["All"] })).await;
    assert_eq!(get_as(&ssm, STRANGER, None).await["Name"], ARN);
    assert_eq!(names_as(&ssm, STRANGER, "Public").await, [ARN]);
    assert_eq!(names_as(&ssm, STRANGER, "Private").await, [""; 0]);
    let deletion = call_as(&ssm, STRANGER, REGION, "DeleteDocument", json!({ "Name": "Say" })).await.body;
    assert_eq!(deletion["__type"], "InvalidDocument");
    share(&ssm, "Say", json!({ "AccountIdsToRemove": ["all"] })).await;
    assert_eq!(get_as(&ssm, STRANGER, None).await["__type"], "InvalidDocument");
}

#[tokio::test]
async fn permissions_have_limits() {
    let ssm = start().await;
    for number in 0..6 {
        create(&ssm, &format!("Say{number}")).await;
    }
    for number in 0..5 {
        share(&ssm, &format!("Say{number}"), json!({ "AccountIdsToAdd": ["all"] })).await;
    }
    let modify = |more: Value| {
        let mut input = json!({ "Name": "Say5", "PermissionType": "Share" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    for more in [
        json!({ "AccountIdsToAdd": ["all"] }),
        json!({ "AccountIdsToAdd": ["all", FRIEND] }),
        json!({ "AccountIdsToRemove": [FRIEND, "All"] }),
    ] {
        fails(&ssm, "ModifyDocumentPermission", modify(more), "DocumentPermissionLimit").await;
    }
    for more in [
        json!({ "AccountIdsToAdd": ["12"] }),
        json!({ "AccountIdsToAdd": vec![FRIEND; 21] }),
        json!({ "SharedDocumentVersion": "1" }),
        json!({ "PermissionType": "Lend" }),
    ] {
        fails(&ssm, "ModifyDocumentPermission", modify(more), "ValidationException").await;
    }
    let account = |number: usize| format!("{number:012}");
    for first in (1..=1000).step_by(20) {
        let accounts: Vec<String> = (first..first + 20).map(account).collect();
        share(&ssm, "Say5", json!({ "AccountIdsToAdd": accounts })).await;
    }
    let more = json!({ "AccountIdsToAdd": [account(1001)] });
    fails(&ssm, "ModifyDocumentPermission", modify(more), "DocumentPermissionLimit").await;
    let first = json!({ "Name": "Say5", "PermissionType": "Share", "MaxResults": 200 });
    let page = ok(&ssm, "DescribeDocumentPermission", first).await;
    assert_eq!(page["AccountIds"].as_array().unwrap().len(), 200);
    assert!(page["NextToken"].is_string());
}
