//! Where the credentials for signing come from.
//!
//! [`chain`] asks one source after the other; each source has a module of its own; [`cache`] keeps
//! what a source gave.

mod cache;
mod chain;
mod container;
mod context;
mod document;
mod endpoint;
mod environment;
mod http;
mod instance_metadata;
mod process;
mod profile;
mod sso;
mod sts;
mod unavailable;
mod web_identity;

use std::any::{TypeId, type_name};
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use crate::deadline::Deadline;
use crate::failure::Failure;
use crate::observability;
use cache::Cache;
pub use chain::DefaultCredentials;
pub(crate) use context::InCode;
pub use environment::EnvironmentCredentials;
pub(crate) use instance_metadata::region_of_instance;
use unavailable::Unavailable;

/// The longest that a credentials provider of somebody else may take for one call. The sources of our
/// own chain have limits of their own.
pub(crate) const PROVIDER_TIMEOUT: Duration = Duration::from_secs(5);

/// A provider of credentials with the name that errors give it, or the lack of one.
#[derive(Clone)]
pub(crate) struct CredentialsSource {
    kind: Kind,
    name: &'static str,
}

#[derive(Clone)]
enum Kind {
    None,
    Fixed(Credentials),
    Provided(Arc<Provided>),
}

struct Provided {
    provider: SharedCredentialsProvider,
    limit: Option<Duration>,
    cache: Cache<Refusal>,
}

/// Why a provider gave nothing, for each of those who waited for it.
#[derive(Clone)]
enum Refusal {
    Refused(Arc<CredentialsError>),
    /// The limit that passed.
    Late(String),
}

impl CredentialsSource {
    pub(crate) fn provider<P: ProvideCredentials + 'static>(provider: P) -> Self {
        let is_ours = TypeId::of::<P>() == TypeId::of::<DefaultCredentials>();
        let provided = Provided {
            provider: SharedCredentialsProvider::new(provider),
            limit: (!is_ours).then_some(PROVIDER_TIMEOUT),
            cache: Cache::new(is_ours),
        };
        // Not its Debug, which is its author's and may show anything.
        let name = if is_ours { "the default credentials chain" } else { type_name::<P>() };
        Self { kind: Kind::Provided(Arc::new(provided)), name }
    }

    pub(crate) fn fixed(key: String, secret: String, token: Option<String>) -> Self {
        let credentials = Credentials::new(key, secret, token, None, "static");
        Self { kind: Kind::Fixed(credentials), name: "static credentials" }
    }

    pub(crate) fn none() -> Self {
        Self { kind: Kind::None, name: "none" }
    }

    /// What errors call the source.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The credentials at hand, or those that the provider gives before its limit and the call's
    /// deadline. All calls that wait at the same time wait for one fetch.
    pub(crate) async fn fetch(&self, call: Deadline) -> Result<Credentials, Failure> {
        let provided = match &self.kind {
            Kind::None => {
                return Err(Failure::credentials(
                    "no credentials are set: call .credentials(..) or .static_credentials(..)",
                ));
            }
            Kind::Fixed(credentials) => return self.complete(credentials.clone()),
            Kind::Provided(provided) => provided,
        };
        if let Some(credentials) = provided.cache.fresh() {
            return self.complete(credentials);
        }
        // In a box, because few calls get here and all would be as large as a fetch.
        match Box::pin(call.bound(provided.cache.get(|| provided.ask(self.name)))).await {
            Ok(Ok(credentials)) => self.complete(credentials),
            Ok(Err(Refusal::Refused(error))) => Err(self.failure(error)),
            Ok(Err(Refusal::Late(limit))) => Err(self.late(&limit)),
            Err(expired) => Err(self.late(&expired.to_string())),
        }
    }

    /// Drops credentials that a service has refused as expired, so that the next fetch asks the
    /// provider, unless another call has replaced them meanwhile.
    pub(crate) fn forget(&self, refused: &Credentials) {
        if let Kind::Provided(provided) = &self.kind {
            provided.cache.forget(refused);
        }
    }

    fn complete(&self, credentials: Credentials) -> Result<Credentials, Failure> {
        let missing = if credentials.access_key_id().is_empty() {
            "access key id"
        } else if credentials.secret_access_key().is_empty() {
            "secret access key"
        } else {
            return Ok(credentials);
        };
        Err(Failure::credentials(format!("{} gave an empty {missing}", self.name)))
    }

    fn late(&self, limit: &str) -> Failure {
        Failure::credentials(format!("{} gave no credentials within {limit}", self.name))
    }

    fn failure(&self, error: Arc<CredentialsError>) -> Failure {
        if let Some(reason) = error.source().and_then(|e| e.downcast_ref::<Unavailable>()) {
            return Failure::credentials(reason.to_string());
        }
        let what = match &*error {
            CredentialsError::CredentialsNotLoaded(_) => "has no credentials to give",
            CredentialsError::ProviderTimedOut(_) => "gave up waiting for credentials",
            CredentialsError::InvalidConfiguration(_) => "is configured in a way it cannot use",
            _ => "failed to get credentials",
        };
        Failure::credentials(format!("{} {what}", self.name)).caused_by_shared(error)
    }
}

impl Provided {
    async fn ask(&self, name: &'static str) -> Result<Credentials, Refusal> {
        let outcome = self.ask_within_limit().await;
        match &outcome {
            Ok(credentials) => observability::credentials_fetched(name, credentials.expiry()),
            Err(_) => observability::credentials_not_fetched(name),
        }
        outcome
    }

    async fn ask_within_limit(&self) -> Result<Credentials, Refusal> {
        let limit = self.limit.unwrap_or(Duration::MAX);
        let deadline = Deadline::of_call(None).or_sooner(limit, "limit for credentials providers");
        match deadline.bound(self.provider.provide_credentials()).await {
            Ok(outcome) => outcome.map_err(|error| Refusal::Refused(Arc::new(error))),
            Err(expired) => Err(Refusal::Late(expired.to_string())),
        }
    }
}

impl fmt::Debug for CredentialsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
