//! What messages say.

use std::collections::BTreeMap;

use ec2messages_client::types;
use serde::Deserialize;
use serde_json::Value;

use crate::folder;

/// A message that the node understands.
pub(crate) enum Message {
    /// A command to run, and the message's text.
    SendCommand { id: String, command: Command, payload: String },
    /// A command to stop, by its id.
    CancelCommand { id: String, command_id: String },
}

/// A message that the node does not understand.
pub(crate) struct Unfit {
    pub(crate) id: String,
    pub(crate) reason: String,
}

/// A command as it comes. It holds values of parameters, so there is no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Command {
    #[serde(rename = "CommandId")]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) document_name: String,
    pub(crate) document_content: Value,
    #[serde(default)]
    pub(crate) parameters: Option<BTreeMap<String, Value>>,
    #[serde(default, rename = "OutputS3BucketName")]
    pub(crate) bucket: Option<String>,
    #[serde(default, rename = "OutputS3KeyPrefix")]
    pub(crate) key_prefix: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CancelCommand {
    cancel_message_id: String,
}

impl Message {
    /// Reads a message for the node `instance_id`. `None` if it has no id by which to answer it.
    pub(crate) fn read(message: types::Message, instance_id: &str) -> Option<Result<Self, Unfit>> {
        let id = message.message_id?;
        let destination = message.destination.unwrap_or_default();
        let (topic, payload) = (message.topic.unwrap_or_default(), message.payload.unwrap_or_default());
        Some(
            understand(&id, &destination, &topic, payload, instance_id)
                .map_err(|reason| Unfit { id, reason }),
        )
    }
}

fn understand(
    id: &str,
    destination: &str,
    topic: &str,
    payload: String,
    instance_id: &str,
) -> Result<Message, String> {
    let Some(command_id) = command_of(id, instance_id).filter(|_| destination == instance_id) else {
        return Err(format!("it is for {destination:?}, and this node is {instance_id}"));
    };
    if topic.starts_with("aws.ssm.sendCommand") {
        let command = Command::read(&payload)?;
        if command.id != command_id {
            return Err("it is about another command than its id says".to_owned());
        }
        return Ok(Message::SendCommand { id: id.to_owned(), command, payload });
    }
    if topic.starts_with("aws.ssm.cancelCommand") {
        let cancel: CancelCommand = read(&payload)?;
        let command_id = command_of(&cancel.cancel_message_id, instance_id);
        let command_id = command_id.ok_or("it cancels a command of another node")?.to_owned();
        return Ok(Message::CancelCommand { id: id.to_owned(), command_id });
    }
    Err(format!("its topic {topic:?} is not known here"))
}

impl Command {
    /// Reads the payload of a message; the error does not repeat it.
    pub(crate) fn read(payload: &str) -> Result<Self, String> {
        let command: Self = read(payload)?;
        match folder::is_file_name(&command.id) {
            true => Ok(command),
            false => Err("its CommandId is not the id of a command".to_owned()),
        }
    }
}

/// The values of a document's parameters, as the document's own kind of values.
pub(crate) fn values(
    parameters: &BTreeMap<String, Value>,
) -> Result<BTreeMap<String, ssm_document::Value>, String> {
    let unreadable = |_| "the parameters cannot be read".to_owned();
    let text = serde_json::to_string(parameters).map_err(|error| unreadable(error.to_string()))?;
    let values = ssm_document::Document::from_json(&text).map_err(|error| unreadable(error.to_string()))?;
    let members = values.as_value().as_map().into_iter().flat_map(|map| map.iter());
    Ok(members.map(|(name, value)| (name.to_owned(), value.clone())).collect())
}

fn read<'a, T: Deserialize<'a>>(payload: &'a str) -> Result<T, String> {
    serde_json::from_str(payload).map_err(|error| {
        // The words of the error itself may quote what is there, which may be secret.
        let kind = if error.is_data() { "lacks a member or has one of another type" } else { "is no JSON" };
        format!("its payload {kind} (line {}, column {})", error.line(), error.column())
    })
}

/// The command's id in that of a message: `aws.ssm.<command>.<node>`.
fn command_of<'a>(message_id: &'a str, instance_id: &str) -> Option<&'a str> {
    message_id.strip_prefix("aws.ssm.")?.strip_suffix(instance_id)?.strip_suffix('.')
}

#[cfg(test)]
mod tests {
    use ec2messages_client::types;

    use super::Message;

    const NODE: &str = "i-0123456789abcdef0";

    fn read(id: &str, destination: &str, topic: &str, payload: &str) -> Result<Message, String> {
        let mut message = types::Message::default();
        message.message_id = Some(id.to_owned());
        message.destination = Some(destination.to_owned());
        message.topic = Some(topic.to_owned());
        message.payload = Some(payload.to_owned());
        Message::read(message, NODE).unwrap().map_err(|unfit| unfit.reason)
    }

    #[test]
    fn commands_and_cancellations_are_told_apart_by_the_beginning_of_their_topic() {
        let payload =
            r#"{"CommandId": "c1", "DocumentName": "D", "DocumentContent": {}, "Parameters": null}"#;
        let id = format!("aws.ssm.c1.{NODE}");
        let message = read(&id, NODE, "aws.ssm.sendCommand.us.east.1", payload);
        assert!(matches!(message, Ok(Message::SendCommand { command, .. }) if command.document_name == "D"));
        let payload = format!(r#"{{"CancelMessageId": "{id}"}}"#);
        let message = read(&format!("aws.ssm.c2.{NODE}"), NODE, "aws.ssm.cancelCommand", &payload);
        assert!(matches!(message, Ok(Message::CancelCommand { command_id, .. }) if command_id == "c1"));
    }

    #[test]
    fn what_is_wrong_with_a_message_is_said_without_its_content() {
        let id = format!("aws.ssm.c1.{NODE}");
        for (id, destination, topic, payload, reason) in [
            (&*id, "i-other", "aws.ssm.sendCommand", "{}", "this node is"),
            ("aws.ssm.c1.i-other", NODE, "aws.ssm.sendCommand", "{}", "this node is"),
            (&id, NODE, "aws.ssm.reboot", "{}", "topic"),
            (&id, NODE, "aws.ssm.sendCommand", "secret", "is no JSON"),
            (&id, NODE, "aws.ssm.sendCommand", r#"{"CommandId": 7, "P": "secret"}"#, "another type"),
            (
                &id,
                NODE,
                "aws.ssm.sendCommand",
                r#"{"CommandId":"c9","DocumentContent":{}}"#,
                "another command",
            ),
        ] {
            let error = read(id, destination, topic, payload).map(drop).unwrap_err();
            assert!(error.contains(reason), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
