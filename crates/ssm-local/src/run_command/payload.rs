//! What the messages of a command say, as the agent reads it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use ssm_document::{Document, ParameterType};

use crate::messages::MessageId;
use crate::model::types;

/// The payload of a `sendCommand` message: the document as it is, and the values of its parameters.
pub(super) fn send_command(
    command: &types::Command,
    document: &Document,
    given: &BTreeMap<String, Vec<String>>,
) -> serde_json::Result<Value> {
    let content: Value = serde_json::from_str(&document.to_json())?;
    let cloud_watch = command.cloud_watch_output_config.as_ref();
    let is_logged = cloud_watch.and_then(|config| config.cloud_watch_output_enabled).unwrap_or_default();
    let log_group = cloud_watch.and_then(|config| config.cloud_watch_log_group_name.clone());
    let name = command.document_name.as_deref().unwrap_or_default();
    let log_group = log_group.filter(|group| !group.is_empty()).unwrap_or_else(|| log_group_of(name));
    Ok(json!({
        "CommandId": command.command_id,
        "DocumentName": name,
        "DocumentContent": content,
        "Parameters": parameters(document, given)?,
        "OutputS3BucketName": command.output_s3_bucket_name.as_deref().unwrap_or_default(),
        "OutputS3KeyPrefix": command.output_s3_key_prefix.as_deref().unwrap_or_default(),
        "CloudWatchLogGroupName": if is_logged { log_group } else { String::new() },
        "CloudWatchOutputEnabled": is_logged.to_string(),
    }))
}

/// The payload of a `cancelCommand` message.
pub(super) fn cancel_command(cancelled: &MessageId) -> String {
    json!({ "CancelMessageId": cancelled.to_string() }).to_string()
}

/// The values of all parameters, in the form of their types: those that were given, and defaults.
pub(crate) fn parameters(
    document: &Document,
    given: &BTreeMap<String, Vec<String>>,
) -> serde_json::Result<Value> {
    let declared = document.parameters().unwrap_or_default();
    let mut values = Map::new();
    for (name, parameter) in declared.iter() {
        let value = match (given.get(name), &parameter.default) {
            (Some(texts), _) => typed(texts, &parameter.parameter_type),
            (None, Some(default)) => serde_json::from_str(&default.to_json())?,
            (None, None) => continue,
        };
        values.insert(name.to_owned(), value);
    }
    Ok(Value::Object(values))
}

/// A value as its type has it. What is no JSON stays text.
fn typed(texts: &[String], kind: &ParameterType) -> Value {
    let parsed = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| json!(text));
    match (kind, texts) {
        (ParameterType::StringList, _) => json!(texts),
        (ParameterType::MapList, [one]) if one.trim_start().starts_with('[') => parsed(one),
        (ParameterType::MapList, _) => texts.iter().map(parsed).collect(),
        (ParameterType::String, [one]) => json!(one),
        (_, [one]) => parsed(one),
        (_, _) => json!(texts),
    }
}

/// The log group that a document's output goes to unless the request names one.
fn log_group_of(document: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_-/.#".contains(c);
    let name: String = document.chars().map(|c| if allowed(c) { c } else { '.' }).collect();
    format!("/aws/ssm/{name}")
}

#[cfg(test)]
mod tests {
    use super::log_group_of;

    #[test]
    fn a_log_group_is_named_after_the_document() {
        assert_eq!(log_group_of("AWS-RunShellScript"), "/aws/ssm/AWS-RunShellScript");
        assert_eq!(log_group_of("arn:aws:ssm:x"), "/aws/ssm/arn.aws.ssm.x");
    }
}
