//! What goes to the state file, and what comes from it.

/// A row that was put in or changed, or that is gone.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) key: Vec<u8>,
    pub(crate) row: Option<Vec<u8>>,
}

/// A row of the state file that this program cannot read.
#[derive(Debug, thiserror::Error)]
#[error("the row is none that this version of ssm-local wrote")]
pub(crate) struct LoadError(#[from] pub(super) serde_json::Error);
