//! Replies are kept in the folder until the service has them, and delivered in their order.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use awsjson_transport::{ErrorKind, Failure, random_uuid};
use serde::{Deserialize, Serialize};
use ssm_client::types::{InstanceAssociationExecutionResult, InstanceAssociationOutputUrl, S3OutputUrl};
use time::OffsetDateTime;
use tokio::sync::Notify;

use crate::associations::Report;
use crate::backoff::Backoff;
use crate::core::{Core, one_line};
use crate::event::Event;
use crate::folder;

/// The replies of a node, one file each, named by their order.
pub(crate) struct Outbox {
    folder: PathBuf,
    next: AtomicU64,
    news: Notify,
    /// How many reports about each association are not delivered.
    reports: Mutex<HashMap<String, usize>>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Letter {
    /// About a message.
    Reply {
        message_id: String,
        /// The same at each try, so that the service can tell a repetition.
        reply_id: String,
        payload: String,
    },
    /// About an association.
    Report(Report),
}

impl Outbox {
    pub(crate) fn open(folder: PathBuf) -> io::Result<Self> {
        let waiting = waiting(&folder)?;
        let mut reports = HashMap::new();
        for path in &waiting {
            if let Ok(Letter::Report(report)) = serde_json::from_slice(&fs::read(path)?) {
                *reports.entry(report.association_id).or_default() += 1;
            }
        }
        let last = waiting.last().and_then(|path| path.file_stem()?.to_str()?.parse::<u64>().ok());
        let next = AtomicU64::new(last.map_or(0, |last| last + 1));
        Ok(Self { folder, next, news: Notify::new(), reports: Mutex::new(reports) })
    }

    /// Keeps a reply, to be delivered when those before it are.
    pub(crate) async fn put(&self, message_id: &str, payload: String) -> io::Result<()> {
        self.post(Letter::Reply { message_id: message_id.to_owned(), reply_id: random_uuid(), payload }).await
    }

    /// Likewise a report about an association.
    pub(crate) async fn put_report(&self, report: Report) -> io::Result<()> {
        *self.reports().entry(report.association_id.clone()).or_default() += 1;
        self.post(Letter::Report(report)).await
    }

    /// The associations of which there are reports to deliver.
    pub(crate) fn associations(&self) -> Vec<String> {
        self.reports().keys().cloned().collect()
    }

    fn reports(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn post(&self, letter: Letter) -> io::Result<()> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{number:020}.json"));
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
        let letter = serde_json::from_slice::<Letter>(&content).ok();
        let (about, failure) = match &letter {
            Some(Letter::Reply { message_id, reply_id, payload }) => {
                let sent = core.messages.send_reply(message_id, payload, reply_id).send().await;
                (message_id.as_str(), sent.err().map(ec2messages_client::Error::into_failure))
            }
            Some(Letter::Report(report)) => (report.association_id.as_str(), tell(core, report).await.err()),
            None => ("", None),
        };
        let is_refused = failure.is_some();
        if let Some(error) = failure {
            if !is_final(&error) {
                core.unreachable(&error);
                return Err(());
            }
            core.tell(&Event::ReplyRefused { message_id: about.to_owned(), error: one_line(&error) });
        }
        let removed = folder::off_runtime(move || fs::remove_file(path)).await;
        removed.map_err(|error| core.folder_failed("cannot remove a delivered reply", &error))?;
        // An association whose report is refused is left alone: the service would have it applied for ever.
        if let Some(Letter::Report(report)) = letter.filter(|_| !is_refused) {
            self.delivered(core, &report);
        }
        Ok(())
    }

    fn delivered(&self, core: &Core, report: &Report) {
        let mut reports = self.reports();
        let left = reports.get(&report.association_id).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            reports.remove(&report.association_id);
        } else {
            reports.insert(report.association_id.clone(), left);
        }
        if report.is_last() {
            // It may be pending once more.
            core.refresh.again();
        }
    }
}

async fn tell(core: &Core, report: &Report) -> Result<(), Failure> {
    let time = OffsetDateTime::from_unix_timestamp(report.time).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let mut result = InstanceAssociationExecutionResult::new(time, &report.summary, &report.status);
    result.error_code = Some(report.error_code.clone());
    result.output_url = report.output_url.clone().map(|url| {
        let mut place = S3OutputUrl::default();
        place.output_url = Some(url);
        let mut output_url = InstanceAssociationOutputUrl::default();
        output_url.s3_output_url = Some(place);
        output_url
    });
    let call = core.ssm.update_instance_association_status(&report.association_id, result, &core.instance_id);
    call.send().await.map(drop).map_err(ssm_client::Error::into_failure)
}

/// Whether the service said that it will never take the reply, rather than not now or not from whoever
/// signed.
fn is_final(error: &Failure) -> bool {
    let is_refused = matches!(
        error.code(),
        Some(
            "InvalidMessageIdException"
                | "UnsupportedMessageOperationException"
                | "ValidationException"
                | "AssociationDoesNotExist"
                | "InvalidAssociationVersion"
                | "AccessDeniedException"
        )
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
