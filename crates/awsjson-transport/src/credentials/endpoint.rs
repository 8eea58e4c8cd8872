//! Where the services are that hand out credentials.

use super::context::Context;
use super::unavailable::Unavailable;
use crate::endpoint::{Endpoint, EndpointParameters};
use crate::failure::Failure;
use crate::service::{JsonVersion, Service};
use crate::settings::names::{REGION, USE_DUAL_STACK, USE_FIPS};
use crate::settings::{Origin, Setting, Sources};

/// A service that is called without its operations being modelled.
pub(super) const fn unmodelled(
    id: &'static str,
    signing_name: &'static str,
    endpoint_prefix: &'static str,
) -> Service {
    Service { id, target_prefix: "", signing_name, endpoint_prefix, json_version: JsonVersion::V1_1 }
}

impl Context {
    /// What decides where a service is called: as for any other service, by code, by the environment
    /// and by the profile that the chain goes by, whichever profile a role's source is. The region
    /// is theirs too, unless one is given.
    pub(super) fn endpoint_parameters(
        &self,
        service: &Service,
        sources: &Sources,
        region: Option<Setting>,
    ) -> Result<EndpointParameters, Unavailable> {
        let boolean = |in_code: &Option<Setting<bool>>, name| match in_code {
            Some(setting) => Ok(setting.clone()),
            None => sources.boolean(name).map(|said| said.unwrap_or(Setting::new(false, Origin::Default))),
        };
        let region = match region.or_else(|| self.in_code.region.clone()) {
            Some(region) => region,
            None => sources.text(&REGION).map_err(Unavailable::failed)?.ok_or_else(|| {
                Unavailable::failed(format_args!(
                    "no region to call {} in: set AWS_REGION, or region in the profile",
                    service.id
                ))
            })?,
        };
        let parameters = || -> Result<EndpointParameters, Failure> {
            Ok(EndpointParameters {
                region,
                url: sources.endpoint_url(service)?,
                use_fips: boolean(&self.in_code.use_fips, &USE_FIPS)?,
                use_dual_stack: boolean(&self.in_code.use_dual_stack, &USE_DUAL_STACK)?,
                allow_insecure_http: Setting::new(self.in_code.allow_insecure_http, Origin::Default),
            })
        };
        parameters().map_err(Unavailable::failed)
    }
}

/// The URL of a service, without a slash at its end.
pub(super) fn url(service: &Service, parameters: &EndpointParameters) -> Result<String, Unavailable> {
    let endpoint = Endpoint::resolve(service, parameters);
    endpoint
        .map(|endpoint| endpoint.shown().to_owned())
        .map_err(|failure| Unavailable::failed(format_args!("{} cannot be called: {failure}", service.id)))
}

#[cfg(test)]
mod tests;
