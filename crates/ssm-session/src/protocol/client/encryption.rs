//! The client's half of encryption: its key, and the agent's challenge.

use std::fmt;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{ClientEngine, EngineError, HandshakeError};
use crate::protocol::handshake::{CHALLENGE_BYTES, Challenge, KmsResult, ProcessedAction};
use crate::protocol::sealing::Sealing;
use crate::protocol::{PayloadType, Role};

/// A key that KMS made for a session.
#[derive(Clone)]
pub struct SessionKey {
    /// The [`KEY_BYTES`](crate::protocol::sealing::KEY_BYTES) bytes themselves.
    pub plaintext: Zeroizing<Vec<u8>>,
    /// The same, as KMS sealed them for the agent.
    pub ciphertext: Vec<u8>,
    /// Whether the agent's challenge is in the encryption context.
    pub holds_challenge: bool,
}

/// Keys stay unseen.
impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKey").field("holds_challenge", &self.holds_challenge).finish_non_exhaustive()
    }
}

impl ClientEngine {
    /// Gives the key that [`key_request`](Self::key_request) asks for. From now on payloads are sealed.
    ///
    /// # Errors
    ///
    /// A key of another length, and those of [`send`](Self::send).
    pub fn provide_key(&mut self, now: Instant, key: &SessionKey) -> Result<(), EngineError> {
        if self.key_request().is_none() {
            return Ok(());
        }
        self.sealing = Some(Sealing::new(Role::Client, &key.plaintext)?);
        let result = KmsResult {
            cipher_text_key: STANDARD.encode(&key.ciphertext),
            cipher_text_hash: None,
            challenge_acknowledgement: key.holds_challenge,
        };
        let result = serde_json::to_value(result).unwrap_or_default();
        self.key_is_decided(now, |name| ProcessedAction::success(name, result))
    }

    /// Shows the agent that both have the same keys.
    pub(super) fn meet_challenge(&mut self, now: Instant, payload: &[u8]) -> Result<(), EngineError> {
        let challenge = Challenge::from_json(payload).map_err(HandshakeError::from)?;
        let sealed = STANDARD.decode(&challenge.challenge).map_err(|_| HandshakeError::Challenge)?;
        let Some(sealing) = &self.sealing else { return Err(HandshakeError::Challenge.into()) };
        let random = sealing.open(&sealed).map_err(|_| HandshakeError::Challenge)?;
        if random.len() != CHALLENGE_BYTES {
            return Err(HandshakeError::Challenge.into());
        }
        let answer = Challenge { challenge: STANDARD.encode(sealing.seal(&random)?) };
        self.send_of_handshake(now, PayloadType::EncryptionChallengeResponse, answer.to_json())
    }
}
