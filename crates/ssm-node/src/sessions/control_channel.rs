//! The control channel: the node is told of sessions, and tells how they ended.

use std::time::Duration;

use awsjson_transport::random_uuid;
use serde_json::{Value, json};
use ssm_session::protocol::{ClientMessage, MessageType};

use super::Sessions;
use super::data_channel::message;
use super::gateway::GatewayError;
use super::message::{Task, closed};
use super::session::Outcome;
use super::socket::{Gone, Socket, Writer};
use crate::backoff::Backoff;
use crate::core::one_line;
use crate::event::Event;

/// How soon the service is told once more how a session ended, if it did not say that it knows.
const AGAIN: Duration = Duration::from_secs(15);

/// The topic of messages on how sessions ended, and their type.
const COMPLETE: &str = "agent_task_complete";

/// Keeps a control channel open until dropped.
pub(super) async fn run(sessions: &Sessions) {
    let pace = &sessions.core.pace;
    let mut backoff = Backoff::new(pace.first_retry, pace.longest_retry);
    loop {
        match open(sessions).await {
            Ok(socket) => {
                backoff.reset();
                sessions.core.tell(&Event::ReadyForSessions);
                let Gone = serve(sessions, socket).await;
            }
            Err(GatewayError::Call(failure)) => sessions.core.unreachable(&failure),
            Err(error) => sessions.core.tell(&Event::Unreachable { error: one_line(&error) }),
        }
        tokio::time::sleep(backoff.next()).await;
    }
}

async fn open(sessions: &Sessions) -> Result<Socket, GatewayError> {
    let (core, gateway) = (&sessions.core, &sessions.gateway);
    let token = gateway.create_control_channel(&core.instance_id).await?;
    let mut socket = gateway.open_control_channel(&core.instance_id).await?;
    let opening = json!({
        "Cookie": Value::Null,
        "MessageSchemaVersion": "1.0",
        "RequestId": random_uuid(),
        "TokenValue": token,
        "AgentVersion": core.agent_version,
        "PlatformType": core.platform.platform_type.as_str(),
    });
    // If this fails, so does what comes after it.
    let _ = socket.writer.text(opening.to_string()).await;
    Ok(socket)
}

async fn serve(sessions: &Sessions, socket: Socket) -> Gone {
    let Socket { mut reader, mut writer } = socket;
    let mut ping = tokio::time::interval(super::socket::PING);
    let mut again = tokio::time::interval(AGAIN);
    loop {
        let done = tokio::select! {
            frame = reader.frame() => frame.map(|frame| {
                // What cannot be read is nothing that the service waits for.
                if let Ok(message) = ClientMessage::decode(frame) {
                    take(sessions, &message);
                }
            }),
            () = sessions.completions.changed() => tell(sessions, &mut writer).await,
            _ = again.tick() => tell(sessions, &mut writer).await,
            _ = ping.tick() => writer.ping().await,
        };
        if let Err(gone) = done {
            return gone;
        }
    }
}

fn take(sessions: &Sessions, message: &ClientMessage) {
    match message.message_type.as_str() {
        "interactive_shell" => match Task::read(&message.payload) {
            Some(task) => sessions.start(task),
            None => sessions.core.tell(&Event::MessageRefused {
                message_id: message.id.to_string(),
                reason: "it says of no session that it begins".to_owned(),
            }),
        },
        "channel_closed" => {
            if let Some(session) = closed(&message.payload) {
                sessions.stop(&session);
            }
        }
        "agent_task_acknowledge" => {
            let told: Option<Value> = serde_json::from_slice(&message.payload).ok();
            if let Some(session) = told.as_ref().and_then(|told| told["TaskId"].as_str()) {
                sessions.completions.remove(session);
            }
        }
        _ => {}
    }
}

/// Tells how sessions ended of which the service did not say that it knows.
async fn tell(sessions: &Sessions, writer: &mut Writer) -> Result<(), Gone> {
    for (session, outcome) in sessions.completions.all() {
        let (status, output) = match outcome {
            Outcome::Ended | Outcome::Left => ("Success", String::new()),
            Outcome::Failed { reason } => ("Failed", reason),
        };
        let payload = json!({
            "SchemaVersion": 1,
            "TaskId": session,
            "Topic": COMPLETE,
            "FinalTaskStatus": status,
            "IsRoutingFailure": false,
            "AwsAccountId": "",
            "InstanceId": sessions.core.instance_id,
            "Output": output,
            "S3Bucket": "",
            "S3UrlSuffix": "",
            "CwlGroup": "",
            "CwlStream": "",
            "RetryNumber": 0,
        });
        let id = uuid::Builder::from_random_bytes(fastrand::u128(..).to_be_bytes()).into_uuid();
        let Some(message_type) = MessageType::from_name(COMPLETE) else { continue };
        writer.feed(message(message_type, id, payload.to_string()).encode()).await?;
    }
    writer.flush().await
}
