//! The endpoint's URL outside code.

use super::Setting;
use super::profiles::SectionKind;
use super::sources::{Name, Sources};
use crate::failure::{Failure, OneLine};
use crate::service::Service;

impl Sources {
    /// The first of: `AWS_ENDPOINT_URL_<SERVICE>`; `AWS_ENDPOINT_URL`; the service's `endpoint_url`
    /// in the `services` section that the profile names; the profile's `endpoint_url`. None of them
    /// if `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` or the profile says so.
    pub(crate) fn endpoint_url(&self, service: &Service) -> Result<Option<Setting>, Failure> {
        if self.boolean(&IGNORE_ENDPOINT_URLS)?.is_some_and(|ignore| ignore.value) {
            return Ok(None);
        }
        let of_service = format!("{VARIABLE}_{}", id(service).to_ascii_uppercase());
        let variable = self.environment().first(&[&of_service, VARIABLE])?;
        if variable.is_some() {
            return Ok(variable);
        }
        if let Some(url) = self.of_services_section(&id(service).to_ascii_lowercase())? {
            return Ok(Some(url));
        }
        Ok(self.profile().and_then(|profile| profile.get(KEY)).cloned())
    }

    fn of_services_section(&self, service: &str) -> Result<Option<Setting>, Failure> {
        let Some(name) = self.profile().and_then(|profile| profile.get("services")) else {
            return Ok(None);
        };
        match self.profiles().section(SectionKind::Services, &name.value) {
            Some(section) => Ok(section.nested(service, KEY).cloned()),
            None => Err(Failure::configuration(format!(
                "{} is \"{}\", but there is no section [services {1}]",
                name.origin.naming("services"),
                OneLine::name(&name.value),
            ))),
        }
    }
}

fn id(service: &Service) -> String {
    service.id.replace(' ', "_")
}

const IGNORE_ENDPOINT_URLS: Name =
    Name { variables: &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], key: "ignore_configured_endpoint_urls" };
const VARIABLE: &str = "AWS_ENDPOINT_URL";
const KEY: &str = "endpoint_url";
