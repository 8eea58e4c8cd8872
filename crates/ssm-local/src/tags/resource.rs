//! What can be tagged.

use serde::{Deserialize, Serialize};

use crate::model::types::{InvalidResourceId, InvalidResourceType, ResourceTypeForTagging};
use crate::parameters::Key;
use crate::protocol::{Call, Error};

/// A resource that exists: its kind and what it is called among its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Resource {
    kind: String,
    id: String,
}

impl Resource {
    /// The parameter at this path.
    pub(crate) fn parameter(path: &str) -> Self {
        Self { kind: ResourceTypeForTagging::Parameter.as_str().to_owned(), id: path.to_owned() }
    }

    /// The patch baseline of this id.
    pub(crate) fn patch_baseline(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::PatchBaseline.as_str().to_owned(), id: id.to_owned() }
    }

    /// The OpsItem of this id.
    pub(crate) fn ops_item(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::OpsItem.as_str().to_owned(), id: id.to_owned() }
    }

    /// The OpsMetadata whose ARN ends like this.
    pub(crate) fn ops_metadata(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::Opsmetadata.as_str().to_owned(), id: id.to_owned() }
    }

    /// The document of this name.
    pub(crate) fn document(name: &str) -> Self {
        Self { kind: ResourceTypeForTagging::Document.as_str().to_owned(), id: name.to_owned() }
    }

    /// The execution of this id.
    pub(crate) fn automation(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::Automation.as_str().to_owned(), id: id.to_owned() }
    }

    /// The managed node of this id.
    pub(crate) fn managed_instance(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::ManagedInstance.as_str().to_owned(), id: id.to_owned() }
    }

    /// The association of this id.
    pub(crate) fn association(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::Association.as_str().to_owned(), id: id.to_owned() }
    }

    /// The maintenance window of this id.
    pub(crate) fn maintenance_window(id: &str) -> Self {
        Self { kind: ResourceTypeForTagging::MaintenanceWindow.as_str().to_owned(), id: id.to_owned() }
    }

    /// The resource that a request names, if there is one.
    pub(super) fn find(call: &Call<'_>, kind: &ResourceTypeForTagging, id: &str) -> Result<Self, Error> {
        // Nodes of EC2 are tagged there.
        if *kind == ResourceTypeForTagging::ManagedInstance && id.starts_with("i-") {
            return Err(Error::from(InvalidResourceType {}).explained(format!(
                "{id} is a node of EC2; managed nodes that can be tagged here are mi-..."
            )));
        }
        let found = match kind {
            ResourceTypeForTagging::Parameter => {
                let key = Key::of(id);
                call.store.parameters.contains(&key).then(|| key.resource())
            }
            ResourceTypeForTagging::Automation => {
                call.store.automations.contains(id).then(|| Self::automation(id))
            }
            ResourceTypeForTagging::ManagedInstance => {
                call.store.nodes.get(id).map(|_| Self::managed_instance(id))
            }
            ResourceTypeForTagging::Association => {
                call.store.associations.contains(id).then(|| Self::association(id))
            }
            ResourceTypeForTagging::MaintenanceWindow => {
                call.store.maintenance_windows.contains(id).then(|| Self::maintenance_window(id))
            }
            ResourceTypeForTagging::Document => call.store.documents.contains(id).then(|| Self::document(id)),
            ResourceTypeForTagging::OpsItem => call.store.ops_items.contains(id).then(|| Self::ops_item(id)),
            ResourceTypeForTagging::Opsmetadata => {
                let id = id.split_once(":opsmetadata/").map_or(id, |(_, id)| id);
                call.store.ops_metadata.contains(id).then(|| Self::ops_metadata(id))
            }
            ResourceTypeForTagging::PatchBaseline => {
                call.store.patching.contains(id).then(|| Self::patch_baseline(id))
            }
            // There are no resources of the other kinds yet.
            _ => None,
        };
        found.ok_or_else(|| {
            Error::from(InvalidResourceId {}).explained(format!("there is no {} {id:?}", kind.as_str()))
        })
    }
}
