//! What every source of the chain may ask.

use std::path::PathBuf;
use std::sync::Arc;

use super::http::Http;
use super::unavailable::Unavailable;
use crate::endpoint::{Endpoint, EndpointParameters};
use crate::service::{JsonVersion, Service};
use crate::settings::{Environment, Origin, Setting};

/// The environment, the connections and the region that the sources of one chain share.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) environment: Environment,
    /// Set in code.
    pub(super) region: Option<String>,
    pub(super) http: Arc<Http>,
}

impl Context {
    pub(super) fn variable(&self, name: &str) -> Result<Option<String>, Unavailable> {
        self.environment.get(name).map_err(Unavailable::failed)
    }

    /// The first of these variables that is set, with its name.
    pub(super) fn first_variable<'a>(
        &self,
        names: &[&'a str],
    ) -> Result<Option<(&'a str, String)>, Unavailable> {
        for name in names {
            if let Some(value) = self.variable(name)? {
                return Ok(Some((name, value)));
            }
        }
        Ok(None)
    }

    /// The home directory, where AWS tools keep their files.
    pub(super) fn home(&self) -> Result<PathBuf, Unavailable> {
        match self.first_variable(&["HOME", "USERPROFILE"])? {
            Some((_, home)) => Ok(home.into()),
            None => Err(Unavailable::not_configured("HOME is not set, so there is no ~/.aws")),
        }
    }

    /// The endpoint of one of the services that hand out credentials, and its region: of code, of the
    /// environment, of the profile.
    pub(super) fn regional(
        &self,
        service: &Service,
        of_profile: Option<&str>,
    ) -> Result<(String, String), Unavailable> {
        let region = match (&self.region, self.environment.first(REGION).map_err(Unavailable::failed)?) {
            (Some(region), _) => Setting::new(region, Origin::Code(".region(..)")),
            (None, Some(setting)) => setting,
            (None, None) => match of_profile {
                Some(region) => Setting::new(region, Origin::Code("the profile")),
                None => {
                    return Err(Unavailable::failed(format_args!(
                        "no region to call {} in: set AWS_REGION, or region in the profile",
                        service.id
                    )));
                }
            },
        };
        let url = self.endpoint(service, region.clone())?;
        Ok((region.value, url))
    }

    /// The URL of a service, without a slash at its end: the region's, or that of
    /// `AWS_ENDPOINT_URL_<SERVICE>` or `AWS_ENDPOINT_URL`.
    pub(super) fn endpoint(&self, service: &Service, region: Setting) -> Result<String, Unavailable> {
        let no = || Setting::new(false, Origin::Default);
        let parameters = EndpointParameters {
            region,
            url: self.environment.endpoint_url(service).map_err(Unavailable::failed)?,
            use_fips: no(),
            use_dual_stack: no(),
            allow_insecure_http: no(),
        };
        let endpoint = Endpoint::resolve(service, &parameters);
        endpoint.map(|endpoint| endpoint.shown().to_owned()).map_err(Unavailable::failed)
    }
}

const REGION: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// A service that is called without its operations being modelled.
pub(super) const fn unmodelled(
    id: &'static str,
    signing_name: &'static str,
    endpoint_prefix: &'static str,
) -> Service {
    Service { id, target_prefix: "", signing_name, endpoint_prefix, json_version: JsonVersion::V1_1 }
}

/// Runs what may block, such as reading files, off the runtime's own threads.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Unavailable> + Send + 'static,
) -> Result<T, Unavailable> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(stopped) => Err(Unavailable::failed(format_args!("reading was stopped: {stopped}"))),
    }
}
