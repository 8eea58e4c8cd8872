//! How a node is to be.

mod error;
mod opened;
mod who;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use crate::associations::Refresh;
use crate::client_settings::ClientSettings;
use crate::core::{Core, Observer, Pace};
use crate::event::Event;
use crate::inventory::Inventory;
use crate::node::{Limits, Node};
use crate::platform::Platform;
use crate::registration::Identity;
use crate::sessions::Gateway;
#[cfg(feature = "kms")]
use crate::sessions::KeyService;
pub use error::StartError;
use opened::Opened;

/// How often a node says that it is there, unless it is told otherwise: as often as the agent.
pub const DEFAULT_HEARTBEAT_INTERVAL: Duration = Duration::from_secs(5 * 60);

/// How long a node waits for a message before it asks again, unless it is told otherwise: as long as the
/// agent.
pub const DEFAULT_POLL_TIMEOUT: Duration = Duration::from_secs(20);

/// How often a node asks for its associations, unless it is told otherwise: as often as the agent.
pub const DEFAULT_ASSOCIATION_INTERVAL: Duration = Duration::from_secs(10 * 60);

/// How many commands run at a time, unless it is told otherwise: as many as with the agent.
pub const DEFAULT_MAX_CONCURRENT_COMMANDS: usize = 5;

/// How many sessions may be open at a time, unless it is told otherwise.
pub const DEFAULT_MAX_SESSIONS: usize = 100;

/// Says how a [`Node`] is to be. Made by [`Node::builder`].
#[must_use = "a builder does nothing until start() is called"]
pub struct NodeBuilder {
    client: ClientSettings,
    messages_endpoint_url: Option<String>,
    sessions_endpoint_url: Option<String>,
    instance_id: Option<String>,
    credentials: Option<SharedCredentialsProvider>,
    folder: Option<PathBuf>,
    output_folder: Option<PathBuf>,
    platform: Option<Platform>,
    agent_version: String,
    max_concurrent_commands: usize,
    max_sessions: usize,
    pace: Pace,
    observer: Observer,
    #[cfg(feature = "kms")]
    key_service: Option<Arc<dyn KeyService>>,
}

impl NodeBuilder {
    pub(crate) fn new() -> Self {
        Self {
            client: ClientSettings::default(),
            messages_endpoint_url: None,
            sessions_endpoint_url: None,
            instance_id: None,
            credentials: None,
            folder: None,
            output_folder: None,
            platform: None,
            agent_version: env!("CARGO_PKG_VERSION").to_owned(),
            max_concurrent_commands: DEFAULT_MAX_CONCURRENT_COMMANDS,
            max_sessions: DEFAULT_MAX_SESSIONS,
            pace: Pace {
                heartbeat_interval: DEFAULT_HEARTBEAT_INTERVAL,
                poll_timeout: DEFAULT_POLL_TIMEOUT,
                association_interval: DEFAULT_ASSOCIATION_INTERVAL,
                first_retry: Duration::from_secs(1),
                longest_retry: Duration::from_secs(30),
            },
            observer: Arc::new(|_| {}),
            #[cfg(feature = "kms")]
            key_service: None,
        }
    }

    /// Forgets the environment and the shared files of the AWS tools: only what is said in code counts,
    /// and region and credentials must be.
    pub fn without_env(mut self) -> Self {
        self.client.use_env = false;
        self
    }

    /// The region of the node.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.client.region = Some(region.into());
        self
    }

    /// An endpoint that serves `ssm`, `ec2messages` and `ssmmessages`, as `ssm-local` does.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.client.endpoint_url = Some(url.into());
        self
    }

    /// An endpoint that serves `ec2messages`, if it is another one.
    pub fn messages_endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.messages_endpoint_url = Some(url.into());
        self
    }

    /// An endpoint that serves `ssmmessages`, if it is another one.
    pub fn sessions_endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.sessions_endpoint_url = Some(url.into());
        self
    }

    /// Whether plain http may be used with endpoints that are not on this machine by their very address.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.client.allow_insecure_http = allow;
        self
    }

    /// The node's id: `i-` and at least eight characters for a machine of EC2, `mi-` for a registered one.
    ///
    /// Without an id, the node is the one that [`Registration`](crate::Registration) registered in its
    /// folder: with the region and, unless another one is said, the endpoint of its registration, and the
    /// credentials of its role, which it gets by its own key.
    pub fn instance_id(mut self, id: impl Into<String>) -> Self {
        self.instance_id = Some(id.into());
        self
    }

    /// Where the node's credentials come from. The service serves a node its own messages alone.
    pub fn credentials(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// Credentials that never change.
    pub fn static_credentials(
        self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<String>,
    ) -> Self {
        self.credentials(Credentials::new(access_key_id, secret_access_key, session_token, None, "ssm-node"))
    }

    /// The folder in which the node keeps what it has taken over, its scripts, all output and replies that
    /// are not delivered. It is made if it is not there, for this user alone. One node at a time can have
    /// it, and the next one goes on from it. Required.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// A folder that stands for S3: the output of commands that name a bucket is copied there, as
    /// `<bucket>/<prefix>/<command>/<node>/<plugin>/<step>/stdout` and `stderr`, and `aws:downloadContent`
    /// finds there what it takes for S3. Nothing is ever sent to S3 itself.
    pub fn output_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.output_folder = Some(folder.into());
        self
    }

    /// What the node tells of its machine, instead of what [`Platform::detect`] finds.
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = Some(platform);
        self
    }

    /// The agent version that the node claims; by default this crate's version. At least 5 characters.
    pub fn agent_version(mut self, version: impl Into<String>) -> Self {
        self.agent_version = version.into();
        self
    }

    /// How many commands run at a time, at least 1; by default [`DEFAULT_MAX_CONCURRENT_COMMANDS`].
    pub fn max_concurrent_commands(mut self, most: usize) -> Self {
        self.max_concurrent_commands = most.max(1);
        self
    }

    /// How many sessions may be open at a time; by default [`DEFAULT_MAX_SESSIONS`]. With 0 the node does not
    /// ask to be told of any.
    pub fn max_sessions(mut self, most: usize) -> Self {
        self.max_sessions = most;
        self
    }

    /// What opens the keys of sessions that are to be encrypted. Without it such sessions fail.
    #[cfg(feature = "kms")]
    pub fn key_service(mut self, service: impl KeyService + 'static) -> Self {
        self.key_service = Some(Arc::new(service));
        self
    }

    /// How often the node says that it is there; by default [`DEFAULT_HEARTBEAT_INTERVAL`].
    pub fn heartbeat_interval(mut self, interval: Duration) -> Self {
        self.pace.heartbeat_interval = interval;
        self
    }

    /// How long the node waits for a message before it asks again; by default [`DEFAULT_POLL_TIMEOUT`].
    pub fn poll_timeout(mut self, timeout: Duration) -> Self {
        self.pace.poll_timeout = timeout;
        self
    }

    /// How often the node asks for its associations, if nothing has it ask sooner; by default
    /// [`DEFAULT_ASSOCIATION_INTERVAL`].
    pub fn association_interval(mut self, interval: Duration) -> Self {
        self.pace.association_interval = interval;
        self
    }

    /// How long to wait after a first failure, and at most as failures go on: each wait is twice the one
    /// before, less up to a half by chance. By default 1 and 30 seconds.
    pub fn retry_delays(mut self, first: Duration, longest: Duration) -> Self {
        self.pace.first_retry = first;
        self.pace.longest_retry = longest;
        self
    }

    /// Is called with everything that happens to the node. It must return soon.
    pub fn on_event(mut self, observer: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.observer = Arc::new(observer);
        self
    }

    /// Starts the node: goes on with what its folder holds, and asks for messages.
    ///
    /// # Errors
    ///
    /// What is missing, a region or endpoint that cannot be one, and a folder that cannot be used. That the
    /// endpoint does not answer is no error: the node tries until it does.
    pub async fn start(self) -> Result<Node, StartError> {
        let root = self.folder.clone().ok_or(StartError::Missing("folder"))?;
        let given = self.given()?;
        let (shown, by_identity) = (root.clone(), given.is_none());
        let opened = crate::folder::off_runtime(move || match by_identity && !Identity::is_in(&root) {
            // Nor is a folder made for nobody.
            true => Ok(None),
            false => Opened::new(&root, by_identity).map(Some),
        });
        let opened = opened.await.map_err(|source| StartError::folder(&shown, source))?;
        let Some(opened) = opened else { return Err(StartError::NotRegistered { folder: shown }) };
        let Opened { folder, identity, ledger, unfinished, outbox, platform } = opened;
        let who = match (given, identity) {
            (Some(given), _) => given,
            (None, Some((identity, fingerprint))) => self.registered(folder.root(), identity, fingerprint)?,
            (None, None) => return Err(StartError::NotRegistered { folder: shown }),
        };
        let core = Core {
            instance_id: who.instance_id,
            region: who.ssm.transport().region().to_owned(),
            ssm: who.ssm,
            messages: who.messages,
            platform: self.platform.unwrap_or(platform),
            agent_version: self.agent_version,
            folder,
            output_folder: self.output_folder,
            ledger,
            outbox,
            refresh: Refresh::default(),
            inventory: Inventory::default(),
            pace: self.pace,
            observer: self.observer,
            registered: who.registered,
            #[cfg(feature = "kms")]
            key_service: self.key_service,
        };
        let limits = Limits { commands: self.max_concurrent_commands, sessions: self.max_sessions };
        Ok(Node::start(core, Gateway::new(who.gateway), unfinished, limits))
    }
}

impl fmt::Debug for NodeBuilder {
    /// Leaves out the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeBuilder")
            .field("region", &self.client.region)
            .field("endpoint_url", &self.client.endpoint_url)
            .field("instance_id", &self.instance_id)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}
