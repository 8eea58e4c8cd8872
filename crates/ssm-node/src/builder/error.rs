//! Why a node does not start.

use std::io;
use std::path::{Path, PathBuf};

/// Why a node did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// Something that the node needs was not said.
    #[error("a node needs .{0}(..)")]
    Missing(&'static str),
    /// The id could be none.
    #[error("{0:?} is no id of a node: at least 10 letters, digits and hyphens, as in i-0123456789abcdef0")]
    InstanceId(String),
    /// The configuration is missing something or is malformed.
    #[error(transparent)]
    Client(ssm_client::Failure),
    /// Nothing says which node it is to be.
    #[error(
        "no node is registered in {}; register this machine, or say .instance_id(..)", folder.display()
    )]
    NotRegistered {
        /// The folder.
        folder: PathBuf,
    },
    /// What was said is not what the node was registered with.
    #[error("the node that is registered in the folder has its own {0}, so .{0}(..) cannot be said")]
    Registered(&'static str),
    /// Another node has the folder.
    #[error("another node has the folder {folder}; each needs its own")]
    Taken {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be used.
    #[error("cannot use the folder {folder}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says, or which file in it is broken.
        source: io::Error,
    },
}

impl StartError {
    pub(super) fn folder(folder: &Path, source: io::Error) -> Self {
        let folder = folder.to_owned();
        match source.kind() {
            io::ErrorKind::WouldBlock => Self::Taken { folder },
            _ => Self::Folder { folder, source },
        }
    }
}
