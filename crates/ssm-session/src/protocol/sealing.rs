//! Payloads that only the two ends of a session can read: AES-256-GCM under a key that KMS made.
//!
//! The client has KMS make 64 bytes. The agent seals with the first half, the client with the second, so
//! that no nonce can ever be used twice under one key by both. On the wire stand the nonce, the sealed
//! bytes, and the tag.

use std::fmt;

use bytes::{Bytes, BytesMut};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

use super::Role;

/// How many bytes KMS makes for a session.
pub const KEY_BYTES: usize = 64;

/// How much longer a payload becomes.
pub const OVERHEAD_BYTES: usize = NONCE_LEN + 16;

/// The keys of one end.
pub struct Sealing {
    seals: LessSafeKey,
    opens: LessSafeKey,
    random: SystemRandom,
}

/// Why a payload cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealingError {
    /// KMS made a key of another length.
    #[error("the key has {0} bytes, where a session needs {KEY_BYTES}")]
    Key(usize),
    /// The payload was sealed with another key, or damaged.
    #[error("a payload cannot be opened: it was sealed with another key, or damaged")]
    Open,
    /// The system gave no randomness.
    #[error("a payload cannot be sealed: the system gives no random bytes")]
    Random,
}

impl Sealing {
    /// The keys of the end of this role.
    ///
    /// # Errors
    ///
    /// [`SealingError::Key`] unless there are [`KEY_BYTES`] bytes.
    pub fn new(role: Role, key: &[u8]) -> Result<Self, SealingError> {
        let wrong = SealingError::Key(key.len());
        if key.len() != KEY_BYTES {
            return Err(wrong);
        }
        let (agent, client) = key.split_at(KEY_BYTES / 2);
        let key = |half| UnboundKey::new(&AES_256_GCM, half).map(LessSafeKey::new).map_err(|_| wrong);
        let (seals, opens) = match role {
            Role::Client => (key(client)?, key(agent)?),
            Role::Agent => (key(agent)?, key(client)?),
        };
        Ok(Self { seals, opens, random: SystemRandom::new() })
    }

    /// Seals a payload for the other end, under a random nonce.
    ///
    /// # Errors
    ///
    /// [`SealingError::Random`].
    pub fn seal(&self, payload: &[u8]) -> Result<Bytes, SealingError> {
        let mut nonce = [0; NONCE_LEN];
        self.random.fill(&mut nonce).map_err(|_| SealingError::Random)?;
        let mut sealed = BytesMut::with_capacity(payload.len() + OVERHEAD_BYTES);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(payload);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.seals.seal_in_place_separate_tag(nonce, Aad::empty(), &mut sealed[NONCE_LEN..]);
        sealed.extend_from_slice(tag.map_err(|_| SealingError::Random)?.as_ref());
        Ok(sealed.freeze())
    }

    /// Opens a payload of the other end.
    ///
    /// # Errors
    ///
    /// [`SealingError::Open`].
    pub fn open(&self, sealed: &[u8]) -> Result<Bytes, SealingError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealingError::Open)?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let mut payload = sealed.to_vec();
        let opened = self.opens.open_in_place(nonce, Aad::empty(), &mut payload);
        let length = opened.map_err(|_| SealingError::Open)?.len();
        payload.truncate(length);
        Ok(payload.into())
    }
}

/// Keys stay unseen.
impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealing").finish_non_exhaustive()
    }
}
