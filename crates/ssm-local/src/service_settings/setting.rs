//! The settings that there are, from the reference of `UpdateServiceSetting`.

use crate::protocol::Error;

/// What a setting can be.
pub(super) enum Values {
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A name of at least one character.
    Name,
}

/// A setting.
pub(super) struct Setting {
    pub(super) id: &'static str,
    /// What it is until it is changed; some have no value then.
    pub(super) default: Option<&'static str>,
    values: Values,
}

impl Setting {
    /// The setting that a request names, by its id or its ARN.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        let id = match name.split_once(":servicesetting/") {
            Some((arn, id)) if arn.starts_with("arn:") => format!("/{id}"),
            _ => name.to_owned(),
        };
        SETTINGS.iter().find(|setting| setting.id == id)
    }

    /// Refuses what the setting cannot be.
    pub(super) fn check(&self, value: &str) -> Result<(), Error> {
        let id = self.id;
        match self.values {
            Values::OneOf(values) if !values.contains(&value) => {
                let values = values.join(", ");
                Err(Error::validation(format!("{value:?} is no value of {id}; values are {values}")))
            }
            Values::Name if value.trim().is_empty() => {
                Err(Error::validation(format!("the value of {id} must not be blank")))
            }
            _ => Ok(()),
        }
    }
}

/// All of them, by id.
const SETTINGS: &[Setting] = &[
    Setting {
        id: "/ssm/appmanager/appmanager-enabled",
        default: Some("False"),
        values: Values::OneOf(&["True", "False"]),
    },
    Setting {
        id: "/ssm/automation/customer-script-log-destination",
        default: None,
        values: Values::OneOf(&["CloudWatch"]),
    },
    Setting { id: "/ssm/automation/customer-script-log-group-name", default: None, values: Values::Name },
    Setting {
        id: "/ssm/automation/enable-adaptive-concurrency",
        default: Some("False"),
        values: Values::OneOf(&["True", "False"]),
    },
    Setting {
        id: "/ssm/documents/console/public-sharing-permission",
        default: Some("Enable"),
        values: Values::OneOf(&["Enable", "Disable"]),
    },
    Setting {
        id: "/ssm/managed-instance/activation-tier",
        default: Some("standard"),
        values: Values::OneOf(&["standard", "advanced"]),
    },
    Setting {
        id: "/ssm/managed-instance/default-ec2-instance-management-role",
        default: Some("$None"),
        values: Values::Name,
    },
    Setting {
        id: "/ssm/opsinsights/opscenter",
        default: Some("Disabled"),
        values: Values::OneOf(&["Enabled", "Disabled"]),
    },
    Setting {
        id: "/ssm/parameter-store/default-parameter-tier",
        default: Some("Standard"),
        values: Values::OneOf(&["Standard", "Advanced", "Intelligent-Tiering"]),
    },
    Setting {
        id: "/ssm/parameter-store/high-throughput-enabled",
        default: Some("false"),
        values: Values::OneOf(&["true", "false"]),
    },
];
