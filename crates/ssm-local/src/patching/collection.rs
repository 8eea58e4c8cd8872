//! All baselines, and what they are for.

use super::baseline::{Baseline, Content};
use super::provided::{self, Provided};
use crate::identity::Identity;
use crate::model::types::{DoesNotExistException, InvalidResourceId, OperatingSystem};
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// The account's baselines by id; the baselines that were made a default, by operating system; and
/// those that are for a group of nodes, by group and operating system.
#[derive(Default)]
pub(crate) struct Patching {
    pub(super) baselines: Table<String, Baseline>,
    pub(super) defaults: Table<String, String>,
    pub(super) groups: Table<(String, String), String>,
}

/// A baseline, whoever owns it.
pub(super) enum Found<'a> {
    Own(&'a Baseline),
    Provided(&'static Provided),
}

impl Found<'_> {
    pub(super) fn operating_system(&self) -> OperatingSystem {
        match self {
            Self::Own(baseline) => baseline.operating_system.clone(),
            Self::Provided(provided) => provided.operating_system.clone(),
        }
    }

    pub(super) fn content(&self) -> Content {
        match self {
            Self::Own(baseline) => baseline.content.clone(),
            Self::Provided(provided) => provided.content(),
        }
    }
}

impl Patching {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 3] {
        [
            ("patch-baselines", &mut self.baselines),
            ("patch-defaults", &mut self.defaults),
            ("patch-groups", &mut self.groups),
        ]
    }

    /// Whether the account has a baseline of this id.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.baselines.contains(id)
    }

    /// The baseline that a request names, by its id or its ARN, and the id that it is answered with.
    pub(super) fn find(&self, name: &str, identity: &Identity) -> Result<(String, Found<'_>), Error> {
        let short = name.rsplit_once('/').map_or(name, |(_, short)| short);
        check_id(short)?;
        if let Some(provided) = Provided::all().iter().find(|provided| provided.short_id() == short) {
            return Ok((provided.id(identity), Found::Provided(provided)));
        }
        let own = self.baselines.get(short).map(|baseline| (short.to_owned(), Found::Own(baseline)));
        own.ok_or_else(|| does_not_exist(name))
    }

    /// The id of the baseline of nodes that are in no group that has one.
    pub(super) fn default(&self, operating_system: &OperatingSystem, identity: &Identity) -> String {
        let own = self.defaults.get(operating_system.as_str());
        own.cloned().unwrap_or_else(|| provided::default(operating_system).id(identity))
    }
}

/// Refuses what is no id of a baseline.
pub(super) fn check_id(short: &str) -> Result<(), Error> {
    let digits = short.strip_prefix("pb-").unwrap_or_default();
    if digits.len() == 17 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    let message = format!("{short:?} is no id of a patch baseline, which is pb- and 17 hexadecimal digits");
    Err(Error::from(InvalidResourceId {}).explained(message))
}

/// That there is no such baseline.
pub(super) fn does_not_exist(name: &str) -> Error {
    DoesNotExistException::with_message(format!("there is no patch baseline {name}")).into()
}
