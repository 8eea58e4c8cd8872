//! Where commands keep output in full.

mod folder;
mod s3;

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;

use ssm_client::Failure;

use super::OutputPlace;
pub use folder::FolderStore;
pub use s3::S3Store;

/// Reads what commands keep: [`S3Store`] from S3, [`FolderStore`] from the folder that stands for S3 with
/// the nodes of `ssm-local`, and whatever else implements it.
pub trait OutputStore: Send + Sync {
    /// The object at this place, at most `max_bytes` from its beginning; none if there is no such object.
    fn read<'a>(&'a self, place: &'a OutputPlace, max_bytes: usize) -> Reading<'a>;
}

/// The future of [`OutputStore::read`].
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<Option<Stored>, OutputError>> + Send + 'a>>;

/// What a store keeps of an output, as far as it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The bytes, from the beginning.
    pub bytes: Vec<u8>,
    /// How many there are in all.
    pub total_bytes: u64,
}

impl Stored {
    /// The bytes as text; what is not UTF-8 becomes replacement characters.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether there is more than was asked for.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.total_bytes > self.bytes.len() as u64
    }
}

/// Why output could not be read in full.
#[derive(Debug)]
#[non_exhaustive]
pub enum OutputError {
    /// The command was sent without a bucket for its output.
    NotKept,
    /// The key could be none of a command's output.
    Key(OutputPlace),
    /// S3 did not give the object.
    Call {
        /// Which one.
        place: OutputPlace,
        /// Why not.
        failure: Failure,
    },
    /// The file could not be read.
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotKept => f.write_str(
                "the command does not keep its output: send it with `output_bucket` to have all of it",
            ),
            Self::Key(place) => write!(f, "{place} cannot be the output of a command"),
            Self::Call { place, failure } => write!(f, "cannot read {place}: {failure}"),
            Self::File { path, error } => write!(f, "cannot read {}: {error}", path.display()),
        }
    }
}

impl StdError for OutputError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NotKept | Self::Key(_) => None,
            Self::Call { failure, .. } => failure.source(),
            Self::File { error, .. } => error.source(),
        }
    }
}
