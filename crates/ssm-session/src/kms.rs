//! The keys of encrypted sessions.

use std::collections::BTreeMap;
use std::error::Error;
use std::pin::Pin;

use crate::protocol::client::KeyRequest;
pub use crate::protocol::client::SessionKey;
pub use crate::protocol::sealing::KEY_BYTES;

/// What a session asks of KMS: GenerateDataKey with these members.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataKeyRequest {
    /// `KeyId`: what the session's preferences name.
    pub key_id: String,
    /// `EncryptionContext`. The agent asks for the same when it has the key opened.
    pub encryption_context: BTreeMap<String, String>,
    /// `NumberOfBytes`: [`KEY_BYTES`].
    pub bytes: usize,
}

/// A key that KMS made.
#[derive(Clone)]
pub struct DataKey {
    /// `Plaintext`. It is overwritten when the session has taken it.
    pub plaintext: zeroize::Zeroizing<Vec<u8>>,
    /// `CiphertextBlob`.
    pub ciphertext: Vec<u8>,
}

/// Keys stay unseen.
impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DataKey").finish_non_exhaustive()
    }
}

/// The future of a key.
pub type Generating<'a> =
    Pin<Box<dyn Future<Output = Result<DataKey, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Makes keys by KMS. Any client of KMS fits: it has to send one GenerateDataKey.
pub trait DataKeys: Send + Sync {
    /// Makes a key. The error's text goes to the agent as well, which ends the session then.
    fn generate(&self, request: DataKeyRequest) -> Generating<'_>;
}

/// What a session asks of KMS when its agent wants a key.
pub(crate) fn request(key: &KeyRequest, session_id: &str, target: &str) -> DataKeyRequest {
    let mut context = BTreeMap::from([
        ("aws:ssm:SessionId".to_owned(), session_id.to_owned()),
        ("aws:ssm:TargetId".to_owned(), target.to_owned()),
    ]);
    if let Some(challenge) = &key.challenge {
        context.insert("aws:ssm:RandomChallenge".to_owned(), challenge.clone());
    }
    DataKeyRequest { key_id: key.key_id.clone(), encryption_context: context, bytes: KEY_BYTES }
}
