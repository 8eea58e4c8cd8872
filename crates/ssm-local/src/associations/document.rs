//! The document of an association: the seam to the documents of the account.

use std::collections::BTreeMap;

use ssm_document::Arguments;

use crate::model::types::InvalidParameters;
use crate::protocol::{Call, Error};
use crate::run_command::{find_document, plan};

/// Refuses a document that is not there, and parameters that it does not take.
pub(super) fn check(
    call: &Call<'_>,
    name: &str,
    version: Option<&str>,
    parameters: &BTreeMap<String, Vec<String>>,
) -> Result<(), Error> {
    let found = find_document(call, name, version)?;
    plan(&found.content, &Arguments::from_lists(parameters.clone()))
        .map(|_| ())
        .map_err(|problem| InvalidParameters::with_message(problem).into())
}

/// The text of a document.
pub(super) fn content(call: &Call<'_>, name: &str, version: Option<&str>) -> Result<String, Error> {
    Ok(find_document(call, name, version)?.content.to_json())
}
