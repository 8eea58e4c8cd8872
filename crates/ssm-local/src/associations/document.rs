//! The document of an association: the seam to the documents of the account.

use std::collections::BTreeMap;

use ssm_document::Arguments;

use crate::documents;
use crate::model::types::{AssociationVersionInfo, DocumentType, InvalidDocument, InvalidParameters};
use crate::protocol::{Call, Error};

/// Refuses a document that is not there or of another use, and parameters that it does not take.
pub(super) fn check(
    call: &Call<'_>,
    name: &str,
    version: Option<&str>,
    parameters: &BTreeMap<String, Vec<String>>,
) -> Result<(), Error> {
    let found = documents::find(call, name, version)?;
    match found.kind {
        DocumentType::Command | DocumentType::Policy => {}
        // The targets of an automation give it parameters as well.
        DocumentType::Automation => return Ok(()),
        kind => {
            let message =
                format!("the document {name:?} is of type {}, which cannot be associated", kind.as_str());
            return Err(InvalidDocument::with_message(message).into());
        }
    }
    match found.content.bind(&Arguments::from_lists(parameters.clone())) {
        Ok(_) => Ok(()),
        Err(problems) => Err(InvalidParameters::with_message(problems.to_string()).into()),
    }
}

/// Refuses what nodes cannot apply: a document that is gone meanwhile or is none for them, or that does not
/// take the parameters any more.
pub(super) fn check_for_nodes(call: &Call<'_>, version: &AssociationVersionInfo) -> Result<(), Error> {
    let name = version.name.as_deref().unwrap_or_default();
    let document_version = version.document_version.as_deref();
    if documents::find(call, name, document_version)?.kind == DocumentType::Automation {
        let message = format!("the document {name:?} is of type Automation, which no node runs");
        return Err(InvalidDocument::with_message(message).into());
    }
    check(call, name, document_version, &version.parameters)
}

/// The text of a document.
pub(super) fn content(call: &Call<'_>, name: &str, version: Option<&str>) -> Result<String, Error> {
    Ok(documents::find(call, name, version)?.content.to_json())
}
