//! Documents: what nodes, sessions and automations are told to do.
//!
//! A document is a name and a row of versions. Those of AWS, which every account may use, stand in
//! files of their own (`owned`); those of other accounts can be read as far as they are shared. Each
//! operation stands in a file of its own.

mod answer;
mod attachments;
mod collection;
mod content;
mod create;
mod default_version;
mod delete;
mod describe;
mod describe_parameters;
mod describe_permission;
mod document;
mod filter;
mod find;
mod get;
mod list;
mod list_versions;
mod metadata_history;
mod modify_permission;
mod name;
mod own;
mod owned;
mod platforms;
mod readable;
mod review;
mod update;
mod update_metadata;
mod version;

use crate::protocol::Routes;

pub(crate) use collection::Documents;
pub(crate) use find::{Found, find};

/// Adds the operations on documents.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(create::create_document)
        .on(default_version::update_document_default_version)
        .on(delete::delete_document)
        .on(describe::describe_document)
        .on(describe_parameters::describe_document_parameters)
        .on(describe_permission::describe_document_permission)
        .on(get::get_document)
        .on(list::list_documents)
        .on(list_versions::list_document_versions)
        .on(metadata_history::list_document_metadata_history)
        .on(modify_permission::modify_document_permission)
        .on(update::update_document)
        .on(update_metadata::update_document_metadata)
}
