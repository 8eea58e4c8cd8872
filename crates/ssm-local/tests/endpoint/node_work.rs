//! What nodes within the endpoint do by themselves: associations, inventory, parameters that they read.

use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm, NodeOptions};
use time::OffsetDateTime;

use crate::support::{ok, put, start};

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks until there is something, and gives it.
async fn until<T>(ssm: &LocalSsm, operation: &str, input: Value, find: impl Fn(&Value) -> Option<T>) -> T {
    let look = async {
        loop {
            if let Some(found) = find(&ok(ssm, operation, input.clone()).await) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, look).await.unwrap_or_else(|_| panic!("in vain: {operation}"))
}

/// Associates a document with all nodes, and gives the association's id.
async fn associate(ssm: &LocalSsm, document: &str, more: Value) -> String {
    let mut input = json!({ "Name": document, "Targets": [{ "Key": "InstanceIds", "Values": ["*"] }] });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let created = ok(ssm, "CreateAssociation", input).await;
    created["AssociationDescription"]["AssociationId"].as_str().unwrap().to_owned()
}

/// Waits until so many executions are over, and gives their statuses, latest first.
async fn over(ssm: &LocalSsm, association: &str, count: usize) -> Vec<Value> {
    until(ssm, "DescribeAssociationExecutions", json!({ "AssociationId": association }), |found| {
        let executions = found["AssociationExecutions"].as_array().unwrap();
        let statuses: Vec<Value> = executions.iter().map(|execution| execution["Status"].clone()).collect();
        let is_over = |status: &Value| status == "Success" || status == "Failed";
        (statuses.len() == count && statuses.iter().all(is_over)).then_some(statuses)
    })
    .await
}

/// A manual clock that shows the time of now.
fn clock() -> Clock {
    Clock::manual(OffsetDateTime::now_utc())
}

#[tokio::test]
async fn associations_are_applied_for_real_once_at_first_and_again_when_they_are_due() {
    let clock = clock();
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let first = ssm.add_node(NodeOptions::new()).await.unwrap();
    let count = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("association-count");
    let _ = std::fs::remove_file(&count);
    let script = format!("echo $AWS_SSM_INSTANCE_ID >> {}", count.display());
    let more = json!({ "Parameters": { "commands": [script] }, "ScheduleExpression": "rate(1 day)" });
    let id = associate(&ssm, "AWS-RunShellScript", more).await;
    assert_eq!(over(&ssm, &id, 1).await, ["Success"]);
    let ran = || std::fs::read_to_string(&count).unwrap();
    assert_eq!(ran(), format!("{first}\n"));

    // A node that comes later applies it when it asks for the first time.
    let second = ssm.add_node(NodeOptions::new()).await.unwrap();
    assert_eq!(over(&ssm, &id, 2).await, ["Success", "Success"]);
    assert_eq!(ran(), format!("{first}\n{second}\n"));

    assert!(clock.advance(Duration::from_secs(24 * 60 * 60)));
    assert_eq!(over(&ssm, &id, 3).await, ["Success"; 3]);
    assert_eq!(ran().lines().count(), 4);
    let states = ok(&ssm, "DescribeInstanceAssociationsStatus", json!({ "InstanceId": second })).await;
    let state = &states["InstanceAssociationStatusInfos"][0];
    assert_eq!((&state["Status"], &state["AssociationId"]), (&json!("Success"), &json!(id)));
    ssm.shutdown().await;
}

#[tokio::test]
async fn an_association_that_fails_says_so() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let id = associate(&ssm, "AWS-RunShellScript", json!({ "Parameters": { "commands": ["exit 7"] } })).await;
    assert_eq!(over(&ssm, &id, 1).await, ["Failed"]);
    let states = ok(&ssm, "DescribeInstanceAssociationsStatus", json!({ "InstanceId": node })).await;
    let state = &states["InstanceAssociationStatusInfos"][0];
    assert_eq!((&state["Status"], &state["ErrorCode"]), (&json!("Failed"), &json!("ExecutionError")));
    assert!(state["ExecutionSummary"].as_str().unwrap().contains("exit status 7"), "{state}");
}

#[tokio::test]
async fn nodes_tell_their_inventory_at_the_start_and_by_association() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let entries = async |name: &str| {
        let input = json!({ "InstanceId": node, "TypeName": name });
        let find = |found: &Value| found["Entries"].as_array().filter(|found| !found.is_empty()).cloned();
        until(&ssm, "ListInventoryEntries", input, find).await
    };
    let information = entries("AWS:InstanceInformation").await;
    assert_eq!(
        (&information[0]["InstanceId"], &information[0]["AgentType"]),
        (&json!(node), &json!("ssm-node"))
    );
    assert!(entries("AWS:Network").await[0].is_object());
    let filters = json!([{ "Key": "AWS:InstanceInformation.InstanceId", "Values": [node] }]);
    let found = ok(&ssm, "GetInventory", json!({ "Filters": filters })).await;
    assert_eq!(found["Entities"][0]["Id"], node);

    let id =
        associate(&ssm, "AWS-GatherSoftwareInventory", json!({ "ScheduleExpression": "rate(30 minutes)" }))
            .await;
    assert_eq!(over(&ssm, &id, 1).await, ["Success"]);
}

#[tokio::test]
async fn nodes_read_the_parameters_that_commands_refer_to() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    put(&ssm, "/app/word", "first").await;
    put(&ssm, "/app/word", "second").await;
    let commands = ["echo {{ ssm:/app/word }} {{ssm:/app/word:1}}"];
    let input = json!({ "DocumentName": "AWS-RunShellScript", "InstanceIds": [node], "Parameters": { "commands": commands } });
    let sent = ok(&ssm, "SendCommand", input).await;
    let input = json!({ "CommandId": sent["Command"]["CommandId"], "InstanceId": node });
    let output = until(&ssm, "GetCommandInvocation", input, |found| {
        (found["Status"] == "Success").then(|| found["StandardOutputContent"].clone())
    })
    .await;
    assert_eq!(output, "second first\n");
}
