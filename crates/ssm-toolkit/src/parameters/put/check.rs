//! What is checked before a parameter is sent: the limits that the service publishes.

use ssm_client::operation::PutParameterRequest;
use ssm_client::types::{ParameterTier, ParameterType, Tag};

use super::PutError;
use crate::parameters::{NameError, ParameterName};

/// The longest value of a standard parameter in bytes.
const STANDARD_VALUE: usize = 4096;

/// The longest value of any parameter in bytes.
const LONGEST_VALUE: usize = 8192;

/// The longest description in characters, and the longest pattern.
const LONGEST_TEXT: usize = 1024;

/// The longest policies in characters.
const LONGEST_POLICIES: usize = 4096;

/// How many tags a resource may have.
const MOST_TAGS: usize = 50;

/// The longest key and the longest value of a tag in characters.
const LONGEST_TAG: (usize, usize) = (128, 256);

pub(super) fn name(request: &PutParameterRequest) -> Result<(), NameError> {
    request.name.parse::<ParameterName>()?.check_creatable()
}

pub(super) fn limits(
    request: &PutParameterRequest,
    tags: &[Tag],
    bad_element: Option<usize>,
) -> Result<(), PutError> {
    let problem = value(request)
        .or_else(|| element(bad_element))
        .or_else(|| too_long("description", request.description.as_deref(), LONGEST_TEXT))
        .or_else(|| too_long("allowed pattern", request.allowed_pattern.as_deref(), LONGEST_TEXT))
        .or_else(|| policies(request))
        .or_else(|| key(request))
        .or_else(|| tagged(tags));
    match problem {
        Some(problem) => Err(PutError::Limit { name: request.name.clone(), problem }),
        None => Ok(()),
    }
}

fn value(request: &PutParameterRequest) -> Option<String> {
    let length = request.value.len();
    if length == 0 {
        return Some("the value is empty, which the service does not store".to_owned());
    }
    if length > LONGEST_VALUE {
        return Some(format!("the value has {length} bytes, and no tier has more than {LONGEST_VALUE}"));
    }
    (is_standard(request) && length > STANDARD_VALUE).then(|| {
        format!(
            "the value has {length} bytes, and the standard tier has {STANDARD_VALUE}: ask for the tier \
             Advanced or Intelligent-Tiering"
        )
    })
}

fn element(bad: Option<usize>) -> Option<String> {
    Some(format!("element {} of the list is empty or holds a comma, which separates elements", bad?))
}

fn too_long(what: &str, text: Option<&str>, most: usize) -> Option<String> {
    let length = text?.chars().count();
    (length > most).then(|| format!("the {what} has {length} characters, and may have {most}"))
}

fn policies(request: &PutParameterRequest) -> Option<String> {
    let policies = request.policies.as_deref().filter(|policies| !policies.is_empty())?;
    if is_standard(request) {
        return Some(
            "parameters of the standard tier have no policies: ask for the tier Advanced".to_owned(),
        );
    }
    too_long("text of the policies", Some(policies), LONGEST_POLICIES)
}

fn key(request: &PutParameterRequest) -> Option<String> {
    let encrypted = request.r#type == Some(ParameterType::SecureString);
    (request.key_id.is_some() && !encrypted)
        .then(|| "it has a key, and only a SecureString is encrypted".to_owned())
}

fn tagged(tags: &[Tag]) -> Option<String> {
    if tags.len() > MOST_TAGS {
        return Some(format!("there are {} tags, and there may be {MOST_TAGS}", tags.len()));
    }
    tags.iter().find_map(|tag| {
        if tag.key.is_empty() {
            return Some("a tag has no key".to_owned());
        }
        too_long("key of a tag", Some(&tag.key), LONGEST_TAG.0)
            .or_else(|| too_long("value of a tag", Some(&tag.value), LONGEST_TAG.1))
    })
}

fn is_standard(request: &PutParameterRequest) -> bool {
    request.tier == Some(ParameterTier::Standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(change: impl FnOnce(PutParameterRequest) -> PutParameterRequest) -> Option<String> {
        let request = change(PutParameterRequest::new("/a", "x").r#type("String"));
        limits(&request, &[], None).err().map(|error| error.to_string())
    }

    fn sized(length: usize, tier: Option<&str>) -> Option<String> {
        problem(|mut request| {
            request.value = "x".repeat(length);
            request.tier = tier.map(Into::into);
            request
        })
    }

    #[test]
    fn a_value_is_as_long_as_its_tier_allows() {
        for (length, tier) in [
            (1, None),
            (4096, Some("Standard")),
            (4097, None),
            (8192, None),
            (8192, Some("Advanced")),
            (8192, Some("Intelligent-Tiering")),
        ] {
            assert_eq!(sized(length, tier), None, "{length} {tier:?}");
        }
        for (length, tier) in [(0, None), (4097, Some("Standard")), (8193, None), (8193, Some("Advanced"))] {
            assert!(sized(length, tier).is_some(), "{length} {tier:?}");
        }
        assert!(sized(4097, Some("Standard")).unwrap().contains("4097 bytes"));
    }

    #[test]
    fn every_limit_has_its_own_words() {
        let long = "x".repeat(1025);
        for (problem, expected) in [
            (problem(|request| request.description(&long)), "description has 1025"),
            (problem(|request| request.allowed_pattern(&long)), "pattern has 1025"),
            (problem(|request| request.tier("Standard").policies("[]")), "no policies"),
            (problem(|request| request.policies("x".repeat(4097))), "policies has 4097"),
            (problem(|request| request.key_id("alias/x")), "only a SecureString"),
        ] {
            assert!(problem.as_deref().is_some_and(|problem| problem.contains(expected)), "{problem:?}");
        }
        let tags = |tags: &[Tag]| limits(&PutParameterRequest::new("/a", "x"), tags, None).is_err();
        assert!(tags(&vec![Tag::new("k", "v"); 51]) && !tags(&vec![Tag::new("k", "v"); 50]));
        assert!(tags(&[Tag::new("", "v")]) && tags(&[Tag::new("k".repeat(129), "v")]));
        assert!(tags(&[Tag::new("k", "v".repeat(257))]));
    }

    #[test]
    fn names_of_the_service_are_refused_before_anything_is_sent() {
        assert!(name(&PutParameterRequest::new("/aws/x", "x")).is_err());
        assert!(name(&PutParameterRequest::new("a b", "x")).is_err());
        assert!(name(&PutParameterRequest::new("/app/x", "x")).is_ok());
    }
}
