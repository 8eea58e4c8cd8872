//! Versions of the schema, and which types of documents can have them.

use crate::field::Field;
use crate::structure::{Kept, choice};
use crate::value::{Map, Value};

choice! {
    /// The schema of a document, which says what its other members are.
    pub enum SchemaVersion {
        /// Automations: steps in a graph, run by the service.
        V0_3 = "0.3",
        /// Sessions: preferences, or what a session runs.
        V1_0 = "1.0",
        /// The first command documents: plugins without an order.
        V1_2 = "1.2",
        /// Command documents with steps; also the manifests of packages.
        V2_0 = "2.0",
        /// Command documents with steps and preconditions.
        V2_2 = "2.2",
    }
}

impl SchemaVersion {
    /// The schemas that a document of `document_type` can have, and `None` for types whose content has no
    /// such schema ("Schemas, features, and examples" in the user guide).
    pub fn of_document_type(document_type: &str) -> Option<&'static [SchemaVersion]> {
        match document_type {
            "Command" => Some(&[Self::V1_2, Self::V2_0, Self::V2_2]),
            "Policy" => Some(&[Self::V2_0, Self::V2_2]),
            "Automation" | "Automation.ChangeTemplate" => Some(&[Self::V0_3]),
            "Session" => Some(&[Self::V1_0]),
            _ => None,
        }
    }
}

/// What a reader looks for first stands first in a document that was built, not read.
const LEADING: [&str; 5] = ["schemaVersion", "description", "assumeRole", "sessionType", "parameters"];

/// The members of `content`, with `version` as its schema if it names none.
pub(crate) fn with_version(content: &impl Field, kept: &Kept, version: &SchemaVersion) -> Map {
    let Value::Map(mut written) = content.write() else { return Map::new() };
    if kept.map.contains_key("schemaVersion") {
        return written;
    }
    if !written.contains_key("schemaVersion") {
        written.insert("schemaVersion", version.as_str());
    }
    let leading = LEADING.iter().filter_map(|key| written.get(key).map(|value| (*key, value.clone())));
    let others = written.iter().filter(|(key, _)| !LEADING.contains(key));
    leading.chain(others.map(|(key, value)| (key, value.clone()))).collect()
}
