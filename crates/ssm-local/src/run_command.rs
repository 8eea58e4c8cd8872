//! Run Command.
//!
//! A command is one invocation for each node. What becomes of it by itself, in
//! [`progress`], follows from the store and the time: invocations are sent as far as the limits
//! allow, time out, or are given up, and their sum is the state of the command. Nodes get messages
//! and send replies through [`messages`](crate::messages) alone.

mod cancel;
mod collection;
mod command;
mod document;
mod filter;
mod forget;
mod get_invocation;
mod invocation;
mod limit;
mod list_commands;
mod list_invocations;
mod location;
mod output;
mod payload;
mod plugin;
mod progress;
mod reply;
mod send;
mod stage;
mod status;
mod summary;

use crate::protocol::Routes;

pub(crate) use cancel::cancel_command;
pub(crate) use collection::Commands;
pub(crate) use list_commands::list_commands;
pub(crate) use list_invocations::list_command_invocations;
pub(crate) use payload::parameters as parameter_values;
pub(crate) use progress::node_is_gone;
pub(crate) use reply::{Reply, fail, take_reply};
pub(crate) use send::send_command;
pub(crate) use status::{command, nodes_of};

/// Adds the operations of Run Command.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .meanwhile(forget::forget_old)
        .meanwhile(progress::go_on)
        .on(cancel::cancel_command)
        .on(get_invocation::get_command_invocation)
        .on(list_commands::list_commands)
        .on(list_invocations::list_command_invocations)
        .on(send::send_command)
}
