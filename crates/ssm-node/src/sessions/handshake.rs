//! What node and client agree on before a session begins: its type, and the keys if it is encrypted.

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use ssm_session::protocol::handshake::{
    ActionStatus, Complete, MAX_AGREED_PAYLOAD_BYTES, ProcessedAction, Request, RequestedAction, Response,
    SessionType,
};
use ssm_session::protocol::{PayloadType, Version};
use tokio::time::{Instant, timeout};

use super::data_channel::{DataChannel, Receiver};
use super::message::Kind;
use crate::core::Core;

pub(super) use keys::Keys;

#[cfg(feature = "kms")]
#[path = "handshake/encryption.rs"]
mod keys;
#[cfg(not(feature = "kms"))]
#[path = "handshake/no_encryption.rs"]
mod keys;

/// How long a client may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(15);

/// What clients count as that do not say their version.
const UNKNOWN: Version = Version::new(0, 0, 0, 0);

/// What agents of the official kind have for a version, for clients that compare it; ours may be anything.
const AGENT_VERSION: Version = Version::new(3, 3, 987, 0);

/// What the client is known to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    pub(super) version: Version,
}

/// What the client is asked for.
pub(super) struct Wanted<'a> {
    pub(super) kind: &'a Kind,
    /// Empty without encryption.
    pub(super) key_id: &'a str,
    /// How many bytes of payload the service takes in a message, if it says so.
    pub(super) max_payload_bytes: Option<usize>,
}

/// Agrees with the client, if this kind of session or a key makes it necessary. The error is what the client
/// is to read.
pub(super) async fn perform(
    core: &Core,
    session_id: &str,
    wanted: &Wanted<'_>,
    channel: &mut DataChannel,
) -> Result<Client, String> {
    let &Wanted { kind, key_id, max_payload_bytes } = wanted;
    let (session_type, properties, is_port) = match kind {
        Kind::Shell => (SessionType::StandardStream, Value::Null, false),
        Kind::Interactive(_) => (SessionType::InteractiveCommands, Value::Null, false),
        Kind::NonInteractive(_) => (SessionType::NonInteractiveCommands, Value::Null, false),
        Kind::Port(properties) => (SessionType::Port, properties.to_value(), true),
    };
    let is_encrypted = !key_id.is_empty() && !is_port;
    if !is_encrypted && !is_port && session_type != SessionType::NonInteractiveCommands {
        return Ok(Client { version: UNKNOWN });
    }
    let begun = Instant::now();
    let mut actions = vec![RequestedAction::SessionType { session_type, properties }];
    let agreement = if is_encrypted {
        let agreement = keys::Agreement::new(core, session_id, key_id)?;
        actions.push(agreement.action());
        Some(agreement)
    } else {
        None
    };
    let agent_version = core.agent_version.parse().unwrap_or(AGENT_VERSION).max(AGENT_VERSION).to_string();
    let max_payload_bytes = max_payload_bytes.map(|bytes| bytes.min(MAX_AGREED_PAYLOAD_BYTES));
    let request = Request { agent_version, requested_client_actions: actions, max_payload_bytes };
    let response =
        ask(channel, PayloadType::HandshakeRequest, request.to_json(), PayloadType::HandshakeResponse);
    let response = Response::from_json(&response.await?).map_err(|error| error.to_string())?;
    check(&response.processed_client_actions)?;
    if let (Some(taken), Some(agreed)) = (max_payload_bytes, response.max_payload_bytes) {
        channel.sender.set_payload_bytes(agreed.min(taken));
    }
    if let Some(agreement) = agreement {
        agreement.conclude(&response, channel).await?;
    }
    let complete = Complete {
        handshake_time_to_complete: i64::try_from(begun.elapsed().as_nanos()).unwrap_or(i64::MAX),
        customer_message: String::new(),
    };
    send(channel, PayloadType::HandshakeComplete, complete.to_json()).await?;
    Ok(Client { version: response.client_version.parse().unwrap_or(UNKNOWN) })
}

fn check(processed: &[ProcessedAction]) -> Result<(), String> {
    match processed.iter().find(|action| action.action_status != ActionStatus::SUCCESS) {
        None => Ok(()),
        Some(action) => Err(format!("the client failed at {}: {}", action.action_type, action.error)),
    }
}

/// Asks something of the client, and gives its answer. The time begins when the client has the question.
pub(super) async fn ask(
    channel: &mut DataChannel,
    asked: PayloadType,
    question: Bytes,
    answered: PayloadType,
) -> Result<Bytes, String> {
    send(channel, asked, question).await?;
    channel.sender.flush().await.map_err(|_| GONE.to_owned())?;
    let answer = timeout(PATIENCE, answer(&mut channel.receiver, answered)).await;
    answer.unwrap_or_else(|_| Err("the client did not answer the handshake in time".to_owned()))
}

const GONE: &str = "the client left during the handshake";

async fn send(channel: &DataChannel, payload_type: PayloadType, payload: Bytes) -> Result<(), String> {
    channel.sender.send(payload_type, payload).await.map_err(|_| GONE.to_owned())
}

/// The next payload of this type. What comes before it is too early, and lost.
async fn answer(receiver: &mut Receiver, expected: PayloadType) -> Result<Bytes, String> {
    loop {
        let (payload_type, payload) = receiver.receive().await.ok_or(GONE)?;
        if payload_type == expected {
            return Ok(payload);
        }
    }
}
