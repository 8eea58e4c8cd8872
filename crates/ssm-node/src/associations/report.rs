//! How an association stands on the node, in the words of the agent.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::reply::{PluginResult, Status};

/// How many characters a summary has at most; the service takes 512.
const LONGEST_SUMMARY: usize = 510;

/// What `UpdateInstanceAssociationStatus` tells.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) association_id: String,
    pub(crate) status: String,
    /// Empty without an error.
    pub(crate) error_code: String,
    /// In seconds since 1970, when it was so.
    pub(crate) time: i64,
    pub(crate) summary: String,
    /// Where the output is, if it was copied.
    pub(crate) output_url: Option<String>,
}

impl Report {
    fn new(association_id: String, status: &str, error_code: &str, summary: &str) -> Self {
        Self {
            association_id,
            status: status.to_owned(),
            error_code: error_code.to_owned(),
            time: OffsetDateTime::now_utc().unix_timestamp(),
            summary: summary.chars().take(LONGEST_SUMMARY).collect(),
            output_url: None,
        }
    }

    /// The node has taken it over.
    pub(super) fn in_progress(association_id: String) -> Self {
        Self::new(association_id, "InProgress", "", "the node applies the association")
    }

    /// It could not begin.
    pub(super) fn failed(association_id: String, error_code: &str, reason: &str) -> Self {
        Self::new(association_id, "Failed", error_code, reason)
    }

    /// Whether nothing more will be told of this time.
    pub(crate) fn is_last(&self) -> bool {
        self.status != "InProgress"
    }
}

/// How an association stands whose document stands so, with these steps over; `trace` is what there is to
/// say of the document as a whole.
pub(crate) fn of_document(
    association_id: &str,
    status: Status,
    trace: &str,
    over: &[PluginResult],
) -> Report {
    let (told, error_code) = match status {
        Status::InProgress => ("InProgress", ""),
        Status::Success | Status::Skipped => ("Success", ""),
        Status::TimedOut => ("TimedOut", ""),
        // A document that cannot be run has no steps.
        Status::Failed | Status::Cancelled if over.is_empty() => ("Failed", "InvalidAssoc"),
        Status::Failed | Status::Cancelled => ("Failed", "ExecutionError"),
    };
    let mut report = Report::new(association_id.to_owned(), told, error_code, &summary(trace, over));
    let copied = over.iter().find(|result| !result.bucket.is_empty());
    report.output_url = copied.map(|result| format!("{}/{}", result.bucket, result.key_prefix));
    report
}

fn summary(trace: &str, over: &[PluginResult]) -> String {
    let count = |status: Status| over.iter().filter(|result| result.status == status).count();
    let mut summary = format!(
        "{} steps are over: {} succeeded, {} failed, {} timed out, {} skipped.",
        over.len(),
        count(Status::Success),
        count(Status::Failed),
        count(Status::TimedOut),
        count(Status::Skipped),
    );
    for result in over.iter().filter(|result| result.status == Status::Failed) {
        summary.push_str(&format!("\nThe step {} failed: {}", result.id, result.standard_error.trim()));
    }
    if !trace.is_empty() {
        summary.push_str(&format!("\n{trace}"));
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SUMMARY, of_document};
    use crate::reply::{PluginResult, Status};

    fn result(id: &str, status: Status, standard_error: &str) -> PluginResult {
        let text = |text: &str| text.to_owned();
        PluginResult {
            id: text(id),
            status,
            code: 0,
            name: text("aws:runShellScript"),
            output: text(""),
            step_name: text(id),
            standard_output: text(""),
            standard_error: text(standard_error),
            bucket: text("bucket"),
            key_prefix: text("a/b"),
            start_date_time: text(""),
            end_date_time: text(""),
        }
    }

    #[test]
    fn a_report_counts_the_steps_and_says_why_one_failed() {
        let over = [result("good", Status::Success, ""), result("bad", Status::Failed, "no such file\n")];
        let report = of_document("a", Status::Failed, "", &over);
        assert_eq!((report.status.as_str(), report.error_code.as_str()), ("Failed", "ExecutionError"));
        assert!(report.summary.starts_with("2 steps are over: 1 succeeded, 1 failed"), "{}", report.summary);
        assert!(report.summary.ends_with("The step bad failed: no such file"), "{}", report.summary);
        assert_eq!(report.output_url.as_deref(), Some("bucket/a/b"));
        assert!(report.is_last());
        let report = of_document("a", Status::Failed, "the document cannot be run: why", &[]);
        assert_eq!(report.error_code, "InvalidAssoc");
        let report =
            of_document("a", Status::Failed, "", &[result("long", Status::Failed, &"ä".repeat(1000))]);
        assert_eq!(report.summary.chars().count(), LONGEST_SUMMARY);
        assert!(!of_document("a", Status::InProgress, "", &over).is_last());
    }
}
