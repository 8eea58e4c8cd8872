//! What was said in code, put before what the environment and the shared files say.

use std::sync::Arc;
use std::time::Duration;

use super::{
    DEFAULT_ATTEMPT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_RESPONSE_BYTES,
    SaidInCode,
};
use crate::configuration::Configuration;
use crate::credentials::region_of_instance;
use crate::endpoint::EndpointParameters;
use crate::failure::Failure;
use crate::intercept::Interceptors;
use crate::settings::names::{REGION, USE_DUAL_STACK, USE_FIPS};
use crate::settings::{Name, Origin, Proxies, RetryMode, Setting, Sources};

impl SaidInCode {
    /// Reads what there is besides code.
    pub(super) fn sources(&self) -> Result<Option<Sources>, Failure> {
        let profile =
            self.profile.as_ref().map(|profile| Setting::new(profile, Origin::Code(".profile(..)")));
        match (&self.environment, profile) {
            (Some(environment), profile) => Sources::read(environment.clone(), profile).map(Some),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Failure::configuration(
                ".profile(..) is called on a builder that reads no files: start from the environment",
            )),
        }
    }

    /// Asks the instance for its region if nothing else names one. Then, why it names none either is
    /// part of the error.
    pub(super) async fn region_of_instance(
        &self,
        sources: Option<&Sources>,
    ) -> Result<Option<Setting>, Failure> {
        let Err(no_region) = self.resolve_region(sources, None) else { return Ok(None) };
        let Some(sources) = sources.filter(|sources| matches!(sources.text(&REGION), Ok(None))) else {
            return Err(no_region);
        };
        match region_of_instance(sources.environment()).await {
            Ok(region) => Ok(Some(region)),
            Err(reason) => Err(Failure::configuration(format!(
                "{no_region}; instance metadata names none either: {reason}"
            ))),
        }
    }

    /// Checks every setting and puts them together.
    pub(super) fn configuration(
        &self,
        sources: Option<&Sources>,
        of_instance: Option<Setting>,
    ) -> Result<Configuration, Failure> {
        let endpoint_parameters = self.endpoint_parameters(sources, of_instance)?;
        let proxies = Arc::new(self.proxies(sources)?);
        let ca_bundle = self.resolve_ca_bundle(sources)?;
        let authentication = self.resolve_authentication(&endpoint_parameters, ca_bundle.as_ref(), &proxies);
        Ok(Configuration {
            service: self.service,
            profile: sources.map(|sources| sources.profile_name().clone()),
            endpoint: Configuration::resolve_endpoint(self.service, &endpoint_parameters, &proxies)?,
            endpoint_parameters,
            authentication,
            connect_timeout: timeout(self.connect_timeout, ".connect_timeout(..)", DEFAULT_CONNECT_TIMEOUT)?,
            attempt_timeout: timeout(self.attempt_timeout, ".attempt_timeout(..)", DEFAULT_ATTEMPT_TIMEOUT)?,
            call_timeout: self
                .call_timeout
                .map(|limit| timeout(Some(limit), ".call_timeout(..)", limit))
                .transpose()?,
            max_response_bytes: Setting::said_or(
                self.max_response_bytes,
                ".max_response_bytes(..)",
                DEFAULT_MAX_RESPONSE_BYTES,
            ),
            retry_mode: self.resolve_retry_mode(sources)?,
            max_attempts: self.resolve_max_attempts(sources)?,
            ca_bundle,
            proxies,
            user_agent: self.user_agent()?,
            interceptors: Interceptors::new(&self.interceptors),
            seams: self.seams.clone(),
        })
    }

    fn endpoint_parameters(
        &self,
        sources: Option<&Sources>,
        of_instance: Option<Setting>,
    ) -> Result<EndpointParameters, Failure> {
        Ok(EndpointParameters {
            region: self.resolve_region(sources, of_instance)?,
            url: match (&self.endpoint_url, sources) {
                (Some(url), _) => Some(Setting::new(url, Origin::Code(".endpoint_url(..)"))),
                (None, Some(sources)) => sources.endpoint_url(self.service)?,
                (None, None) => None,
            },
            use_fips: boolean(self.use_fips, ".use_fips(..)", sources, &USE_FIPS)?,
            use_dual_stack: boolean(self.use_dual_stack, ".use_dual_stack(..)", sources, &USE_DUAL_STACK)?,
            allow_insecure_http: Setting::said_or(
                self.allow_insecure_http,
                ".allow_insecure_http(..)",
                false,
            ),
        })
    }

    fn resolve_region(
        &self,
        sources: Option<&Sources>,
        of_instance: Option<Setting>,
    ) -> Result<Setting, Failure> {
        if let Some(region) = &self.region {
            return Ok(Setting::new(region, Origin::Code(".region(..)")));
        }
        let Some(sources) = sources else {
            return Err(Failure::configuration("no region is set: call .region(..)"));
        };
        sources.text(&REGION)?.or(of_instance).ok_or_else(|| {
            Failure::configuration(format!(
                "no region is set: set AWS_REGION, or region in the {}, or call .region(..)",
                sources.looked_in()
            ))
        })
    }

    fn resolve_retry_mode(&self, sources: Option<&Sources>) -> Result<Setting<RetryMode>, Failure> {
        let elsewhere = match (self.retry_mode, sources) {
            (None, Some(sources)) => {
                sources.parsed(&RETRY_MODE, "standard, adaptive or off", RetryMode::parse)?
            }
            _ => None,
        };
        Ok(elsewhere
            .unwrap_or_else(|| Setting::said_or(self.retry_mode, ".retry_mode(..)", RetryMode::default())))
    }

    fn resolve_max_attempts(&self, sources: Option<&Sources>) -> Result<Setting<u32>, Failure> {
        let must_be = "a whole number from 1 to 4294967295";
        match (self.max_attempts, sources) {
            (Some(0), _) => {
                Err(Failure::configuration(format!(".max_attempts(..) is 0; it must be {must_be}")))
            }
            (None, Some(sources)) => sources
                .parsed(&MAX_ATTEMPTS, must_be, |text| text.parse().ok().filter(|&attempts| attempts > 0))
                .map(|setting| setting.unwrap_or(Setting::new(DEFAULT_MAX_ATTEMPTS, Origin::Default))),
            (said, _) => Ok(Setting::said_or(said, ".max_attempts(..)", DEFAULT_MAX_ATTEMPTS)),
        }
    }

    fn resolve_ca_bundle(&self, sources: Option<&Sources>) -> Result<Option<Setting>, Failure> {
        match (&self.ca_bundle, sources) {
            (Some(path), _) => Ok(Some(Setting::new(path, Origin::Code(".ca_bundle(..)")))),
            (None, Some(sources)) => sources.text(&CA_BUNDLE),
            (None, None) => Ok(None),
        }
    }

    fn proxies(&self, sources: Option<&Sources>) -> Result<Proxies, Failure> {
        match (&self.proxy, sources) {
            (Some(url), _) => Proxies::in_code(Setting::new(url, Origin::Code(".proxy(..)"))),
            (None, Some(sources)) => Proxies::of_environment(sources.environment()),
            (None, None) => Ok(Proxies::default()),
        }
    }
}

fn boolean(
    said: Option<bool>,
    method: &'static str,
    sources: Option<&Sources>,
    name: &Name,
) -> Result<Setting<bool>, Failure> {
    let elsewhere = match (said, sources) {
        (None, Some(sources)) => sources.boolean(name)?,
        _ => None,
    };
    Ok(elsewhere.unwrap_or_else(|| Setting::said_or(said, method, false)))
}

fn timeout(
    said: Option<Duration>,
    method: &'static str,
    default: Duration,
) -> Result<Setting<Duration>, Failure> {
    if said == Some(Duration::ZERO) {
        return Err(Failure::configuration(format!("{method} is zero, so no call could succeed")));
    }
    Ok(Setting::said_or(said, method, default))
}

const RETRY_MODE: Name = Name { variables: &["AWS_RETRY_MODE"], key: "retry_mode" };
const MAX_ATTEMPTS: Name = Name { variables: &["AWS_MAX_ATTEMPTS"], key: "max_attempts" };
const CA_BUNDLE: Name = Name { variables: &["AWS_CA_BUNDLE"], key: "ca_bundle" };
