//! What the node has taken over, in its folder: the reason why nothing runs twice.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::folder;
use crate::reply::PluginResult;

/// How long the node remembers a command that is over: longer than a message may wait for its delivery,
/// which is 30 days (`TimeoutSeconds` of `SendCommand`).
const MEMORY: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// A command that was taken over.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) message_id: String,
    /// The association that is applied, if no message asked for the command.
    #[serde(default)]
    pub(crate) association_id: Option<String>,
    pub(crate) stage: Stage,
}

/// How far a command has come.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// Nothing of it has run.
    Received { payload: String },
    /// It runs, or ran when the node stopped; these steps are over.
    Running { payload: String, finished: Vec<PluginResult> },
    /// It is over, and its last reply is in the outbox.
    Ended,
}

/// The commands that were taken over, one file each.
pub(crate) struct Ledger {
    folder: PathBuf,
    known: Mutex<HashSet<String>>,
}

impl Ledger {
    /// Reads what there is, forgets what is long over, and gives what is not over.
    pub(crate) fn open(folder: PathBuf, now: SystemTime) -> io::Result<(Self, Vec<Entry>)> {
        let (mut known, mut unfinished) = (HashSet::new(), Vec::new());
        for file in fs::read_dir(&folder)? {
            let path = file?.path();
            let name = path.file_stem().and_then(|name| name.to_str()).map(str::to_owned);
            let Some(command_id) = name.filter(|_| path.extension().is_some_and(|kind| kind == "json"))
            else {
                continue;
            };
            let entry: Entry = serde_json::from_slice(&fs::read(&path)?)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("{path:?}: {error}")))?;
            if !matches!(entry.stage, Stage::Ended) {
                unfinished.push(entry);
            } else if is_old(&path, now)? {
                fs::remove_file(&path)?;
                continue;
            }
            known.insert(command_id);
        }
        Ok((Self { folder, known: Mutex::new(known) }, unfinished))
    }

    pub(crate) fn is_known(&self, command_id: &str) -> bool {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(command_id)
    }

    /// Keeps how far a command has come.
    pub(crate) async fn keep(&self, command_id: &str, entry: Entry) -> io::Result<()> {
        let path = self.folder.join(format!("{command_id}.json"));
        folder::off_runtime(move || folder::write(&path, &serde_json::to_vec(&entry)?)).await?;
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(command_id.to_owned());
        Ok(())
    }
}

fn is_old(path: &Path, now: SystemTime) -> io::Result<bool> {
    let age = now.duration_since(fs::metadata(path)?.modified()?);
    Ok(age.is_ok_and(|age| age > MEMORY))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{Entry, Ledger, MEMORY, Stage};

    #[tokio::test]
    async fn what_was_taken_over_is_known_after_a_restart_until_it_is_long_over() {
        let folder = std::env::temp_dir().join(format!("ledger-{}", awsjson_transport::random_uuid()));
        std::fs::create_dir(&folder).unwrap();
        let now = SystemTime::now();
        let (ledger, unfinished) = Ledger::open(folder.clone(), now).unwrap();
        assert!(unfinished.is_empty() && !ledger.is_known("c1"));
        let entry = |stage| Entry { message_id: "m".into(), association_id: None, stage };
        ledger.keep("c1", entry(Stage::Received { payload: "p".into() })).await.unwrap();
        ledger.keep("c2", entry(Stage::Ended)).await.unwrap();
        assert!(ledger.is_known("c1") && ledger.is_known("c2"));

        let (ledger, unfinished) = Ledger::open(folder.clone(), now).unwrap();
        assert!(ledger.is_known("c1") && ledger.is_known("c2"));
        assert!(matches!(&unfinished[..], [Entry { stage: Stage::Received { .. }, .. }]));

        let later = now + MEMORY + Duration::from_secs(60);
        let (ledger, unfinished) = Ledger::open(folder.clone(), later).unwrap();
        assert!(ledger.is_known("c1") && !ledger.is_known("c2"));
        assert_eq!(unfinished.len(), 1);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
