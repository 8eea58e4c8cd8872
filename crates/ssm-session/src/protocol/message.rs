//! The frames of a data channel.

use std::time::{Duration, SystemTime};

use bytes::{BufMut, Bytes, BytesMut};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::message_type::NAME_BYTES;
use super::{MessageType, PayloadType};

/// How many bytes stand before the payload in the frames that this crate writes.
pub const HEADER_BYTES: usize = 120;

/// The longest payload that is taken: 1 MiB. Peers send 1 KiB, so that what is longer is a mistake or an
/// attack, and is refused before it is hashed.
pub const MAX_PAYLOAD_BYTES: usize = 1 << 20;

/// The version of frames.
pub const SCHEMA_VERSION: u32 = 1;

/// The bit in [`ClientMessage::flags`] of a stream's first message.
pub const SYN: u64 = 1;

/// The bit in [`ClientMessage::flags`] of a stream's last message.
pub const FIN: u64 = 2;

/// What stands in `HeaderLength`: the bytes before `PayloadLength`.
const HEADER_LENGTH: u32 = 116;

/// One message of a data channel, in either direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientMessage {
    /// What the message is for.
    pub message_type: MessageType,
    /// 1 in all that is known.
    pub schema_version: u32,
    /// When the message was made, to the millisecond. Never 0.
    pub created: CreatedDate,
    /// The message's place among those with data; 0 in others.
    pub sequence: i64,
    /// [`SYN`] and [`FIN`].
    pub flags: u64,
    /// The message's name.
    pub id: Uuid,
    /// What the payload holds.
    pub payload_type: PayloadType,
    /// The payload, sealed if the session is encrypted.
    pub payload: Bytes,
}

/// Milliseconds since the beginning of 1970, UTC.
pub type CreatedDate = u64;

/// The time of day as frames have it: at least 1, since peers refuse 0.
#[must_use]
pub(crate) fn created(time: SystemTime) -> CreatedDate {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1)
}

/// Bytes are no frame of a data channel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The frame ends before its header, or its payload, does.
    #[error("the frame ends after {bytes} bytes, where {needed} are needed")]
    Truncated {
        /// How long it is.
        bytes: usize,
        /// How long it says it is, or has to be.
        needed: usize,
    },
    /// `HeaderLength` says that the header is shorter than one is.
    #[error("the frame's header length is {0}, where {HEADER_LENGTH} is the least")]
    HeaderLength(u32),
    /// The payload is longer than [`MAX_PAYLOAD_BYTES`].
    #[error("the frame's payload has {0} bytes, and {MAX_PAYLOAD_BYTES} are the most that are taken")]
    TooLong(usize),
    /// The type is empty, or no text.
    #[error("the frame's message type is no text")]
    Type,
    /// `CreatedDate` is 0, which peers refuse.
    #[error("the frame has no date")]
    NoDate,
    /// The payload is not the one that was sent.
    #[error("the payload's digest is not the one in the frame")]
    Digest,
}

impl ClientMessage {
    /// The message as a frame.
    #[must_use]
    pub fn encode(&self) -> Bytes {
        let mut frame = BytesMut::with_capacity(HEADER_BYTES + self.payload.len());
        frame.put_u32(HEADER_LENGTH);
        let name = self.message_type.as_str().as_bytes();
        frame.put_slice(name);
        frame.put_bytes(b' ', NAME_BYTES.saturating_sub(name.len()));
        frame.put_u32(self.schema_version);
        frame.put_u64(self.created);
        frame.put_i64(self.sequence);
        frame.put_u64(self.flags);
        let (high, low) = self.id.as_u64_pair();
        frame.put_u64(low);
        frame.put_u64(high);
        frame.put_slice(&Sha256::digest(&self.payload));
        frame.put_u32(self.payload_type.as_u32());
        // No payload that this crate makes comes near; the digest would show it.
        frame.put_u32(u32::try_from(self.payload.len()).unwrap_or(u32::MAX));
        frame.put_slice(&self.payload);
        frame.freeze()
    }

    /// The message in a frame. The payload shares the frame's memory.
    ///
    /// `start_publication` and `pause_publication` carry nothing, and nothing in them is checked.
    ///
    /// # Errors
    ///
    /// A frame that is cut, longer than [`MAX_PAYLOAD_BYTES`] allows, without type or date, or with a
    /// payload that has another digest than it says.
    pub fn decode(frame: Bytes) -> Result<Self, FrameError> {
        let fields = Fields(&frame);
        let header_length = fields.u32(0)?;
        if header_length < HEADER_LENGTH {
            return Err(FrameError::HeaderLength(header_length));
        }
        let message_type = message_type(&fields.array::<NAME_BYTES>(4)?)?;
        // The digest's place is counted from the front, the payload's by the header's length.
        let length_at = usize::try_from(header_length).unwrap_or(usize::MAX);
        let length = usize::try_from(fields.u32(length_at)?).unwrap_or(usize::MAX);
        let payload = frame.slice(length_at + 4..);
        if payload.len() > MAX_PAYLOAD_BYTES {
            return Err(FrameError::TooLong(payload.len()));
        }
        let message = Self {
            schema_version: fields.u32(36)?,
            created: fields.u64(40)?,
            sequence: fields.i64(48)?,
            flags: fields.u64(56)?,
            id: Uuid::from_u64_pair(fields.u64(72)?, fields.u64(64)?),
            payload_type: fields.u32(112)?.into(),
            message_type,
            payload,
        };
        if !message.message_type.is_bare() {
            let digest = fields.array::<32>(80)?;
            message.check(length, &digest)?;
        }
        Ok(message)
    }

    /// What a frame is for, by its header alone: for those who hand frames on to somebody who checks them.
    ///
    /// # Errors
    ///
    /// A frame that is shorter than a header, or without type.
    pub fn type_of(frame: &[u8]) -> Result<MessageType, FrameError> {
        if frame.len() < HEADER_BYTES {
            return Err(FrameError::Truncated { bytes: frame.len(), needed: HEADER_BYTES });
        }
        message_type(&Fields(frame).array::<NAME_BYTES>(4)?)
    }

    fn check(&self, length: usize, digest: &[u8; 32]) -> Result<(), FrameError> {
        if self.created == 0 {
            return Err(FrameError::NoDate);
        }
        if length > self.payload.len() {
            let bytes = HEADER_BYTES + self.payload.len();
            return Err(FrameError::Truncated { bytes, needed: HEADER_BYTES.saturating_add(length) });
        }
        // Peers leave the digest of nothing blank.
        if self.payload.is_empty() || Sha256::digest(&self.payload)[..] == digest[..] {
            Ok(())
        } else {
            Err(FrameError::Digest)
        }
    }
}

/// Peers fill the type's field with spaces; older ones used zeros.
fn message_type(field: &[u8]) -> Result<MessageType, FrameError> {
    let text = std::str::from_utf8(field).map_err(|_| FrameError::Type)?;
    let name = text.trim_matches('\0').trim();
    MessageType::from_name(name).ok_or(FrameError::Type)
}

/// A frame's fields, by their places.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn array<const N: usize>(&self, at: usize) -> Result<[u8; N], FrameError> {
        let field = self.0.get(at..).and_then(<[u8]>::first_chunk);
        field.copied().ok_or(FrameError::Truncated { bytes: self.0.len(), needed: at.saturating_add(N) })
    }

    fn u32(&self, at: usize) -> Result<u32, FrameError> {
        self.array(at).map(u32::from_be_bytes)
    }

    fn u64(&self, at: usize) -> Result<u64, FrameError> {
        self.array(at).map(u64::from_be_bytes)
    }

    fn i64(&self, at: usize) -> Result<i64, FrameError> {
        self.array(at).map(i64::from_be_bytes)
    }
}
