//! What the gateway says by itself.

use std::time::SystemTime;

use bytes::Bytes;
use ssm_session::protocol::{ClientMessage, MessageType, PayloadType, SCHEMA_VERSION};
use uuid::{Builder, Uuid};

/// An id that nothing had before.
pub(super) fn random_id() -> Uuid {
    Builder::from_random_bytes(fastrand::u128(..).to_be_bytes()).into_uuid()
}

/// A message of this type; none if types cannot be called so.
pub(super) fn message_of(message_type: &str, id: Uuid, payload: impl Into<Bytes>) -> Option<ClientMessage> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Some(ClientMessage {
        message_type: MessageType::from_name(message_type)?,
        schema_version: SCHEMA_VERSION,
        created: u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1),
        sequence: 0,
        flags: 0,
        id,
        payload_type: PayloadType::Unset,
        payload: payload.into(),
    })
}
