//! The RSA key by which a registered node shows who it is.
//!
//! `ring` signs; it cannot make RSA keys, which is all that the crate `rsa` is for. So the private key is
//! never used by code whose time depends on it while somebody can watch.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{RSA_PSS_SHA256, RsaKeyPair};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::{TryCryptoRng, TryRng, UnwrapErr};
use serde::{Deserialize, Serialize};
use spki::der::Encode;
use spki::der::asn1::{AnyRef, BitStringRef, ObjectIdentifier};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zeroize::Zeroizing;

/// The size of the keys that the agent makes; its public half has the 392 characters that the service
/// takes for the least.
const BITS: usize = 2048;

/// The object identifier of RSA keys, `rsaEncryption` of RFC 8017.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// A key pair that signs.
pub(super) struct KeyPair {
    stored: StoredKey,
    pair: RsaKeyPair,
    public_key: String,
}

/// A key pair as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StoredKey {
    /// The base64 of the DER of the `RSAPrivateKey` of PKCS #1, as the agent keeps it.
    #[serde(with = "erased_text")]
    private_key: Zeroizing<String>,
    /// When it was made, in the form of RFC 3339.
    created: String,
}

impl KeyPair {
    /// Makes a new pair, which takes the better part of a second, and much longer without optimization.
    pub(super) fn generate() -> Result<Self, KeyError> {
        // A system without chance is a panic here; this runs off the runtime, where that is an error.
        let key = RsaPrivateKey::new(&mut UnwrapErr(Chance(SystemRandom::new())), BITS);
        let der = key.map_err(|_| KeyError::Generate)?.to_pkcs1_der().map_err(|_| KeyError::Generate)?;
        let created = OffsetDateTime::now_utc().format(&Rfc3339).map_err(|_| KeyError::Generate)?;
        let private_key = Zeroizing::new(STANDARD.encode(der.as_bytes()));
        Self::read(StoredKey { private_key, created })
    }

    /// The pair that was kept.
    pub(super) fn read(stored: StoredKey) -> Result<Self, KeyError> {
        let der = STANDARD.decode(stored.private_key.as_bytes()).map(Zeroizing::new);
        let der = der.map_err(|_| KeyError::Broken)?;
        let pair = RsaKeyPair::from_der(&der).map_err(|_| KeyError::Broken)?;
        let public_key = public_key(pair.public().as_ref()).map_err(|_| KeyError::Broken)?;
        Ok(Self { stored, pair, public_key })
    }

    /// The pair as it is to be kept.
    pub(super) fn stored(&self) -> StoredKey {
        self.stored.clone()
    }

    /// The public key as it is registered.
    pub(super) fn public_key(&self) -> &str {
        &self.public_key
    }

    /// The base64 of RSASSA-PSS with SHA-256, and a salt as long as the hash, over the text.
    pub(super) fn sign(&self, text: &str) -> Result<String, KeyError> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        let signed = self.pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature);
        signed.map_err(|_| KeyError::Sign)?;
        Ok(STANDARD.encode(signature))
    }
}

/// Where `ring` takes chance from, for the crate that makes keys.
struct Chance(SystemRandom);

impl TryRng for Chance {
    type Error = KeyError;

    fn try_next_u32(&mut self) -> Result<u32, KeyError> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_ne_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, KeyError> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_ne_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), KeyError> {
        self.0.fill(bytes).map_err(|_| KeyError::Generate)
    }
}

impl TryCryptoRng for Chance {}

/// The base64 of the DER of the `SubjectPublicKeyInfo` of an `RSAPublicKey` in DER.
fn public_key(key: &[u8]) -> spki::der::Result<String> {
    let info = SubjectPublicKeyInfoRef {
        algorithm: AlgorithmIdentifierRef { oid: RSA, parameters: Some(AnyRef::NULL) },
        subject_public_key: BitStringRef::from_bytes(key)?,
    };
    Ok(STANDARD.encode(info.to_der()?))
}

/// How text is kept that is erased when nobody has it any more.
mod erased_text {
    use serde::{Deserialize, Deserializer, Serializer};
    use zeroize::Zeroizing;

    pub(super) fn serialize<S: Serializer>(text: &Zeroizing<String>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Zeroizing<String>, D::Error> {
        String::deserialize(from).map(Zeroizing::new)
    }
}

/// What went wrong with a key. Says nothing of the key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    #[error("no RSA key could be made")]
    Generate,
    #[error("the private key is broken")]
    Broken,
    #[error("the private key does not sign")]
    Sign,
}

impl fmt::Debug for StoredKey {
    /// Leaves out the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredKey").field("created", &self.created).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyPair, STANDARD, StoredKey};
    use base64::Engine;
    use ring::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
    use spki::SubjectPublicKeyInfoRef;
    use zeroize::Zeroizing;

    #[test]
    fn a_new_pair_signs_what_its_public_key_verifies_also_after_it_was_kept() {
        let new = KeyPair::generate().unwrap();
        assert_eq!(new.public_key().len(), 392);
        let kept = serde_json::to_string(&new.stored()).unwrap();
        let again = KeyPair::read(serde_json::from_str(&kept).unwrap()).unwrap();
        assert_eq!(again.public_key(), new.public_key());
        let der = STANDARD.decode(new.public_key()).unwrap();
        let info = SubjectPublicKeyInfoRef::try_from(der.as_slice()).unwrap();
        let key = info.subject_public_key.as_bytes().unwrap();
        let key = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, key);
        let signature = STANDARD.decode(again.sign("text").unwrap()).unwrap();
        key.verify(b"text", &signature).unwrap();
        key.verify(b"test", &signature).unwrap_err();
    }

    #[test]
    fn a_broken_key_is_said_to_be_and_never_shown() {
        for private_key in ["", "***", "c2VjcmV0"] {
            let private_key = Zeroizing::new(private_key.to_owned());
            let stored = StoredKey { private_key, created: "2026-01-02T03:04:05Z".to_owned() };
            assert!(!format!("{stored:?}").contains("c2VjcmV0"));
            assert_eq!(KeyPair::read(stored).err().unwrap().to_string(), "the private key is broken");
        }
    }
}
