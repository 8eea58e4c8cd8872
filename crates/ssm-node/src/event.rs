//! What a node tells the program that it is part of.

use std::fmt;

/// Something that happened to a node; see [`NodeBuilder::on_event`](crate::NodeBuilder::on_event). Its
/// `Display` is one line. No event holds commands, values of parameters or output.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The service knows that the node is there.
    Online,
    /// A call failed and will be repeated.
    Unreachable {
        /// Why, in one line.
        error: String,
    },
    /// A message is none that the node can do anything with.
    MessageRefused {
        /// The message's id.
        message_id: String,
        /// Why, in one line.
        reason: String,
    },
    /// A command begins.
    CommandStarted {
        /// The command's id.
        command_id: String,
        /// The name of its document.
        document: String,
    },
    /// A command is over on this node.
    CommandEnded {
        /// The command's id.
        command_id: String,
        /// Its status: `Success`, `Failed`, `TimedOut` or `Cancelled`.
        status: String,
    },
    /// The service can tell the node of sessions.
    ReadyForSessions,
    /// A session begins.
    SessionStarted {
        /// The session's id.
        session_id: String,
    },
    /// A session is over, and so is all that it started.
    SessionEnded {
        /// The session's id.
        session_id: String,
    },
    /// The service does not take a reply, which is therefore lost.
    ReplyRefused {
        /// The id of the message that is answered, or of the association that is told of.
        message_id: String,
        /// Why, in one line.
        error: String,
    },
    /// The service asked a registered node for another key, and took it.
    KeyReplaced,
    /// The node cannot keep or read something in its folder.
    FolderFailed {
        /// What and why, in one line.
        error: String,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Online => f.write_str("the node is online"),
            Self::Unreachable { error } => write!(f, "will try again: {error}"),
            Self::MessageRefused { message_id, reason } => write!(f, "message {message_id}: {reason}"),
            Self::CommandStarted { command_id, document } => {
                write!(f, "command {command_id} begins: {document}")
            }
            Self::CommandEnded { command_id, status } => write!(f, "command {command_id} is over: {status}"),
            Self::ReadyForSessions => f.write_str("the node is ready for sessions"),
            Self::SessionStarted { session_id } => write!(f, "session {session_id} begins"),
            Self::SessionEnded { session_id } => write!(f, "session {session_id} is over"),
            Self::ReplyRefused { message_id, error } => {
                write!(f, "the reply to {message_id} is lost: {error}")
            }
            Self::KeyReplaced => f.write_str("the node has another key"),
            Self::FolderFailed { error } => f.write_str(error),
        }
    }
}
