use serde_json::{Value, json};
use ssm_local::LocalSsm;

use super::{create, failing, get, pass, pass_by, sleep, start, status, with, with_clock};
use crate::agent::Agent;
use crate::support::{fails, ok};

async fn children(ssm: &LocalSsm, id: &str) -> Vec<Value> {
    let filters = json!([{ "Key": "ParentExecutionId", "Values": [id] }]);
    let listed = ok(ssm, "DescribeAutomationExecutions", json!({ "Filters": filters })).await;
    listed["AutomationExecutionMetadataList"].as_array().unwrap().clone()
}

fn request(values: Value) -> Value {
    json!({
        "DocumentName": "Targets", "TargetParameterName": "name",
        "Targets": [{ "Key": "ParameterValues", "Values": values }],
    })
}

async fn with_runbook(ssm: &LocalSsm, steps: Value) {
    let name = json!({ "type": "String", "allowedPattern": "^[a-z]+$" });
    create(ssm, "Targets", json!({ "parameters": { "name": name }, "mainSteps": steps })).await;
}

#[tokio::test]
async fn each_target_has_a_child_and_so_many_run_at_a_time() {
    let (ssm, clock) = with_clock().await;
    with_runbook(&ssm, json!([sleep("slow", "PT1M")])).await;
    let request = with(request(json!(["a", "b", "c"])), json!({ "MaxConcurrency": "2" }));
    let id = start(&ssm, request).await;
    let running = children(&ssm, &id).await;
    let mut targets: Vec<&str> = running.iter().map(|child| child["Target"].as_str().unwrap()).collect();
    targets.sort_unstable();
    assert_eq!(targets, ["a", "b"]);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["ResolvedTargets"]["ParameterValues"], json!(["a", "b", "c"]));
    assert_eq!(execution["ProgressCounters"]["TotalSteps"], 3);
    pass(&clock, 60);
    assert_eq!(children(&ssm, &id).await.len(), 3);
    assert_eq!(status(&ssm, &id).await, "InProgress");
    pass(&clock, 60);
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
    assert_eq!(execution["ProgressCounters"]["SuccessSteps"], 3);
}

#[tokio::test]
async fn errors_beyond_the_limit_end_it() {
    let (ssm, _clock) = with_clock().await;
    with_runbook(&ssm, json!([failing("broken")])).await;
    for (max_errors, expected, started) in [("0", "Failed", 1), ("1", "Failed", 2), ("100%", "Success", 4)] {
        let limits = json!({ "MaxConcurrency": "1", "MaxErrors": max_errors });
        let id = start(&ssm, with(request(json!(["a", "b", "c", "d"])), limits)).await;
        assert_eq!(status(&ssm, &id).await, expected, "{max_errors}");
        assert_eq!(children(&ssm, &id).await.len(), started, "{max_errors}");
    }
}

#[tokio::test]
async fn maps_set_several_parameters_of_each_child() {
    let (ssm, _clock) = with_clock().await;
    with_runbook(&ssm, json!([pass_by("quick")])).await;
    let maps = json!([{ "name": ["x"] }, { "name": ["y"] }]);
    let id = start(&ssm, json!({ "DocumentName": "Targets", "TargetMaps": maps })).await;
    assert_eq!(status(&ssm, &id).await, "Success");
    let children = children(&ssm, &id).await;
    let mut targets: Vec<&str> = children.iter().map(|child| child["Target"].as_str().unwrap()).collect();
    targets.sort_unstable();
    assert_eq!(targets, ["name=x", "name=y"]);
}

#[tokio::test]
async fn a_cancelled_execution_cancels_its_children_and_starts_no_more() {
    let (ssm, _clock) = with_clock().await;
    with_runbook(&ssm, json!([sleep("slow", "PT1M")])).await;
    let id = start(&ssm, with(request(json!(["a", "b"])), json!({ "MaxConcurrency": "1" }))).await;
    ok(&ssm, "StopAutomationExecution", json!({ "AutomationExecutionId": id })).await;
    assert_eq!(status(&ssm, &id).await, "Cancelled");
    let children = children(&ssm, &id).await;
    assert_eq!(children.len(), 1);
    assert_eq!(children[0]["AutomationExecutionStatus"], "Cancelled");
}

#[tokio::test]
async fn targets_that_cannot_be_are_refused() {
    let (ssm, _clock) = with_clock().await;
    with_runbook(&ssm, json!([pass_by("quick")])).await;
    let start = "StartAutomationExecution";
    let invalid = "InvalidAutomationExecutionParametersException";
    fails(&ssm, start, request(json!(["UPPER"])), invalid).await;
    let mut unnamed = request(json!(["a"]));
    unnamed["TargetParameterName"] = Value::Null;
    fails(&ssm, start, unnamed, invalid).await;
    let other = with(request(json!(["a"])), json!({ "TargetParameterName": "other" }));
    fails(&ssm, start, other, invalid).await;
    let both = with(request(json!(["a"])), json!({ "TargetMaps": [{ "name": ["b"] }] }));
    fails(&ssm, start, both, invalid).await;
    let mut group = request(json!(["fleet"]));
    group["Targets"][0]["Key"] = json!("ResourceGroup");
    fails(&ssm, start, group, "InvalidTarget").await;
    let locations = json!({ "DocumentName": "Targets", "Parameters": { "name": ["a"] },
                            "TargetLocations": [{ "Accounts": ["111122223333"], "Regions": ["eu-west-1"] }] });
    fails(&ssm, start, locations, invalid).await;
}

#[tokio::test]
async fn nodes_are_targets_by_their_tags() {
    let (ssm, _clock) = with_clock().await;
    create(
        &ssm,
        "Targets",
        json!({ "parameters": { "name": { "type": "String" } }, "mainSteps": [pass_by("quick")] }),
    )
    .await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let node = Agent::register(&ssm, tags).await;
    Agent::start(&ssm, 1).await;
    let mut tagged = request(json!(["blue"]));
    tagged["Targets"][0]["Key"] = json!("tag:team");
    let id = start(&ssm, tagged).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["ResolvedTargets"]["ParameterValues"], json!([node.id]));
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
}
