//! How a machine that is no instance of EC2 becomes a managed node, and shows that it is one.
//!
//! [`Registration`] takes an activation's id and code to the service and keeps what came of it in the
//! node's folder: the `identity`, with a `key_pair`, and the machine's `fingerprint`. A node that starts from
//! that folder is `registered`: it signs requests for the credentials of its role with its key, and replaces
//! the key when the service asks for it.

mod error;
mod fingerprint;
mod identity;
mod key_pair;
mod registered;
mod role_credentials;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use ssm_client::types::PublicKeyType;
use zeroize::Zeroizing;

use crate::client_settings::ClientSettings;
use crate::folder::{self, Folder};
pub use error::{Refusal, RegisterError};
pub(crate) use identity::Identity;
use key_pair::KeyPair;
pub use registered::Ended;
pub(crate) use registered::{Registered, RegisteredError};
pub(crate) use role_credentials::RoleCredentials;

/// Makes this machine a managed node, by an activation that `CreateActivation` made.
///
/// The node's identity is kept in its folder, in files that only this user may read. A [`Node`](crate::Node)
/// with that folder and without an id of its own is then this one:
///
/// ```no_run
/// use ssm_node::{Node, Registration};
///
/// # async fn run(activation_id: String, activation_code: String) -> Result<(), Box<dyn std::error::Error>> {
/// let instance_id = Registration::new(activation_id, activation_code)
///     .region("eu-central-1")
///     .folder("/var/tmp/my-node")
///     .register()
///     .await?;
/// assert!(instance_id.starts_with("mi-"));
/// let node = Node::builder().folder("/var/tmp/my-node").start().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is registered until register() is called"]
pub struct Registration {
    activation_id: String,
    activation_code: Zeroizing<String>,
    client: ClientSettings,
    folder: Option<PathBuf>,
    force: bool,
}

impl Registration {
    /// By the activation of this id, of which this is the code.
    pub fn new(activation_id: impl Into<String>, activation_code: impl Into<String>) -> Self {
        Self {
            activation_id: activation_id.into(),
            activation_code: Zeroizing::new(activation_code.into()),
            client: ClientSettings::default(),
            folder: None,
            force: false,
        }
    }

    /// Forgets the environment and the shared files of the AWS tools: only what is said in code counts,
    /// and the region must be.
    pub fn without_env(mut self) -> Self {
        self.client.use_env = false;
        self
    }

    /// The region of the activation, which will be the node's.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.client.region = Some(region.into());
        self
    }

    /// An endpoint to register at, such as that of `ssm-local`. The node will call it too, unless it is
    /// told another one.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.client.endpoint_url = Some(url.into());
        self
    }

    /// Whether plain http may be used with an endpoint that is not on this machine by its very address.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.client.allow_insecure_http = allow;
        self
    }

    /// The folder of the node, which is made if it is not there. Required.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Whether a node that is registered in the folder already is forgotten, with the commands that it has
    /// taken over and their output. The service still knows it then, until `DeregisterManagedInstance`.
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Registers, and gives the id of the new node. Making its key takes the better part of a second, off
    /// the runtime.
    ///
    /// # Errors
    ///
    /// A folder that has a node already or cannot be used, and what the service says against the
    /// activation: a wrong id or code (`InvalidActivation`), one that has expired (`ActivationExpired`) or
    /// that is used up (`RegistrationLimitExceeded`).
    pub async fn register(self) -> Result<String, RegisterError> {
        let root = self.folder.clone().ok_or(RegisterError::Missing("folder"))?;
        // A machine without an identity has nothing to sign with.
        let client = self.client.tell(ssm_client::Client::builder().anonymous()).build();
        let client = client.map_err(|error| RegisterError::Client(error.into_failure()))?;
        let (shown, force) = (root.clone(), self.force);
        let prepared = folder::off_runtime(move || prepare(&root, force)).await;
        let prepared = prepared.map_err(|source| RegisterError::folder(&shown, source))?;
        let Prepared { folder, fingerprint, key } = match prepared {
            Ok(prepared) => prepared,
            Err(instance_id) => {
                return Err(RegisterError::AlreadyRegistered { folder: shown, instance_id });
            }
        };
        let call = client
            .register_managed_instance(fingerprint, key.public_key())
            .activation_id(&self.activation_id)
            .activation_code(self.activation_code.as_str())
            .public_key_type(PublicKeyType::Rsa);
        let answer =
            call.send().await.map_err(|error| RegisterError::Refused(Refusal::of(error.into_failure())))?;
        let instance_id = answer.instance_id.filter(|id| folder::is_file_name(id));
        let instance_id = instance_id.ok_or(RegisterError::NoId)?;
        let identity = Identity {
            instance_id: instance_id.clone(),
            region: client.transport().region().to_owned(),
            endpoint_url: self.client.endpoint_url,
            key: key.stored(),
            next_key: None,
        };
        let kept = folder::off_runtime(move || {
            folder.forget_commands()?;
            identity.write(folder.root())
        });
        match kept.await {
            Ok(()) => Ok(instance_id),
            Err(source) => Err(RegisterError::NotKept { folder: shown, instance_id, source }),
        }
    }
}

impl fmt::Debug for Registration {
    /// Leaves out the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("activation_id", &self.activation_id)
            .field("region", &self.client.region)
            .field("endpoint_url", &self.client.endpoint_url)
            .field("folder", &self.folder)
            .field("force", &self.force)
            .finish_non_exhaustive()
    }
}

/// The identity that a folder holds, if there is one, and the fingerprint to show with it.
pub(crate) fn read(root: &Path) -> io::Result<Option<(Identity, String)>> {
    let identity = Identity::read(root)?;
    identity.map(|identity| Ok((identity, fingerprint::show(root)?))).transpose()
}

struct Prepared {
    folder: Folder,
    fingerprint: String,
    key: KeyPair,
}

/// Does all that can fail on this machine before the activation is used. Gives the id of the node that has
/// the folder already, unless it is to be replaced.
fn prepare(root: &Path, force: bool) -> io::Result<Result<Prepared, String>> {
    let folder = Folder::open(root)?;
    if !force && let Some(known) = Identity::read(folder.root())? {
        return Ok(Err(known.instance_id));
    }
    let fingerprint = fingerprint::make(folder.root())?;
    let key = KeyPair::generate().map_err(io::Error::other)?;
    Ok(Ok(Prepared { folder, fingerprint, key }))
}
