use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SessionType;

/// Something that the agent asks of the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Action", try_from = "Action")]
#[non_exhaustive]
pub enum RequestedAction {
    /// To take the session for one of this type.
    SessionType {
        /// The type.
        session_type: SessionType,
        /// For ports, [`PortProperties`](super::PortProperties); null for all others.
        properties: Value,
    },
    /// To make a key for the session.
    KmsEncryption {
        /// The key of KMS to make it under.
        key_id: String,
        /// What goes into the encryption context, in base64, if the client knows of it.
        challenge: Option<String>,
    },
    /// Something that this crate does not know.
    Other {
        /// The action's name.
        action_type: String,
        /// What it needs.
        parameters: Value,
    },
}

const SESSION_TYPE: &str = "SessionType";
const KMS_ENCRYPTION: &str = "KMSEncryption";

impl RequestedAction {
    /// The action's name.
    #[must_use]
    pub fn action_type(&self) -> &str {
        match self {
            Self::SessionType { .. } => SESSION_TYPE,
            Self::KmsEncryption { .. } => KMS_ENCRYPTION,
            Self::Other { action_type, .. } => action_type,
        }
    }
}

/// An action as it is in JSON.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Action {
    action_type: String,
    #[serde(default)]
    action_parameters: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SessionTypeParameters {
    session_type: SessionType,
    #[serde(default)]
    properties: Value,
}

#[derive(Serialize, Deserialize)]
struct KmsParameters {
    #[serde(rename = "KMSKeyId")]
    key_id: String,
    #[serde(rename = "Challenge", default, skip_serializing_if = "Option::is_none")]
    challenge: Option<String>,
}

impl TryFrom<Action> for RequestedAction {
    type Error = serde_json::Error;

    fn try_from(action: Action) -> Result<Self, serde_json::Error> {
        Ok(match action.action_type.as_str() {
            SESSION_TYPE => {
                let SessionTypeParameters { session_type, properties } =
                    serde_json::from_value(action.action_parameters)?;
                Self::SessionType { session_type, properties }
            }
            KMS_ENCRYPTION => {
                let KmsParameters { key_id, challenge } = serde_json::from_value(action.action_parameters)?;
                // Go writes an empty text for one that is not there.
                Self::KmsEncryption { key_id, challenge: challenge.filter(|text| !text.is_empty()) }
            }
            _ => Self::Other { action_type: action.action_type, parameters: action.action_parameters },
        })
    }
}

impl From<RequestedAction> for Action {
    fn from(action: RequestedAction) -> Self {
        let action_type = action.action_type().to_owned();
        let parameters = match action {
            RequestedAction::SessionType { session_type, properties } => {
                serde_json::to_value(SessionTypeParameters { session_type, properties })
            }
            RequestedAction::KmsEncryption { key_id, challenge } => {
                serde_json::to_value(KmsParameters { key_id, challenge })
            }
            RequestedAction::Other { parameters, .. } => Ok(parameters),
        };
        Self { action_type, action_parameters: parameters.unwrap_or_default() }
    }
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProcessedAction {
    /// The action's name.
    pub action_type: String,
    /// Whether it was done.
    pub action_status: ActionStatus,
    /// What it gave; a [`KmsResult`] or null.
    #[serde(default)]
    pub action_result: Value,
    /// Why it was not done; empty if it was.
    #[serde(default)]
    pub error: String,
}

impl ProcessedAction {
    /// An action that was done.
    #[must_use]
    pub fn success(action_type: impl Into<String>, result: Value) -> Self {
        let (action_type, action_status) = (action_type.into(), ActionStatus::SUCCESS);
        Self { action_type, action_status, action_result: result, error: String::new() }
    }

    /// An action that was not done, and why.
    #[must_use]
    pub fn not_done(action_type: impl Into<String>, status: ActionStatus, error: impl Into<String>) -> Self {
        let (action_type, error) = (action_type.into(), error.into());
        Self { action_type, action_status: status, action_result: Value::Null, error }
    }
}

/// Whether an action was done. Any other status than success makes the agent end the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionStatus(pub i64);

impl ActionStatus {
    /// It was.
    pub const SUCCESS: Self = Self(1);
    /// It was not.
    pub const FAILED: Self = Self(2);
    /// The client does not know it.
    pub const UNSUPPORTED: Self = Self(3);
}

/// The result of [`RequestedAction::KmsEncryption`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KmsResult {
    /// The key as KMS sealed it, in base64.
    #[serde(rename = "KMSCipherTextKey")]
    pub cipher_text_key: String,
    /// Unused.
    #[serde(rename = "KMSCipherTextHash", default)]
    pub cipher_text_hash: Option<String>,
    /// Whether the challenge is in the encryption context.
    #[serde(rename = "ChallengeAcknowledgement", default, skip_serializing_if = "std::ops::Not::not")]
    pub challenge_acknowledgement: bool,
}
