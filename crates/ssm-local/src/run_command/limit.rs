//! `MaxConcurrency` and `MaxErrors`: a number of targets, or a share of them.

/// How many of the targets run at a time unless the request says it.
pub(super) const CONCURRENCY: &str = "50";

/// How many errors a command survives unless the request says it.
pub(super) const ERRORS: &str = "0";

/// The number of targets that a limit means, a share being rounded down.
pub(super) fn of(limit: &str, targets: usize) -> usize {
    match limit.strip_suffix('%') {
        Some(share) => {
            let share: usize = share.parse().unwrap_or_default();
            targets.saturating_mul(share) / 100
        }
        // More digits than fit are more than there can be targets.
        None => limit.parse().unwrap_or(usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn limits_are_numbers_or_shares_rounded_down() {
        for (limit, targets, expected) in [
            ("10", 3, 10),
            ("0", 3, 0),
            ("9999999", 3, 9_999_999),
            ("10%", 50, 5),
            ("10%", 9, 0),
            ("100%", 7, 7),
            ("33%", 10, 3),
        ] {
            assert_eq!(of(limit, targets), expected, "{limit} of {targets}");
        }
    }
}
