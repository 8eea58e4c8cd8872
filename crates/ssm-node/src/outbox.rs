//! Replies are kept in the folder until the service has them, and delivered in their order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use awsjson_transport::{ErrorKind, random_uuid};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::backoff::Backoff;
use crate::core::{Core, one_line};
use crate::event::Event;
use crate::folder;

/// The replies of a node, one file each, named by their order.
pub(crate) struct Outbox {
    folder: PathBuf,
    next: AtomicU64,
    news: Notify,
}

#[derive(Serialize, Deserialize)]
struct Letter {
    message_id: String,
    /// The same at each try, so that the service can tell a repetition.
    reply_id: String,
    payload: String,
}

impl Outbox {
    pub(crate) fn open(folder: PathBuf) -> io::Result<Self> {
        let last = waiting(&folder)?.last().and_then(|path| path.file_stem()?.to_str()?.parse::<u64>().ok());
        let next = AtomicU64::new(last.map_or(0, |last| last + 1));
        Ok(Self { folder, next, news: Notify::new() })
    }

    /// Keeps a reply, to be delivered when those before it are.
    pub(crate) async fn put(&self, message_id: &str, payload: String) -> io::Result<()> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{number:020}.json"));
        let letter = Letter { message_id: message_id.to_owned(), reply_id: random_uuid(), payload };
        folder::off_runtime(move || folder::write(&path, &serde_json::to_vec(&letter)?)).await?;
        self.news.notify_one();
        Ok(())
    }

    /// Delivers until dropped.
    pub(crate) async fn run(&self, core: &Core) {
        let mut backoff = Backoff::new(core.pace.first_retry, core.pace.longest_retry);
        loop {
            match self.deliver_all(core).await {
                Ok(()) => {
                    backoff.reset();
                    self.news.notified().await;
                }
                Err(()) => tokio::time::sleep(backoff.next()).await,
            }
        }
    }

    /// Delivers what there is, and stops at the first reply that cannot be delivered now.
    pub(crate) async fn deliver_all(&self, core: &Core) -> Result<(), ()> {
        loop {
            let folder = self.folder.clone();
            let waiting = folder::off_runtime(move || waiting(&folder)).await;
            let waiting = waiting.map_err(|error| core.folder_failed("cannot list replies", &error))?;
            if waiting.is_empty() {
                return Ok(());
            }
            for path in waiting {
                self.deliver(core, path).await?;
            }
        }
    }

    async fn deliver(&self, core: &Core, path: PathBuf) -> Result<(), ()> {
        let file = path.clone();
        let content = folder::off_runtime(move || fs::read(&file)).await;
        let content = content.map_err(|error| core.folder_failed("cannot read a reply", &error))?;
        if let Ok(letter) = serde_json::from_slice::<Letter>(&content) {
            let Letter { message_id, reply_id, payload } = letter;
            if let Err(error) = core.messages.send_reply(&message_id, payload, reply_id).send().await {
                if !is_final(&error) {
                    core.unreachable(&error);
                    return Err(());
                }
                core.tell(&Event::ReplyRefused { message_id, error: one_line(&error) });
            }
        }
        let removed = folder::off_runtime(move || fs::remove_file(path)).await;
        removed.map_err(|error| core.folder_failed("cannot remove a delivered reply", &error))
    }
}

/// Whether the service said that it will never take the reply, rather than not now or not from whoever
/// signed.
fn is_final(error: &ec2messages_client::Failure) -> bool {
    let is_refused = matches!(
        error.code(),
        Some("InvalidMessageIdException" | "UnsupportedMessageOperationException" | "ValidationException")
    );
    error.kind() == ErrorKind::InvalidRequest || (error.kind() == ErrorKind::Service && is_refused)
}

/// The files of replies, first things first.
fn waiting(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|file| file.map(|file| file.path()));
    let mut paths = paths.collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    paths.sort();
    Ok(paths)
}
