use std::time::Duration;

use serde_json::json;
use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::agent::{Agent, command, invocation, shell};
use crate::support::{message_request, send, start};

#[tokio::test]
async fn a_poll_waits_for_the_message_that_comes() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let (messages, id) = tokio::join!(node.messages(), async {
        // The poll is under way by the time that another node is known.
        Agent::start(&ssm, 2).await;
        shell(&ssm, &[&node], json!({})).await
    });
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].payload["CommandId"], id);
}

#[tokio::test]
async fn an_endpoint_that_stops_keeps_nobody_waiting() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let input = json!({
        "Destination": node.id, "MessagesRequestId": "3fdd6b0e-91b4-4c1f-8a6c-6a2f2d3f3a11",
        "VisibilityTimeoutInSeconds": 10,
    });
    let poll = send(ssm.port(), message_request("GetMessages", &input));
    let (answer, ()) = tokio::join!(poll, async {
        while ssm.requests().last().is_none_or(|one| one.operation != "GetMessages") {
            tokio::task::yield_now().await;
        }
        // A wait would outlive the time that is left for requests under way, and end without an answer.
        ssm.shutdown().await;
    });
    assert_eq!(answer.body["Messages"], json!([]));
}

#[tokio::test]
async fn a_message_is_what_agents_expect() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    shell(&ssm, &[&node], json!({})).await;
    let message = node.message().await;
    assert_eq!(message.raw["Destination"], node.id);
    let created = message.raw["CreatedDate"].as_str().unwrap();
    assert!(created.len() == 24 && created.ends_with('Z'), "{created}");
    let payload = message.raw["Payload"].as_str().unwrap();
    let digest = ring::digest::digest(&ring::digest::SHA256, payload.as_bytes());
    let digest: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(message.raw["PayloadDigest"], digest);
}

#[tokio::test]
async fn a_message_comes_again_until_it_is_acknowledged() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let node = Agent::start(&ssm, 1).await;
    let first = shell(&ssm, &[&node], json!({})).await;
    let message = node.message().await;
    let second = shell(&ssm, &[&node], json!({})).await;
    assert_eq!(node.message().await.payload["CommandId"], second, "the first one is hidden");
    clock.advance(Duration::from_secs(10));
    let again = node.messages().await;
    let ids: Vec<&str> = again.iter().map(|message| message.payload["CommandId"].as_str().unwrap()).collect();
    assert_eq!(ids, [&first, &second], "in the order in which they came");
    node.acknowledge(&message).await;
    node.acknowledge(&message).await;
    clock.advance(Duration::from_secs(10));
    assert_eq!(node.message().await.payload["CommandId"], second);
}

#[tokio::test]
async fn a_message_that_the_node_refuses_fails_its_command() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    let message = node.message().await;
    let input = json!({ "MessageId": message.id, "FailureType": "InternalHandlerException" });
    assert_eq!(node.call("FailMessage", &input).await.status, 200);
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Failed"), &json!(-1)));
    assert_eq!(command(&ssm, &id).await["Status"], "Failed");
}

#[tokio::test]
async fn what_comes_after_the_end_changes_nothing() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let id = shell(&ssm, &[&node], json!({})).await;
    let message = node.take().await;
    node.finish(&message, 0, "out", "").await;
    node.finish(&message, 1, "late", "late").await;
    let late = node.reply(&message, "InProgress", json!(null)).await;
    assert_eq!(late["ReplyStatus"], "NoActionTaken");
    let found = invocation(&ssm, &id, &node).await;
    assert_eq!((&found["Status"], &found["StandardOutputContent"]), (&json!("Success"), &json!("out")));
}

#[tokio::test]
async fn calls_that_are_about_no_node_or_no_message_are_refused() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let request = "0".repeat(36);
    let unknown = json!({ "Destination": "i-0123456789abcdef0", "MessagesRequestId": request });
    assert_eq!(node.call("GetMessages", &unknown).await.error().0, "InvalidDestinationException");
    let short = json!({ "Destination": "i-1", "MessagesRequestId": request });
    assert_eq!(node.call("GetMessages", &short).await.error().0, "ValidationException");
    for id in ["aws.ssm.nothing-of-the-kind", "aws.ssm.x.i-0123456789abcdef0"] {
        let input = json!({ "MessageId": id });
        assert_eq!(node.call("AcknowledgeMessage", &input).await.error().0, "InvalidMessageIdException");
        assert_eq!(node.call("DeleteMessage", &input).await.error().0, "InvalidMessageIdException");
    }
    let id = shell(&ssm, &[&node], json!({})).await;
    let input = json!({
        "MessageId": format!("aws.ssm.{id}.{}", node.id), "ReplyId": request, "Payload": "no json",
    });
    assert_eq!(node.call("SendReply", &input).await.error().0, "ValidationException");
}

#[tokio::test]
async fn messages_are_served_where_the_node_calls() {
    let ssm = start().await;
    let node = Agent::start(&ssm, 1).await;
    let answer = node.call("GetEndpoint", &json!({ "Destination": node.id })).await;
    assert_eq!(answer.body, json!({ "Endpoint": "127.0.0.1" }), "it is what the Host header says");
    let unknown = json!({ "Destination": "i-0123456789abcdef0" });
    assert_eq!(node.call("GetEndpoint", &unknown).await.error().0, "AuthorizationFailureException");
}
