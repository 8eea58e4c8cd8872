//! Where the credentials for signing come from.

mod environment;

use std::any::type_name;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use crate::connection::Deadline;
use crate::failure::Failure;
pub use environment::EnvironmentCredentials;
use environment::UnusableEnvironment;

/// The longest that a credentials provider may take for one call.
pub(crate) const PROVIDER_TIMEOUT: Duration = Duration::from_secs(5);

/// A provider of credentials with the name that errors give it, or the lack of one.
#[derive(Clone)]
pub(crate) struct CredentialsSource {
    provider: Option<SharedCredentialsProvider>,
    name: &'static str,
}

impl CredentialsSource {
    pub(crate) fn provider<P: ProvideCredentials + 'static>(provider: P) -> Self {
        Self {
            provider: Some(SharedCredentialsProvider::new(provider)),
            // Not its Debug, which is its author's and may show anything.
            name: type_name::<P>(),
        }
    }

    pub(crate) fn fixed(key: String, secret: String, token: Option<String>) -> Self {
        let credentials = Credentials::new(key, secret, token, None, "static");
        Self { provider: Some(SharedCredentialsProvider::new(credentials)), name: "static credentials" }
    }

    pub(crate) fn none() -> Self {
        Self { provider: None, name: "none" }
    }

    /// What errors call the source.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Asks the provider, for no longer than [`PROVIDER_TIMEOUT`] or the call's deadline.
    pub(crate) async fn fetch(&self, call: Deadline) -> Result<Credentials, Failure> {
        let Some(provider) = &self.provider else {
            return Err(Failure::credentials(
                "no credentials are set: call .credentials(..) or .static_credentials(..)",
            ));
        };
        let deadline = call.or_sooner(PROVIDER_TIMEOUT, "limit for credentials providers");
        match deadline.bound(provider.provide_credentials()).await {
            Ok(Ok(credentials)) => self.complete(credentials),
            Ok(Err(error)) => Err(self.failure(error)),
            Err(expired) => {
                Err(Failure::credentials(format!("{} gave no credentials within {expired}", self.name)))
            }
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

    fn failure(&self, error: CredentialsError) -> Failure {
        if let Some(reason) = error.source().and_then(|e| e.downcast_ref::<UnusableEnvironment>()) {
            return Failure::credentials(reason.to_string());
        }
        let what = match &error {
            CredentialsError::CredentialsNotLoaded(_) => "has no credentials to give",
            CredentialsError::ProviderTimedOut(_) => "gave up waiting for credentials",
            CredentialsError::InvalidConfiguration(_) => "is configured in a way it cannot use",
            _ => "failed to get credentials",
        };
        Failure::credentials(format!("{} {what}", self.name)).caused_by(error)
    }
}

impl fmt::Debug for CredentialsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
