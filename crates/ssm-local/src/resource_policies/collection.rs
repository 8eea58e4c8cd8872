//! All resource policies.

use crate::digest::sha256;
use crate::store::{NamedTable, Table};

/// The texts of policies by the ARN of their resource and their id.
#[derive(Default)]
pub(crate) struct ResourcePolicies {
    pub(super) by_place: Table<(String, String), String>,
}

impl ResourcePolicies {
    pub(crate) fn tables(&mut self) -> [NamedTable<'_>; 1] {
        [("resource-policies", &mut self.by_place)]
    }

    /// The policies of a resource by their ids.
    pub(super) fn of<'a>(&'a self, arn: &'a str) -> impl Iterator<Item = (&'a String, &'a String)> {
        let all = self.by_place.iter().filter(move |((found, _), _)| found == arn);
        all.map(|((_, id), policy)| (id, policy))
    }
}

/// By what a client says which text of a policy it knows.
pub(super) fn hash(policy: &str) -> String {
    sha256(policy.as_bytes())
}
