//! State Manager associations.
//!
//! An association is a document, its targets and a schedule, in dense versions. When it is due, in
//! [`progress`], its nodes are told so by [`run`] alone. They ask for what is pending
//! ([`list_instance`]), apply it by themselves and tell how it stands ([`update_instance_status`]), which
//! is kept by execution and by node. The document is looked up in [`document`].

mod association;
mod collection;
mod create;
mod create_batch;
mod delete;
mod describe;
mod describe_execution_targets;
mod describe_executions;
mod document;
mod effective;
mod execution;
mod instance_status;
mod list;
mod list_instance;
mod list_versions;
mod output;
mod progress;
mod run;
mod start_once;
mod state;
mod target;
mod timing;
mod update;
mod update_instance_status;
mod update_status;
mod version;

use crate::protocol::Routes;

pub(crate) use collection::Associations;

/// Adds the operations on associations.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(progress::go_on)
        .on(create::create_association)
        .on(create_batch::create_association_batch)
        .on(delete::delete_association)
        .on(describe::describe_association)
        .on(describe_execution_targets::describe_association_execution_targets)
        .on(describe_executions::describe_association_executions)
        .on(effective::describe_effective_instance_associations)
        .on(instance_status::describe_instance_associations_status)
        .on(list::list_associations)
        .on(list_instance::list_instance_associations)
        .on(list_versions::list_association_versions)
        .on(start_once::start_associations_once)
        .on(update::update_association)
        .on(update_instance_status::update_instance_association_status)
        .on(update_status::update_association_status)
}
