use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::Agent;
use crate::support::{fails, ok};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn endpoint() -> (LocalSsm, Clock) {
    let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + DAY * 365 * 50);
    (LocalSsm::builder().clock(clock.clone()).start().await.unwrap(), clock)
}

/// Makes an association for all nodes and gives its id.
async fn create(ssm: &LocalSsm, more: Value) -> String {
    let mut input = json!({
        "Name": "AWS-RunShellScript", "Parameters": { "commands": ["uptime"] }, "AssociationName": "keep-up",
        "Targets": [{ "Key": "InstanceIds", "Values": ["*"] }], "MaxConcurrency": "7",
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let created = ok(ssm, "CreateAssociation", input).await;
    created["AssociationDescription"]["AssociationId"].as_str().unwrap().to_owned()
}

async fn executions(ssm: &LocalSsm, id: &str) -> Vec<Value> {
    let found = ok(ssm, "DescribeAssociationExecutions", json!({ "AssociationId": id })).await;
    found["AssociationExecutions"].as_array().unwrap().clone()
}

async fn overview(ssm: &LocalSsm, id: &str) -> Value {
    let found = ok(ssm, "DescribeAssociation", json!({ "AssociationId": id })).await;
    found["AssociationDescription"]["Overview"].clone()
}

#[tokio::test]
async fn an_association_is_applied_as_soon_as_it_is_there() {
    let (ssm, _) = endpoint().await;
    let (good, bad) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let id = create(&ssm, json!({})).await;
    assert_eq!(overview(&ssm, &id).await["Status"], "Pending");
    good.apply("Success").await;
    assert_eq!(overview(&ssm, &id).await["Status"], "Pending");
    bad.apply("Failed").await;
    let expected = json!({
        "Status": "Failed", "DetailedStatus": "Failed",
        "AssociationStatusAggregatedCount": { "Success": 1, "Failed": 1 },
    });
    assert_eq!(overview(&ssm, &id).await, expected);

    let execution = &executions(&ssm, &id).await[0];
    assert_eq!((&execution["Status"], &execution["AssociationVersion"]), (&json!("Failed"), &json!("1")));
    assert_eq!(execution["ResourceCountByStatus"], "{Failed=1, Success=1}");
    let mut input = json!({ "AssociationId": id, "ExecutionId": execution["ExecutionId"] });
    let targets = ok(&ssm, "DescribeAssociationExecutionTargets", input.clone()).await;
    assert_eq!(targets["AssociationExecutionTargets"].as_array().unwrap().len(), 2);
    input["Filters"] = json!([{ "Key": "Status", "Value": "Failed" }]);
    let failed = ok(&ssm, "DescribeAssociationExecutionTargets", input.clone()).await;
    let failed = &failed["AssociationExecutionTargets"][0];
    assert_eq!((&failed["ResourceId"], &failed["ResourceType"]), (&json!(bad.id), &json!("ManagedInstance")));
    let command = json!({ "CommandId": failed["OutputSource"]["OutputSourceId"] });
    let command = ok(&ssm, "ListCommands", command).await;
    assert_eq!(command["Commands"][0]["MaxConcurrency"], "7");
    input["ExecutionId"] = json!("00000000-0000-4000-8000-000000000000");
    let code = "AssociationExecutionDoesNotExist";
    fails(&ssm, "DescribeAssociationExecutionTargets", input, code).await;

    let states = ok(&ssm, "DescribeInstanceAssociationsStatus", json!({ "InstanceId": good.id })).await;
    let state = &states["InstanceAssociationStatusInfos"][0];
    assert_eq!((&state["Status"], &state["AssociationName"]), (&json!("Success"), &json!("keep-up")));
    let effective = ok(&ssm, "DescribeEffectiveInstanceAssociations", json!({ "InstanceId": good.id })).await;
    let content = effective["Associations"][0]["Content"].as_str().unwrap();
    assert!(content.contains("aws:runShellScript"), "{content}");
    for operation in ["DescribeInstanceAssociationsStatus", "DescribeEffectiveInstanceAssociations"] {
        fails(&ssm, operation, json!({ "InstanceId": "i-00000000000000009" }), "InvalidInstanceId").await;
    }
}

#[tokio::test]
async fn an_association_is_applied_again_by_its_schedule() {
    let (ssm, clock) = endpoint().await;
    let id = create(&ssm, json!({ "ScheduleExpression": "rate(1 day)" })).await;
    assert_eq!(executions(&ssm, &id).await.len(), 1);
    assert!(clock.advance(DAY - Duration::from_secs(1)));
    assert_eq!(executions(&ssm, &id).await.len(), 1);
    assert!(clock.advance(Duration::from_secs(1)));
    assert_eq!(executions(&ssm, &id).await.len(), 2);
    let created = executions(&ssm, &id).await[0]["CreatedTime"].clone();
    let time = OffsetDateTime::from_unix_timestamp(created.as_f64().unwrap() as i64).unwrap();
    let time = time.format(&time::format_description::well_known::Rfc3339).unwrap();
    for (comparison, count) in [("EQUAL", 1), ("LESS_THAN", 1), ("GREATER_THAN", 0)] {
        let filters = json!([{ "Key": "CreatedTime", "Value": time, "Type": comparison }]);
        let input = json!({ "AssociationId": id, "Filters": filters });
        let found = ok(&ssm, "DescribeAssociationExecutions", input).await;
        assert_eq!(found["AssociationExecutions"].as_array().unwrap().len(), count, "{comparison}");
    }
}

#[tokio::test]
async fn one_that_waits_for_its_schedule_is_not_applied_before_unless_it_is_asked_for() {
    let (ssm, clock) = endpoint().await;
    let more = json!({ "ScheduleExpression": "cron(0 2 * * ? *)", "ApplyOnlyAtCronInterval": true });
    let id = create(&ssm, more).await;
    assert_eq!(overview(&ssm, &id).await["DetailedStatus"], "Creating");
    ok(&ssm, "StartAssociationsOnce", json!({ "AssociationIds": [id] })).await;
    assert_eq!(executions(&ssm, &id).await.len(), 1);
    assert!(clock.advance(Duration::from_secs(2 * 60 * 60)));
    assert_eq!(executions(&ssm, &id).await.len(), 2);
}

#[tokio::test]
async fn without_a_schedule_it_is_applied_once_and_again_when_it_is_changed() {
    let (ssm, clock) = endpoint().await;
    let id = create(&ssm, json!({})).await;
    assert!(clock.advance(DAY * 30));
    assert_eq!(executions(&ssm, &id).await.len(), 1);
    let change = json!({ "AssociationId": id, "Parameters": { "commands": ["df"] } });
    ok(&ssm, "UpdateAssociation", change).await;
    let executions = executions(&ssm, &id).await;
    assert_eq!(executions.len(), 2);
    assert_eq!(executions[0]["AssociationVersion"], "2");
    assert_eq!(overview(&ssm, &id).await["Status"], "Success", "there are no nodes");
}

#[tokio::test]
async fn executions_are_forgotten_after_a_month() {
    let (ssm, clock) = endpoint().await;
    let id = create(&ssm, json!({ "ScheduleExpression": "rate(1 day)" })).await;
    let first = executions(&ssm, &id).await[0]["ExecutionId"].clone();
    assert!(clock.advance(DAY * 31));
    let executions = executions(&ssm, &id).await;
    assert_eq!(executions.len(), 1);
    assert_ne!(executions[0]["ExecutionId"], first);
}

#[tokio::test]
async fn what_cannot_be_applied_says_why() {
    let (ssm, _) = endpoint().await;
    let missing = json!([{ "Key": "InstanceIds", "Values": ["i-00000000000000009"] }]);
    let id = create(&ssm, json!({ "Targets": missing })).await;
    let overview = overview(&ssm, &id).await;
    assert_eq!(overview["Status"], "Failed");
    assert!(overview["DetailedStatus"].as_str().unwrap().contains("i-00000000000000009"), "{overview}");
    assert_eq!(executions(&ssm, &id).await[0]["Status"], "Failed");
}

#[tokio::test]
async fn a_node_asks_for_its_associations_and_tells_how_they_stand() {
    let (ssm, _) = endpoint().await;
    let node = Agent::start(&ssm, 1).await;
    let id = create(&ssm, json!({ "ScheduleExpression": "rate(1 day)" })).await;
    let [summary] = node.refresh().await.try_into().unwrap();
    assert_eq!((&summary["AssociationId"], &summary["Name"]), (&json!(id), &json!("AWS-RunShellScript")));
    assert_eq!(summary["Parameters"]["commands"], json!(["uptime"]));
    assert_eq!(summary["ScheduleExpression"], "rate(1 day)");
    node.tell(&json!(id), "InProgress").await;
    assert_eq!(executions(&ssm, &id).await[0]["Status"], "InProgress");
    node.tell(&json!(id), "Success").await;
    assert_eq!(executions(&ssm, &id).await[0]["Status"], "Success");
    let states = ok(&ssm, "DescribeInstanceAssociationsStatus", json!({ "InstanceId": node.id })).await;
    let state = &states["InstanceAssociationStatusInfos"][0];
    assert_eq!((&state["Status"], &state["ExecutionDate"]), (&json!("Success"), &json!(1_700_000_000)));
    assert_eq!(state["ExecutionSummary"], "it is Success");
    let unknown = json!({
        "AssociationId": "00000000-0000-4000-8000-000000000000", "InstanceId": node.id,
        "ExecutionResult": { "Status": "Success", "ExecutionDate": 0, "ExecutionSummary": "?" },
    });
    fails(&ssm, "UpdateInstanceAssociationStatus", unknown, "AssociationDoesNotExist").await;
}

#[tokio::test]
async fn what_a_node_begins_by_itself_is_an_execution_too() {
    let (ssm, clock) = endpoint().await;
    let node = Agent::start(&ssm, 1).await;
    let id = create(&ssm, json!({ "ScheduleExpression": "rate(1 day)" })).await;
    node.apply("Success").await;
    assert!(clock.advance(Duration::from_secs(60)));
    for (status, count) in [("Pending", 2), ("InProgress", 2), ("TimedOut", 2), ("TimedOut", 2)] {
        node.tell(&json!(id), status).await;
        assert_eq!(executions(&ssm, &id).await.len(), count, "{status}");
    }
    let latest = &executions(&ssm, &id).await[0];
    assert_eq!(
        (&latest["Status"], &latest["ResourceCountByStatus"]),
        (&json!("Failed"), &json!("{Failed=1}"))
    );
    assert_eq!(overview(&ssm, &id).await["Status"], "Failed");
    let input = json!({ "AssociationId": id, "ExecutionId": latest["ExecutionId"] });
    let targets = ok(&ssm, "DescribeAssociationExecutionTargets", input).await;
    let target = &targets["AssociationExecutionTargets"][0];
    assert_eq!((&target["DetailedStatus"], target.get("OutputSource")), (&json!("TimedOut"), None));
}

#[tokio::test]
async fn a_node_that_is_asked_again_while_it_applies_has_to_do_so_once_more() {
    let (ssm, clock) = endpoint().await;
    let node = Agent::start(&ssm, 1).await;
    let id = create(&ssm, json!({})).await;
    node.refresh().await;
    node.tell(&json!(id), "InProgress").await;
    assert!(clock.advance(Duration::from_secs(60)));
    ok(&ssm, "StartAssociationsOnce", json!({ "AssociationIds": [id] })).await;
    node.tell(&json!(id), "Success").await;
    let statuses: Vec<Value> =
        executions(&ssm, &id).await.iter().map(|execution| execution["Status"].clone()).collect();
    assert_eq!(statuses, ["Pending", "Success"]);
    node.apply("Success").await;
    assert_eq!(overview(&ssm, &id).await["Status"], "Success");
}

#[tokio::test]
async fn a_node_that_has_not_begun_takes_part_in_the_latest_execution_alone() {
    let (ssm, clock) = endpoint().await;
    let node = Agent::start(&ssm, 1).await;
    let id = create(&ssm, json!({})).await;
    assert!(clock.advance(Duration::from_secs(60)));
    ok(&ssm, "StartAssociationsOnce", json!({ "AssociationIds": [id] })).await;
    assert_eq!(node.messages().await.len(), 2);
    for status in ["InProgress", "Success"] {
        node.tell(&json!(id), status).await;
    }
    let executions = executions(&ssm, &id).await;
    assert_eq!((&executions[0]["Status"], &executions[1]["Status"]), (&json!("Success"), &json!("Failed")));
}

#[tokio::test]
async fn a_node_that_comes_later_is_told_to_apply_what_it_never_did() {
    let (ssm, _) = endpoint().await;
    let id = create(&ssm, json!({})).await;
    let waiting = json!({
        "AssociationName": "waiting", "ScheduleExpression": "cron(0 2 * * ? *)", "ApplyOnlyAtCronInterval": true,
    });
    let waiting = create(&ssm, waiting).await;
    let at = json!({ "AssociationName": "at-a-time", "ScheduleExpression": "at(2060-01-01T00:00:00)" });
    let at = create(&ssm, at).await;
    let node = Agent::start(&ssm, 1).await;
    let list = ok(&ssm, "ListInstanceAssociations", json!({ "InstanceId": node.id })).await;
    let of = |id: &str| {
        let mut found = list["Associations"].as_array().unwrap().iter();
        found.find(|association| association["AssociationId"] == id).unwrap()
    };
    assert_eq!((&of(&id)["DetailedStatus"], of(&id).get("LastExecutionDate")), (&json!("Associated"), None));
    assert!(of(&waiting)["LastExecutionDate"].is_number(), "it must not run before its time: {list}");
    assert_eq!(of(&at).get("ScheduleExpression"), None, "agents know no such schedules");
}

#[tokio::test]
async fn a_node_whose_command_came_to_nothing_has_failed() {
    let (ssm, _) = endpoint().await;
    let node = Agent::start(&ssm, 1).await;
    let id = create(&ssm, json!({})).await;
    let message = node.take().await;
    node.reply(&message, "Failed", Value::Null).await;
    assert_eq!(overview(&ssm, &id).await["Status"], "Failed");
    let states = ok(&ssm, "DescribeInstanceAssociationsStatus", json!({ "InstanceId": node.id })).await;
    let summary = states["InstanceAssociationStatusInfos"][0]["ExecutionSummary"].as_str().unwrap();
    assert!(summary.contains("came to nothing"), "{summary}");
}
