//! What all tasks of a node share.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ssm_client::Failure;

use crate::associations::Refresh;
use crate::event::Event;
use crate::folder::Folder;
use crate::inventory::Inventory;
use crate::ledger::Ledger;
use crate::outbox::Outbox;
use crate::platform::Platform;
use crate::registration::Registered;

/// A node as its tasks see it.
pub(crate) struct Core {
    pub(crate) instance_id: String,
    pub(crate) region: String,
    pub(crate) ssm: ssm_client::Client,
    pub(crate) messages: ec2messages_client::Client,
    pub(crate) platform: Platform,
    pub(crate) agent_version: String,
    pub(crate) folder: Folder,
    /// Stands for S3.
    pub(crate) output_folder: Option<PathBuf>,
    pub(crate) ledger: Ledger,
    pub(crate) outbox: Outbox,
    pub(crate) refresh: Refresh,
    pub(crate) inventory: Inventory,
    pub(crate) pace: Pace,
    pub(crate) observer: Observer,
    /// None of a node whose id and credentials were given.
    pub(crate) registered: Option<Arc<Registered>>,
    /// Opens the keys of encrypted sessions.
    #[cfg(feature = "kms")]
    pub(crate) key_service: Option<Arc<dyn crate::sessions::KeyService>>,
}

/// How often the node calls.
pub(crate) struct Pace {
    pub(crate) heartbeat_interval: Duration,
    pub(crate) poll_timeout: Duration,
    pub(crate) association_interval: Duration,
    pub(crate) first_retry: Duration,
    pub(crate) longest_retry: Duration,
}

/// Whom events are told.
pub(crate) type Observer = Arc<dyn Fn(&Event) + Send + Sync>;

impl Core {
    pub(crate) fn tell(&self, event: &Event) {
        (self.observer)(event);
    }

    /// A call failed and will be repeated.
    pub(crate) fn unreachable(&self, failure: &Failure) {
        self.tell(&Event::Unreachable { error: one_line(failure) });
        if let Some(registered) = &self.registered {
            registered.failed(failure);
        }
    }

    pub(crate) fn folder_failed(&self, what: &str, error: &std::io::Error) {
        self.tell(&Event::FolderFailed { error: format!("{what}: {error}") });
    }
}

/// An error with its causes.
pub(crate) fn one_line(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}
