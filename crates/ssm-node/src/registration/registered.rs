//! A registered node towards the service: its key, what it gets for it, and whether it is registered still.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use awsjson_transport::{ErrorKind, RequestSigner, TransportBuilder};
use ssm_client::operation::RequestManagedInstanceRoleTokenResponse;
use ssm_client::types::PublicKeyType;
use ssm_client::{Client, Failure};
use tokio::sync::{Mutex, Notify, watch};

use super::identity::Identity;
use super::key_pair::KeyPair;
use crate::backoff::Backoff;
use crate::core::Core;
use crate::event::Event;
use crate::folder;

/// What the node gets for its key.
pub(super) type Token = RequestManagedInstanceRoleTokenResponse;

/// The codes by which the service refuses credentials that were good, as those of a node are that was
/// deregistered.
const REFUSED: [&str; 3] = ["InvalidClientTokenId", "InvalidInstanceId", "UnrecognizedClientException"];

/// A node that is registered, as far as is known.
pub(crate) struct Registered {
    instance_id: String,
    root: PathBuf,
    fingerprint: String,
    /// Signs with the key that `signer` holds at the time.
    client: Client,
    signer: Signer,
    /// Whoever calls by the key holds this, so that nobody replaces it meanwhile.
    keys: Mutex<Keys>,
    new_key_wanted: Notify,
    doubted: Notify,
    ended: watch::Sender<Option<Ended>>,
}

/// The keys of the identity, ready to sign.
struct Keys {
    identity: Identity,
    current: Arc<KeyPair>,
    /// Both or neither of this and the identity's next key are there.
    next: Option<Arc<KeyPair>>,
}

/// Signs with whatever key it is given.
#[derive(Clone)]
struct Signer {
    instance_id: Arc<str>,
    key: Arc<RwLock<Arc<KeyPair>>>,
}

impl RequestSigner for Signer {
    fn key_id(&self) -> &str {
        &self.instance_id
    }

    fn sign(&self, string_to_sign: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        let key = self.key.read().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(key.sign(string_to_sign)?)
    }
}

impl Registered {
    /// The node of this identity. `client` starts a client of the service of which nothing is missing but
    /// by what it signs.
    pub(crate) fn new(
        root: &Path,
        identity: Identity,
        fingerprint: String,
        client: TransportBuilder<Client>,
    ) -> Result<Self, RegisteredError> {
        let broken = |error| RegisteredError::Key(io::Error::new(io::ErrorKind::InvalidData, error));
        let current = Arc::new(KeyPair::read(identity.key.clone()).map_err(broken)?);
        let next = identity.next_key.clone().map(KeyPair::read).transpose().map_err(broken)?.map(Arc::new);
        let instance_id = identity.instance_id.clone();
        let key = Arc::new(RwLock::new(current.clone()));
        let signer = Signer { instance_id: instance_id.as_str().into(), key };
        let client = client.request_signer(signer.clone()).build();
        Ok(Self {
            instance_id,
            root: root.to_owned(),
            fingerprint,
            client: client.map_err(|error| RegisteredError::Client(error.into_failure()))?,
            signer,
            keys: Mutex::new(Keys { identity, current, next }),
            new_key_wanted: Notify::new(),
            doubted: Notify::new(),
            ended: watch::Sender::new(None),
        })
    }

    /// Asks for the credentials of the node's role.
    pub(super) async fn token(&self) -> Result<Token, Failure> {
        let mut keys = self.keys.lock().await;
        let outcome = self.token_by_either(&mut keys).await;
        match &outcome {
            Ok(token) if keys.next.is_some() || token.update_key_pair == Some(true) => {
                self.new_key_wanted.notify_one();
            }
            Ok(_) => {}
            Err(failure) => self.note(failure),
        }
        outcome
    }

    /// If the service was told to take the next key it may have done so although nobody learnt of it. So
    /// whoever is refused with the one key tries the other.
    async fn token_by_either(&self, keys: &mut Keys) -> Result<Token, Failure> {
        let refused = match self.token_by(&keys.current).await {
            Err(failure) if failure.kind() == ErrorKind::Service => failure,
            outcome => return outcome,
        };
        let Some(next) = keys.next.clone() else { return Err(refused) };
        match self.token_by(&next).await {
            Ok(token) => {
                self.replace_key(keys, next).await;
                Ok(token)
            }
            Err(_) => Err(refused),
        }
    }

    async fn token_by(&self, key: &Arc<KeyPair>) -> Result<Token, Failure> {
        self.signer.sign_with(key);
        let call = self.client.request_managed_instance_role_token(&self.fingerprint);
        call.send().await.map_err(ssm_client::Error::into_failure)
    }

    /// Gives the node another key. The new one is on the disk before the service hears of it, and the old
    /// one until the service has said that it took the new one. So whenever this ends in between, the node
    /// still has the key that the service knows.
    async fn replace_key_pair(&self) -> Result<(), RotationError> {
        let mut keys = self.keys.lock().await;
        let next = match keys.next.clone() {
            Some(next) => next,
            None => {
                let made = folder::off_runtime(|| KeyPair::generate().map_err(io::Error::other)).await;
                let next = Arc::new(made.map_err(RotationError::Kept)?);
                let identity = Identity { next_key: Some(next.stored()), ..keys.identity.clone() };
                self.write(&identity).await.map_err(RotationError::Kept)?;
                keys.identity = identity;
                keys.next = Some(next.clone());
                next
            }
        };
        self.signer.sign_with(&keys.current);
        let call = self.client.update_managed_instance_public_key(next.public_key(), PublicKeyType::Rsa);
        match call.send().await.map_err(ssm_client::Error::into_failure) {
            Err(failure) if failure.code() != Some("PublicKeyAlreadyRegistered") => {
                Err(RotationError::Call(failure))
            }
            _ => {
                self.replace_key(&mut keys, next).await;
                Ok(())
            }
        }
    }

    /// From now on the service knows this key and no other.
    async fn replace_key(&self, keys: &mut Keys, next: Arc<KeyPair>) {
        let identity = Identity { key: next.stored(), next_key: None, ..keys.identity.clone() };
        // If this fails both keys stay in the file, and whoever reads it tries both.
        let _ = self.write(&identity).await;
        self.signer.sign_with(&next);
        *keys = Keys { identity, current: next, next: None };
    }

    async fn write(&self, identity: &Identity) -> io::Result<()> {
        let (identity, root) = (identity.clone(), self.root.clone());
        folder::off_runtime(move || identity.write(&root)).await
    }

    /// Notes it if the service says that the node is not registered, or not as this machine.
    fn note(&self, failure: &Failure) {
        let instance_id = self.instance_id.clone();
        let ended = match failure.code() {
            Some("InvalidInstanceId") => Ended::NotRegistered { instance_id },
            Some("MachineFingerprintDoesNotMatch") => Ended::OtherMachine { instance_id },
            _ => return,
        };
        self.ended.send_replace(Some(ended));
    }

    /// A call failed: if it was one with the credentials of the role, they may have been taken away.
    pub(crate) fn failed(&self, failure: &Failure) {
        if failure.code().is_some_and(|code| REFUSED.contains(&code)) {
            self.doubted.notify_one();
        }
    }

    /// Replaces the key when the service asks for it, and returns when the service says that the node is not
    /// registered any more.
    pub(crate) async fn run(&self, core: &Core) -> Ended {
        let mut ended = self.ended.subscribe();
        tokio::select! {
            ended = async {
                match ended.wait_for(Option::is_some).await.map(|ended| ended.clone()) {
                    Ok(Some(ended)) => ended,
                    // The sender is this node's own.
                    _ => std::future::pending().await,
                }
            } => ended,
            never = self.keep(core) => match never {},
        }
    }

    async fn keep(&self, core: &Core) -> Infallible {
        let mut backoff = Backoff::new(core.pace.first_retry, core.pace.longest_retry);
        loop {
            tokio::select! {
                () = self.doubted.notified() => {
                    // Whoever calls next shows whether the credentials are good; this is for `note`.
                    let _ = self.token().await;
                }
                () = self.new_key_wanted.notified() => match self.replace_key_pair().await {
                    Ok(()) => {
                        backoff.reset();
                        core.tell(&Event::KeyReplaced);
                    }
                    Err(error) => {
                        match &error {
                            RotationError::Call(failure) => core.unreachable(failure),
                            RotationError::Kept(error) => core.folder_failed("cannot keep a new key", error),
                        }
                        tokio::time::sleep(backoff.next()).await;
                        // A lost answer leaves open which key counts.
                        self.doubted.notify_one();
                    }
                },
            }
        }
    }
}

impl Signer {
    fn sign_with(&self, key: &Arc<KeyPair>) {
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = key.clone();
    }
}

/// Why a key was not replaced.
enum RotationError {
    Kept(io::Error),
    Call(Failure),
}

/// Why a registered node cannot start.
pub(crate) enum RegisteredError {
    Key(io::Error),
    Client(Failure),
}

/// Why a registered node ended by itself; see [`Node::ended`](crate::Node::ended).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ended {
    /// The service knows no such node: it was deregistered, or the endpoint has forgotten it.
    #[error(
        "the service does not know {instance_id}, or not any more; register this machine again, which takes \
         an activation and --force"
    )]
    NotRegistered {
        /// The id of the node.
        instance_id: String,
    },
    /// The node was registered by another machine, of whose folder this one has a copy.
    #[error(
        "{instance_id} was registered by another machine, whose folder this one is a copy of; register this \
         machine itself, which takes an activation and --force"
    )]
    OtherMachine {
        /// The id of the node.
        instance_id: String,
    },
}
