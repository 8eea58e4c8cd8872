//! Credentials in environment variables.

use std::fmt;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::unavailable::Unavailable;
use crate::settings::Environment;

/// Gives the credentials in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if they are temporary,
/// `AWS_SESSION_TOKEN`. The variables are read at each call.
#[derive(Clone)]
pub struct EnvironmentCredentials {
    environment: Environment,
}

impl EnvironmentCredentials {
    /// Reads the environment of this process.
    pub fn new() -> Self {
        Self { environment: Environment::of_process() }
    }
}

/// The keys of the environment.
pub(super) fn load(environment: &Environment) -> Result<Credentials, Unavailable> {
    let get = |name| environment.get(name).map_err(Unavailable::failed);
    match (get(ACCESS_KEY_ID)?, get(SECRET_ACCESS_KEY)?) {
        (Some(key), Some(secret)) => {
            Ok(Credentials::new(key, secret, get(SESSION_TOKEN)?, None, "environment"))
        }
        (Some(_), None) => Err(half_set(ACCESS_KEY_ID, SECRET_ACCESS_KEY)),
        (None, Some(_)) => Err(half_set(SECRET_ACCESS_KEY, ACCESS_KEY_ID)),
        (None, None) => {
            Err(Unavailable::not_configured(format!("{ACCESS_KEY_ID} and {SECRET_ACCESS_KEY} are not set")))
        }
    }
}

fn half_set(set: &str, unset: &str) -> Unavailable {
    Unavailable::failed(format_args!("{set} is set, but {unset} is not: set both"))
}

impl Default for EnvironmentCredentials {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for EnvironmentCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(load(&self.environment).map_err(CredentialsError::not_loaded))
    }
}

impl fmt::Debug for EnvironmentCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentCredentials")
    }
}

const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";

#[cfg(test)]
mod tests {
    use super::*;
    use std::env::VarError;

    fn load(read: fn(&str) -> Result<String, VarError>) -> Result<Credentials, String> {
        super::load(&Environment::reading(read)).map_err(|error| error.to_string())
    }

    #[test]
    fn key_secret_and_token_are_read() {
        let credentials = load(|name| match name {
            ACCESS_KEY_ID => Ok("AKID".into()),
            SECRET_ACCESS_KEY => Ok(" secret\n".into()),
            SESSION_TOKEN => Ok("token".into()),
            _ => Err(VarError::NotPresent),
        })
        .unwrap();
        assert_eq!(credentials.access_key_id(), "AKID");
        assert_eq!(credentials.secret_access_key(), "secret");
        assert_eq!(credentials.session_token(), Some("token"));
    }

    #[test]
    fn an_empty_token_is_none() {
        let credentials = load(|name| match name {
            SESSION_TOKEN => Ok(String::new()),
            _ => Ok("set".into()),
        })
        .unwrap();
        assert_eq!(credentials.session_token(), None);
    }

    #[test]
    fn a_half_set_pair_names_both_halves() {
        let line = load(|name| match name {
            ACCESS_KEY_ID => Ok("AKID".into()),
            _ => Err(VarError::NotPresent),
        })
        .unwrap_err();
        assert_eq!(line, "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not: set both");
        let line = load(|name| match name {
            SECRET_ACCESS_KEY => Ok("hunter2".into()),
            ACCESS_KEY_ID => Ok("  ".into()),
            _ => Err(VarError::NotPresent),
        })
        .unwrap_err();
        assert_eq!(line, "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not: set both");
    }
}
