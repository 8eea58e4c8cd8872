use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{PayloadError, read_json};

/// The size of a terminal in characters, the payload of
/// [`PayloadType::Size`](super::PayloadType::Size).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TerminalSize {
    /// How many characters a line has.
    pub cols: u32,
    /// How many lines there are.
    pub rows: u32,
}

impl TerminalSize {
    /// What clients say when they have no terminal.
    pub const UNKNOWN: Self = Self { cols: 300, rows: 100 };

    /// The payload.
    #[must_use]
    pub fn to_json(self) -> Bytes {
        super::to_json(&self)
    }

    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// A payload that is none.
    pub fn from_json(payload: &[u8]) -> Result<Self, PayloadError> {
        read_json("terminal size", payload)
    }
}
