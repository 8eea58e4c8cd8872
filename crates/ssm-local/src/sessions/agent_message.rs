//! What is said about sessions on the control channel of a node.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use ssm_document::Document;
use ssm_session::protocol::handshake::MAX_AGREED_PAYLOAD_BYTES;
use time::OffsetDateTime;

use crate::run_command::parameter_values;

/// A message to an agent: its type, its id and its payload, which is JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToAgent {
    pub(crate) message_type: &'static str,
    pub(crate) id: String,
    pub(crate) payload: String,
}

impl ToAgent {
    /// That a session begins.
    pub(super) fn start(id: String, session: &str, task: &Value) -> Self {
        let payload = json!({
            "SchemaVersion": 1,
            "TaskId": session,
            "Topic": "interactive_shell",
            "Content": task.to_string(),
        });
        Self { message_type: "interactive_shell", id, payload: payload.to_string() }
    }

    /// A command that the node is to run, or to stop running.
    pub(super) fn job(id: String, payload: String) -> Self {
        Self { message_type: "agent_job", id, payload }
    }

    /// That a session is over.
    pub(super) fn stop(id: String, session: &str, node: &str, now: OffsetDateTime) -> Self {
        let payload = channel_closed(&id, session, node, "", now);
        Self { message_type: "channel_closed", id, payload }
    }
}

/// The payload by which either side learns that a session is over, and why.
pub(crate) fn channel_closed(
    id: &str,
    session: &str,
    destination: &str,
    output: &str,
    now: OffsetDateTime,
) -> String {
    let payload = json!({
        "MessageType": "channel_closed",
        "MessageId": id,
        "DestinationId": destination,
        "SessionId": session,
        "SchemaVersion": 1,
        "CreatedDate": (now.unix_timestamp_nanos() / 1_000_000).to_string(),
        "Output": output,
    });
    payload.to_string()
}

/// What an agent is to do: the document as it is, and the values of its parameters.
pub(super) fn task(
    session: &str,
    document_name: &str,
    document: &Document,
    given: &BTreeMap<String, Vec<String>>,
    owner: &str,
) -> serde_json::Result<Value> {
    let content: Value = serde_json::from_str(&document.to_json())?;
    Ok(json!({
        "DocumentName": document_name,
        "DocumentContent": content,
        "SessionId": session,
        "Parameters": parameter_values(document, given)?,
        "RunAsUser": "",
        "SessionOwner": owner,
        // Agents of AWS pass it over.
        "MaxPayloadBytes": MAX_AGREED_PAYLOAD_BYTES,
    }))
}

/// What an agent says when a session is over for it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct TaskComplete {
    /// The id of the session.
    pub(crate) task_id: String,
    #[serde(default)]
    pub(crate) topic: String,
    #[serde(default)]
    final_task_status: String,
    #[serde(default)]
    pub(crate) output: String,
}

impl TaskComplete {
    pub(crate) fn has_failed(&self) -> bool {
        self.final_task_status == "Failed"
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::OffsetDateTime;

    use super::{TaskComplete, ToAgent};

    #[test]
    fn an_agent_is_told_of_beginnings_and_ends_in_its_own_terms() {
        let start = ToAgent::start("id".to_owned(), "root-1", &json!({ "SessionId": "root-1" }));
        let payload: Value = serde_json::from_str(&start.payload).unwrap();
        let content: Value = serde_json::from_str(payload["Content"].as_str().unwrap()).unwrap();
        assert_eq!((start.message_type, &payload["TaskId"]), ("interactive_shell", &json!("root-1")));
        assert_eq!(content["SessionId"], "root-1");
        let stop = ToAgent::stop("id".to_owned(), "root-1", "i-1", OffsetDateTime::UNIX_EPOCH);
        let payload: Value = serde_json::from_str(&stop.payload).unwrap();
        assert_eq!((&payload["SessionId"], &payload["CreatedDate"]), (&json!("root-1"), &json!("0")));
    }

    #[test]
    fn an_agent_says_how_a_session_ended() {
        let text = r#"{"SchemaVersion":1,"TaskId":"root-1","Topic":"agent_task_complete",
            "FinalTaskStatus":"Failed","Output":"no shell","RetryNumber":0}"#;
        let complete: TaskComplete = serde_json::from_str(text).unwrap();
        assert!(complete.has_failed());
        assert_eq!((complete.task_id.as_str(), complete.output.as_str()), ("root-1", "no shell"));
    }
}
