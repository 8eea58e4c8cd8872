//! How a command stands, for the capabilities that start commands themselves.

use crate::model::types::{Command, CommandInvocationStatus};
use crate::protocol::Call;

use super::list_invocations::is_online;

/// A command as answers show it, if there is one of this id.
pub(crate) fn command<'a>(call: &'a Call<'_>, id: &str) -> Option<&'a Command> {
    call.store.commands.by_id.get(id).map(|command| &command.shown)
}

/// The nodes of a command, each with its status and the details of it.
pub(crate) fn nodes_of<'a>(
    call: &'a Call<'_>,
    id: &'a str,
) -> impl Iterator<Item = (&'a str, CommandInvocationStatus, &'static str)> {
    call.store.commands.invocations_of(id).map(|invocation| {
        let (status, details) = invocation.stage.shown(is_online(call, invocation));
        (invocation.instance_id.as_str(), status, details)
    })
}
