use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::Agent;
use crate::support::{call, fails, ok, start};

async fn information(ssm: &LocalSsm, input: Value) -> Vec<Value> {
    let answer = ok(ssm, "DescribeInstanceInformation", input).await;
    answer["InstanceInformationList"].as_array().unwrap().clone()
}

fn ids(nodes: &[Value]) -> Vec<&str> {
    nodes.iter().map(|node| node["InstanceId"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_node_is_what_its_agent_tells() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let found = &information(&ssm, json!({})).await[0];
    for (name, value) in [
        ("InstanceId", node.id.as_str()),
        ("PingStatus", "Online"),
        ("AgentVersion", "3.3.1.0"),
        ("PlatformType", "Linux"),
        ("PlatformName", "Debian GNU/Linux"),
        ("PlatformVersion", "12"),
        ("IPAddress", "10.0.0.1"),
        ("ComputerName", "host.local"),
        ("ResourceType", "EC2Instance"),
        ("SourceType", "AWS::EC2::Instance"),
    ] {
        assert_eq!(found[name], value, "{name}");
    }
    let short = json!({ "InstanceId": node.id, "AgentVersion": "3.3.2.0", "PlatformType": "Linux" });
    ok(&ssm, "UpdateInstanceInformation", short).await;
    let found = &information(&ssm, json!({})).await[0];
    assert_eq!((&found["AgentVersion"], &found["ComputerName"]), (&json!("3.3.2.0"), &json!("host.local")));
    let unknown = json!({ "InstanceId": "mi-0123456789abcdef0" });
    let answer = call(&ssm, "UpdateInstanceInformation", unknown).await;
    assert_eq!(answer.error().0, "InvalidInstanceId");
}

#[tokio::test]
async fn a_silent_node_is_lost_until_it_is_heard_of_again() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let node = Agent::start(&ssm, 1).await;
    let status = || async { information(&ssm, json!({})).await[0]["PingStatus"].clone() };
    clock.advance(Duration::from_secs(5 * 60));
    assert_eq!(status().await, "Online");
    clock.advance(Duration::from_secs(60));
    assert_eq!(status().await, "ConnectionLost");
    node.ping().await;
    assert_eq!(status().await, "Online");
    assert_eq!(information(&ssm, json!({})).await[0]["LastPingDateTime"], 1_800_000_360);
}

#[tokio::test]
async fn nodes_are_filtered_in_both_forms() {
    let ssm = start().await;
    let cloud = Agent::start(&ssm, 1).await;
    let rack = Agent::register(&ssm, json!([{ "Key": "team", "Value": "blue" }])).await;
    for (key, value, expected) in [
        ("InstanceIds", cloud.id.as_str(), vec![cloud.id.as_str()]),
        ("PingStatus", "Online", vec![&cloud.id, &rack.id]),
        ("PlatformTypes", "Linux", vec![&cloud.id, &rack.id]),
        ("ResourceType", "ManagedInstance", vec![&rack.id]),
        ("IamRole", "service", vec![&rack.id]),
        ("AgentVersion", "3.3.1.0", vec![&cloud.id, &rack.id]),
        ("AssociationStatus", "Success", vec![]),
    ] {
        let newer = json!({ "Filters": [{ "Key": key, "Values": [value] }] });
        assert_eq!(ids(&information(&ssm, newer).await), expected, "{key}");
        let older = json!({ "InstanceInformationFilterList": [{ "key": key, "valueSet": [value] }] });
        assert_eq!(ids(&information(&ssm, older).await), expected, "{key}");
    }
    for (key, value) in [("tag:team", "blue"), ("tag-key", "team"), ("SourceIds", &rack.id)] {
        let filter = json!({ "Filters": [{ "Key": key, "Values": [value] }] });
        assert_eq!(ids(&information(&ssm, filter).await), [&rack.id], "{key}");
    }
    for (key, value, code) in [
        ("Colour", "red", "InvalidFilterKey"),
        ("PingStatus", "Dead", "InvalidInstanceInformationFilterValue"),
        ("InstanceIds", "web", "InvalidInstanceId"),
    ] {
        let filter = json!({ "Filters": [{ "Key": key, "Values": [value] }] });
        assert_eq!(call(&ssm, "DescribeInstanceInformation", filter).await.error().0, code, "{key}");
    }
    let unknown = json!({ "Filters": [{ "Key": "InstanceIds", "Values": ["i-0123456789abcdef0"] }] });
    assert!(information(&ssm, unknown).await.is_empty());
}

#[tokio::test]
async fn properties_are_compared_by_operators() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    for (key, operator, value, fits) in [
        ("AgentVersion", "Equal", "3.3.1.0", true),
        ("AgentVersion", "NotEqual", "3.3.1.0", false),
        ("AgentVersion", "BeginWith", "3.3", true),
        ("AgentVersion", "LessThan", "3.10.0", true),
        ("AgentVersion", "GreaterThan", "3.10.0", false),
        ("InstanceIds", "Equal", node.id.as_str(), true),
    ] {
        let filter = json!([{ "Key": key, "Operator": operator, "Values": [value] }]);
        let found = ok(&ssm, "DescribeInstanceProperties", json!({ "FiltersWithOperator": filter })).await;
        let found = found["InstanceProperties"].as_array().unwrap().len();
        assert_eq!(found, usize::from(fits), "{key} {operator} {value}");
    }
    let wrong = json!({ "FiltersWithOperator": [{ "Key": "PlatformTypes", "Values": ["Plan9"] }] });
    fails(&ssm, "DescribeInstanceProperties", wrong, "InvalidInstancePropertyFilterValue").await;
}

#[tokio::test]
async fn nodes_come_in_pages() {
    let ssm = start().await;
    for number in 0..7 {
        Agent::start(&ssm, number).await;
    }
    for (operation, list) in [
        ("DescribeInstanceInformation", "InstanceInformationList"),
        ("DescribeInstanceProperties", "InstanceProperties"),
    ] {
        let first = ok(&ssm, operation, json!({ "MaxResults": 5 })).await;
        let rest = json!({ "MaxResults": 5, "NextToken": first["NextToken"] });
        let rest = ok(&ssm, operation, rest).await;
        let sizes = [&first, &rest].map(|page| page[list].as_array().unwrap().len());
        assert_eq!((sizes, rest.get("NextToken")), ([5, 2], None), "{operation}");
    }
}

#[tokio::test]
async fn hybrid_nodes_are_tagged_given_roles_and_deregistered() {
    let ssm = start().await;
    let cloud = Agent::start(&ssm, 1).await;
    let rack = Agent::register(&ssm, json!([])).await;
    let tags = json!({
        "ResourceType": "ManagedInstance", "ResourceId": rack.id, "Tags": [{ "Key": "a", "Value": "b" }],
    });
    ok(&ssm, "AddTagsToResource", tags.clone()).await;
    ok(&ssm, "UpdateManagedInstanceRole", json!({ "InstanceId": rack.id, "IamRole": "other" })).await;
    let found = information(&ssm, json!({ "Filters": [{ "Key": "tag:a", "Values": ["b"] }] })).await;
    assert_eq!(found[0]["IamRole"], "other");
    ok(&ssm, "DeregisterManagedInstance", json!({ "InstanceId": rack.id })).await;
    assert_eq!(ids(&information(&ssm, json!({})).await), [&cloud.id]);
    fails(&ssm, "AddTagsToResource", tags, "InvalidResourceId").await;
    for (operation, input) in [
        ("DeregisterManagedInstance", json!({ "InstanceId": rack.id })),
        ("UpdateManagedInstanceRole", json!({ "InstanceId": rack.id, "IamRole": "x" })),
        ("UpdateInstanceInformation", json!({ "InstanceId": rack.id })),
    ] {
        assert_eq!(call(&ssm, operation, input).await.error().0, "InvalidInstanceId", "{operation}");
    }
}

#[tokio::test]
async fn nodes_are_listed_and_counted_by_what_they_are() {
    let ssm = start().await;
    let cloud = Agent::start(&ssm, 1).await;
    let rack = Agent::register(&ssm, json!([])).await;
    let nodes = ok(&ssm, "ListNodes", json!({})).await;
    let first = &nodes["Nodes"][0];
    assert_eq!((&first["Id"], &first["Region"]), (&json!(cloud.id), &json!("us-east-1")));
    assert_eq!(first["NodeType"]["Instance"]["PlatformName"], "Debian GNU/Linux");
    let hybrid = json!([{ "Key": "ResourceType", "Values": ["ManagedInstance"], "Type": "Equal" }]);
    let found = ok(&ssm, "ListNodes", json!({ "Filters": hybrid })).await;
    assert_eq!(found["Nodes"][0]["Id"], rack.id);
    assert_eq!(found["Nodes"].as_array().unwrap().len(), 1);
    let count = |name: &str, inner: Value| json!([{ "AggregatorType": "Count", "TypeName": "Instance", "AttributeName": name, "Aggregators": inner }]);
    let input = json!({ "Aggregators": count("PlatformType", count("ResourceType", json!(null))) });
    let summary = ok(&ssm, "ListNodesSummary", input).await;
    let row = |kind: &str| json!({ "PlatformType": "Linux", "ResourceType": kind, "Count": "1" });
    assert_eq!(summary["Summary"], json!([row("EC2Instance"), row("ManagedInstance")]));
    let sync = json!({ "SyncName": "all" });
    assert_eq!(call(&ssm, "ListNodes", sync).await.error().0, "ResourceDataSyncNotFoundException");
}
