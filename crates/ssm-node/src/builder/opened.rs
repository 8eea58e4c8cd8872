//! A node's folder, read before the node starts.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::folder::Folder;
use crate::ledger::{Entry, Ledger};
use crate::outbox::Outbox;
use crate::platform::Platform;
use crate::registration::{self, Identity};

/// A node's folder with what it holds, and its machine.
pub(super) struct Opened {
    pub(super) folder: Folder,
    /// The identity that is wanted, and the machine's fingerprint.
    pub(super) identity: Option<(Identity, String)>,
    pub(super) ledger: Ledger,
    pub(super) unfinished: Vec<Entry>,
    pub(super) outbox: Outbox,
    pub(super) platform: Platform,
}

impl Opened {
    pub(super) fn new(root: &Path, by_identity: bool) -> io::Result<Self> {
        let folder = Folder::open(root)?;
        let identity = if by_identity { registration::read(folder.root())? } else { None };
        let (ledger, unfinished) = Ledger::open(folder.commands(), SystemTime::now())?;
        folder.keep_output_of(|command_id| ledger.is_known(command_id))?;
        let outbox = Outbox::open(folder.replies())?;
        Ok(Self { folder, identity, ledger, unfinished, outbox, platform: Platform::detect() })
    }
}
