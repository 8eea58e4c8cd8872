//! Environment variables as AWS tools read them.

use std::env::VarError;
use std::sync::Arc;

use super::{Origin, Setting};
use crate::failure::Failure;

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

    /// An environment of these variables and no other.
    #[cfg(test)]
    pub(crate) fn of(variables: &[(&str, &str)]) -> Self {
        let variables: std::collections::HashMap<String, String> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self::reading(move |name| variables.get(name).cloned().ok_or(VarError::NotPresent))
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

    /// The first of these variables that is set.
    pub(crate) fn first(&self, names: &[&str]) -> Result<Option<Setting>, Failure> {
        for name in names {
            if let Some(value) = self.get(name)? {
                return Ok(Some(Setting::new(value, Origin::Variable((*name).to_owned()))));
            }
        }
        Ok(None)
    }
}
