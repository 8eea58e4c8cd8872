use std::fmt;

/// What a message is for. Types that this crate does not know are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageType {
    /// Data from the client to the agent.
    InputStreamData,
    /// Data from the agent to the client.
    OutputStreamData,
    /// A message with data has arrived.
    Acknowledge,
    /// The service ended the session.
    ChannelClosed,
    /// The other end is there and may be sent to.
    StartPublication,
    /// The other end is away for a while.
    PausePublication,
    /// From the agent to the service: how the session is doing.
    AgentSessionState,
    /// Anything else.
    Other(OtherType),
}

/// The name of a type that this crate does not know: 1 to 32 bytes of text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OtherType(Box<str>);

impl OtherType {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many bytes a frame has for the name.
pub(super) const NAME_BYTES: usize = 32;

impl MessageType {
    const KNOWN: [Self; 7] = [
        Self::InputStreamData,
        Self::OutputStreamData,
        Self::Acknowledge,
        Self::ChannelClosed,
        Self::StartPublication,
        Self::PausePublication,
        Self::AgentSessionState,
    ];

    /// The type of this name; `None` if it is empty, has white space at its ends or is longer than the
    /// 32 bytes that a frame has for it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > NAME_BYTES || name.trim() != name {
            return None;
        }
        let known = Self::KNOWN.into_iter().find(|known| known.as_str() == name);
        Some(known.unwrap_or_else(|| Self::Other(OtherType(name.into()))))
    }

    /// The name in frames.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::InputStreamData => "input_stream_data",
            Self::OutputStreamData => "output_stream_data",
            Self::Acknowledge => "acknowledge",
            Self::ChannelClosed => "channel_closed",
            Self::StartPublication => "start_publication",
            Self::PausePublication => "pause_publication",
            Self::AgentSessionState => "agent_session_state",
            Self::Other(other) => other.as_str(),
        }
    }

    /// Whether peers send the type without anything to check in it.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self, Self::StartPublication | Self::PausePublication)
    }
}

impl fmt::Display for MessageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for MessageType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for MessageType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("it names no message type"))
    }
}
