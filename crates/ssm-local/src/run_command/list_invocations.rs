//! `ListCommandInvocations`.

use super::collection::Position;
use super::command::Command;
use super::filter::{Filters, For};
use super::invocation::Invocation;
use super::location::Location;
use super::plugin::Plugin;
use crate::model::operation::{ListCommandInvocationsRequest, ListCommandInvocationsResponse};
use crate::model::types::{CommandInvocation, CommandPlugin};
use crate::nodes::Node;
use crate::paging;
use crate::protocol::{Call, Error};

/// How many invocations a page has unless the request says it.
const PAGE: usize = 50;

/// Answers the invocations that meet the filters, those of the latest command first, and on demand
/// what their plugins did. Clients ask for a command right after they sent it, so that one that is
/// not known has no invocations rather than being an error.
pub(crate) fn list_command_invocations(
    call: &mut Call<'_>,
    request: ListCommandInvocationsRequest,
) -> Result<ListCommandInvocationsResponse, Error> {
    let filters = Filters::of(request.filters, For::Invocations)?;
    let store = &*call.store;
    let commands = store.commands.latest_first(request.command_id.as_ref()).into_iter();
    let all = commands.flat_map(|(position, command)| {
        let invocations = store.commands.invocations_of(command.id());
        invocations.map(move |invocation| (position.of_node(&invocation.instance_id), (command, invocation)))
    });
    let found = all.filter(|(_, (command, invocation))| {
        request.instance_id.as_ref().is_none_or(|node| *node == invocation.instance_id)
            && filters.accept_invocation(command, invocation.stage, is_online(call, invocation))
    });
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = store.paging.page::<Position, _, _>("ListCommandInvocations", token, size, found)?;
    let details = request.details.unwrap_or_default();
    let shown = page.items.into_iter();
    let shown = shown.map(|(command, invocation)| shown_invocation(call, command, invocation, details));
    Ok(ListCommandInvocationsResponse { command_invocations: shown.collect(), next_token: page.next_token })
}

/// Whether the node of an invocation is heard of.
pub(super) fn is_online(call: &Call<'_>, invocation: &Invocation) -> bool {
    call.store.nodes.get(&invocation.instance_id).is_some_and(Node::is_online)
}

fn shown_invocation(
    call: &Call<'_>,
    command: &Command,
    invocation: &Invocation,
    details: bool,
) -> CommandInvocation {
    let (status, status_details) = invocation.stage.shown(is_online(call, invocation));
    let shown = &command.shown;
    let plugins = &invocation.plugins;
    let url = |file: &str| match plugins.as_slice() {
        [one] => Location::of(shown, invocation, one).url(file),
        _ => String::new(),
    };
    CommandInvocation {
        command_id: shown.command_id.clone(),
        instance_id: Some(invocation.instance_id.clone()),
        instance_name: Some(invocation.instance_name.clone().unwrap_or_default()),
        comment: shown.comment.clone(),
        document_name: shown.document_name.clone(),
        document_version: shown.document_version.clone(),
        requested_date_time: Some(invocation.requested),
        status: Some(status),
        status_details: Some(status_details.to_owned()),
        trace_output: details.then(|| invocation.trace_output.clone()).flatten(),
        standard_output_url: Some(url("stdout")),
        standard_error_url: Some(url("stderr")),
        command_plugins: if details {
            plugins.iter().map(|plugin| shown_plugin(command, invocation, plugin)).collect()
        } else {
            Vec::new()
        },
        service_role: shown.service_role.clone(),
        notification_config: shown.notification_config.clone(),
        cloud_watch_output_config: shown.cloud_watch_output_config.clone(),
    }
}

fn shown_plugin(command: &Command, invocation: &Invocation, plugin: &Plugin) -> CommandPlugin {
    let location = Location::of(&command.shown, invocation, plugin);
    let (status, status_details) = plugin.shown(invocation.stage);
    CommandPlugin {
        name: Some(plugin.name.clone()),
        status: Some(status),
        status_details: Some(status_details),
        response_code: Some(plugin.code.unwrap_or(-1)),
        response_start_date_time: plugin.started,
        response_finish_date_time: plugin.finished,
        output: Some(plugin.output.clone()),
        standard_output_url: Some(location.url("stdout")),
        standard_error_url: Some(location.url("stderr")),
        output_s3_region: command.shown.output_s3_region.clone(),
        output_s3_bucket_name: command.shown.output_s3_bucket_name.clone(),
        output_s3_key_prefix: Some(location.prefix().to_owned()),
    }
}
