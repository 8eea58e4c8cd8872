//! The sources that AWS users expect, one after the other.

use std::collections::BTreeMap;
use std::env::VarError;
use std::fmt;
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::context::{Context, InCode};
use super::http::Http;
use super::unavailable::Unavailable;
use super::{container, environment, instance_metadata, profile, web_identity};
use crate::observability;
use crate::settings::{Environment, Origin, Proxies, Setting};

/// Credentials from where AWS users keep them: what a client uses that starts from the environment
/// and is given none in code.
///
/// Asked in this order, that of the AWS SDK for Java; the one for Rust asks the profile before the web
/// identity:
///
/// | source | used if |
/// |---|---|
/// | environment | `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are set |
/// | web identity | `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` are set, as EKS does |
/// | profile | the shared files have one of the name in code, in `AWS_PROFILE`, or `default`, with a role, single sign-on, keys or a process |
/// | container | `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `_FULL_URI` is set, as ECS and EKS Pod Identity do |
/// | instance metadata | an EC2 instance has a role, unless `AWS_EC2_METADATA_DISABLED` is `true` |
///
/// A source that nothing points to is passed over. One that is configured and fails ends the search,
/// so that no program acts under another identity than it was given. Either way the error says in one
/// line what was tried and why it gave nothing.
///
/// Roles are assumed at STS in the region of code, the environment or the profile; logins are
/// exchanged and renewed at IAM Identity Center in the region that the login names. Where these
/// services are is found as for any other
/// ([`Transport::builder_from_env`](crate::Transport::builder_from_env)): by FIPS and dual-stack, by
/// `AWS_ENDPOINT_URL_STS`, `_SSO` and `_SSO_OIDC` or `AWS_ENDPOINT_URL`, and by `endpoint_url` below
/// `sts`, `sso` and `sso_oidc` in the section that `services` names. `AWS_STS_REGIONAL_ENDPOINTS` (or
/// `sts_regional_endpoints`) set to `legacy` has roles assumed at the endpoint of STS for all regions,
/// which only the first 15 regions have; `regional` is what holds without it.
///
/// Connections over TLS go through the proxies of the environment and trust the certificates of
/// `AWS_CA_BUNDLE`, or those of the system; within a transport that has no other credentials, they are
/// made as its own are.
///
/// Nothing is read or fetched until credentials are asked for. Each asking reads and fetches anew;
/// a [`Transport`](crate::Transport) caches what it gets. Needs a Tokio runtime with time and I/O
/// enabled. Each source has time-outs of its own, of one second (instance metadata) to one minute
/// (processes), and errors name them.
#[derive(Clone)]
pub struct DefaultCredentials {
    context: Context,
}

impl DefaultCredentials {
    /// By the environment of this process.
    pub fn new() -> Self {
        Self::reading(Environment::of_process())
    }

    /// By these environment variables, in place of those of this process.
    pub fn with_variables<N, V>(variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let variables: BTreeMap<String, String> =
            variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self::reading(Environment::reading(move |name| {
            variables.get(name).cloned().ok_or(VarError::NotPresent)
        }))
    }

    pub(crate) fn reading(environment: Environment) -> Self {
        let http = Arc::new(Http::new(environment.clone()));
        Self { context: Context { environment, profile: None, in_code: InCode::default(), http } }
    }

    /// The profile to use. The environment's own credentials and web identity are then not asked.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.context.profile = Some(name.into());
        self
    }

    /// The region in which to assume roles, before `AWS_REGION` and the profile's.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.context.in_code.region = Some(Setting::new(region, Origin::Code(".region(..)")));
        self
    }

    /// Calls the endpoints that the settings of a transport lead to.
    pub(crate) fn calling(mut self, endpoints: InCode) -> Self {
        self.context.in_code = endpoints;
        self
    }

    /// The proxies and the certificates to trust over TLS, in place of the environment's.
    pub(crate) fn connected_by(mut self, ca_bundle: Option<Setting>, proxies: Arc<Proxies>) -> Self {
        let http = Http::new(self.context.environment.clone());
        self.context.http = Arc::new(http.connected_by(ca_bundle, proxies));
        self
    }

    async fn load(&self) -> Result<Credentials, Unavailable> {
        let mut passed = Vec::new();
        for source in Source::ORDER {
            if self.context.profile.is_some() && source.is_beaten_by_a_profile() {
                passed.push((source, "a profile is set in code".to_owned()));
                continue;
            }
            let answer = self.ask(source).await;
            observability::source_asked(source.name(), outcome_of(&answer));
            match answer {
                Ok(credentials) => return Ok(credentials),
                Err(Unavailable::NotConfigured(reason)) => passed.push((source, reason)),
                Err(Unavailable::Failed(reason)) => {
                    return Err(Unavailable::Failed(stopped(source, &reason, &passed)));
                }
            }
        }
        Err(Unavailable::NotConfigured(format!(
            "no source has credentials: {}; set one up, or call .credentials(..)",
            listed(&passed)
        )))
    }

    async fn ask(&self, source: Source) -> Result<Credentials, Unavailable> {
        match source {
            Source::Environment => environment::load(&self.context.environment),
            Source::WebIdentity => web_identity::load(&self.context).await,
            Source::Profile => profile::load(&self.context).await,
            Source::Container => container::load(&self.context).await,
            Source::InstanceMetadata => instance_metadata::load(&self.context).await,
        }
    }
}

impl Default for DefaultCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for DefaultCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.load().await.map_err(|error| match error {
                Unavailable::NotConfigured(_) => CredentialsError::not_loaded(error),
                Unavailable::Failed(_) => CredentialsError::provider_error(error),
            })
        })
    }
}

impl fmt::Debug for DefaultCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultCredentials")
            .field("profile", &self.context.profile)
            .field("region", &self.context.in_code.region)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy)]
enum Source {
    Environment,
    WebIdentity,
    Profile,
    Container,
    InstanceMetadata,
}

impl Source {
    const ORDER: [Self; 5] =
        [Self::Environment, Self::WebIdentity, Self::Profile, Self::Container, Self::InstanceMetadata];

    fn name(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::WebIdentity => "web identity",
            Self::Profile => "profile",
            Self::Container => "container",
            Self::InstanceMetadata => "instance metadata",
        }
    }

    fn is_beaten_by_a_profile(self) -> bool {
        matches!(self, Self::Environment | Self::WebIdentity)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How traces show what a source said.
fn outcome_of(answer: &Result<Credentials, Unavailable>) -> &'static str {
    match answer {
        Ok(_) => "success",
        Err(Unavailable::NotConfigured(_)) => "not configured",
        Err(Unavailable::Failed(_)) => "error",
    }
}

fn stopped(source: Source, reason: &str, passed: &[(Source, String)]) -> String {
    // A profile's reason begins with its name.
    let failed = match source {
        Source::Profile => format!("no credentials from {reason}"),
        _ => format!("no credentials from {source}: {reason}"),
    };
    if passed.is_empty() { failed } else { format!("{failed}; before that, {}", listed(passed)) }
}

fn listed(passed: &[(Source, String)]) -> String {
    let all: Vec<_> = passed.iter().map(|(source, reason)| format!("{source} ({reason})")).collect();
    all.join(", ")
}
