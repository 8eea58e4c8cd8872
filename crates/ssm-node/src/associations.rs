//! Associations: the node asks what it is associated with, and applies what is due.
//!
//! What the service says is where it stands, and the node keeps nothing of its own but what it runs and
//! what it has to tell (`ledger`, `outbox`). An association of which either is under way is left alone: so
//! none is applied twice, whenever the node was killed.

mod due;
mod refresh;
mod report;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::{Value, json};
use ssm_client::types::InstanceAssociationSummary;
use time::OffsetDateTime;

pub(crate) use refresh::Refresh;
pub(crate) use report::{Report, of_document};

use due::Due;
use refresh::Asked;

use crate::backoff::Backoff;
use crate::command::Job;
use crate::commands::Commands;
use crate::core::{Core, one_line};
use crate::ledger::{Entry, Stage};
use crate::message::Command;

/// How many associations the service is asked for at a time, as the agent does.
const PAGE: i32 = 20;

/// How many associations a node takes notice of: as many as an account may have in a region.
const MOST: usize = 2000;

/// Asks and applies until dropped.
pub(crate) async fn run(core: &Core, commands: &Commands) {
    let mut backoff = Backoff::new(core.pace.first_retry, core.pace.longest_retry);
    loop {
        let asked = core.refresh.take();
        // Before the service is asked: what ends meanwhile is not known to it in time.
        let busy = busy(core, commands);
        let wait = match list(core).await {
            Ok(found) => {
                backoff.reset();
                let next = take_up(core, commands, found, &asked, &busy).await;
                next.map_or(core.pace.association_interval, |next| next.min(core.pace.association_interval))
            }
            Err(error) => {
                core.unreachable(&error);
                core.refresh.ask(asked);
                if error.is_retryable() { backoff.next() } else { core.pace.association_interval }
            }
        };
        core.refresh.wait(wait).await;
    }
}

/// The associations of which something runs or has still to be told.
fn busy(core: &Core, commands: &Commands) -> HashSet<String> {
    let running = commands.ids().into_iter();
    let running = running.filter_map(|id| id.split_once('.').map(|(association, _)| association.to_owned()));
    running.chain(core.outbox.associations()).collect()
}

async fn list(core: &Core) -> Result<Vec<InstanceAssociationSummary>, ssm_client::Error> {
    let mut found = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let mut call = core.ssm.list_instance_associations(&core.instance_id).max_results(PAGE);
        if let Some(token) = &token {
            call = call.next_token(token);
        }
        let page = call.send().await?;
        found.extend(page.associations);
        let next = page.next_token.filter(|next| !next.is_empty() && Some(next) != token.as_ref());
        match next.filter(|_| found.len() < MOST) {
            Some(next) => token = Some(next),
            None => return Ok(found),
        }
    }
}

/// Applies what is due, and says in how long the next one is.
async fn take_up(
    core: &Core,
    commands: &Commands,
    found: Vec<InstanceAssociationSummary>,
    asked: &Asked,
    busy: &HashSet<String>,
) -> Option<Duration> {
    let now = OffsetDateTime::now_utc();
    let mut next: Option<Duration> = None;
    for association in found {
        let Some(id) = association.association_id.clone().filter(|id| !busy.contains(id)) else { continue };
        match due::due(&association, asked.includes(&id), now) {
            Due::Now => apply(core, commands, id, association).await,
            Due::At(time) => {
                let wait = Duration::try_from(time - now).unwrap_or_default();
                next = Some(next.map_or(wait, |next| next.min(wait)));
            }
            Due::Never => {}
            Due::Unknown(reason) => report(core, Report::failed(id, "InvalidExpression", &reason)).await,
        }
    }
    next
}

/// Takes an association over as a command of its own, whose id is the association's and the time.
async fn apply(core: &Core, commands: &Commands, id: String, association: InstanceAssociationSummary) {
    if commands.is_full() {
        return;
    }
    let document = match content(core, &association).await {
        Ok(document) => document,
        Err(reason) => return report(core, Report::failed(id, "ListAssocError", &reason)).await,
    };
    let payload = payload(&id, &association, document).to_string();
    let Ok(command) = Command::read(&payload) else {
        return report(core, Report::failed(id, "InvalidAssoc", "the service describes it in no known way"))
            .await;
    };
    let message_id = format!("aws.ssm.{id}.{}", core.instance_id);
    let entry = Entry {
        message_id: message_id.clone(),
        association_id: Some(id.clone()),
        stage: Stage::Received { payload: payload.clone() },
    };
    if let Err(error) = core.ledger.keep(&command.id, entry).await {
        // What cannot be kept could run twice.
        return core.folder_failed("cannot take an association over", &error);
    }
    report(core, Report::in_progress(id.clone())).await;
    commands.start(Job { message_id, association_id: Some(id), command, payload }, None);
}

/// The document of an association.
async fn content(core: &Core, association: &InstanceAssociationSummary) -> Result<Value, String> {
    let name = association.name.as_deref().unwrap_or_default();
    let mut call = core.ssm.get_document(name);
    if let Some(version) = association.document_version.as_deref().filter(|version| !version.is_empty()) {
        call = call.document_version(version);
    }
    let answer = call.send().await.map_err(|error| format!("cannot get {name}: {}", one_line(&error)))?;
    let text = answer.content.unwrap_or_default();
    let document = ssm_document::Document::parse(&text);
    let document = document.map_err(|error| format!("the document {name} cannot be read: {error}"))?;
    serde_json::from_str(&document.to_json()).map_err(|error| format!("the document {name}: {error}"))
}

/// What is kept of an association that is applied, in the form of a command.
fn payload(id: &str, association: &InstanceAssociationSummary, document: Value) -> Value {
    let location = association.output_location.as_ref().and_then(|location| location.s3_location.as_ref());
    let parameters: HashMap<&String, &Vec<String>> = association.parameters.iter().collect();
    json!({
        "CommandId": format!("{id}.{}", run_id(OffsetDateTime::now_utc())),
        "DocumentName": association.name,
        "DocumentContent": document,
        "Parameters": parameters,
        "OutputS3BucketName": location.and_then(|place| place.output_s3_bucket_name.as_ref()),
        "OutputS3KeyPrefix": location.and_then(|place| place.output_s3_key_prefix.as_ref()),
    })
}

/// The time as the agent calls the times that an association is applied.
fn run_id(time: OffsetDateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}-{:02}-{:02}.{:03}Z",
        time.year(),
        u8::from(time.month()),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.millisecond(),
    )
}

async fn report(core: &Core, report: Report) {
    if let Err(error) = core.outbox.put_report(report).await {
        core.folder_failed("cannot keep how an association stands", &error);
    }
}
