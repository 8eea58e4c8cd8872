//! The files that belong to a document, of which only the names are kept.

use std::collections::BTreeSet;

use super::content::Content;
use crate::model::types::{AttachmentsSource, AttachmentsSourceKey};
use crate::protocol::Error;

/// The names of the files that these sources bring.
pub(super) fn names(sources: &[AttachmentsSource], content: &Content) -> Result<Vec<String>, Error> {
    let mut names = BTreeSet::new();
    for source in sources {
        if source.values.as_ref().is_none_or(Vec::is_empty) {
            return Err(Error::validation("an attachment needs one value, which says where it is"));
        }
        match (&source.key, &source.name) {
            (None, _) => return Err(Error::validation("an attachment needs a key, such as S3FileUrl")),
            (Some(_), Some(name)) => {
                names.insert(name.clone());
            }
            // A folder holds whatever files the manifest names.
            (Some(AttachmentsSourceKey::SourceUrl), None) => names.extend(in_manifest(content)),
            (Some(key), None) => {
                let message = format!("an attachment with the key {} needs a name", key.as_str());
                return Err(Error::validation(message));
            }
        }
    }
    Ok(names.into_iter().collect())
}

fn in_manifest(content: &Content) -> Vec<String> {
    let document = content.parse().ok();
    let files = document.as_ref().and_then(|document| document.as_value().get("files")?.as_map());
    files.into_iter().flat_map(|files| files.keys()).map(ToOwned::to_owned).collect()
}
