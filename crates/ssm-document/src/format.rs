//! Text to values and back, in JSON and YAML, within bounds.

pub(crate) mod json;
pub(crate) mod yaml;

/// How a document is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON.
    Json,
    /// YAML 1.2.
    Yaml,
    /// Neither: a calendar of type `ChangeCalendar`, kept as it is.
    Text,
}

/// The largest document, in bytes: 64 KB, the service's quota for a document's size ("Systems Manager
/// endpoints and quotas", AWS General Reference).
pub const MAX_BYTES: usize = 64 * 1024;

/// How deep lists and maps may be nested. The service names no limit; real documents stay below 20.
pub const MAX_DEPTH: usize = 64;

/// How many bytes parameters may add to a document: what keeps a thousand references to one long value from
/// filling the memory. The service names no such limit.
pub const MAX_BOUND_BYTES: usize = 16 * MAX_BYTES;

/// What keeps text from being read as a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// More than [`MAX_BYTES`].
    #[error("the document has {bytes} bytes, and the service takes {MAX_BYTES}")]
    TooLarge {
        /// How many bytes it has; for YAML, how many it has when its aliases are expanded.
        bytes: usize,
    },
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("lists and maps are nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// Not JSON, not YAML, or a key twice in a map.
    #[error("the document is not valid {format:?}: {message} at line {line}, column {column}")]
    Syntax {
        /// What it was read as.
        format: Format,
        /// What is wrong.
        message: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
}

impl Format {
    /// The format of `text`, by how it begins: JSON's brace or bracket, iCalendar's first line, else YAML.
    pub(crate) fn of(text: &str) -> Self {
        let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        if start.starts_with(['{', '[']) {
            Self::Json
        } else if start.starts_with("BEGIN:VCALENDAR") {
            Self::Text
        } else {
            Self::Yaml
        }
    }
}
