use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use ssm_local::{LocalSsm, NodeOptions};
use ssm_session::protocol::{ClientMessage, MessageType, PayloadType, SCHEMA_VERSION};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error, Message};
use uuid::Uuid;

use super::client::{Client, connect, open};
use super::{has_status, with_node};
use crate::agent::Agent;
use crate::support::ok;

async fn post(ssm: &LocalSsm, path: &str, body: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let stream = TcpStream::connect(("127.0.0.1", ssm.port())).await.unwrap();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let mut request = Request::builder().method(Method::POST).uri(path).header("host", "127.0.0.1");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from(body.to_owned()))).unwrap();
    let (head, body) = sender.send_request(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (head.status, String::from_utf8(body.to_vec()).unwrap())
}

const BODY: &str = r#"{"MessageSchemaVersion":"1.0","RequestId":"7d1c0a52-7c0e-4d8f-9d43-6f4c6b6d7a01"}"#;

fn token(answer: &str) -> &str {
    answer.split("<TokenValue>").nth(1).unwrap().split("</TokenValue>").next().unwrap()
}

fn url(ssm: &LocalSsm, path: &str) -> String {
    ssm.endpoint_url().replace("http://", "ws://") + path
}

/// Whether a WebSocket with this first message is closed at once.
async fn is_refused(url: &str, token: &str) -> bool {
    let mut socket = open(url, token).await;
    loop {
        match socket.next().await {
            Some(Ok(Message::Close(Some(frame)))) => return u16::from(frame.code) == 1008,
            Some(Ok(Message::Ping(_))) => {}
            _ => return false,
        }
    }
}

#[tokio::test]
async fn a_token_opens_what_it_was_given_for_and_nothing_else() {
    let (ssm, node) = with_node().await;
    let control = format!("/v1/control-channel/{node}");
    let (status, answer) = post(&ssm, &control, BODY, &[]).await;
    assert_eq!(status, StatusCode::CREATED);
    assert!(answer.contains("<MessageSchemaVersion>1.0</MessageSchemaVersion>"), "{answer}");
    let of_node = token(&answer).to_owned();

    let client = Client::shell(&ssm, &node).await;
    has_status(&ssm, &client.id, "Connected").await;
    let other = ok(&ssm, "StartSession", json!({ "Target": node })).await;
    let data = url(&ssm, &format!("/v1/data-channel/{}?role=publish_subscribe", client.id));
    for wrong in [of_node.as_str(), other["TokenValue"].as_str().unwrap(), "", "x"] {
        assert!(is_refused(&data, wrong).await, "{wrong:?} opens a data channel");
    }
    let stream = url(&ssm, &format!("{control}?role=subscribe&stream=input"));
    assert!(is_refused(&stream, &client.token).await, "a client's token opens a control channel");
    has_status(&ssm, &client.id, "Connected").await;

    ok(&ssm, "ResumeSession", json!({ "SessionId": client.id })).await;
    assert!(is_refused(&data, &client.token).await, "a token outlives the next one");
}

#[tokio::test]
async fn requests_that_make_no_sense_are_refused_in_xml() {
    let (ssm, node) = with_node().await;
    let control = format!("/v1/control-channel/{node}");
    for (path, body, status, code) in [
        ("/v1/control-channel/i-00000000", BODY, StatusCode::BAD_REQUEST, "InvalidInstanceId"),
        ("/v1/data-channel/root-0", BODY, StatusCode::BAD_REQUEST, "ValidationException"),
        (control.as_str(), "{}", StatusCode::BAD_REQUEST, "ValidationException"),
        (
            control.as_str(),
            r#"{"MessageSchemaVersion":"2.0","RequestId":"7d1c0a52-7c0e-4d8f"}"#,
            StatusCode::BAD_REQUEST,
            "ValidationException",
        ),
    ] {
        let (found, answer) = post(&ssm, path, body, &[]).await;
        assert_eq!(found, status, "{path}: {answer}");
        assert!(answer.starts_with(&format!("<{code}>")), "{path}: {answer}");
    }
    let (status, _) = post(&ssm, &control, BODY, &[("origin", "http://evil.example")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a web page opens channels");
}

#[tokio::test]
async fn neither_side_can_speak_for_the_other_or_for_the_service() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("echo her''e");
    client.shows("here").await;
    for message_type in
        [MessageType::OutputStreamData, MessageType::ChannelClosed, MessageType::AgentSessionState]
    {
        let forged = ClientMessage {
            message_type,
            schema_version: SCHEMA_VERSION,
            created: 1,
            sequence: 0,
            flags: 0,
            id: Uuid::nil(),
            payload_type: PayloadType::Output,
            payload: Bytes::from(
                json!({ "SessionState": "Terminating", "SessionId": client.id }).to_string(),
            ),
        };
        client.socket.send(Message::Binary(forged.encode())).await.unwrap();
    }
    client.socket.send(Message::Binary(Bytes::from_static(b"no frame"))).await.unwrap();
    client.line("echo stil''l");
    client.shows("still").await;
    assert!(client.closed.is_none());
}

/// The next message of a control channel.
async fn next(socket: &mut WebSocketStream<TcpStream>) -> (ClientMessage, Value) {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Binary(frame) => {
                let message = ClientMessage::decode(frame).unwrap();
                let payload = serde_json::from_slice(&message.payload).unwrap();
                return (message, payload);
            }
            Message::Ping(_) => {}
            other => panic!("{other} is nothing for a node"),
        }
    }
}

fn message(message_type: &str, payload: &Value) -> ClientMessage {
    ClientMessage {
        message_type: MessageType::from_name(message_type).unwrap(),
        schema_version: SCHEMA_VERSION,
        created: 1,
        sequence: 0,
        flags: 0,
        id: Uuid::from_u128(42),
        payload_type: PayloadType::Unset,
        payload: Bytes::from(payload.to_string()),
    }
}

/// The official agent polls no longer once it has a control channel.
#[tokio::test]
async fn commands_reach_the_official_agent_by_its_control_channel() {
    let ssm = crate::support::start().await;
    let agent = Agent::start(&ssm, 1).await;
    let control = format!("/v1/control-channel/{}", agent.id);
    let (_, answer) = post(&ssm, &control, BODY, &[]).await;
    let mut socket =
        open(&url(&ssm, &format!("{control}?stream=input&role=subscribe")), token(&answer)).await;
    let command = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [agent.id], "Parameters": { "commands": ["true"] },
    });
    let sent = ok(&ssm, "SendCommand", command).await;
    let (job, payload) = next(&mut socket).await;
    assert_eq!(job.message_type.as_str(), "agent_job");
    assert!(payload["Topic"].as_str().unwrap().starts_with("aws.ssm.sendCommand"));
    let content: Value = serde_json::from_str(payload["Content"].as_str().unwrap()).unwrap();
    assert_eq!(content["CommandId"], sent["Command"]["CommandId"]);
    let job_id = &payload["JobId"];

    let taken = json!({ "jobId": job_id, "acknowledgedMessageId": job.id, "statusCode": "200" });
    socket.send(Message::Binary(message("agent_job_ack", &taken).encode())).await.unwrap();
    let plugin = json!({ "status": "Success", "code": 0, "standardOutput": "done" });
    let reply = json!({ "documentStatus": "Success", "runtimeStatus": { "aws:runShellScript": plugin } });
    let reply = json!({ "schemaVersion": 1, "jobId": job_id, "content": reply.to_string(), "topic": "aws.ssm.sendCommand" });
    socket.send(Message::Binary(message("agent_job_reply", &reply).encode())).await.unwrap();
    let (acknowledge, payload) = next(&mut socket).await;
    assert_eq!(acknowledge.message_type.as_str(), "agent_job_reply_ack");
    assert_eq!(payload, json!({ "jobId": job_id, "acknowledgedMessageId": Uuid::from_u128(42) }));
    let input = json!({ "CommandId": sent["Command"]["CommandId"], "InstanceId": agent.id });
    let invocation = ok(&ssm, "GetCommandInvocation", input).await;
    assert_eq!(
        (&invocation["Status"], &invocation["StandardOutputContent"]),
        (&json!("Success"), &json!("done"))
    );
}

#[tokio::test]
async fn where_signatures_are_asked_for_channels_need_them_too() {
    let ssm = LocalSsm::builder().credentials("AKID", "secret").start().await.unwrap();
    // It signs with credentials of its own, or it would not be there.
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let (status, answer) = post(&ssm, &format!("/v1/control-channel/{node}"), BODY, &[]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(answer.contains("MissingAuthenticationTokenException"), "{answer}");
    let Err(Error::Http(refused)) = connect(&url(&ssm, "/v1/data-channel/root-0")).await else {
        panic!("a WebSocket is opened without a signature")
    };
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn sessions_are_found_whatever_the_region_of_their_node() {
    let ssm = crate::support::start().await;
    let node = ssm.add_node(NodeOptions::new().region("eu-west-1").account_id("123456789012")).await.unwrap();
    let input = json!({ "Target": node });
    let started = crate::support::call_as(&ssm, "123456789012", "eu-west-1", "StartSession", input).await;
    let mut client = Client::connect(&ssm, &started.body).await;
    client.line("echo far''away");
    client.shows("faraway").await;
}
