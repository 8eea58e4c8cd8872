//! Parameters by the thousand, as configuration, and as they change.
//!
//! [`Parameters`] is where everything begins: [`get_many`](Parameters::get_many) for any number of names,
//! [`tree`](Parameters::tree) for all below a path as a type of the program, [`watch`](Parameters::watch)
//! for what changes, [`cache`](Parameters::cache) for what is read often, [`put`](Parameters::put) to store.
//! A [`Pacer`] keeps all of them together under the account's throughput.
//!
//! Names are [`ParameterName`], [`ParameterReference`] or [`ParameterPath`]; every method takes text too, and
//! checks it before anything is sent. Values are in no error, no `Debug` and no trace.

mod by_path;
mod cache;
mod concurrently;
mod get;
mod get_many;
mod name;
mod pacer;
mod parameter;
mod put;
mod read_error;
mod tree;
mod watch;

use std::fmt;

use ssm_client::Client;

pub use cache::{CacheBuilder, ParameterCache};
pub use name::{
    NameError, NameRule, ParameterArn, ParameterName, ParameterPath, ParameterReference, Selector,
};
pub use pacer::{PacedCall, Pacer};
pub use parameter::Parameter;
pub use put::{Put, PutError, Stored};
pub use read_error::ReadError;
pub use tree::{Tree, TreeError};
pub use watch::{Change, ChangeKind, DEFAULT_WATCH_INTERVAL, PauseSwitch, Watch};

/// How many calls of one [`get_many`](Parameters::get_many) are under way at most, unless
/// [`concurrency`](Parameters::concurrency) says otherwise. Four calls that take a tenth of a second each are
/// the 40 a second that an account has.
pub const DEFAULT_CONCURRENCY: usize = 4;

/// The parameters of an account in a region, and how to deal with them. Cheap to clone.
#[derive(Clone)]
pub struct Parameters {
    client: Client,
    pacer: Option<Pacer>,
    decryption: bool,
    concurrency: usize,
}

impl Parameters {
    /// Those that this client reaches; also `client.parameters()`, by [`ClientExt`](crate::ClientExt).
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone(), pacer: None, decryption: true, concurrency: DEFAULT_CONCURRENCY }
    }

    /// Whether values of the type `SecureString` are decrypted. They are unless this says otherwise, since a
    /// program that asks for a value wants to use it; encrypted, it would take ciphertext for a password. It
    /// needs `kms:Decrypt` for the parameters' keys.
    #[must_use]
    pub fn decryption(mut self, on: bool) -> Self {
        self.decryption = on;
        self
    }

    /// How many calls of one [`get_many`](Self::get_many) are under way at most; 0 counts as 1.
    /// [`DEFAULT_CONCURRENCY`] unless set.
    #[must_use]
    pub fn concurrency(mut self, most: usize) -> Self {
        self.concurrency = most.max(1);
        self
    }

    /// Every call waits for its turn with this pacer, which other tasks and other clients of the same
    /// account may share. Without one, nothing is held back.
    #[must_use]
    pub fn pacer(mut self, pacer: &Pacer) -> Self {
        self.pacer = Some(pacer.clone());
        self
    }

    /// Waits until a call may go out.
    async fn turn(&self, call: PacedCall) {
        if let Some(pacer) = &self.pacer {
            pacer.turn(call).await;
        }
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameters")
            .field("endpoint", &self.client.transport().endpoint())
            .field("pacer", &self.pacer)
            .field("decryption", &self.decryption)
            .field("concurrency", &self.concurrency)
            .finish()
    }
}
