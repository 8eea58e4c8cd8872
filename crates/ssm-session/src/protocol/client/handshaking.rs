//! The client's half of the handshake.

use std::collections::VecDeque;
use std::time::Instant;

use bytes::Bytes;
use serde_json::Value;

use super::{ClientEngine, EngineError};
use crate::protocol::handshake::{self, ActionStatus, ProcessedAction, RequestedAction, SessionType};
use crate::protocol::reliability::PAYLOAD_BYTES;
use crate::protocol::{PayloadError, PayloadType};

/// How far the handshake is.
#[derive(Debug)]
pub(super) enum Phase {
    /// Nothing came yet that would tell whether there will be one.
    Begun,
    /// The agent asked for a key, which somebody has to get first.
    AwaitingKey(Pending),
    /// The client has answered.
    Answered,
    /// It is over, or there was none.
    Open,
}

/// An answer that waits for a key.
#[derive(Debug)]
pub(super) struct Pending {
    request: KeyRequest,
    processed: Vec<ProcessedAction>,
    left: VecDeque<RequestedAction>,
}

/// The key that the agent asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRequest {
    /// The key of KMS to make it under.
    pub key_id: String,
    /// What goes into the encryption context as `aws:ssm:RandomChallenge`, if the agent sent it.
    pub challenge: Option<String>,
}

/// Why the two ends did not come to terms.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// A message of the handshake cannot be read.
    #[error("a message of the handshake cannot be read")]
    Payload(#[from] PayloadError),
    /// A message came at the wrong time.
    #[error("the agent sent payload type {} in the wrong place of the handshake", .0.as_u32())]
    Order(PayloadType),
    /// Data came before the end of the handshake.
    #[error("the agent sent data before the handshake was over")]
    EarlyData,
    /// The agent did not say what the session is.
    #[error("the agent ended the handshake without a session type")]
    NoSessionType,
    /// The challenge is not what it has to be.
    #[error("the agent's challenge is not {} bytes that its key seals", handshake::CHALLENGE_BYTES)]
    Challenge,
}

/// Whether payloads of the type belong to the handshake.
pub(super) const fn is_of_handshake(payload_type: PayloadType) -> bool {
    matches!(
        payload_type,
        PayloadType::HandshakeRequest
            | PayloadType::HandshakeComplete
            | PayloadType::EncryptionChallengeRequest
    )
}

impl ClientEngine {
    pub(super) fn awaits_key(&self) -> bool {
        matches!(self.phase, Phase::AwaitingKey(_))
    }

    /// The key that the agent waits for; `provide_key`, which comes with the feature `kms`, or
    /// [`refuse_key`](Self::refuse_key) answers it.
    #[must_use]
    pub fn key_request(&self) -> Option<&KeyRequest> {
        match &self.phase {
            Phase::AwaitingKey(pending) => Some(&pending.request),
            _ => None,
        }
    }

    pub(super) fn shake_hands(
        &mut self,
        now: Instant,
        payload_type: PayloadType,
        payload: &[u8],
    ) -> Result<(), EngineError> {
        match (payload_type, &self.phase) {
            (PayloadType::HandshakeRequest, _) if self.may_shake_hands() => {
                self.is_guess = false;
                let request = handshake::Request::from_json(payload).map_err(HandshakeError::from)?;
                self.agent_version = request.agent_version.parse().ok();
                self.taken_payload_bytes = request.max_payload_bytes.map(|bytes| bytes.max(PAYLOAD_BYTES));
                self.process(now, Vec::new(), request.requested_client_actions.into())
            }
            (PayloadType::HandshakeComplete, Phase::Answered) => {
                let complete = handshake::Complete::from_json(payload).map_err(HandshakeError::from)?;
                if self.session_type.is_none() {
                    return Err(HandshakeError::NoSessionType.into());
                }
                self.customer_message = complete.customer_message;
                self.phase = Phase::Open;
                Ok(())
            }
            #[cfg(feature = "kms")]
            (PayloadType::EncryptionChallengeRequest, Phase::Answered) => self.meet_challenge(now, payload),
            _ => Err(HandshakeError::Order(payload_type).into()),
        }
    }

    /// Processes the actions in their order, and answers when all are.
    fn process(
        &mut self,
        now: Instant,
        mut processed: Vec<ProcessedAction>,
        mut left: VecDeque<RequestedAction>,
    ) -> Result<(), EngineError> {
        while let Some(action) = left.pop_front() {
            let name = action.action_type().to_owned();
            processed.push(match action {
                RequestedAction::SessionType { session_type: SessionType::Other(other), .. } => {
                    let error = format!("this client knows no sessions of type {other}");
                    ProcessedAction::not_done(name, ActionStatus::FAILED, error)
                }
                RequestedAction::SessionType { session_type, properties } => {
                    self.session_type = Some(session_type);
                    self.properties = properties;
                    ProcessedAction::success(name, Value::Null)
                }
                RequestedAction::KmsEncryption { key_id, challenge } => {
                    let request = KeyRequest { key_id, challenge };
                    self.phase = Phase::AwaitingKey(Pending { request, processed, left });
                    return Ok(());
                }
                RequestedAction::Other { .. } => {
                    let error = format!("this client knows no action {name}");
                    ProcessedAction::not_done(name, ActionStatus::UNSUPPORTED, error)
                }
            });
        }
        self.answer(now, processed)
    }

    fn answer(&mut self, now: Instant, processed: Vec<ProcessedAction>) -> Result<(), EngineError> {
        let failed = processed.iter().filter(|action| action.action_status != ActionStatus::SUCCESS);
        let errors: Vec<String> = failed.map(|action| action.error.clone()).collect();
        let response = handshake::Response {
            client_version: self.client_version.to_string(),
            processed_client_actions: processed,
            errors: (!errors.is_empty()).then_some(errors),
            max_payload_bytes: self.taken_payload_bytes.map(|_| self.payload_bytes()),
        };
        self.phase = Phase::Answered;
        self.send_of_handshake(now, PayloadType::HandshakeResponse, response.to_json())
    }

    pub(super) fn send_of_handshake(
        &mut self,
        now: Instant,
        payload_type: PayloadType,
        payload: Bytes,
    ) -> Result<(), EngineError> {
        self.reliability.send(now, payload_type, payload)?;
        Ok(())
    }

    /// Tells the agent that there is no key, and why. It will end the session.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn refuse_key(&mut self, now: Instant, reason: &str) -> Result<(), EngineError> {
        self.key_is_decided(now, |name| ProcessedAction::not_done(name, ActionStatus::FAILED, reason))
    }

    /// Goes on with the actions after the one that waited for a key.
    pub(super) fn key_is_decided(
        &mut self,
        now: Instant,
        outcome: impl FnOnce(&str) -> ProcessedAction,
    ) -> Result<(), EngineError> {
        match std::mem::replace(&mut self.phase, Phase::Answered) {
            Phase::AwaitingKey(Pending { request, mut processed, left }) => {
                let KeyRequest { key_id, challenge } = request;
                let action = RequestedAction::KmsEncryption { key_id, challenge };
                processed.push(outcome(action.action_type()));
                self.process(now, processed, left)
            }
            other => {
                self.phase = other;
                Ok(())
            }
        }
    }
}
