use super::{Condition, Step};
use crate::field::{Setting, TextList};
use crate::problem::Report;
use crate::structure::structure;
use crate::value::Value;

/// How often a loop may run ("aws:loop" in the user guide).
const ITERATIONS: std::ops::RangeInclusive<i64> = 1..=100;

/// How many can be asked for approval, and how long their message may be ("aws:approve").
const MAX_APPROVERS: usize = 10;
const MAX_MESSAGE_CHARACTERS: usize = 4096;

structure! {
    /// `aws:approve`: waits for people to approve, by default seven days.
    pub struct Approve check with check_approve {
        required {
            /// Who can approve, ten at most: user names, ARNs of users and roles.
            approvers: TextList = "Approvers",
        }
        optional {
            /// The topic through which they are asked.
            notification_arn: String = "NotificationArn",
            /// What they are asked, 4,096 characters at most.
            message: String = "Message",
            /// How many must approve; by default one.
            min_required_approvals: Setting<i64> = "MinRequiredApprovals",
        }
    }
}

structure! {
    /// `aws:pause`: waits until somebody resumes the automation.
    pub struct Pause {
    }
}

structure! {
    /// `aws:sleep`: waits, for at most 604,799 seconds.
    pub struct Sleep check with check_sleep {
        optional {
            /// How long: an ISO 8601 duration, such as `PT10M`.
            duration: String = "Duration",
            /// Until when: an ISO 8601 timestamp.
            timestamp: String = "Timestamp",
        }
    }
}

structure! {
    /// `aws:updateVariable`: gives a variable of the runbook another value, which later steps see.
    pub struct UpdateVariable {
        required {
            /// The variable: `variable:count`.
            name: String = "Name",
            /// Its new value.
            value: Value = "Value",
        }
    }
}

structure! {
    /// `aws:loop`: runs steps for each element of a list, or until a condition is false.
    pub struct Loop check with check_loop {
        required {
            /// The steps.
            steps: Vec<Step> = "Steps",
        }
        optional {
            /// The list, 100 elements at most, or a reference to it.
            iterators: Value = "Iterators",
            /// The type of its elements: `String`, the default, `Integer`, `Boolean` or `StringMap`.
            iterator_data_type: String = "IteratorDataType",
            /// The condition, looked at after each round.
            loop_condition: Condition = "LoopCondition",
            /// How many rounds there may be: 1 to 100.
            max_iterations: Setting<i64> = "MaxIterations",
        }
    }
}

fn check_approve(approve: &Approve, report: &mut Report) {
    if approve.approvers.len() > MAX_APPROVERS {
        let message = format!("can have {MAX_APPROVERS} elements at most");
        report.member("Approvers", |report| report.problem(message));
    }
    if approve.message.as_ref().is_some_and(|text| text.chars().count() > MAX_MESSAGE_CHARACTERS) {
        let message = format!("can have {MAX_MESSAGE_CHARACTERS} characters at most");
        report.member("Message", |report| report.problem(message));
    }
}

fn check_sleep(sleep: &Sleep, report: &mut Report) {
    if sleep.duration.is_none() && sleep.timestamp.is_none() {
        report.problem("must have Duration or Timestamp");
    }
}

fn check_loop(repeated: &Loop, report: &mut Report) {
    match (&repeated.iterators, &repeated.loop_condition) {
        (None, None) => report.problem("must have Iterators or LoopCondition"),
        (Some(_), Some(_)) => report.problem("has both Iterators and LoopCondition, and can have one"),
        _ => {}
    }
    let rounds = repeated.max_iterations.as_ref().and_then(Setting::value);
    if rounds.is_some_and(|rounds| !ITERATIONS.contains(rounds)) {
        let (least, most) = ITERATIONS.into_inner();
        report.member("MaxIterations", |report| report.problem(format!("must be {least} to {most}")));
    }
}
