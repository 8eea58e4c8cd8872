//! Patching: baselines, which say what patches are approved, the groups of nodes that they are for, and
//! what nodes told of their patches.
//!
//! There is no catalogue of patches here, so that lists of those that exist are empty.

mod baseline;
mod baselines;
mod catalogue;
mod check;
mod collection;
mod condition;
mod create;
mod defaults;
mod delete;
mod get;
mod group_state;
mod groups;
mod instance_patches;
mod instance_states;
mod provided;
mod state;
mod update;

use crate::protocol::Routes;

pub(crate) use collection::Patching;

/// Adds the operations on patching.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .on(baselines::describe_patch_baselines)
        .on(catalogue::describe_available_patches)
        .on(catalogue::describe_effective_patches_for_patch_baseline)
        .on(catalogue::describe_patch_properties)
        .on(create::create_patch_baseline)
        .on(defaults::get_default_patch_baseline)
        .on(defaults::register_default_patch_baseline)
        .on(delete::delete_patch_baseline)
        .on(get::get_patch_baseline)
        .on(group_state::describe_patch_group_state)
        .on(groups::deregister_patch_baseline_for_patch_group)
        .on(groups::describe_patch_groups)
        .on(groups::get_patch_baseline_for_patch_group)
        .on(groups::register_patch_baseline_for_patch_group)
        .on(instance_patches::describe_instance_patches)
        .on(instance_states::describe_instance_patch_states)
        .on(instance_states::describe_instance_patch_states_for_patch_group)
        .on(update::update_patch_baseline)
}
