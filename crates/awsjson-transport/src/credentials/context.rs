//! What every source of the chain may ask.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use super::http::Http;
use super::unavailable::Unavailable;
use crate::blocking_work::off_the_runtime;
use crate::failure::Failure;
use crate::settings::{Environment, Origin, Setting, Sources};

/// What the sources of one chain share.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) environment: Environment,
    /// The profile that is named in code.
    pub(super) profile: Option<String>,
    pub(super) in_code: InCode,
    pub(super) http: Arc<Http>,
}

/// Which endpoints the chain calls, as far as code says so: that of whoever made the chain, or the
/// settings of the transport that it belongs to.
#[derive(Clone, Default)]
pub(crate) struct InCode {
    pub(crate) region: Option<Setting>,
    pub(crate) use_fips: Option<Setting<bool>>,
    pub(crate) use_dual_stack: Option<Setting<bool>>,
    pub(crate) allow_insecure_http: bool,
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

    /// What the environment and the shared files say now.
    pub(super) async fn sources(&self) -> Result<Sources, Unavailable> {
        let environment = self.environment.clone();
        let profile =
            self.profile.as_ref().map(|profile| Setting::new(profile, Origin::Code(".profile(..)")));
        blocking(move || Sources::read(environment, profile).map_err(of_files)).await
    }
}

/// A failure of the shared files, in one line.
pub(super) fn of_files(failure: Failure) -> Unavailable {
    match failure.source() {
        Some(cause) => Unavailable::failed(format_args!("{failure}: {cause}")),
        None => Unavailable::failed(failure),
    }
}

/// Runs what may block, such as reading files, off the runtime's own threads.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Unavailable> + Send + 'static,
) -> Result<T, Unavailable> {
    match off_the_runtime(work).await {
        Some(outcome) => outcome,
        None => Err(Unavailable::failed("reading was stopped")),
    }
}
