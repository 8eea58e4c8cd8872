//! What nodes answer.

use std::collections::BTreeMap;

use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::invocation::Invocation;
use super::output;
use super::plugin::Plugin;
use super::stage::{Outcome, Stage};
use crate::messages::MessageId;
use crate::model::types::CommandPluginStatus;
use crate::protocol::Call;

/// The payload of a reply, as far as it is of use here.
#[derive(Deserialize)]
pub(crate) struct Reply {
    #[serde(rename = "documentStatus")]
    status: String,
    #[serde(default, rename = "documentTraceOutput")]
    trace_output: Option<String>,
    /// By the ids of plugins.
    #[serde(default, rename = "runtimeStatus")]
    plugins: Option<BTreeMap<String, PluginReply>>,
}

/// What a reply says of a plugin.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct PluginReply {
    status: String,
    code: i32,
    output: String,
    standard_output: String,
    standard_error: String,
    start_date_time: String,
    end_date_time: String,
}

impl Reply {
    pub(crate) fn parse(payload: &str) -> serde_json::Result<Self> {
        serde_json::from_str(payload)
    }
}

/// Takes notice of a reply about a command. Says whether it was news: not if the command is over on
/// the node, or if there is none.
pub(crate) fn take_reply(call: &mut Call<'_>, id: &MessageId, reply: Reply) -> bool {
    let commands = &mut call.store.commands;
    let known = commands.invocation(&id.command_id, &id.instance_id);
    if known.is_none_or(|invocation| invocation.stage.outcome().is_some()) {
        return false;
    }
    if let Some(invocation) = commands.invocation_mut(&id.command_id, &id.instance_id) {
        apply(invocation, reply);
    }
    commands.wake(&id.command_id, call.now);
    true
}

/// Takes notice of a node that can do nothing with the message of a command.
pub(crate) fn fail(call: &mut Call<'_>, id: &MessageId, why: &str) {
    let trace_output = Some(format!("the node refused the message: {why}"));
    take_reply(call, id, Reply { status: "Failed".to_owned(), trace_output, plugins: None });
}

fn apply(invocation: &mut Invocation, reply: Reply) {
    for (id, told) in reply.plugins.unwrap_or_default() {
        match invocation.plugins.iter_mut().find(|plugin| plugin.name == id) {
            Some(plugin) => tell(plugin, told),
            None => {
                let mut plugin = Plugin::new(id.clone(), id.replace(':', ""));
                tell(&mut plugin, told);
                invocation.plugins.push(plugin);
            }
        }
    }
    if let Some(trace_output) = reply.trace_output.filter(|text| !text.is_empty()) {
        invocation.trace_output = Some(output::trace(&trace_output));
    }
    invocation.stage = match (reply.status.as_str(), invocation.stage) {
        ("Success" | "Skipped" | "TestPass", _) => Stage::Ended(Outcome::Success),
        ("Failed" | "TestFailure", _) => Stage::Ended(Outcome::Failed),
        ("TimedOut", _) => Stage::Ended(Outcome::ExecutionTimedOut),
        ("Cancelled", _) => Stage::Ended(Outcome::Cancelled),
        // A node that is to reboot goes on afterwards.
        (_, Stage::Cancelling) => Stage::Cancelling,
        (_, _) => Stage::Running,
    };
}

fn tell(plugin: &mut Plugin, told: PluginReply) {
    let (status, details) = status(&told.status);
    plugin.status = status;
    plugin.details = details.to_owned();
    plugin.code = plugin.is_over().then_some(told.code);
    plugin.started = time(&told.start_date_time).or(plugin.started);
    plugin.finished = time(&told.end_date_time).filter(|_| plugin.is_over());
    plugin.output = output::combined(&told.output, &told.standard_output, &told.standard_error);
    plugin.standard_output = output::standard_output(&told.standard_output);
    plugin.standard_error = output::standard_error(&told.standard_error);
}

fn status(told: &str) -> (CommandPluginStatus, &'static str) {
    match told {
        "" | "NotStarted" => (CommandPluginStatus::Pending, "Pending"),
        "Success" | "Skipped" | "SuccessAndReboot" | "PassedAndReboot" | "TestPass" => {
            (CommandPluginStatus::Success, "Success")
        }
        "Failed" | "TestFailure" => (CommandPluginStatus::Failed, "Failed"),
        "TimedOut" => (CommandPluginStatus::TimedOut, "ExecutionTimedOut"),
        "Cancelled" => (CommandPluginStatus::Cancelled, "Cancelled"),
        _ => (CommandPluginStatus::InProgress, "InProgress"),
    }
}

/// A time as agents write it. The first one of all is how they say that there is none.
fn time(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().filter(|time| time.year() > 1)
}
