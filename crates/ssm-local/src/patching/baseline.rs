//! A patch baseline.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::operation::CreatePatchBaselineRequest;
use crate::model::types::{
    OperatingSystem, PatchAction, PatchComplianceLevel, PatchComplianceStatus, PatchFilterGroup,
    PatchRuleGroup, PatchSource,
};

/// A baseline of the account.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Baseline {
    pub(super) operating_system: OperatingSystem,
    pub(super) content: Content,
    pub(super) created: OffsetDateTime,
    pub(super) modified: OffsetDateTime,
    /// By what the client knows its request again, and what it asked for then.
    pub(super) asked_by: Option<(String, Content)>,
}

/// What of a baseline can be changed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) global_filters: PatchFilterGroup,
    pub(super) approval_rules: PatchRuleGroup,
    pub(super) approved_patches: Vec<String>,
    pub(super) approved_patches_compliance_level: PatchComplianceLevel,
    pub(super) approved_patches_enable_non_security: bool,
    pub(super) rejected_patches: Vec<String>,
    pub(super) rejected_patches_action: PatchAction,
    pub(super) sources: Vec<PatchSource>,
    pub(super) available_security_updates: Option<PatchComplianceStatus>,
}

impl Content {
    /// A baseline that approves nothing.
    pub(super) fn named(name: String) -> Self {
        Self {
            name,
            description: None,
            global_filters: PatchFilterGroup { patch_filters: Vec::new() },
            approval_rules: PatchRuleGroup { patch_rules: Vec::new() },
            approved_patches: Vec::new(),
            approved_patches_compliance_level: PatchComplianceLevel::Unspecified,
            approved_patches_enable_non_security: false,
            rejected_patches: Vec::new(),
            rejected_patches_action: PatchAction::AllowAsDependency,
            sources: Vec::new(),
            available_security_updates: None,
        }
    }

    /// What a request asks for; what it leaves out is as it is by default.
    pub(super) fn of(request: &CreatePatchBaselineRequest) -> Self {
        let request = request.clone();
        let default = Self::named(request.name);
        Self {
            description: request.description,
            global_filters: request.global_filters.unwrap_or(default.global_filters),
            approval_rules: request.approval_rules.unwrap_or(default.approval_rules),
            approved_patches: request.approved_patches.unwrap_or_default(),
            approved_patches_compliance_level: request
                .approved_patches_compliance_level
                .unwrap_or(default.approved_patches_compliance_level),
            approved_patches_enable_non_security: request
                .approved_patches_enable_non_security
                .unwrap_or_default(),
            rejected_patches: request.rejected_patches.unwrap_or_default(),
            rejected_patches_action: request
                .rejected_patches_action
                .unwrap_or(default.rejected_patches_action),
            sources: request.sources.unwrap_or_default(),
            available_security_updates: request.available_security_updates_compliance_status,
            name: default.name,
        }
    }
}
