//! The rules of names, each refused by its own [`NameRule`].

use super::NameRule;

/// The most levels of a hierarchy, the parameter itself among them: the service's limit.
pub(super) const MOST_LEVELS: usize = 15;

/// The longest name of one's own in characters: the service's limit, from which what stands before the name
/// in its Amazon Resource Name is still to be taken off.
pub(super) const LONGEST_NAME: usize = 1011;

/// The longest text that a request may have in place of a name, as the service's model says.
const LONGEST_REFERENCE: usize = 2048;

const OF_THE_SERVICE: &str = "/aws/";
const SECRETS_MANAGER: &str = "/aws/reference/secretsmanager/";

/// The levels of a name or path.
pub(super) fn levels(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.strip_prefix('/').unwrap_or(text).split('/')
}

pub(super) fn name(text: &str) -> Result<(), NameRule> {
    if text.is_empty() {
        return Err(NameRule::NotEmpty);
    }
    let of_the_service = text.starts_with(OF_THE_SERVICE);
    if text.len() > if of_the_service { LONGEST_REFERENCE } else { LONGEST_NAME } {
        return Err(NameRule::Length);
    }
    if !text.chars().all(|character| is_allowed(text, character)) {
        return Err(NameRule::Characters);
    }
    if text.contains('/') && !text.starts_with('/') {
        return Err(NameRule::LeadingSlash);
    }
    if levels(text).any(str::is_empty) {
        return Err(NameRule::EmptyLevel);
    }
    if !of_the_service && levels(text).count() > MOST_LEVELS {
        return Err(NameRule::Levels);
    }
    Ok(())
}

/// A path to look below: a name in a hierarchy, or the root.
pub(super) fn path(text: &str) -> Result<(), NameRule> {
    match text {
        "/" => Ok(()),
        _ if !text.is_empty() && !text.starts_with('/') => Err(NameRule::LeadingSlash),
        _ => name(text),
    }
}

pub(super) fn not_reserved(name: &str) -> Result<(), NameRule> {
    let first = name.strip_prefix('/').unwrap_or(name);
    let starts_with =
        |prefix: &str| first.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if starts_with("aws") || starts_with("ssm") { Err(NameRule::Reserved) } else { Ok(()) }
}

fn is_allowed(text: &str, character: char) -> bool {
    character.is_ascii_alphanumeric()
        || "_.-/".contains(character)
        || (text.starts_with(SECRETS_MANAGER) && "+=@".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_told() {
        for (text, rule) in [
            ("", NameRule::NotEmpty),
            (&"n".repeat(1012), NameRule::Length),
            ("a b", NameRule::Characters),
            ("größe", NameRule::Characters),
            ("a:1", NameRule::Characters),
            ("/app/a+b", NameRule::Characters),
            ("a/b", NameRule::LeadingSlash),
            ("/", NameRule::EmptyLevel),
            ("/a//b", NameRule::EmptyLevel),
            ("/a/", NameRule::EmptyLevel),
            (&"/a".repeat(16), NameRule::Levels),
        ] {
            assert_eq!(name(text), Err(rule), "{text}");
        }
        for text in ["a", "/a", "/a/B_c.d-e/0", "/aws/reference/secretsmanager/a+b=c@d", &"/a".repeat(15)] {
            assert_eq!(name(text), Ok(()), "{text}");
        }
        assert_eq!(name(&format!("/aws/service{}", "/a".repeat(16))), Ok(()));
    }

    #[test]
    fn names_of_the_service_are_reserved() {
        for text in ["aws", "AWSome", "/aws/x", "/SSM", "ssm.x"] {
            assert_eq!(not_reserved(text), Err(NameRule::Reserved), "{text}");
        }
        for text in ["/app/aws", "as", "/a", "xaws"] {
            assert_eq!(not_reserved(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_path_is_the_root_or_a_name_with_levels() {
        assert_eq!(path("/"), Ok(()));
        assert_eq!(path("/a/b"), Ok(()));
        assert_eq!(path("a"), Err(NameRule::LeadingSlash));
        assert_eq!(path(""), Err(NameRule::NotEmpty));
        assert_eq!(path("//"), Err(NameRule::EmptyLevel));
    }
}
