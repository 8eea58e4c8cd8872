//! A key service in a few lines, which both ends of a session ask.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use ssm_node::{Decrypted, KeyService, KeyServiceError};
use ssm_session::kms::{DataKey, DataKeyRequest, DataKeys, Generating};

/// The keys that were made. Clones are the same service.
#[derive(Clone, Default)]
pub struct Keys(Arc<Mutex<Vec<Made>>>);

struct Made {
    key_id: String,
    context: BTreeMap<String, String>,
    ciphertext: Vec<u8>,
    plaintext: Vec<u8>,
}

fn random(length: usize) -> Vec<u8> {
    std::iter::repeat_with(|| fastrand::u8(..)).take(length).collect()
}

impl DataKeys for Keys {
    fn generate(&self, request: DataKeyRequest) -> Generating<'_> {
        let made = Made {
            key_id: request.key_id,
            context: request.encryption_context,
            ciphertext: random(100),
            plaintext: random(request.bytes),
        };
        let key = DataKey { plaintext: made.plaintext.clone().into(), ciphertext: made.ciphertext.clone() };
        self.0.lock().unwrap().push(made);
        Box::pin(async { Ok(key) })
    }
}

impl KeyService for Keys {
    fn decrypt<'a>(
        &'a self,
        key_id: &'a str,
        ciphertext: &'a [u8],
        encryption_context: &'a [(String, String)],
    ) -> Decrypted<'a> {
        let context: BTreeMap<String, String> = encryption_context.iter().cloned().collect();
        let made = self.0.lock().unwrap();
        let found = made.iter().find(|made| made.ciphertext == ciphertext);
        let plaintext = found.filter(|made| made.key_id == key_id && made.context == context);
        let plaintext = plaintext.map(|made| made.plaintext.clone());
        Box::pin(async {
            plaintext.ok_or_else(|| KeyServiceError::new("no such ciphertext in this context"))
        })
    }
}
