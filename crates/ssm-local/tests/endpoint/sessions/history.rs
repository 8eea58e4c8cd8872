use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{Clock, LocalSsm, NodeOptions};
use time::OffsetDateTime;

use super::client::{Client, input};
use super::{ended, sessions, with_node};
use crate::support::{all, fails, ok};

async fn start(ssm: &LocalSsm, node: &str, reason: &str) -> String {
    let started = ok(ssm, "StartSession", json!({ "Target": node, "Reason": reason })).await;
    started["SessionId"].as_str().unwrap().to_owned()
}

fn ids(sessions: &[Value]) -> Vec<&str> {
    sessions.iter().map(|session| session["SessionId"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn sessions_are_told_with_their_reasons_latest_first_and_page_by_page() {
    let (ssm, node) = with_node().await;
    let mut started = Vec::new();
    for reason in ["one", "two", "three"] {
        started.push(start(&ssm, &node, reason).await);
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let (found, sizes) =
        all(&ssm, "DescribeSessions", json!({ "State": "Active", "MaxResults": 2 }), "Sessions").await;
    assert_eq!(sizes, [2, 1]);
    started.reverse();
    assert_eq!(ids(&found), started);
    assert_eq!(found[0]["Reason"], "three");
    assert_eq!(found[0]["Owner"], "arn:aws:iam::000000000000:root");
    assert_eq!(found[0]["DocumentName"], "SSM-SessionManagerRunShell");
    assert_eq!(found[0]["AccessType"], "Standard");
    assert!(found[0].get("TokenValue").is_none());
}

#[tokio::test]
async fn filters_choose_among_sessions() {
    let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let nodes =
        [ssm.add_node(NodeOptions::new()).await.unwrap(), ssm.add_node(NodeOptions::new()).await.unwrap()];
    let first = start(&ssm, &nodes[0], "first").await;
    clock.advance(Duration::from_secs(10));
    let second = start(&ssm, &nodes[1], "second").await;
    // 1,700,000,005 s after the beginning of 1970.
    let between = "2023-11-14T22:13:25Z";
    for (key, value, expected) in [
        ("Target", nodes[1].as_str(), vec![&second]),
        ("SessionId", first.as_str(), vec![&first]),
        ("InvokedAfter", between, vec![&second]),
        ("InvokedBefore", between, vec![&first]),
        ("Owner", "arn:aws:iam::000000000000:root", vec![&second, &first]),
        ("Owner", "arn:aws:iam::000000000000:user/x", vec![]),
        ("AccessType", "Standard", vec![&second, &first]),
        ("AccessType", "JustInTime", vec![]),
        ("Status", "Failed", vec![]),
    ] {
        let input = json!({ "State": "Active", "Filters": [{ "key": key, "value": value }] });
        let found = ok(&ssm, "DescribeSessions", input).await;
        assert_eq!(ids(found["Sessions"].as_array().unwrap()), expected, "{key} {value}");
    }
    let input = json!({ "State": "Active", "Filters": [{ "key": "InvokedAfter", "value": "yesterday" }] });
    fails(&ssm, "DescribeSessions", input, "ValidationException").await;
}

#[tokio::test]
async fn what_cannot_be_started_is_refused_with_the_service_s_errors() {
    let (ssm, node) = with_node().await;
    let nowhere = json!({ "Target": "i-0123456789abcdef0" });
    fails(&ssm, "StartSession", nowhere, "TargetNotConnected").await;
    let no_document = input(&node, "Missing", json!({}));
    fails(&ssm, "StartSession", no_document, "InvalidDocument").await;
    let command = input(&node, "AWS-RunShellScript", json!({ "commands": ["true"] }));
    fails(&ssm, "StartSession", command, "InvalidDocument").await;
    for parameters in
        [json!({ "portNumber": ["0"] }), json!({ "colour": ["red"] }), json!({ "portNumber": [] })]
    {
        let port = input(&node, "AWS-StartPortForwardingSession", parameters);
        fails(&ssm, "StartSession", port, "InvalidParameters").await;
    }
    fails(&ssm, "ResumeSession", json!({ "SessionId": "root-0" }), "DoesNotExistException").await;
    fails(&ssm, "TerminateSession", json!({ "SessionId": "root-0" }), "DoesNotExistException").await;
    assert!(sessions(&ssm, "Active").await.is_empty());
}

#[tokio::test]
async fn a_node_is_connected_as_long_as_it_can_be_told_of_sessions() {
    let (ssm, node) = with_node().await;
    let status = ok(&ssm, "GetConnectionStatus", json!({ "Target": node })).await;
    assert_eq!(status, json!({ "Target": node, "Status": "connected" }));
    let status = ok(&ssm, "GetConnectionStatus", json!({ "Target": "i-0123456789abcdef0" })).await;
    assert_eq!(status["Status"], "notconnected");
    // A node that is only heard of cannot.
    let told = json!({
        "InstanceId": "i-0123456789abcdef0", "AgentName": "x", "AgentVersion": "1.0.0.0", "PlatformType": "Linux",
        "PlatformName": "x", "PlatformVersion": "1", "IPAddress": "127.0.0.1", "ComputerName": "x",
        "AgentStatus": "Active",
    });
    ok(&ssm, "UpdateInstanceInformation", told).await;
    fails(&ssm, "StartSession", json!({ "Target": "i-0123456789abcdef0" }), "TargetNotConnected").await;
}

#[tokio::test]
async fn the_history_goes_back_thirty_days() {
    let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let mut client = Client::shell(&ssm, &node).await;
    client.line("exit");
    client.ends().await;
    ended(&ssm, &client.id).await;
    clock.advance(Duration::from_secs(30 * 24 * 60 * 60 - 60));
    assert_eq!(sessions(&ssm, "History").await.len(), 1);
    clock.advance(Duration::from_secs(2 * 60 * 60));
    assert!(sessions(&ssm, "History").await.is_empty());
}
