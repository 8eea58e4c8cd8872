//! Which words of a failed process can be shown.

/// What the names of secrets hold, in lower case.
const SECRETIVE: [&str; 5] = ["secret", "token", "password", "passphrase", "accesskey"];

/// The length of a secret access key. Session tokens are longer.
const KEY_LENGTH: usize = 40;

/// Whether a line has something as long as a key, or gives a value to something that is called one.
pub(super) fn may_hold_a_secret(line: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-');
    if line.split(|c| !is_of_key(c)).any(|word| word.len() >= KEY_LENGTH) {
        return true;
    }
    let line = line.to_ascii_lowercase();
    SECRETIVE.iter().any(|name| line.match_indices(name).any(|(at, _)| has_value(&line[at..])))
}

/// Whether the name at the beginning is followed by `=` or `:` and a value. Sentences have colons too,
/// so after one a value is what has a digit.
fn has_value(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    match rest.strip_prefix('=') {
        Some(value) => !value.trim().is_empty(),
        None => {
            rest.strip_prefix(':').and_then(|value| value.split_whitespace().next()).is_some_and(|value| {
                value.starts_with(['"', '\'']) || value.bytes().any(|byte| byte.is_ascii_digit())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_people_is_shown() {
        for line in [
            "log in first",
            "Error loading SSO Token: Token for corp does not exist",
            "sh: 1: /usr/local/bin/get-keys: not found",
            "the security token included in the request is expired",
            "AccessDenied: arn:aws:iam::123456789012:user/me may not assume arn:aws:iam::123456789012:role/app",
            "no password given",
        ] {
            assert!(!may_hold_a_secret(line), "{line}");
        }
    }

    #[test]
    fn keys_and_values_of_secrets_are_not() {
        for line in [
            "AWS_SECRET_ACCESS_KEY=hunter",
            "+ curl --header token=hunter",
            r#"{"SecretAccessKey": "hunter"}"#,
            "SecretAccessKey: hunter2",
            "password : hunter2",
            "using wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "'token' = 'hunter'",
        ] {
            assert!(may_hold_a_secret(line), "{line}");
        }
    }
}
