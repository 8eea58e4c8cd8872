//! How much of the output of commands is kept.

/// The most characters of standard output that `GetCommandInvocation` shows.
const STANDARD_OUTPUT: usize = 24_000;

/// The most characters of standard error that `GetCommandInvocation` shows.
const STANDARD_ERROR: usize = 8000;

/// The most characters that `ListCommandInvocations` shows of each plugin.
const COMBINED: usize = 2500;

/// The most characters of what an agent tells of a document.
const TRACE: usize = 2500;

/// What says that output goes on.
const OUTPUT_TRUNCATED: &str = "\n---Output truncated---";

/// What says that standard error goes on.
const ERROR_TRUNCATED: &str = "\n---Error truncated----";

/// What stands between standard output and error where both are one text.
const ERROR_FOLLOWS: &str = "\n----------ERROR-------\n";

/// Standard output as it is kept.
pub(super) fn standard_output(text: &str) -> String {
    truncated(text, STANDARD_OUTPUT, OUTPUT_TRUNCATED)
}

/// Standard error as it is kept.
pub(super) fn standard_error(text: &str) -> String {
    truncated(text, STANDARD_ERROR, ERROR_TRUNCATED)
}

/// What an agent tells of a document, as it is kept.
pub(super) fn trace(text: &str) -> String {
    truncated(text, TRACE, OUTPUT_TRUNCATED)
}

/// Standard output and error as one text: as the node puts them together, if it does.
pub(super) fn combined(told: &str, standard_output: &str, standard_error: &str) -> String {
    if !told.is_empty() {
        return truncated(told, COMBINED, OUTPUT_TRUNCATED);
    }
    if standard_error.is_empty() {
        return truncated(standard_output, COMBINED, OUTPUT_TRUNCATED);
    }
    // What one leaves of its half is the other's.
    let room = COMBINED - ERROR_FOLLOWS.len();
    let half = room / 2;
    let (out, error) = (standard_output.chars().count(), standard_error.chars().count());
    let most_out = if error < half { room - error } else { half };
    let most_error = if out < half { room - out } else { half };
    let out = truncated(standard_output, most_out, OUTPUT_TRUNCATED);
    let error = truncated(standard_error, most_error, ERROR_TRUNCATED);
    format!("{out}{ERROR_FOLLOWS}{error}")
}

/// The text if it has at most so many characters, or its beginning and the mark.
fn truncated(text: &str, most: usize, mark: &str) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(most - mark.len()).collect();
    kept.push_str(mark);
    kept
}

#[cfg(test)]
mod tests {
    use super::{combined, standard_error, standard_output};

    #[test]
    fn output_within_the_limit_is_kept_and_beyond_it_is_marked() {
        let fits = "ä".repeat(24_000);
        assert_eq!(standard_output(&fits), fits);
        let kept = standard_output(&format!("{fits}x"));
        assert_eq!(kept.chars().count(), 24_000);
        assert!(kept.ends_with("ä\n---Output truncated---"));
        let kept = standard_error(&"x".repeat(8001));
        assert_eq!(kept.len(), 8000);
        assert!(kept.ends_with("x\n---Error truncated----"));
    }

    #[test]
    fn output_and_error_share_the_room_that_there_is() {
        assert_eq!(combined("", "out", ""), "out");
        assert_eq!(combined("", "out", "err"), "out\n----------ERROR-------\nerr");
        assert_eq!(combined("as told", "out", "err"), "as told");
        let long = "x".repeat(3000);
        for (out, error) in [(long.as_str(), "err"), ("out", &long), (&long, &long), (&long, "")] {
            let text = combined("", out, error);
            assert!((2498..=2500).contains(&text.len()), "{}", text.len());
            assert!(text.contains("truncated"));
        }
        assert!(combined("", &long, "err").ends_with("ERROR-------\nerr"));
    }
}
