//! A managed node as the service describes it.

use std::fmt;

use ssm_client::types::{InstanceInformation, PingStatus, PlatformType, ResourceType};
use time::OffsetDateTime;

/// A managed node, as the service knows it at the time of asking.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// `i-...` of EC2, `mi-...` of other machines.
    pub id: String,
    /// The name that it was registered with, else the one that it has itself.
    pub name: Option<String>,
    /// Whether it is heard of.
    pub ping_status: PingStatus,
    /// When it was heard of last.
    pub last_ping: Option<OffsetDateTime>,
    /// What it runs.
    pub platform: Option<Platform>,
    /// The version of its agent.
    pub agent_version: Option<String>,
    /// Whether there is no later one.
    pub is_latest_agent: Option<bool>,
    /// Whether it is of EC2 or not.
    pub resource_type: Option<ResourceType>,
    /// The activation that let it in, if it is not of EC2.
    pub activation_id: Option<String>,
    /// The role that it acts with, if it is not of EC2.
    pub iam_role: Option<String>,
    /// When it was registered, if it is not of EC2.
    pub registered: Option<OffsetDateTime>,
    /// Its address.
    pub ip_address: Option<String>,
}

/// The operating system of a node, as its agent tells it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Platform {
    /// Linux, Windows or macOS.
    pub platform_type: Option<PlatformType>,
    /// For instance `Amazon Linux`.
    pub name: String,
    /// For instance `2023`.
    pub version: String,
}

impl Node {
    pub(super) fn of(described: InstanceInformation) -> Self {
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        let platform =
            (described.platform_type.is_some() || described.platform_name.is_some()).then(|| Platform {
                platform_type: described.platform_type,
                name: described.platform_name.unwrap_or_default(),
                version: described.platform_version.unwrap_or_default(),
            });
        Self {
            id: described.instance_id.unwrap_or_default(),
            name: text(described.name).or(text(described.computer_name)),
            ping_status: described.ping_status.unwrap_or(PingStatus::Inactive),
            last_ping: described.last_ping_date_time,
            platform,
            agent_version: text(described.agent_version),
            is_latest_agent: described.is_latest_version,
            resource_type: described.resource_type,
            activation_id: text(described.activation_id),
            iam_role: text(described.iam_role),
            registered: described.registration_date,
            ip_address: text(described.ip_address),
        }
    }

    /// Whether it is heard of, so that commands reach it.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.ping_status == PingStatus::Online
    }
}

/// Name and version.
impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.platform_type.as_ref().map_or("an unknown platform", |kind| kind.as_str());
        let name = if self.name.is_empty() { kind } else { &self.name };
        match self.version.as_str() {
            "" => f.write_str(name),
            version => write!(f, "{name} {version}"),
        }
    }
}
