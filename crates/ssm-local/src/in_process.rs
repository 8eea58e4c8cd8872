//! Managed nodes that run within the endpoint's process.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ssm_node::{Node, StartError};

use crate::identity::Identity;
use crate::nodes::NewNode;
use crate::protocol::Service;
use crate::store::NotKept;

/// How long a node may take until it is online.
const ONLINE_WITHIN: Duration = Duration::from_secs(30);

/// How soon a node tries again what failed, and how late at most.
const RETRY_DELAYS: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// How a node that runs within the endpoint is to be; see [`LocalSsm::add_node`](crate::LocalSsm::add_node).
#[derive(Clone, Debug, Default)]
pub struct NodeOptions {
    name: Option<String>,
    tags: BTreeMap<String, String>,
    region: Option<String>,
    account_id: Option<String>,
    folder: Option<PathBuf>,
    s3_folder: Option<PathBuf>,
    max_concurrent_commands: Option<usize>,
}

impl NodeOptions {
    /// A node with a name of its own and without tags, in the region and account of the endpoint.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The node's name; by default `node-1` and so on. With a state file, the node of the same name keeps
    /// its id from one endpoint to the next.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A tag of the node, by which commands can target it.
    #[must_use]
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.insert(key.into(), value.into());
        self
    }

    /// The region of the node; by default that of the endpoint.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The account of the node, 12 digits; by default that of the endpoint.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// The folder in which the node keeps scripts, output and what it has taken over. By default it is one
    /// beside the state file, or, without one, a temporary one that goes with the endpoint.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// A folder that stands for S3: the output of commands that name a bucket is copied below it.
    #[must_use]
    pub fn s3_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.s3_folder = Some(folder.into());
        self
    }

    /// How many commands the node runs at a time; by default [`ssm_node::DEFAULT_MAX_CONCURRENT_COMMANDS`].
    #[must_use]
    pub fn max_concurrent_commands(mut self, most: usize) -> Self {
        self.max_concurrent_commands = Some(most);
        self
    }
}

/// The nodes that run within an endpoint.
#[derive(Debug)]
pub(crate) struct InProcess {
    /// How many were to be added; their names count on.
    added: AtomicUsize,
    nodes: Mutex<Vec<Node>>,
    /// Where nodes without a folder of their own have theirs.
    base: Base,
}

/// A folder that is there for good, or that is removed in the end.
#[derive(Debug)]
enum Base {
    Lasting(PathBuf),
    Temporary(PathBuf),
}

impl InProcess {
    /// For an endpoint with this state file, or with none.
    pub(crate) fn new(state: Option<&Path>) -> Self {
        let base = match state {
            Some(file) => {
                let mut name = file.as_os_str().to_owned();
                name.push(".nodes");
                Base::Lasting(name.into())
            }
            None => {
                let name = format!("ssm-local-{}-{:016x}", std::process::id(), fastrand::u64(..));
                Base::Temporary(std::env::temp_dir().join(name))
            }
        };
        Self { added: AtomicUsize::new(0), nodes: Mutex::default(), base }
    }

    /// Adds a node and returns its id once it is online and can be connected to.
    pub(crate) async fn add(
        &self,
        service: &Service,
        address: SocketAddr,
        options: NodeOptions,
    ) -> Result<String, AddNodeError> {
        let identity = identity(service.identity(), &options)?;
        let number = self.added.fetch_add(1, Ordering::Relaxed) + 1;
        let name = options.name.unwrap_or_else(|| format!("node-{number}"));
        let region = identity.region.clone();
        let added = service.add_node(identity.clone(), NewNode { name, tags: options.tags }).await;
        let added = added.map_err(|NotKept(reason)| AddNodeError::NotKept(reason))?;
        let mut builder = Node::builder()
            .without_env()
            .region(region)
            .endpoint_url(format!("http://{}", reachable(address)))
            .allow_insecure_http(true)
            .instance_id(&added.instance_id)
            .static_credentials(
                &added.access_key_id,
                added.secret_access_key(),
                Some(added.session_token().to_owned()),
            )
            .folder(options.folder.unwrap_or_else(|| self.base.path().join(&added.instance_id)))
            .retry_delays(RETRY_DELAYS.0, RETRY_DELAYS.1);
        if let Some(folder) = options.s3_folder {
            builder = builder.output_folder(folder);
        }
        if let Some(most) = options.max_concurrent_commands {
            builder = builder.max_concurrent_commands(most);
        }
        let node = builder.start().await?;
        self.lock().push(node);
        // It is online before that.
        let connected = service.until_connected(identity, &added.instance_id);
        match tokio::time::timeout(ONLINE_WITHIN, connected).await {
            Ok(()) => Ok(added.instance_id),
            Err(_) => Err(AddNodeError::NotOnline(added.instance_id)),
        }
    }

    /// Stops all nodes: steps that run are ended, and their commands have failed.
    pub(crate) async fn shutdown(&self) {
        let nodes = std::mem::take(&mut *self.lock());
        // All at once, since each may have to wait for its last replies.
        let mut stopping = tokio::task::JoinSet::new();
        nodes.into_iter().for_each(|node| drop(stopping.spawn(node.shutdown())));
        while stopping.join_next().await.is_some() {}
        if let Base::Temporary(folder) = &self.base {
            let folder = folder.clone();
            let removed = tokio::task::spawn_blocking(move || std::fs::remove_dir_all(folder));
            // It is not there without nodes, and nothing depends on its being gone.
            let _ = removed.await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Node>> {
        self.nodes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Base {
    fn path(&self) -> &Path {
        match self {
            Self::Lasting(path) | Self::Temporary(path) => path,
        }
    }
}

impl Drop for Base {
    fn drop(&mut self) {
        if let Self::Temporary(path) = self {
            // It is not there without nodes, or after a shutdown.
            let _ = std::fs::remove_dir_all(path);
        }
    }
}

fn identity(default: &Identity, options: &NodeOptions) -> Result<Identity, AddNodeError> {
    let region = options.region.as_ref().unwrap_or(&default.region).clone();
    let account_id = options.account_id.as_ref().unwrap_or(&default.account_id).clone();
    if !Identity::is_region(&region) {
        return Err(AddNodeError::Region(region));
    }
    if !Identity::is_account_id(&account_id) {
        return Err(AddNodeError::AccountId(account_id));
    }
    Ok(Identity { region, account_id })
}

/// The address by which this process reaches its own endpoint.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Why a node was not added.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AddNodeError {
    /// The region could be none.
    #[error("the region {0:?} must consist of lower-case letters, digits and hyphens, as in us-east-1")]
    Region(String),
    /// The account id could be none.
    #[error("the account id {0:?} must consist of 12 digits")]
    AccountId(String),
    /// The state file cannot be written.
    #[error("the state file cannot be written: {0}")]
    NotKept(String),
    /// The node could not start, for instance because its folder cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The node runs and does not get through to the endpoint.
    #[error("the node {0} is not online after {seconds} seconds", seconds = ONLINE_WITHIN.as_secs())]
    NotOnline(String),
}
