//! The file that keeps the state from one run to the next.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use redb::backends::FileBackend;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition, TableError};
use tokio::sync::watch;

use super::change::{Change, LoadError};
use super::stores::{Place, Stores};
use crate::identity::Identity;

/// Account, region, table and key of a row, all in the order in which they are loaded.
type RowKey = (&'static str, &'static str, &'static str, &'static [u8]);

const ROWS: TableDefinition<RowKey, &[u8]> = TableDefinition::new("rows");
const ABOUT: TableDefinition<&str, u64> = TableDefinition::new("about");

/// The way in which rows are written. It changes when older programs could no longer read them.
const FORMAT: u64 = 1;

/// Writes changes to the state file, in the order in which they happened.
///
/// A thread of its own does the writing: it takes all that has come up meanwhile into one
/// transaction, so many clients that write at the same time wait for the disk together.
pub(crate) struct StateFile {
    /// Nothing in place of a batch ends the writing.
    batches: mpsc::Sender<Option<Batch>>,
    written: watch::Receiver<Written>,
}

/// What one call changed.
#[derive(Default)]
pub(crate) struct Batch {
    number: u64,
    changes: Vec<(Identity, String, Change)>,
}

impl Batch {
    pub(crate) fn add(&mut self, place: &Place<'_>, change: Change) {
        self.changes.push((place.identity.clone(), place.table.to_owned(), change));
    }
}

/// How far the writer has come.
#[derive(Clone, Default)]
struct Written {
    number: u64,
    failure: Option<String>,
}

/// Why there is no state file to work with.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The file cannot be opened or made.
    #[error("it cannot be opened")]
    Open(#[from] std::io::Error),
    /// The file is no database, is broken, or another process has it open.
    #[error("it is not a state file that can be used, or another ssm-local uses it")]
    Database(#[from] redb::Error),
    /// The file was written by a program that is newer than this one.
    #[error("it has format {0}, and this version of ssm-local knows format {FORMAT}; use a newer one")]
    Format(u64),
    /// A row cannot be read.
    #[error("a row of the table {table} cannot be read; was it written by a newer ssm-local?")]
    Row {
        /// The table that the row belongs to.
        table: String,
        /// What is wrong with the row, if this version knows the table.
        source: Option<serde_json::Error>,
    },
}

/// Changes that did not get to the state file.
#[derive(Debug, thiserror::Error)]
#[error("nothing is kept any more: the state file cannot be written: {0}")]
pub(crate) struct NotKept(pub(crate) String);

impl StateFile {
    /// Opens the file, which is made if it is not there, and gives what is in it. Takes its time:
    /// not for a runtime's threads.
    pub(crate) fn open(path: &Path) -> Result<(Self, Stores), StateError> {
        let backend = FileBackend::new(private_file(path)?).map_err(redb::Error::from)?;
        let database = Database::builder().create_with_backend(backend).map_err(redb::Error::from)?;
        prepare(&database)?;
        let stores = load(&database)?;
        let (batches, received) = mpsc::channel();
        let (tell, written) = watch::channel(Written::default());
        thread::Builder::new().name("ssm-local state file".to_owned()).spawn(move || {
            write_all(&database, &received, &tell);
            // The file is closed before those who wait for the end of the writer go on.
            drop(database);
            drop(tell);
        })?;
        Ok((Self { batches, written }, stores))
    }

    /// Has a batch written, which must bear the number after the last one.
    pub(crate) fn write(&self, number: u64, batch: Batch) {
        // Without a writer, whoever waits for the batch learns why there is none.
        let _ = self.batches.send(Some(Batch { number, ..batch }));
    }

    /// Returns when all batches up to this one are on the disk; fails with the reason if they will
    /// never be.
    pub(crate) async fn written(&self, number: u64) -> Result<(), NotKept> {
        let mut written = self.written.clone();
        let outcome = written.wait_for(|written| written.number >= number || written.failure.is_some()).await;
        match outcome.as_deref() {
            Ok(Written { number: reached, .. }) if *reached >= number => Ok(()),
            Ok(Written { failure: Some(failure), .. }) => Err(NotKept(failure.clone())),
            _ => Err(NotKept("its writer has stopped".to_owned())),
        }
    }

    /// Ends the writing, and returns when the file is closed.
    pub(crate) async fn close(&self) {
        // The writer may have ended already.
        let _ = self.batches.send(None);
        let mut written = self.written.clone();
        // Only the end of the writer ends this.
        while written.changed().await.is_ok() {}
    }
}

/// Opens or makes the file such that only its owner can read it: it holds parameters.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn prepare(database: &Database) -> Result<(), StateError> {
    let transaction = database.begin_write().map_err(redb::Error::from)?;
    {
        let mut about = transaction.open_table(ABOUT).map_err(redb::Error::from)?;
        let format = about.get("format").map_err(redb::Error::from)?.map(|format| format.value());
        match format {
            Some(FORMAT) => return Ok(()),
            Some(other) => return Err(StateError::Format(other)),
            None => about.insert("format", FORMAT).map_err(redb::Error::from)?,
        };
    }
    transaction.commit().map_err(redb::Error::from)?;
    Ok(())
}

fn load(database: &Database) -> Result<Stores, StateError> {
    let mut stores = Stores::default();
    let transaction = database.begin_read().map_err(redb::Error::from)?;
    let rows = match transaction.open_table(ROWS) {
        Ok(rows) => rows,
        Err(TableError::TableDoesNotExist(_)) => return Ok(stores),
        Err(error) => return Err(redb::Error::from(error).into()),
    };
    for entry in rows.iter().map_err(redb::Error::from)? {
        let (place, row) = entry.map_err(redb::Error::from)?;
        let (account_id, region, table, key) = place.value();
        let identity = Identity { account_id: account_id.to_owned(), region: region.to_owned() };
        let loaded = stores.load(&Place { identity: &identity, table }, key, row.value());
        let broken = |source| StateError::Row { table: table.to_owned(), source };
        match loaded {
            Ok(true) => {}
            Ok(false) => return Err(broken(None)),
            Err(LoadError(error)) => return Err(broken(Some(error))),
        }
    }
    Ok(stores)
}

/// Writes until there are no more batches, or one cannot be written.
fn write_all(database: &Database, batches: &mpsc::Receiver<Option<Batch>>, tell: &watch::Sender<Written>) {
    let mut ended = false;
    while !ended {
        let Ok(Some(first)) = batches.recv() else { return };
        let mut waiting = vec![first];
        for batch in batches.try_iter() {
            match batch {
                Some(batch) => waiting.push(batch),
                None => ended = true,
            }
        }
        let number = waiting.last().map_or(0, |batch| batch.number);
        match write(database, &waiting) {
            Ok(()) => tell.send_modify(|written| written.number = number),
            Err(error) => {
                tell.send_modify(|written| written.failure = Some(error.to_string()));
                return;
            }
        }
    }
}

fn write(database: &Database, batches: &[Batch]) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    {
        let mut rows = transaction.open_table(ROWS)?;
        for (identity, table, change) in batches.iter().flat_map(|batch| &batch.changes) {
            let key = (&*identity.account_id, &*identity.region, &**table, &*change.key);
            match &change.row {
                Some(row) => rows.insert(key, row.as_slice())?,
                None => rows.remove(key)?,
            };
        }
    }
    transaction.commit()?;
    Ok(())
}
