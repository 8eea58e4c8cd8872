//! The text in which a command's exit code comes.

use bytes::Bytes;

/// What stands before the number.
const PREFIX: &str = "EXIT_CODE: ";

/// The payload of [`PayloadType::ExitCode`](super::PayloadType::ExitCode) for a code.
#[must_use]
pub fn write(code: i32) -> Bytes {
    Bytes::from(format!("{PREFIX}{code}"))
}

/// The code in a payload; `None` if it holds none.
#[must_use]
pub fn read(payload: &[u8]) -> Option<i32> {
    std::str::from_utf8(payload).ok()?.trim().strip_prefix(PREFIX.trim_end())?.trim_start().parse().ok()
}
