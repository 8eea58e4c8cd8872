//! An activation: leave for some machines to become managed nodes.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{self, Tag};

/// What was asked for, and how much of it is used up.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Activation {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) description: Option<String>,
    pub(super) default_instance_name: Option<String>,
    pub(super) iam_role: String,
    pub(super) registration_limit: i32,
    pub(super) registrations: i32,
    pub(super) created: OffsetDateTime,
    pub(super) expires: OffsetDateTime,
    pub(super) tags: Vec<Tag>,
}

impl Activation {
    pub(super) fn is_expired(&self, now: OffsetDateTime) -> bool {
        self.expires <= now
    }

    /// The activation as answers show it, which is without its code.
    pub(super) fn shown(&self, now: OffsetDateTime) -> types::Activation {
        types::Activation {
            activation_id: Some(self.id.clone()),
            description: self.description.clone(),
            default_instance_name: self.default_instance_name.clone(),
            iam_role: Some(self.iam_role.clone()),
            registration_limit: Some(self.registration_limit),
            registrations_count: Some(self.registrations),
            expiration_date: Some(self.expires),
            expired: Some(self.is_expired(now)),
            created_date: Some(self.created),
            tags: self.tags.clone(),
        }
    }
}
