//! What the service tells of sessions.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use ssm_document::session::{
    PlatformCommands, SessionDocument, SessionPreferences, SessionProperties, SessionType,
};
use ssm_document::{Arguments, Content, Document, Setting};
use ssm_session::protocol::ChannelClosed;
use ssm_session::protocol::handshake::PortProperties;

/// A session to begin. It holds values of parameters, so there is no `Debug`.
pub(super) struct Task {
    pub(super) session_id: String,
    /// How many bytes of payload the service takes in a message, if it says so.
    pub(super) max_payload_bytes: Option<usize>,
    /// What it is to be, or why that cannot be told.
    pub(super) plan: Result<Plan, String>,
}

/// What a session is to be.
pub(super) struct Plan {
    pub(super) kind: Kind,
    pub(super) preferences: SessionPreferences,
}

/// The kinds of sessions.
pub(super) enum Kind {
    /// A shell in a terminal.
    Shell,
    /// A command in a terminal; a shell if it is empty.
    Interactive(String),
    /// A command without a terminal.
    NonInteractive(Command),
    /// Connections to a port.
    Port(PortProperties),
}

/// A command without a terminal.
pub(super) struct Command {
    pub(super) text: String,
    /// Whether its error stream is told from its output, and its exit code told at all.
    pub(super) is_separate: bool,
    /// What stands before pieces of its output, and of its error stream.
    pub(super) prefixes: [String; 2],
}

/// The payload of `interactive_shell`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Payload {
    content: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Start {
    session_id: String,
    document_content: Value,
    #[serde(default)]
    parameters: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    max_payload_bytes: Option<usize>,
}

impl Task {
    /// Reads the payload of `interactive_shell`. None if it names no session.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        let payload: Payload = serde_json::from_slice(payload).ok()?;
        let start: Start = serde_json::from_str(&payload.content).ok()?;
        let plan = plan(&start.document_content, &start.parameters.unwrap_or_default());
        Some(Self { session_id: start.session_id, max_payload_bytes: start.max_payload_bytes, plan })
    }
}

/// The session that a payload of `channel_closed` is about.
pub(super) fn closed(payload: &[u8]) -> Option<String> {
    Some(ChannelClosed::from_json(payload).ok()?.session_id).filter(|session| !session.is_empty())
}

fn plan(content: &Value, values: &BTreeMap<String, Value>) -> Result<Plan, String> {
    let document = Document::from_json(&content.to_string()).map_err(|error| error.to_string())?;
    let values = crate::message::values(values)?;
    let arguments = values.into_iter().fold(Arguments::new(), |all, (name, value)| all.set(name, value));
    let bound = document.bind(&arguments).map_err(|problems| problems.to_string())?;
    match bound.content().map_err(|problems| problems.to_string())? {
        Content::Session(session) => Ok(Plan {
            kind: kind(&session, &bound)?,
            preferences: session.inputs.unwrap_or_else(SessionPreferences::new),
        }),
        _ => Err("its schema is none of sessions, which is 1.0".to_owned()),
    }
}

fn kind(session: &SessionDocument, bound: &Document) -> Result<Kind, String> {
    let properties = session.properties.clone().unwrap_or_else(SessionProperties::new);
    let commands = match std::env::consts::OS {
        "windows" => properties.windows,
        "macos" => properties.macos,
        _ => properties.linux,
    };
    Ok(match &session.session_type {
        SessionType::StandardStream => Kind::Shell,
        SessionType::InteractiveCommands => {
            Kind::Interactive(commands.map(|commands| commands.commands).unwrap_or_default())
        }
        SessionType::NonInteractiveCommands => {
            let commands = commands.ok_or("it has no commands for this platform")?;
            Kind::NonInteractive(Command::of(commands)?)
        }
        SessionType::Port => {
            let properties = bound.as_value().get("properties").map(ssm_document::Value::to_json);
            let properties = properties.and_then(|properties| serde_json::from_str(&properties).ok());
            Kind::Port(PortProperties::from_value(&properties.unwrap_or_default()))
        }
        other => return Err(format!("its type {:?} is none that the node knows", other.as_str())),
    })
}

impl Command {
    fn of(commands: PlatformCommands) -> Result<Self, String> {
        let prefix = |text: Option<String>| {
            let text = text.unwrap_or_default();
            let is_allowed = |c: char| c.is_ascii_alphanumeric() || "\r\n_:-".contains(c);
            if text.len() <= 30 && text.chars().all(is_allowed) {
                Ok(text)
            } else {
                Err("a separator prefix has at most 30 letters, digits, line ends, _, : and -".to_owned())
            }
        };
        let is_separate = commands.separate_output_stream.as_ref().and_then(Setting::value).copied();
        Ok(Self {
            text: commands.commands,
            is_separate: is_separate.unwrap_or_default(),
            prefixes: [
                prefix(commands.std_out_separator_prefix)?,
                prefix(commands.std_err_separator_prefix)?,
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Kind, Task, closed};

    fn task(document: Value, parameters: Value) -> Task {
        let content = json!({
            "SessionId": "root-1", "DocumentName": "Test", "DocumentContent": document, "Parameters": parameters,
            "RunAsUser": "", "SessionOwner": "me",
        });
        let payload =
            json!({ "TaskId": "root-1", "Topic": "interactive_shell", "Content": content.to_string() });
        Task::read(payload.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn parameters_take_their_places_in_what_a_session_is_to_be() {
        let document = json!({
            "schemaVersion": "1.0", "sessionType": "Port",
            "parameters": { "portNumber": { "type": "String", "default": "80" } },
            "properties": { "portNumber": "{{ portNumber }}", "type": "LocalPortForwarding" },
        });
        let task = task(document, json!({ "portNumber": "8080" }));
        let Ok(Kind::Port(port)) = task.plan.map(|plan| plan.kind) else { panic!("it is a port") };
        assert_eq!((port.port_number.as_str(), port.kind.as_str()), ("8080", "LocalPortForwarding"));
    }

    #[test]
    fn what_cannot_be_done_is_said_of_a_session_that_is_known() {
        let document = json!({ "schemaVersion": "1.0", "sessionType": "Telepathy" });
        let task = task(document, json!(null));
        assert_eq!(task.session_id, "root-1");
        assert!(task.plan.is_err());
        assert!(Task::read(b"{}").is_none());
    }

    #[test]
    fn an_end_names_its_session() {
        assert_eq!(closed(br#"{"SessionId":"root-1"}"#).as_deref(), Some("root-1"));
        assert_eq!(closed(b"{}"), None);
    }
}
