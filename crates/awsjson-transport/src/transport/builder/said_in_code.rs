//! What a program said of its transport, and what becomes of it. Not generic, so that it is compiled
//! here and not with each program.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::Transport;
use crate::authentication::Authentication;
use crate::credentials::{CredentialsSource, DefaultCredentials, InCode};
use crate::endpoint::EndpointParameters;
use crate::failure::{Failure, OneLine};
use crate::intercept::Intercept;
use crate::seams::Seams;
use crate::service::Service;
use crate::settings::{Environment, Proxies, RetryMode, Setting};

/// What a builder was told. What is none was not said.
pub(super) struct SaidInCode {
    pub(super) service: &'static Service,
    pub(super) environment: Option<Environment>,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
    pub(super) endpoint_url: Option<String>,
    pub(super) use_fips: Option<bool>,
    pub(super) use_dual_stack: Option<bool>,
    pub(super) allow_insecure_http: Option<bool>,
    pub(super) authentication: Option<Authentication>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) call_timeout: Option<Duration>,
    pub(super) max_response_bytes: Option<usize>,
    pub(super) retry_mode: Option<RetryMode>,
    pub(super) max_attempts: Option<u32>,
    pub(super) ca_bundle: Option<String>,
    pub(super) proxy: Option<String>,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) interceptors: Vec<Arc<dyn Intercept>>,
    pub(super) seams: Seams,
}

impl SaidInCode {
    /// Nothing but the service and where the rest comes from.
    pub(super) fn nothing(service: &'static Service, environment: Environment) -> Self {
        Self {
            service,
            environment: Some(environment),
            profile: None,
            region: None,
            endpoint_url: None,
            use_fips: None,
            use_dual_stack: None,
            allow_insecure_http: None,
            authentication: None,
            connect_timeout: None,
            attempt_timeout: None,
            call_timeout: None,
            max_response_bytes: None,
            retry_mode: None,
            max_attempts: None,
            ca_bundle: None,
            proxy: None,
            user_agent_suffix: None,
            interceptors: Vec::new(),
            seams: Seams::default(),
        }
    }

    pub(super) fn build(&self) -> Result<Transport, Failure> {
        let sources = self.sources()?;
        let configuration = self.configuration(sources.as_ref(), None)?;
        Ok(Transport::new(configuration))
    }

    /// In a box, because a future is compiled where its type is known.
    pub(super) fn load(self) -> Pin<Box<dyn Future<Output = Result<Transport, Failure>> + Send>> {
        Box::pin(async move {
            let sources = self.sources()?;
            let of_instance = self.region_of_instance(sources.as_ref()).await?;
            let configuration = self.configuration(sources.as_ref(), of_instance)?;
            Ok(Transport::new(configuration))
        })
    }

    #[cfg(feature = "blocking")]
    pub(super) fn load_blocking(self) -> Result<Transport, Failure> {
        if crate::blocking::is_async() { self.build() } else { crate::blocking::wait_for(self.load())? }
    }

    /// Without any in code, the chain, which connects as the transport does.
    pub(super) fn resolve_authentication(
        &self,
        parameters: &EndpointParameters,
        ca_bundle: Option<&Setting>,
        proxies: &Arc<Proxies>,
    ) -> Authentication {
        let source = match (&self.authentication, &self.environment) {
            (Some(said), _) => return said.clone(),
            (None, Some(environment)) => {
                let chain = DefaultCredentials::reading(environment.clone())
                    .calling(InCode {
                        region: Some(parameters.region.clone()),
                        use_fips: Some(parameters.use_fips.clone()),
                        use_dual_stack: Some(parameters.use_dual_stack.clone()),
                        allow_insecure_http: parameters.allow_insecure_http.value,
                    })
                    .connected_by(ca_bundle.cloned(), proxies.clone());
                CredentialsSource::provider(match &self.profile {
                    Some(profile) => chain.profile(profile),
                    None => chain,
                })
            }
            (None, None) => CredentialsSource::none(),
        };
        Authentication::Credentials(source)
    }

    pub(super) fn user_agent(&self) -> Result<HeaderValue, Failure> {
        let mut text = format!(
            "awsjson-transport/{} os/{} lang/rust api/{}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            self.service.id.replace(' ', "_"),
        );
        if let Some(suffix) = &self.user_agent_suffix {
            text.push(' ');
            text.push_str(suffix);
        }
        HeaderValue::from_str(&text).map_err(|_| {
            Failure::configuration(format!(
                "the user agent \"{}\" holds characters that a header cannot",
                OneLine::name(&text)
            ))
        })
    }
}
