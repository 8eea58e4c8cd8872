//! Filters of lists of nodes: what may be asked, and what fits.

use super::node::Node;
use crate::model::types::{
    InstancePropertyFilterOperator as Operator, InvalidFilterKey, InvalidInstanceId, PingStatus,
    PlatformType, ResourceType, SourceType,
};
use crate::protocol::{Call, Error};
use crate::tags::Resource;

/// What a filter looks at.
enum Subject {
    ActivationId,
    AgentVersion,
    /// Nothing is known of associations here, so that no node has a status.
    AssociationStatus,
    IamRole,
    InstanceId,
    PingStatus,
    PlatformType,
    ResourceType,
    SourceId,
    SourceType,
    Tag(String),
    TagKey,
}

/// A condition that a node meets or not.
pub(super) struct Filter {
    subject: Subject,
    operator: Operator,
    values: Vec<String>,
}

/// What is wrong with the values of a filter, for the operation to say in its own error.
pub(super) struct WrongValue(pub(super) String);

impl From<WrongValue> for String {
    fn from(wrong: WrongValue) -> Self {
        wrong.0
    }
}

impl Filter {
    /// A filter as it may be asked. A value that its key cannot have is told by `wrong_value`.
    pub(super) fn new(
        key: &str,
        operator: Option<Operator>,
        values: Vec<String>,
        wrong_value: fn(WrongValue) -> Error,
    ) -> Result<Self, Error> {
        let filter = Self { subject: subject(key)?, operator: operator.unwrap_or(Operator::Equal), values };
        filter.check_values(key, wrong_value)?;
        Ok(filter)
    }

    /// Whether a node meets the condition.
    pub(super) fn accepts(&self, node: &Node, call: &Call<'_>) -> bool {
        let tags = call.store.tags.of(&Resource::managed_instance(&node.id));
        match &self.subject {
            Subject::ActivationId => self.fits(node.activation_id()),
            Subject::AgentVersion => self.fits(node.facts.agent_version.as_deref()),
            Subject::AssociationStatus => self.fits(None),
            Subject::IamRole => self.fits(node.iam_role.as_deref()),
            Subject::InstanceId => self.fits(Some(&node.id)),
            Subject::PingStatus => self.fits(Some(node.ping_status().as_str())),
            Subject::PlatformType => self.fits(node.facts.platform_type.as_ref().map(PlatformType::as_str)),
            Subject::ResourceType => self.fits(Some(node.resource_type().as_str())),
            Subject::SourceId => self.fits(Some(&node.id)),
            Subject::SourceType => self.fits(Some(node.source_type().as_str())),
            Subject::Tag(key) => self.fits(tags.and_then(|tags| tags.get(key)).map(String::as_str)),
            Subject::TagKey => tags.into_iter().flatten().any(|(key, _)| self.fits(Some(key))),
        }
    }

    fn fits(&self, found: Option<&str>) -> bool {
        let any = |fits: &dyn Fn(&str, &str) -> bool| {
            found.is_some_and(|found| self.values.iter().any(|value| fits(found, value)))
        };
        match self.operator {
            Operator::NotEqual => !any(&|found, value| found == value),
            Operator::BeginWith => any(&|found, value| found.starts_with(value)),
            Operator::LessThan => any(&|found, value| version(found) < version(value)),
            Operator::GreaterThan => any(&|found, value| version(found) > version(value)),
            _ => any(&|found, value| found == value),
        }
    }

    fn check_values(&self, key: &str, wrong_value: fn(WrongValue) -> Error) -> Result<(), Error> {
        for value in &self.values {
            let is_known = match self.subject {
                Subject::PingStatus => !matches!(PingStatus::from(value.as_str()), PingStatus::Unknown(_)),
                Subject::PlatformType => {
                    !matches!(PlatformType::from(value.as_str()), PlatformType::Unknown(_))
                }
                Subject::ResourceType => {
                    !matches!(ResourceType::from(value.as_str()), ResourceType::Unknown(_))
                }
                Subject::SourceType => !matches!(SourceType::from(value.as_str()), SourceType::Unknown(_)),
                Subject::InstanceId if !is_node_id(value) => {
                    let message = format!("{value:?} is no id of a node, which is i-... or mi-...");
                    return Err(InvalidInstanceId::with_message(message).into());
                }
                _ => true,
            };
            if !is_known {
                return Err(wrong_value(WrongValue(format!("{value:?} is no value of the filter {key}"))));
            }
        }
        Ok(())
    }
}

/// Whether this has the form of the id of a node.
fn is_node_id(text: &str) -> bool {
    let is = |id: &str, lengths: &[usize]| {
        lengths.contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    match (text.strip_prefix("mi-"), text.strip_prefix("i-")) {
        (Some(id), _) => is(id, &[17]),
        (_, Some(id)) => is(id, &[8, 17]),
        _ => false,
    }
}

/// The numbers of a version, which are compared one after the other.
fn version(text: &str) -> Vec<u64> {
    text.split('.').map(|number| number.parse().unwrap_or_default()).collect()
}

fn subject(key: &str) -> Result<Subject, Error> {
    Ok(match key {
        "ActivationIds" => Subject::ActivationId,
        "AgentVersion" => Subject::AgentVersion,
        "AssociationStatus" => Subject::AssociationStatus,
        "IamRole" => Subject::IamRole,
        "InstanceIds" => Subject::InstanceId,
        "PingStatus" => Subject::PingStatus,
        "PlatformTypes" => Subject::PlatformType,
        "ResourceType" => Subject::ResourceType,
        "SourceIds" => Subject::SourceId,
        "SourceTypes" => Subject::SourceType,
        "tag-key" => Subject::TagKey,
        _ => match key.strip_prefix("tag:") {
            Some(tag) if !tag.is_empty() => Subject::Tag(tag.to_owned()),
            _ => {
                return Err(Error::from(InvalidFilterKey {}).explained(format!(
                    "{key:?} is no filter of nodes; filters are ActivationIds, AgentVersion, \
                     AssociationStatus, IamRole, InstanceIds, PingStatus, PlatformTypes, ResourceType, \
                     SourceIds, SourceTypes, tag-key and tag:KEY"
                )));
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{is_node_id, version};

    #[test]
    fn ids_of_nodes_have_their_forms() {
        for id in ["i-01234567", "i-0123456789abcdef0", "mi-0123456789abcdef0"] {
            assert!(is_node_id(id), "{id}");
        }
        for id in ["", "i-", "i-0123", "mi-01234567", "0123456789abcdef0", "i-0123456789abcdef-"] {
            assert!(!is_node_id(id), "{id}");
        }
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(version("3.10.0") > version("3.9.12"));
        assert!(version("3.2") < version("3.2.1"));
    }
}
