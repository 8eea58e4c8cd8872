//! The baselines that the service provides, from the user guide's table of predefined baselines.

use super::baseline::Content;
use crate::identity::Identity;
use crate::model::types::{
    OperatingSystem, PatchComplianceLevel, PatchFilter, PatchFilterGroup, PatchFilterKey, PatchRule,
    PatchRuleGroup,
};

/// The account of the service that owns them.
const OWNER: &str = "075727635805";

/// A baseline of the service.
pub(super) struct Provided {
    pub(super) operating_system: OperatingSystem,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    rules: &'static [Rule],
}

/// What is approved: patches that have one of the values of each key, so many days after they came out.
struct Rule {
    filters: &'static [(PatchFilterKey, &'static [&'static str])],
    days: i32,
    enable_non_security: bool,
}

/// Severe patches of security.
const SECURITY: Rule = Rule {
    filters: &[
        (PatchFilterKey::Product, &["*"]),
        (PatchFilterKey::Classification, &["Security"]),
        (PatchFilterKey::Severity, &["Critical", "Important"]),
    ],
    days: 7,
    enable_non_security: false,
};

/// Patches of mistakes.
const BUGFIX: Rule = Rule {
    filters: &[(PatchFilterKey::Product, &["*"]), (PatchFilterKey::Classification, &["Bugfix"])],
    days: 7,
    enable_non_security: false,
};

/// Everything.
const EVERYTHING: Rule =
    Rule { filters: &[(PatchFilterKey::Product, &["*"])], days: 7, enable_non_security: true };

/// Patches of security by priority, at once.
const PRIORITY: Rule = Rule {
    filters: &[
        (PatchFilterKey::Product, &["*"]),
        (PatchFilterKey::Priority, &["Required", "Important", "Standard", "Optional", "Extra"]),
    ],
    days: 0,
    enable_non_security: false,
};

/// Severe updates of Windows.
const WINDOWS: Rule = Rule {
    filters: &[
        (PatchFilterKey::PatchSet, &["OS"]),
        (PatchFilterKey::Product, &["*"]),
        (PatchFilterKey::Classification, &["CriticalUpdates", "SecurityUpdates"]),
        (PatchFilterKey::MsrcSeverity, &["Critical", "Important"]),
    ],
    days: 7,
    enable_non_security: false,
};

/// All updates of Microsoft's applications.
const APPLICATIONS: Rule = Rule {
    filters: &[
        (PatchFilterKey::PatchSet, &["APPLICATION"]),
        (PatchFilterKey::ProductFamily, &["*"]),
        (PatchFilterKey::Product, &["*"]),
    ],
    days: 7,
    enable_non_security: false,
};

/// Severe patches of security and patches of mistakes.
const SECURITY_AND_BUGFIX: &[Rule] = &[SECURITY, BUGFIX];

const fn provided(
    operating_system: OperatingSystem,
    name: &'static str,
    description: &'static str,
    rules: &'static [Rule],
) -> Provided {
    Provided { operating_system, name, description, rules }
}

/// All of them. The first one for an operating system is its default. Its place is in its id.
static ALL: &[Provided] = &[
    provided(
        OperatingSystem::AlmaLinux,
        "AWS-AlmaLinuxDefaultPatchBaseline",
        "Default Patch Baseline for AlmaLinux Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::AmazonLinux,
        "AWS-AmazonLinuxDefaultPatchBaseline",
        "Default Patch Baseline for Amazon Linux Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::AmazonLinux2,
        "AWS-AmazonLinux2DefaultPatchBaseline",
        "Default Patch Baseline for Amazon Linux 2 Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::AmazonLinux2022,
        "AWS-AmazonLinux2022DefaultPatchBaseline",
        "Default Patch Baseline for Amazon Linux 2022 Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::AmazonLinux2023,
        "AWS-AmazonLinux2023DefaultPatchBaseline",
        "Default Patch Baseline for Amazon Linux 2023 Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::CentOS,
        "AWS-CentOSDefaultPatchBaseline",
        "Default Patch Baseline for CentOS Provided by AWS.",
        &[EVERYTHING],
    ),
    provided(
        OperatingSystem::Debian,
        "AWS-DebianDefaultPatchBaseline",
        "Default Patch Baseline for Debian Provided by AWS.",
        &[PRIORITY],
    ),
    provided(
        OperatingSystem::MacOS,
        "AWS-MacOSDefaultPatchBaseline",
        "Default Patch Baseline for MacOS Provided by AWS.",
        &[EVERYTHING],
    ),
    provided(
        OperatingSystem::OracleLinux,
        "AWS-OracleLinuxDefaultPatchBaseline",
        "Default Patch Baseline for Oracle Linux Server Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::Raspbian,
        "AWS-RaspbianDefaultPatchBaseline",
        "Default Patch Baseline for Raspbian Provided by AWS.",
        &[PRIORITY],
    ),
    provided(
        OperatingSystem::RedhatEnterpriseLinux,
        "AWS-RedHatDefaultPatchBaseline",
        "Default Patch Baseline for Redhat Enterprise Linux Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::RockyLinux,
        "AWS-RockyLinuxDefaultPatchBaseline",
        "Default Patch Baseline for Rocky Linux Provided by AWS.",
        SECURITY_AND_BUGFIX,
    ),
    provided(
        OperatingSystem::Suse,
        "AWS-SuseDefaultPatchBaseline",
        "Default Patch Baseline for Suse Provided by AWS.",
        &[SECURITY],
    ),
    provided(
        OperatingSystem::Ubuntu,
        "AWS-UbuntuDefaultPatchBaseline",
        "Default Patch Baseline for Ubuntu Provided by AWS.",
        &[PRIORITY],
    ),
    provided(
        OperatingSystem::Windows,
        "AWS-DefaultPatchBaseline",
        "Default Patch Baseline Provided by AWS.",
        &[WINDOWS],
    ),
    provided(
        OperatingSystem::Windows,
        "AWS-WindowsPredefinedPatchBaseline-OS",
        "Predefined Patch Baseline for Windows Server Provided by AWS.",
        &[WINDOWS],
    ),
    provided(
        OperatingSystem::Windows,
        "AWS-WindowsPredefinedPatchBaseline-OS-Applications",
        "Predefined Patch Baseline for Windows Server and Microsoft Applications Provided by AWS.",
        &[WINDOWS, APPLICATIONS],
    ),
];

/// The baseline of an operating system until the account makes another one its default.
pub(super) fn default(operating_system: &OperatingSystem) -> &'static Provided {
    let found = ALL.iter().find(|provided| provided.operating_system == *operating_system);
    // The model knows no operating system that is not in the list.
    found.unwrap_or(&ALL[0])
}

impl Provided {
    pub(super) fn all() -> &'static [Self] {
        ALL
    }

    /// The last part of the id.
    pub(super) fn short_id(&self) -> String {
        let place = ALL.iter().position(|provided| provided.name == self.name).unwrap_or_default();
        format!("pb-0aa5{place:013x}")
    }

    /// The id, which is an ARN, since another account owns the baseline.
    pub(super) fn id(&self, identity: &Identity) -> String {
        let service = Identity { account_id: OWNER.to_owned(), ..identity.clone() };
        service.arn(&format!("patchbaseline/{}", self.short_id()))
    }

    pub(super) fn content(&self) -> Content {
        let rules = self.rules.iter().map(|rule| PatchRule {
            patch_filter_group: PatchFilterGroup { patch_filters: rule.patch_filters() },
            compliance_level: Some(PatchComplianceLevel::Unspecified),
            approve_after_days: Some(rule.days),
            approve_until_date: None,
            enable_non_security: Some(rule.enable_non_security),
        });
        Content {
            description: Some(self.description.to_owned()),
            approval_rules: PatchRuleGroup { patch_rules: rules.collect() },
            ..Content::named(self.name.to_owned())
        }
    }
}

impl Rule {
    fn patch_filters(&self) -> Vec<PatchFilter> {
        let filter = |(key, values): &(PatchFilterKey, &[&str])| PatchFilter {
            key: key.clone(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        self.filters.iter().map(filter).collect()
    }
}
