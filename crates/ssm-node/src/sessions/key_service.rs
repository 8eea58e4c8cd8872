//! The key service, by which encrypted sessions get their key.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Opens what the key service sealed, as `kms:Decrypt` does. Any client of AWS KMS fits; see
/// [`NodeBuilder::key_service`](crate::NodeBuilder::key_service).
pub trait KeyService: Send + Sync {
    /// The plain text of this ciphertext, which was made under this key and encryption context; with
    /// another context it must fail.
    fn decrypt<'a>(
        &'a self,
        key_id: &'a str,
        ciphertext: &'a [u8],
        encryption_context: &'a [(String, String)],
    ) -> Decrypted<'a>;
}

/// A plain text to come.
pub type Decrypted<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, KeyServiceError>> + Send + 'a>>;

/// Why the key service gave nothing. The message must hold no secret: the client of the session reads it.
#[derive(Debug)]
pub struct KeyServiceError(Box<dyn std::error::Error + Send + Sync>);

impl KeyServiceError {
    /// For this reason.
    pub fn new(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for KeyServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key service did not open the session's key")
    }
}

impl std::error::Error for KeyServiceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}
