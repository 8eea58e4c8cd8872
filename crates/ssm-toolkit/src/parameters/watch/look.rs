//! One look at what is watched.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use ssm_client::types::ParameterType;
use time::OffsetDateTime;
use tokio::time::Instant;

use super::{Change, PauseSwitch};
use crate::parameters::{Parameter, ParameterPath, ParameterReference, Parameters, ReadError};

/// What is watched.
#[derive(Debug)]
pub(super) enum Source {
    Names(Vec<ParameterReference>),
    Path(ParameterPath),
}

/// The versions that were seen, by name.
pub(super) type Known = BTreeMap<String, Mark>;

/// A version, and when it was stored: a parameter that is created anew begins with version 1 again.
#[derive(PartialEq)]
pub(super) struct Mark {
    version: i64,
    modified: Option<OffsetDateTime>,
}

/// A look under way.
pub(super) type Look = Pin<Box<dyn Future<Output = Looked> + Send>>;

pub(super) struct Looked {
    pub(super) known: Known,
    pub(super) begun: Instant,
    pub(super) changes: Result<Vec<Change>, ReadError>,
}

/// Looks as soon as it is time.
pub(super) fn begin(
    parameters: Parameters,
    source: Arc<Source>,
    mut known: Known,
    at: Option<Instant>,
    pause: PauseSwitch,
) -> Look {
    Box::pin(async move {
        if let Some(at) = at {
            tokio::time::sleep_until(at).await;
        }
        pause.open().await;
        let begun = Instant::now();
        let changes = look(&parameters, &source, &mut known).await;
        Looked { known, begun, changes }
    })
}

async fn look(parameters: &Parameters, source: &Source, known: &mut Known) -> Result<Vec<Change>, ReadError> {
    // Versions need no values, so nothing is decrypted that did not change.
    let seen = source.read(&parameters.clone().decryption(false)).await?;
    let removed: Vec<String> = known.keys().filter(|&name| !seen.contains_key(name)).cloned().collect();
    let mut changed: BTreeMap<String, Parameter> =
        seen.into_iter().filter(|(name, parameter)| known.get(name) != Some(&Mark::of(parameter))).collect();
    if parameters.decryption {
        decrypt(parameters, &mut changed).await?;
    }
    let removed = removed.into_iter().map(|name| (name, None));
    let mut changes: Vec<Change> = removed
        .chain(changed.into_iter().map(|(name, parameter)| (name, Some(parameter))))
        .map(|(name, now)| {
            let before = match &now {
                Some(parameter) => known.insert(name.clone(), Mark::of(parameter)),
                None => known.remove(&name),
            };
            Change { before: before.map(|mark| mark.version), name, now }
        })
        .collect();
    changes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(changes)
}

/// Reads the secrets among them again, with their values. One that is gone meanwhile is left out: the next
/// look tells what became of it.
async fn decrypt(
    parameters: &Parameters,
    changed: &mut BTreeMap<String, Parameter>,
) -> Result<(), ReadError> {
    let secrets = changed.extract_if(.., |_, parameter| *parameter.kind() == ParameterType::SecureString);
    let names: Vec<String> = secrets.map(|(name, _)| name).collect();
    let read = parameters.find_many(&names).await?;
    let found = names.into_iter().zip(read).filter_map(|(name, parameter)| Some((name, parameter?)));
    changed.extend(found);
    Ok(())
}

impl Source {
    async fn read(&self, parameters: &Parameters) -> Result<BTreeMap<String, Parameter>, ReadError> {
        match self {
            Self::Names(names) => {
                let read = parameters.read_all(names).await?;
                let named = names.iter().zip(read);
                Ok(named.filter_map(|(name, found)| Some((name.to_string(), found?))).collect())
            }
            Self::Path(path) => {
                let read = parameters.read_path(path).await?;
                Ok(read.into_iter().map(|parameter| (parameter.name().to_owned(), parameter)).collect())
            }
        }
    }
}

impl Mark {
    fn of(parameter: &Parameter) -> Self {
        Self { version: parameter.version(), modified: parameter.modified() }
    }
}
