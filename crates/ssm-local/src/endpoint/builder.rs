//! How an endpoint is to be, and its start.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use super::{LocalSsm, routes};
use crate::clock::Clock;
use crate::http::{Server, listen};
use crate::identity::Identity;
use crate::ids::Ids;
use crate::in_process::InProcess;
use crate::protocol::{AccessKeys, Service};
use crate::store::{StateError, StateFile, Stores};
use crate::tls::{Tls, TlsError};

/// The region of an endpoint that is told none.
const REGION: &str = "us-east-1";

/// The account of an endpoint that is told none; nobody's.
const ACCOUNT_ID: &str = "000000000000";

/// How an endpoint is to be. Made by [`LocalSsm::builder`].
#[derive(Clone)]
pub struct Builder {
    address: IpAddr,
    port: u16,
    region: String,
    account_id: String,
    credentials: Vec<(String, String)>,
    clock: Clock,
    seed: Option<u64>,
    state: Option<PathBuf>,
    tls: Option<Tls>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            region: REGION.to_owned(),
            account_id: ACCOUNT_ID.to_owned(),
            credentials: Vec::new(),
            clock: Clock::system(),
            seed: None,
            state: None,
            tls: None,
        }
    }

    /// The address to listen on, 127.0.0.1 by default. On another one than a loopback address, whoever
    /// reaches this machine can call the endpoint: then add [`credentials`](Self::credentials).
    #[must_use]
    pub fn address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// The port to listen on; 0, which is the default, takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The region of requests that do not say for which one they are signed, `us-east-1` by default.
    /// Each region has resources of its own, and their names carry it.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The account of requests whose access key does not name another one, 12 digits, all zero by
    /// default. An access key id of 12 digits is an account of its own. Each account has resources of
    /// its own, and their names carry it.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = account_id.into();
        self
    }

    /// Has requests refused that are not signed with this access key, or another one that is added
    /// likewise. Without any, any signature or none is accepted.
    #[must_use]
    pub fn credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
    ) -> Self {
        self.credentials.push((access_key_id.into(), secret_access_key.into()));
        self
    }

    /// The clock that the endpoint goes by, that of the system by default.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Has the ids of resources be the same each time that the same is asked in the same order. They
    /// are random by default.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Keeps the state in this file, from which the next endpoint goes on. What was answered is on the
    /// disk by then, so nothing of it is lost however the process ends. Only its owner may read the
    /// file if the endpoint makes it: it holds values of parameters in plain text.
    #[must_use]
    pub fn state(mut self, file: impl Into<PathBuf>) -> Self {
        self.state = Some(file.into());
        self
    }

    /// Speaks https too, on the same port as http: a connection is what its client makes of it.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    /// # let folder = std::env::temp_dir().join(format!("ssm-local-tls-{}", std::process::id()));
    /// # runtime.block_on(async {
    /// use ssm_local::{LocalSsm, Tls};
    ///
    /// let ssm = LocalSsm::builder().tls(Tls::new(&folder)).start().await?;
    /// let (url, trusted) = (ssm.https_url(), ssm.certificate_authority());
    /// # assert!(url.is_some_and(|url| url.starts_with("https://127.0.0.1:")));
    /// # assert_eq!(trusted, Some(folder.join("ca.pem")));
    /// # Ok::<(), ssm_local::StartError>(())
    /// # })?;
    /// # std::fs::remove_dir_all(folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Starts the endpoint.
    ///
    /// # Errors
    ///
    /// A region, account id or access key that cannot be one, a port that cannot be listened on, a state
    /// file that cannot be used, and a certificate authority that cannot be.
    pub async fn start(self) -> Result<LocalSsm, StartError> {
        if !Identity::is_region(&self.region) {
            return Err(StartError::Region(self.region));
        }
        if !Identity::is_account_id(&self.account_id) {
            return Err(StartError::AccountId(self.account_id));
        }
        let mut access_keys = AccessKeys::default();
        for (id, secret) in self.credentials {
            if id.is_empty() || secret.is_empty() {
                return Err(StartError::Credentials);
            }
            access_keys.add(id, secret);
        }
        let identity = Identity { region: self.region, account_id: self.account_id };
        let address = SocketAddr::new(self.address, self.port);
        let listening = listen(address).await;
        let (listener, address) = listening.map_err(|source| StartError::Listen { address, source })?;
        let acceptor = match self.tls.clone() {
            Some(tls) => Some(tls.accepting(address.ip()).await?),
            None => None,
        };
        let nodes = InProcess::new(self.state.as_deref());
        let state = match self.state {
            Some(path) => Some(open(path).await?),
            None => None,
        };
        let service = Service::new(identity, access_keys, routes(), self.clock, Ids::new(self.seed), state);
        let service = Arc::new(service);
        let server = Server::start(listener, acceptor, Arc::clone(&service));
        Ok(LocalSsm { address, tls: self.tls, nodes, server, service })
    }
}

/// Opens a state file off the runtime's threads.
async fn open(path: PathBuf) -> Result<(StateFile, Stores), StartError> {
    let opening = tokio::task::spawn_blocking({
        let path = path.clone();
        move || StateFile::open(&path)
    });
    let opened = opening.await.unwrap_or_else(|error| Err(io::Error::other(error).into()));
    opened.map_err(|source| StartError::State { path, source: Box::new(source) })
}

impl fmt::Debug for Builder {
    /// Leaves out the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("address", &self.address)
            .field("port", &self.port)
            .field("region", &self.region)
            .field("account_id", &self.account_id)
            .field("clock", &self.clock)
            .field("seed", &self.seed)
            .field("state", &self.state)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// Why an endpoint did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The region could be none.
    #[error("the region {0:?} must consist of lower-case letters, digits and hyphens, as in us-east-1")]
    Region(String),
    /// The account id could be none.
    #[error("the account id {0:?} must consist of 12 digits")]
    AccountId(String),
    /// One half of the access key is empty.
    #[error("the access key id and the secret access key must not be empty")]
    Credentials,
    /// The port is taken, or not allowed.
    #[error("cannot listen on {address}; choose another port, or 0 for any that is free")]
    Listen {
        /// The address and port that were asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The state file is of no use.
    #[error("the state file {} cannot be used", path.display())]
    State {
        /// The file that was asked for.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<StateError>,
    },
    /// The endpoint cannot speak https.
    #[error(transparent)]
    Tls(#[from] TlsError),
}
