//! The keys of an encrypted session: the client has the key service make them, the node has it open them.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use ring::rand::{SecureRandom, SystemRandom};
use ssm_session::protocol::handshake::{
    CHALLENGE_BYTES, Challenge, KmsResult, ProcessedAction, RequestedAction, Response,
};
use ssm_session::protocol::sealing::Sealing;
use ssm_session::protocol::{PayloadType, Role};

use super::super::data_channel::DataChannel;
use super::super::key_service::KeyService;
use super::ask;
use crate::core::{Core, one_line};

/// How many random bytes go into the encryption context.
const CONTEXT_BYTES: usize = 16;

/// The keys of a session, if it is encrypted.
#[derive(Clone, Default)]
pub(crate) struct Keys(Option<Arc<Sealing>>);

impl Keys {
    /// The payload as it goes out; none if the system has no randomness.
    pub(crate) fn seal(&self, payload_type: PayloadType, payload: Bytes) -> Option<Bytes> {
        match &self.0 {
            Some(keys) if payload_type.is_sealed() => keys.seal(&payload).ok(),
            _ => Some(payload),
        }
    }

    /// The payload as it was; none if it was not sealed with these keys. Clients seal their output alone.
    pub(crate) fn open(&self, payload_type: PayloadType, payload: Bytes) -> Option<Bytes> {
        match &self.0 {
            Some(keys) if payload_type == PayloadType::Output => keys.open(&payload).ok(),
            _ => Some(payload),
        }
    }
}

/// Keys that are still to be agreed on.
pub(super) struct Agreement {
    key_service: Arc<dyn KeyService>,
    key_id: String,
    context: Vec<(String, String)>,
    challenge: String,
}

impl Agreement {
    pub(super) fn new(core: &Core, session_id: &str, key_id: &str) -> Result<Self, String> {
        let key_service = core.key_service.clone();
        let key_service =
            key_service.ok_or("the session is to be encrypted, and the node has no key service")?;
        let context = vec![
            ("aws:ssm:SessionId".to_owned(), session_id.to_owned()),
            ("aws:ssm:TargetId".to_owned(), core.instance_id.clone()),
        ];
        let challenge = STANDARD.encode(random::<CONTEXT_BYTES>()?);
        Ok(Self { key_service, key_id: key_id.to_owned(), context, challenge })
    }

    /// What the client is to do.
    pub(super) fn action(&self) -> RequestedAction {
        RequestedAction::KmsEncryption {
            key_id: self.key_id.clone(),
            challenge: Some(self.challenge.clone()),
        }
    }

    /// Has the key service open the key that the client got, and the client show that it has the same.
    pub(super) async fn conclude(self, response: &Response, channel: &mut DataChannel) -> Result<(), String> {
        let result =
            response.processed_client_actions.iter().find_map(result).ok_or("the client made no key")?;
        let ciphertext =
            STANDARD.decode(&result.cipher_text_key).map_err(|_| "the client's key is no base64")?;
        let Self { key_service, key_id, mut context, challenge } = self;
        if result.challenge_acknowledgement {
            context.push(("aws:ssm:RandomChallenge".to_owned(), challenge));
        }
        let key = key_service.decrypt(&key_id, &ciphertext, &context).await;
        let key = key.map_err(|error| one_line(&error))?;
        let keys = Arc::new(Sealing::new(Role::Agent, &key).map_err(|error| error.to_string())?);
        check(&keys, channel).await?;
        channel.sender.keys = Keys(Some(keys.clone()));
        channel.receiver.keys = Keys(Some(keys));
        Ok(())
    }
}

fn result(action: &ProcessedAction) -> Option<KmsResult> {
    serde_json::from_value(action.action_result.clone()).ok()
}

async fn check(keys: &Sealing, channel: &mut DataChannel) -> Result<(), String> {
    let random = random::<CHALLENGE_BYTES>()?;
    let sealed = keys.seal(&random).map_err(|error| error.to_string())?;
    let challenge = Challenge { challenge: STANDARD.encode(sealed) };
    let answer = ask(
        channel,
        PayloadType::EncryptionChallengeRequest,
        challenge.to_json(),
        PayloadType::EncryptionChallengeResponse,
    );
    let answer = Challenge::from_json(&answer.await?).map_err(|error| error.to_string())?;
    let sealed =
        STANDARD.decode(&answer.challenge).map_err(|_| "the answer to the challenge is no base64")?;
    let opened = keys.open(&sealed).map_err(|error| error.to_string())?;
    if opened == random.as_slice() { Ok(()) } else { Err("the client has another key".to_owned()) }
}

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map(|()| bytes).map_err(|_| "the system has no random numbers".to_owned())
}
