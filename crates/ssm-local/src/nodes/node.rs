//! A managed node.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{PingStatus, PlatformType, ResourceType, SourceType};

/// A machine that is managed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) iam_role: Option<String>,
    pub(crate) registered: OffsetDateTime,
    pub(crate) facts: Facts,
    /// None of a node of EC2.
    pub(super) registration: Option<Registration>,
    /// When the node was heard of last.
    pub(super) last_ping: Option<OffsetDateTime>,
    /// Whether it has been silent for too long since.
    pub(super) is_lost: bool,
}

/// How a hybrid node came to be managed.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Registration {
    pub(super) activation_id: Option<String>,
    pub(super) fingerprint: String,
    /// The DER of the `SubjectPublicKeyInfo` in base64, as it was registered.
    pub(super) public_key: String,
    /// Whether the node is asked for another key.
    #[serde(default)]
    pub(super) needs_new_key: bool,
}

/// What a node tells of itself.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) agent_name: Option<String>,
    pub(crate) agent_version: Option<String>,
    pub(crate) availability_zone: Option<String>,
    pub(crate) computer_name: Option<String>,
    pub(crate) ip_address: Option<String>,
    pub(crate) platform_name: Option<String>,
    pub(crate) platform_type: Option<PlatformType>,
    pub(crate) platform_version: Option<String>,
}

impl Node {
    /// A node that was not heard of yet.
    pub(super) fn new(id: String, registration: Option<Registration>, now: OffsetDateTime) -> Self {
        Self {
            id,
            name: None,
            iam_role: None,
            registered: now,
            facts: Facts::default(),
            registration,
            last_ping: None,
            is_lost: false,
        }
    }

    /// Whether the node is heard of.
    pub(crate) fn is_online(&self) -> bool {
        self.ping_status() == PingStatus::Online
    }

    /// Takes notice of a sign of life.
    pub(super) fn hear(&mut self, now: OffsetDateTime) {
        self.last_ping = Some(now);
        self.is_lost = false;
    }

    pub(super) fn ping_status(&self) -> PingStatus {
        match self.last_ping {
            None => PingStatus::Inactive,
            Some(_) if self.is_lost => PingStatus::ConnectionLost,
            Some(_) => PingStatus::Online,
        }
    }

    pub(super) fn resource_type(&self) -> ResourceType {
        if self.registration.is_some() { ResourceType::ManagedInstance } else { ResourceType::Ec2Instance }
    }

    pub(super) fn source_type(&self) -> SourceType {
        if self.registration.is_some() {
            SourceType::AwsSsmManagedinstance
        } else {
            SourceType::AwsEc2Instance
        }
    }

    pub(super) fn activation_id(&self) -> Option<&str> {
        self.registration.as_ref()?.activation_id.as_deref()
    }
}
