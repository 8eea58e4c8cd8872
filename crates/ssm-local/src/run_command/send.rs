//! `SendCommand`.

use std::time::Duration;

use ssm_document::Arguments;

use super::command::Command;
use super::document::{self, Plan};
use super::invocation::Invocation;
use super::plugin::Plugin;
use super::stage::{Outcome, Stage};
use super::{limit, payload};
use crate::documents::Found;
use crate::model::operation::{SendCommandRequest, SendCommandResponse};
use crate::model::types::{
    self, CommandStatus, InvalidDocument, InvalidNotificationConfig, InvalidOutputFolder, InvalidParameters,
    InvalidRole, UnsupportedPlatformType,
};
use crate::nodes;
use crate::protocol::{Call, Error};

/// How long a node may take to start a command unless the request says it.
const DELIVERY_TIMEOUT_SECONDS: i32 = 3600;

/// Starts a command on the nodes that are named or targeted.
pub(crate) fn send_command(
    call: &mut Call<'_>,
    request: SendCommandRequest,
) -> Result<SendCommandResponse, Error> {
    let nodes = nodes(call, &request)?;
    let found = document::find(call, &request.document_name, request.document_version.as_deref())?;
    check_hash(&found, &request)?;
    check_output(&request)?;
    check_notification(&request)?;
    let parameters = request.parameters.clone().unwrap_or_default();
    let plan = document::plan(&found.content, &Arguments::from_lists(parameters.clone()))
        .map_err(|problem| Error::from(InvalidParameters::with_message(problem)))?;
    check_platforms(call, &found, &request, &nodes)?;

    let shown = shown(call, request, &found, &plan, nodes.len());
    let payload = payload::send_command(&shown, &found.content, &parameters)
        .map_err(|error| Error::internal(format!("the document {:?}: {error}", shown.document_name)))?;
    let command = Command::new(shown.clone(), plan.execution_timeout, call.now);
    let id = command.id().to_owned();
    for node in &nodes {
        let invocation = invocation(call, &id, &plan, &found, node);
        call.store.commands.invocations.insert((id.clone(), node.clone()), invocation);
    }
    call.store.commands.payloads.insert(id.clone(), payload);
    call.store.commands.running.insert(id.clone(), call.now);
    call.store.commands.by_id.insert(id, command);
    Ok(SendCommandResponse { command: Some(shown) })
}

fn nodes(call: &Call<'_>, request: &SendCommandRequest) -> Result<Vec<String>, Error> {
    let ids = request.instance_ids.as_deref().unwrap_or_default();
    let targets = request.targets.as_deref().unwrap_or_default();
    match (ids, targets) {
        ([], []) => Err(Error::validation("a command is for InstanceIds or for Targets; there are neither")),
        (_, []) => nodes::named(call, ids),
        ([], _) => nodes::resolve(call, targets),
        (_, _) => Err(Error::validation("a command is for either InstanceIds or Targets, not for both")),
    }
}

fn check_hash(found: &Found, request: &SendCommandRequest) -> Result<(), Error> {
    let Some(hash) = request.document_hash.as_deref().filter(|hash| !hash.is_empty()) else { return Ok(()) };
    if found.has_hash(request.document_hash_type.as_ref(), hash) {
        return Ok(());
    }
    let name = &request.document_name;
    let message = format!("the document {name:?} in version {} has another hash", found.version);
    Err(InvalidDocument::with_message(message).into())
}

fn check_output(request: &SendCommandRequest) -> Result<(), Error> {
    let refuse = |message: String| Err(Error::from(InvalidOutputFolder {}).explained(message));
    let Some(bucket) = request.output_s3_bucket_name.as_deref() else {
        return match request.output_s3_key_prefix.as_deref() {
            None | Some("") => Ok(()),
            Some(_) => refuse("OutputS3KeyPrefix is within a bucket; OutputS3BucketName names it".to_owned()),
        };
    };
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
    let ends = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if bucket.chars().all(allowed)
        && bucket.starts_with(ends)
        && bucket.ends_with(ends)
        && !bucket.contains("..")
    {
        Ok(())
    } else {
        refuse(format!("there can be no bucket {bucket:?}"))
    }
}

fn check_notification(request: &SendCommandRequest) -> Result<(), Error> {
    let config = request.notification_config.as_ref();
    let topic = config.and_then(|config| config.notification_arn.as_deref()).unwrap_or_default();
    if topic.is_empty() {
        return Ok(());
    }
    if !topic.starts_with("arn:") || topic.split(':').nth(2) != Some("sns") {
        let message = format!("the NotificationArn {topic:?} is not that of a topic");
        return Err(InvalidNotificationConfig::with_message(message).into());
    }
    match request.service_role_arn.as_deref() {
        Some(role) if role.starts_with("arn:") && role.contains(":role/") => Ok(()),
        _ => {
            let message = "notifications are sent by a role, and ServiceRoleArn is not that of one";
            Err(InvalidRole::with_message(message).into())
        }
    }
}

/// Refuses nodes that are named and for which the document is not. Of those that are targeted it is
/// found when their turn comes.
fn check_platforms(
    call: &Call<'_>,
    found: &Found,
    request: &SendCommandRequest,
    nodes: &[String],
) -> Result<(), Error> {
    let fits = |node: &&String| {
        let node = call.store.nodes.get(node);
        document::is_for(found, node.and_then(|node| node.facts.platform_type.as_ref()))
    };
    let is_named = request.instance_ids.as_ref().is_some_and(|ids| !ids.is_empty());
    match nodes.iter().find(|node| !fits(node)).filter(|_| is_named) {
        None => Ok(()),
        Some(node) => {
            let message =
                format!("the document {:?} is not for the platform of {node}", request.document_name);
            Err(UnsupportedPlatformType::with_message(message).into())
        }
    }
}

fn shown(
    call: &mut Call<'_>,
    request: SendCommandRequest,
    found: &Found,
    plan: &Plan,
    targets: usize,
) -> types::Command {
    let timeout = request.timeout_seconds.unwrap_or(DELIVERY_TIMEOUT_SECONDS);
    let timeout_length = time::Duration::seconds(timeout.into());
    types::Command {
        command_id: Some(call.ids.uuid()),
        document_name: Some(request.document_name),
        document_version: Some(request.document_version.unwrap_or_else(|| found.version.clone())),
        comment: Some(request.comment.unwrap_or_default()),
        expires_after: (call.now + timeout_length).checked_add(length(plan.execution_timeout)),
        parameters: request.parameters.unwrap_or_default(),
        instance_ids: request.instance_ids.unwrap_or_default(),
        targets: request.targets.unwrap_or_default(),
        requested_date_time: Some(call.now),
        status: Some(CommandStatus::Pending),
        status_details: Some("Pending".to_owned()),
        output_s3_region: Some(request.output_s3_region.unwrap_or_else(|| call.identity.region.clone())),
        output_s3_bucket_name: Some(request.output_s3_bucket_name.unwrap_or_default()),
        output_s3_key_prefix: Some(request.output_s3_key_prefix.unwrap_or_default()),
        max_concurrency: Some(request.max_concurrency.unwrap_or_else(|| limit::CONCURRENCY.to_owned())),
        max_errors: Some(request.max_errors.unwrap_or_else(|| limit::ERRORS.to_owned())),
        target_count: i32::try_from(targets).ok(),
        completed_count: Some(0),
        error_count: Some(0),
        delivery_timed_out_count: Some(0),
        service_role: Some(request.service_role_arn.unwrap_or_default()),
        notification_config: Some(request.notification_config.unwrap_or_default()),
        cloud_watch_output_config: Some(request.cloud_watch_output_config.unwrap_or_default()),
        timeout_seconds: Some(timeout),
        alarm_configuration: request.alarm_configuration,
        triggered_alarms: Vec::new(),
    }
}

fn length(duration: Duration) -> time::Duration {
    duration.try_into().unwrap_or(time::Duration::MAX)
}

fn invocation(call: &Call<'_>, id: &str, plan: &Plan, found: &Found, node_id: &str) -> Invocation {
    let node = call.store.nodes.get(node_id);
    let platform = node.and_then(|node| node.facts.platform_type.as_ref());
    Invocation {
        command_id: id.to_owned(),
        instance_id: node_id.to_owned(),
        instance_name: node.and_then(|node| node.name.clone().or_else(|| node.facts.computer_name.clone())),
        requested: call.now,
        stage: if document::is_for(found, platform) {
            Stage::Waiting
        } else {
            Stage::Ended(Outcome::InvalidPlatform)
        },
        sent: None,
        trace_output: None,
        plugins: plan.plugins.iter().map(Plugin::planned).collect(),
    }
}
