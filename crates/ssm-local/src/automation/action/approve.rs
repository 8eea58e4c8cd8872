//! `aws:approve` and `aws:pause`: people decide.

use serde_json::{Value, json};
use ssm_document::Setting;
use ssm_document::automation::Approve;
use time::OffsetDateTime;

use super::Outcome;
use crate::automation::step::{Activity, Failure, Step};

pub(super) fn begin(approve: &Approve) -> Result<Outcome, Failure> {
    let required = approve.min_required_approvals.as_ref().and_then(Setting::value).copied().unwrap_or(1);
    let required = usize::try_from(required).ok().filter(|required| *required > 0);
    let Some(required) = required.filter(|required| *required <= approve.approvers.len()) else {
        let message = "MinRequiredApprovals must be 1 at least, and no more than there are Approvers";
        return Err(Failure::of_inputs(message));
    };
    Ok(Outcome::Busy(Activity::Approval { required, decisions: Vec::new() }))
}

/// Takes a decision of this caller, if the step waits for one. Each counts as that of another approver,
/// since all callers are the account itself.
pub(crate) fn decide(
    step: &mut Step,
    is_approval: bool,
    approver: &str,
    comment: Option<&str>,
    now: OffsetDateTime,
) -> Option<Outcome> {
    let Activity::Approval { required, decisions } = &mut step.activity else { return None };
    let decision = if is_approval { "Approve" } else { "Reject" };
    decisions.push(json!({
        "Approver": approver,
        "Decision": decision,
        "Comment": comment.unwrap_or_default(),
        "Time": now.unix_timestamp(),
    }));
    let is_decided = !is_approval || decisions.len() >= *required;
    if !is_decided {
        return Some(Outcome::Busy(step.activity.clone()));
    }
    let status = if is_approval { "Approved" } else { "Rejected" };
    let decisions: Value =
        std::mem::take(decisions).into_iter().map(|d| Value::from(d.to_string())).collect();
    step.outputs.insert("ApprovalStatus".to_owned(), status.into());
    step.outputs.insert("ApproverDecisions".to_owned(), decisions);
    Some(match is_approval {
        true => Outcome::done(),
        false => Outcome::Failed(Failure::by_decision(format!("{approver} rejected it"))),
    })
}

/// Resumes the step, if it is paused.
pub(crate) fn resume(step: &Step) -> Option<Outcome> {
    matches!(step.activity, Activity::Paused).then(Outcome::done)
}
