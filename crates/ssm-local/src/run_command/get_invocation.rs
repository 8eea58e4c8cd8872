//! `GetCommandInvocation`.

use time::OffsetDateTime;

use super::invocation::Invocation;
use super::list_invocations::is_online;
use super::location::Location;
use super::plugin::Plugin;
use crate::model::operation::{GetCommandInvocationRequest, GetCommandInvocationResponse};
use crate::model::types::{InvalidPluginName, InvocationDoesNotExist};
use crate::protocol::{Call, Error};
use crate::timestamp;

/// Answers what a step of a command did on a node. The step need not be named if there is only one.
pub(crate) fn get_command_invocation(
    call: &mut Call<'_>,
    request: GetCommandInvocationRequest,
) -> Result<GetCommandInvocationResponse, Error> {
    let GetCommandInvocationRequest { command_id, instance_id, plugin_name } = request;
    let commands = &call.store.commands;
    let does_not_exist = || {
        let message = format!("there is no invocation of the command {command_id} on {instance_id}");
        Error::from(InvocationDoesNotExist {}).explained(message)
    };
    let command = commands.by_id.get(&command_id).ok_or_else(does_not_exist)?;
    let invocation = commands.invocation(&command_id, &instance_id).ok_or_else(does_not_exist)?;
    let plugin = plugin(invocation, plugin_name.as_deref())?;

    let is_only_one = invocation.plugins.len() == 1;
    let (status, details) = if is_only_one || !plugin.is_over() {
        let (status, details) = invocation.stage.shown(is_online(call, invocation));
        (status, details.to_owned())
    } else {
        (plugin.status.as_str().into(), plugin.details.clone())
    };
    let location = Location::of(&command.shown, invocation, plugin);
    let shown = &command.shown;
    Ok(GetCommandInvocationResponse {
        comment: shown.comment.clone(),
        document_name: shown.document_name.clone(),
        document_version: shown.document_version.clone(),
        plugin_name: Some(plugin.name.clone()),
        response_code: Some(plugin.code.unwrap_or(-1)),
        execution_start_date_time: Some(text(plugin.started)),
        execution_elapsed_time: Some(elapsed(plugin)),
        execution_end_date_time: Some(text(plugin.finished)),
        status: Some(status),
        status_details: Some(details),
        standard_output_content: Some(plugin.standard_output.clone()),
        standard_output_url: Some(location.url("stdout")),
        standard_error_content: Some(plugin.standard_error.clone()),
        standard_error_url: Some(location.url("stderr")),
        cloud_watch_output_config: shown.cloud_watch_output_config.clone(),
        command_id: Some(command_id),
        instance_id: Some(instance_id),
    })
}

fn plugin<'a>(invocation: &'a Invocation, name: Option<&str>) -> Result<&'a Plugin, Error> {
    let invalid = |message: String| Error::from(InvalidPluginName {}).explained(message);
    let names = || {
        let names: Vec<&str> = invocation.plugins.iter().map(|plugin| plugin.name.as_str()).collect();
        names.join(", ")
    };
    match (name, invocation.plugins.as_slice()) {
        (None, [one]) => Ok(one),
        (None, _) => {
            Err(invalid(format!("the document has several steps; PluginName is one of {}", names())))
        }
        (Some(name), plugins) => plugins
            .iter()
            .find(|plugin| plugin.name == name)
            .ok_or_else(|| invalid(format!("the document has no step {name:?}; it has {}", names()))),
    }
}

/// A time as text, which is empty if there is none.
fn text(time: Option<OffsetDateTime>) -> String {
    time.map_or_else(String::new, timestamp::milliseconds)
}

fn elapsed(plugin: &Plugin) -> String {
    let Some((started, finished)) = plugin.started.zip(plugin.finished) else { return String::new() };
    timestamp::duration((finished - started).try_into().unwrap_or_default())
}
