//! Why a machine is not registered.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use ssm_client::Failure;

/// Why a machine was not registered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Something that a registration needs was not said.
    #[error("a registration needs .{0}(..)")]
    Missing(&'static str),
    /// The configuration is missing something or is malformed.
    #[error(transparent)]
    Client(Failure),
    /// The folder has a node already.
    #[error(
        "{instance_id} is registered in {folder} already; it is replaced only by force, and a second node \
         needs a folder of its own",
        folder = folder.display()
    )]
    AlreadyRegistered {
        /// The folder.
        folder: PathBuf,
        /// The id of the node that it has.
        instance_id: String,
    },
    /// A node runs with the folder.
    #[error("a node runs with the folder {}; stop it first", folder.display())]
    Taken {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be used.
    #[error("cannot use the folder {}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says, or which file in it is broken.
        source: io::Error,
    },
    /// The service did not register the machine, or it is not known whether it did.
    #[error(transparent)]
    Refused(Refusal),
    /// The service registered a node without saying which.
    #[error("the service gave the new node no id that could be one")]
    NoId,
    /// The machine is registered, but its key is lost.
    #[error(
        "{instance_id} is registered, but its identity cannot be kept in {}; deregister it and try again",
        folder.display()
    )]
    NotKept {
        /// The folder.
        folder: PathBuf,
        /// The id of the node that nobody has the key of.
        instance_id: String,
        /// What the system says.
        source: io::Error,
    },
}

impl RegisterError {
    pub(super) fn folder(folder: &Path, source: io::Error) -> Self {
        let folder = folder.to_owned();
        match source.kind() {
            io::ErrorKind::WouldBlock => Self::Taken { folder },
            _ => Self::Folder { folder, source },
        }
    }
}

/// A registration that failed, with what to do about it.
#[derive(Debug)]
pub struct Refusal(Failure);

impl Refusal {
    pub(super) fn of(failure: Failure) -> Self {
        Self(failure)
    }

    /// The failure of the call.
    #[must_use]
    pub fn failure(&self) -> &Failure {
        &self.0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, advice(&self.0))
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// What to do about a failure, if that is worth saying.
fn advice(failure: &Failure) -> &'static str {
    match failure.code() {
        Some("InvalidActivation") => {
            "; check the activation's id and code, and the region, which is that of the activation"
        }
        Some("ActivationExpired") => "; make another activation",
        Some("RegistrationLimitExceeded") => "; make another activation, or one with a higher limit",
        _ if failure.may_have_run() => {
            "; a node may be registered all the same, which nobody has the key of: look for it among the \
             nodes of this activation, and deregister it"
        }
        _ => "",
    }
}
