//! How severe things are, and how many are how severe.

use crate::model::types::{ComplianceSeverity, SeveritySummary};

/// All severities, the worst first.
const WORST_FIRST: [ComplianceSeverity; 6] = [
    ComplianceSeverity::Critical,
    ComplianceSeverity::High,
    ComplianceSeverity::Medium,
    ComplianceSeverity::Low,
    ComplianceSeverity::Informational,
    ComplianceSeverity::Unspecified,
];

/// The worst of these, or none in particular.
pub(super) fn worst<'a>(of: impl Iterator<Item = &'a ComplianceSeverity>) -> ComplianceSeverity {
    let rank = |severity: &ComplianceSeverity| WORST_FIRST.iter().position(|known| known == severity);
    let worst = of.min_by_key(|severity| rank(severity).unwrap_or(WORST_FIRST.len()));
    worst.cloned().unwrap_or(ComplianceSeverity::Unspecified)
}

/// How many of these there are of each.
pub(super) fn count(of: &[ComplianceSeverity]) -> SeveritySummary {
    let count = |severity| Some(number(of.iter().filter(|found| **found == severity).count()));
    SeveritySummary {
        critical_count: count(ComplianceSeverity::Critical),
        high_count: count(ComplianceSeverity::High),
        medium_count: count(ComplianceSeverity::Medium),
        low_count: count(ComplianceSeverity::Low),
        informational_count: count(ComplianceSeverity::Informational),
        unspecified_count: count(ComplianceSeverity::Unspecified),
    }
}

/// A count as it is answered.
pub(super) fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_the_most_severe() {
        let of = [ComplianceSeverity::Low, ComplianceSeverity::High, ComplianceSeverity::Unspecified];
        assert_eq!(worst(of.iter()).as_str(), "HIGH");
        assert_eq!(worst([].iter()).as_str(), "UNSPECIFIED");
    }
}
