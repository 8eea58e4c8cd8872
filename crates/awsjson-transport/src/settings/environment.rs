//! What the environment variables of AWS tools say.

use std::borrow::Cow;
use std::env::VarError;
use std::sync::Arc;

use super::{Origin, Setting};
use crate::failure::{Failure, OneLine};
use crate::service::Service;

/// The environment that variables are read from: the process's own, or one that is given.
#[derive(Clone)]
pub(crate) struct Environment {
    read: Arc<Read>,
}

type Read = dyn Fn(&str) -> Result<String, VarError> + Send + Sync;

impl Environment {
    pub(crate) fn of_process() -> Self {
        Self::reading(|name| std::env::var(name))
    }

    pub(crate) fn reading(read: impl Fn(&str) -> Result<String, VarError> + Send + Sync + 'static) -> Self {
        Self { read: Arc::new(read) }
    }

    /// A variable's value without white space around it. One that is set to nothing counts as unset,
    /// as AWS tools have it.
    pub(crate) fn get(&self, name: &str) -> Result<Option<String>, Failure> {
        match (self.read)(name) {
            Ok(value) if value.trim().is_empty() => Ok(None),
            Ok(value) => Ok(Some(value.trim().to_owned())),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => {
                Err(Failure::configuration(format!("the environment variable {name} is not valid UTF-8")))
            }
        }
    }

    /// `AWS_REGION`, else `AWS_DEFAULT_REGION`.
    pub(crate) fn region(&self) -> Result<Option<Setting>, Failure> {
        self.first([REGION.into(), DEFAULT_REGION.into()])
    }

    /// `AWS_ENDPOINT_URL_<SERVICE>`, else `AWS_ENDPOINT_URL`; neither when
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true.
    pub(crate) fn endpoint_url(&self, service: &Service) -> Result<Option<Setting>, Failure> {
        if self.ignores_endpoint_urls()? {
            return Ok(None);
        }
        let of_service = format!("{ENDPOINT_URL}_{}", service.id.to_ascii_uppercase().replace(' ', "_"));
        self.first([of_service.into(), ENDPOINT_URL.into()])
    }

    fn ignores_endpoint_urls(&self) -> Result<bool, Failure> {
        match self.get(IGNORE_ENDPOINT_URLS)? {
            None => Ok(false),
            Some(value) if value.eq_ignore_ascii_case("true") => Ok(true),
            Some(value) if value.eq_ignore_ascii_case("false") => Ok(false),
            Some(value) => Err(Failure::configuration(format!(
                "{IGNORE_ENDPOINT_URLS} is \"{}\"; it must be true or false",
                OneLine::name(&value)
            ))),
        }
    }

    fn first(&self, names: [Cow<'static, str>; 2]) -> Result<Option<Setting>, Failure> {
        for name in names {
            if let Some(value) = self.get(&name)? {
                return Ok(Some(Setting::new(value, Origin::Variable(name))));
            }
        }
        Ok(None)
    }
}

const REGION: &str = "AWS_REGION";
const DEFAULT_REGION: &str = "AWS_DEFAULT_REGION";
const ENDPOINT_URL: &str = "AWS_ENDPOINT_URL";
const IGNORE_ENDPOINT_URLS: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
