//! `ListCommands`.

use super::cancel::unknown;
use super::collection::Position;
use super::filter::{Filters, For};
use crate::model::operation::{ListCommandsRequest, ListCommandsResponse};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many commands a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the commands that meet the filters, latest first.
pub(crate) fn list_commands(
    call: &mut Call<'_>,
    request: ListCommandsRequest,
) -> Result<ListCommandsResponse, Error> {
    let filters = Filters::of(request.filters, For::Commands)?;
    let commands = &call.store.commands;
    if let Some(id) = request.command_id.as_ref().filter(|id| !commands.by_id.contains(*id)) {
        return Err(unknown(id));
    }
    let found =
        commands.latest_first(request.command_id.as_ref()).into_iter().filter(|(position, command)| {
            let id = &position.command_id;
            request.instance_id.as_ref().is_none_or(|node| commands.invocation(id, node).is_some())
                && filters.accept_command(command, !commands.running.contains(id))
        });
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<Position, _, _>("ListCommands", token, size, found)?;
    let commands = page.items.into_iter().map(|command| command.shown.clone());
    Ok(ListCommandsResponse { commands: commands.collect(), next_token: page.next_token })
}
