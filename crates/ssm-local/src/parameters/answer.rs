//! Parameters and their versions as answers show them.

use super::name::Key;
use super::parameter::{Parameter, Version};
use crate::identity::Identity;
use crate::model::types;

/// A version with its value.
pub(super) fn parameter(
    identity: &Identity,
    parameter: &Parameter,
    version: &Version,
    selector: Option<&str>,
    decrypted: bool,
) -> types::Parameter {
    types::Parameter {
        name: Some(parameter.name.clone()),
        r#type: Some(version.content.kind.clone()),
        value: Some(version.content.value.shown(decrypted).to_owned()),
        version: Some(version.number),
        selector: selector.map(|selector| format!(":{selector}")),
        source_result: None,
        last_modified_date: Some(version.modified),
        arn: Some(Key::of(&parameter.name).arn(identity)),
        data_type: Some(version.content.data_type.clone()),
    }
}

/// What is known of a parameter beside its value.
pub(super) fn metadata(identity: &Identity, parameter: &Parameter) -> types::ParameterMetadata {
    let version = parameter.latest();
    let content = &version.content;
    types::ParameterMetadata {
        name: Some(parameter.name.clone()),
        arn: Some(Key::of(&parameter.name).arn(identity)),
        r#type: Some(content.kind.clone()),
        key_id: content.key_id.clone(),
        last_modified_date: Some(version.modified),
        last_modified_user: Some(identity.user_arn()),
        description: content.description.clone(),
        allowed_pattern: content.allowed_pattern.clone(),
        version: Some(version.number),
        tier: Some(content.tier.clone()),
        policies: content.policies.shown(),
        data_type: Some(content.data_type.clone()),
    }
}

/// A version as it stands in the history of its parameter.
pub(super) fn history(
    identity: &Identity,
    parameter: &Parameter,
    version: &Version,
    decrypted: bool,
) -> types::ParameterHistory {
    let content = &version.content;
    types::ParameterHistory {
        name: Some(parameter.name.clone()),
        r#type: Some(content.kind.clone()),
        key_id: content.key_id.clone(),
        last_modified_date: Some(version.modified),
        last_modified_user: Some(identity.user_arn()),
        description: content.description.clone(),
        value: Some(content.value.shown(decrypted).to_owned()),
        allowed_pattern: content.allowed_pattern.clone(),
        version: Some(version.number),
        labels: version.labels.clone(),
        tier: Some(content.tier.clone()),
        policies: content.policies.shown(),
        data_type: Some(content.data_type.clone()),
    }
}
