//! What a registered node is, in a file of its folder.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::key_pair::StoredKey;
use crate::folder;

const FILE: &str = "identity.json";

/// Who a registered node is, and how it shows that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Identity {
    pub(crate) instance_id: String,
    pub(crate) region: String,
    /// The endpoint that it registered at, if it was told one.
    pub(crate) endpoint_url: Option<String>,
    pub(super) key: StoredKey,
    /// A key that the service was, or is to be, told to take in place of the other one. As long as it is
    /// here, either of them may be the one that the service knows.
    pub(super) next_key: Option<StoredKey>,
}

impl Identity {
    /// Whether a folder has one.
    pub(crate) fn is_in(root: &Path) -> bool {
        root.join(FILE).exists()
    }

    /// The identity in a folder, if there is one.
    pub(crate) fn read(root: &Path) -> io::Result<Option<Self>> {
        let path = root.join(FILE);
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let identity: Self = serde_json::from_slice(&content).map_err(|error| {
            // What serde_json says of a wrong value may repeat it.
            let place = format!("line {} column {}", error.line(), error.column());
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: broken at {place}", path.display()))
        })?;
        Ok(Some(identity))
    }

    /// Keeps it, on the disk when this returns.
    pub(crate) fn write(&self, root: &Path) -> io::Result<()> {
        folder::write_to_disk(&root.join(FILE), &serde_json::to_vec_pretty(self)?)
    }
}
