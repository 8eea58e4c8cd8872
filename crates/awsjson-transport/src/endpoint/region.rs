//! The region's name: one label of a host name, and part of what is signed.

use crate::failure::{Failure, OneLine};
use crate::settings::Setting;

/// Refuses what cannot be the name of a region, before it becomes part of a host name.
/// Names of regions that nobody has heard of pass.
pub(crate) fn check_region(region: &Setting) -> Result<(), Failure> {
    match flaw(&region.value) {
        None => Ok(()),
        Some(flaw) => Err(Failure::configuration(format!(
            "the region \"{}\" ({}) cannot be one: {flaw}; a region looks like eu-central-1",
            OneLine::name(&region.value),
            region.origin,
        ))),
    }
}

fn flaw(region: &str) -> Option<&'static str> {
    if region.is_empty() {
        Some("it is empty")
    } else if region.bytes().any(|b| b.is_ascii_uppercase()) {
        Some("it has upper-case letters")
    } else if !region.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        Some("it has characters other than letters, digits and dashes")
    } else if region.starts_with('-') || region.ends_with('-') {
        Some("it begins or ends with a dash")
    } else if region.len() > 63 {
        Some("it is longer than 63 characters, the limit of a label in a host name")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Origin;

    #[test]
    fn regions_known_and_unknown_pass() {
        let longest = "a".repeat(63);
        for region in ["us-east-1", "aws-global", "moon-base-12", "local", &longest] {
            assert_eq!(flaw(region), None, "{region}");
        }
    }

    #[test]
    fn what_cannot_be_a_region_is_refused_by_value_and_origin() {
        let too_long = "a".repeat(64);
        for region in [
            "",
            " ",
            "us east 1",
            "us-east-1 ",
            "us-east-1.example.com",
            "us-east-1/",
            "us-east-1#",
            "user@host",
            "us_east_1",
            "US-EAST-1",
            "-us-east-1",
            "us-east-1-",
            "us-east-1\n",
            "münchen-1",
            &too_long,
        ] {
            let setting = Setting::new(region, Origin::Variable("AWS_REGION".into()));
            let line = check_region(&setting).unwrap_err().to_string();
            assert!(line.starts_with("the region \""), "{line}");
            assert!(line.contains("(from AWS_REGION)"), "{line}");
            assert!(line.contains(region.trim()), "{line}");
        }
    }
}
