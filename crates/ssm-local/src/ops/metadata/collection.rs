//! All that is noted about applications.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::identity::Identity;
use crate::model::types::{MetadataValue, OpsMetadataInvalidArgumentException, OpsMetadataNotFoundException};
use crate::protocol::Error;
use crate::store::{NamedTable, Table};

/// How many notes an application may have.
pub(super) const MAXIMUM_KEYS: usize = 5;

/// Notes by the last part of their ARN, such as `aws/ssm/shop/appmanager`.
#[derive(Default)]
pub(crate) struct AllOpsMetadata {
    pub(super) by_id: Table<String, Notes>,
}

/// What is noted about an application.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Notes {
    pub(super) resource_id: String,
    pub(super) metadata: BTreeMap<String, MetadataValue>,
    pub(super) created: OffsetDateTime,
    pub(super) modified: OffsetDateTime,
}

impl AllOpsMetadata {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("ops-metadata", &mut self.by_id)]
    }

    /// Whether there are notes of this id.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    /// The id in the ARN of notes that there are.
    pub(super) fn find(&self, arn: &str, identity: &Identity) -> Result<String, Error> {
        let id = arn.strip_prefix(&self::arn(identity, "")).filter(|id| self.contains(id));
        let not_found =
            || OpsMetadataNotFoundException::with_message(format!("there is no OpsMetadata {arn}"));
        id.map(str::to_owned).ok_or_else(|| not_found().into())
    }
}

/// The ARN of notes.
pub(super) fn arn(identity: &Identity, id: &str) -> String {
    identity.arn(&format!("opsmetadata/{id}"))
}

/// Refuses notes without a value.
pub(super) fn check_values(metadata: &BTreeMap<String, MetadataValue>) -> Result<(), Error> {
    match metadata.iter().find(|(_, value)| value.value.is_none()) {
        None => Ok(()),
        Some((key, _)) => Err(invalid(format!("the key {key:?} has no value"))),
    }
}

/// That an argument cannot be what it is.
pub(super) fn invalid(message: String) -> Error {
    OpsMetadataInvalidArgumentException::with_message(message).into()
}
