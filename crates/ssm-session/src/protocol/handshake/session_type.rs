use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a session is. Types that this crate does not know are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
#[non_exhaustive]
pub enum SessionType {
    /// A shell in a terminal.
    StandardStream,
    /// Commands in a terminal.
    InteractiveCommands,
    /// Commands without a terminal.
    NonInteractiveCommands,
    /// Bytes to and from a port of the node, or of a host that it reaches.
    Port,
    /// Anything else.
    Other(String),
}

impl SessionType {
    const KNOWN: [Self; 4] =
        [Self::StandardStream, Self::InteractiveCommands, Self::NonInteractiveCommands, Self::Port];

    /// The type's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::StandardStream => "Standard_Stream",
            Self::InteractiveCommands => "InteractiveCommands",
            Self::NonInteractiveCommands => "NonInteractiveCommands",
            Self::Port => "Port",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for SessionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<String> for SessionType {
    fn from(name: String) -> Self {
        Self::KNOWN.into_iter().find(|known| known.as_str() == name).unwrap_or(Self::Other(name))
    }
}

impl From<SessionType> for String {
    fn from(session_type: SessionType) -> Self {
        match session_type {
            SessionType::Other(name) => name,
            known => known.as_str().to_owned(),
        }
    }
}

/// [`PortProperties::kind`] of sessions that carry connections.
pub const LOCAL_PORT_FORWARDING: &str = "LocalPortForwarding";

/// Where a session of type [`SessionType::Port`] leads. All is text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PortProperties {
    /// The port on the node, or on [`host`](Self::host).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub port_number: String,
    /// The port that the client listens on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub local_port_number: String,
    /// The Unix socket that the client listens on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub local_unix_socket: String,
    /// `unix` to listen on a Unix socket.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub local_connection_type: String,
    /// [`LOCAL_PORT_FORWARDING`], or empty for plain bytes in and out, as SSH wants them.
    #[serde(rename = "type", skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// A host that the node reaches, in place of the node.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host: String,
}

impl PortProperties {
    /// Reads the properties of a session type's action. Members that are no text count as absent.
    #[must_use]
    pub fn from_value(properties: &Value) -> Self {
        let text = |name| properties.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            port_number: text("portNumber"),
            local_port_number: text("localPortNumber"),
            local_unix_socket: text("localUnixSocket"),
            local_connection_type: text("localConnectionType"),
            kind: text("type"),
            host: text("host"),
        }
    }

    /// The properties as a session type's action has them.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
