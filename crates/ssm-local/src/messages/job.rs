//! Messages by another way than polls: the control channel of a node, which calls them jobs.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use super::message::MessageId;
use crate::protocol::Call;
use crate::run_command;

/// The agents that take jobs. They cease to poll a minute after their control channel was opened.
const AGENT: &str = "amazon-ssm-agent";

/// How many jobs are given at a time.
const MOST: usize = 10;

/// How long an agent may take to say that it has a job until it is given again.
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(30);

/// What an agent answers that is closed or full: the job is left to be given again.
const LATER: [&str; 2] = ["51401", "51402"];

/// What an agent says of a job that it was given.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledge {
    job_id: String,
    status_code: String,
}

/// How far an agent has come with a job.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JobReply {
    job_id: String,
    content: String,
}

/// Whether there are jobs for a node that takes some.
pub(crate) fn has_jobs(call: &Call<'_>, node: &str) -> bool {
    takes_jobs(call, node) && call.store.messages.has_visible(node)
}

/// The payloads of the jobs for a node that takes some.
pub(crate) fn take_jobs(call: &mut Call<'_>, node: &str) -> Vec<String> {
    if !takes_jobs(call, node) {
        return Vec::new();
    }
    let taken = call.store.messages.take(node, MOST, call.now + ACKNOWLEDGE_WITHIN);
    let payload = |message: &super::message::Message| {
        json!({
            "SchemaVersion": 1,
            "JobId": message.id.to_string(),
            "Topic": message.topic(),
            "Content": message.payload(),
        })
    };
    taken.iter().map(|message| payload(message).to_string()).collect()
}

/// Takes notice that a node has a job, by the payload that says so.
pub(crate) fn acknowledge_job(call: &mut Call<'_>, node: &str, payload: &[u8]) {
    let Ok(told) = serde_json::from_slice::<Acknowledge>(payload) else { return };
    if let Some(id) = of_node(&told.job_id, node).filter(|_| !LATER.contains(&told.status_code.as_str())) {
        call.store.messages.remove(&id);
    }
}

/// Takes the reply to a job of a node, and gives the job's id; nothing if it is no reply.
pub(crate) fn take_job_reply(call: &mut Call<'_>, node: &str, payload: &[u8]) -> Option<String> {
    let told: JobReply = serde_json::from_slice(payload).ok()?;
    let id = of_node(&told.job_id, node)?;
    let reply = run_command::Reply::parse(&told.content).ok()?;
    run_command::take_reply(call, &id, reply);
    Some(told.job_id)
}

fn takes_jobs(call: &Call<'_>, node: &str) -> bool {
    call.store.nodes.get(node).is_some_and(|node| node.facts.agent_name.as_deref() == Some(AGENT))
}

fn of_node(id: &str, node: &str) -> Option<MessageId> {
    id.parse().ok().filter(|id: &MessageId| id.instance_id == node)
}
