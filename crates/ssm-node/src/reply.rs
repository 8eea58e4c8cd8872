//! What the node answers, in the words of the agent.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::core::Core;
use crate::output::Texts;

/// How a step or a whole document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    InProgress,
    Success,
    Failed,
    Cancelled,
    TimedOut,
    Skipped,
}

impl Status {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => "InProgress",
            Self::Success => "Success",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
            Self::TimedOut => "TimedOut",
            Self::Skipped => "Skipped",
        }
    }

    /// The status of a document whose steps ended like this: the worst of them, by the agent's order.
    pub(crate) fn of_all(steps: impl Iterator<Item = Self> + Clone) -> Self {
        let worst = [Self::Failed, Self::TimedOut, Self::Cancelled];
        let found = worst.into_iter().find(|status| steps.clone().any(|step| step == *status));
        found.unwrap_or(Self::Success)
    }
}

/// How a step ended.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PluginResult {
    /// What replies call it.
    pub(crate) id: String,
    pub(crate) status: Status,
    pub(crate) code: i32,
    pub(crate) name: String,
    pub(crate) output: String,
    pub(crate) step_name: String,
    pub(crate) standard_output: String,
    pub(crate) standard_error: String,
    #[serde(rename = "outputS3BucketName")]
    pub(crate) bucket: String,
    #[serde(rename = "outputS3KeyPrefix")]
    pub(crate) key_prefix: String,
    pub(crate) start_date_time: String,
    pub(crate) end_date_time: String,
}

impl PluginResult {
    /// The result by its id, which is not repeated in it.
    fn entry(&self) -> (String, Value) {
        let mut entry = json!(self);
        if let Some(members) = entry.as_object_mut() {
            members.remove("id");
        }
        (self.id.clone(), entry)
    }

    pub(crate) fn set_texts(&mut self, texts: Texts) {
        self.output = texts.combined();
        self.standard_output = texts.standard_output;
        self.standard_error = texts.standard_error;
    }
}

/// The payload of a reply: how the document stands, what there is to say of it as a whole, and the steps
/// that it tells of. `all` are the steps that are over.
pub(crate) fn payload(
    core: &Core,
    command_id: &str,
    status: Status,
    trace: &str,
    told: &[PluginResult],
    all: &[PluginResult],
) -> String {
    let entries: Map<String, Value> = told.iter().map(PluginResult::entry).collect();
    let mut counts = Map::new();
    for result in all {
        let count = counts.entry(result.status.as_str()).or_insert(json!(0));
        *count = json!(count.as_u64().unwrap_or_default() + 1);
    }
    let platform = &core.platform;
    json!({
        "additionalInfo": {
            "agent": {
                "lang": "en-US",
                "name": "ssm-node",
                "os": platform.name,
                "osver": platform.version,
                "ver": core.agent_version,
            },
            "dateTime": now(),
            "runId": command_id,
            "runtimeStatusCounts": counts,
        },
        "documentStatus": status.as_str(),
        "documentTraceOutput": trace,
        "runtimeStatus": if entries.is_empty() { Value::Null } else { Value::Object(entries) },
    })
    .to_string()
}

/// The time in milliseconds, as agents write it.
pub(crate) fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let now = now.replace_nanosecond(now.nanosecond() / 1_000_000 * 1_000_000).unwrap_or(now);
    now.format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Status::{self, *};

    #[test]
    fn a_document_is_as_good_as_its_worst_step() {
        for (steps, document) in [
            (&[Success, Skipped][..], Success),
            (&[Success, Cancelled], Cancelled),
            (&[Cancelled, TimedOut], TimedOut),
            (&[TimedOut, Failed, Success], Failed),
            (&[], Success),
        ] {
            assert_eq!(Status::of_all(steps.iter().copied()), document, "{steps:?}");
        }
    }
}
