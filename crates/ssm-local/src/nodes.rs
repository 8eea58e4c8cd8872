//! Managed nodes: how they are registered, how they prove who they are, what they tell of
//! themselves, and which of them a target means.

mod access_key;
mod activation;
mod add;
mod collection;
mod create_activation;
mod credentials;
mod deregister;
mod describe_activations;
mod describe_information;
mod describe_properties;
mod described;
mod filter;
mod heartbeat;
mod list;
mod node;
mod ping;
mod public_key;
mod register;
mod role;
mod signer;
mod target;

use crate::protocol::Routes;

pub(crate) use add::{Added, NewNode, add, restore};
pub(crate) use collection::Nodes;
pub(crate) use node::Node;
pub(crate) use ping::heard_of;
pub(crate) use public_key::ask_for_new_key;
pub(crate) use signer::{Proof, Signer, signer};
pub(crate) use target::{named, resolve};

/// Adds the operations on nodes and activations, and those by which nodes get in.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(access_key::forget_expired)
        .meanwhile(ping::notice_silence)
        .on(create_activation::create_activation)
        .on(credentials::request_managed_instance_role_token)
        .on(deregister::deregister_managed_instance)
        .on(describe_activations::delete_activation)
        .on(describe_activations::describe_activations)
        .on(describe_information::describe_instance_information)
        .on(describe_properties::describe_instance_properties)
        .on(heartbeat::update_instance_information)
        .on(list::list_nodes)
        .on(list::list_nodes_summary)
        .on(public_key::update_managed_instance_public_key)
        .on_unsigned(register::register_managed_instance, register::home)
        .on(role::update_managed_instance_role)
}
