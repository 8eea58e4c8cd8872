//! The partitions of AWS: groups of regions that share their domain names.

/// One partition.
#[derive(Clone)]
pub(super) struct Partition {
    pub(super) id: &'static str,
    /// What its regions' names begin with: each is one of these, a word and a number, joined by
    /// dashes.
    region_prefixes: &'static [&'static str],
    pub(super) dns_suffix: &'static str,
    /// The suffix of the names that have addresses of IPv4 and IPv6.
    pub(super) dual_stack_dns_suffix: &'static str,
    pub(super) supports_fips: bool,
    pub(super) supports_dual_stack: bool,
}

/// All partitions. Regions that do not exist yet are found by the form of their name.
const PARTITIONS: [Partition; 8] = [
    Partition {
        id: "aws",
        region_prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-cn",
        region_prefixes: &["cn"],
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-eusc",
        region_prefixes: &["eusc-de"],
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-iso",
        region_prefixes: &["us-iso"],
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-iso-b",
        region_prefixes: &["us-isob"],
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-iso-e",
        region_prefixes: &["eu-isoe"],
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-iso-f",
        region_prefixes: &["us-isof"],
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
    },
    Partition {
        id: "aws-us-gov",
        region_prefixes: &["us-gov"],
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
    },
];

impl Partition {
    /// The partition that a region belongs to; `aws` for a region of no known form.
    pub(super) fn of(region: &str) -> &'static Partition {
        PARTITIONS.iter().find(|partition| partition.has(region)).unwrap_or(&PARTITIONS[0])
    }

    fn has(&self, region: &str) -> bool {
        self.region_prefixes
            .iter()
            .any(|prefix| is_prefix_word_number(region, prefix))
            // The region that stands for a whole partition, such as `aws-cn-global`.
            || region.strip_suffix("-global") == Some(self.id)
    }
}

/// Whether a region is `<prefix>-<word>-<number>`.
fn is_prefix_word_number(region: &str, prefix: &str) -> bool {
    region
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(word, number)| {
            !word.is_empty()
                && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                && !number.is_empty()
                && number.bytes().all(|b| b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_region_that_does_not_exist_yet_belongs_where_its_form_says() {
        for (region, id) in [
            ("eu-north-9", "aws"),
            ("mx-south-12", "aws"),
            ("cn-south-1", "aws-cn"),
            ("eusc-de-west-1", "aws-eusc"),
            ("us-gov-north-1", "aws-us-gov"),
            ("us-isob-north-1", "aws-iso-b"),
            ("eu-isoe-north-1", "aws-iso-e"),
        ] {
            assert_eq!(Partition::of(region).id, id, "{region}");
        }
    }

    #[test]
    fn a_region_of_no_known_form_belongs_to_aws() {
        for region in ["moon-base-1", "us-east", "cn-", "us-gov-east-x", "local"] {
            assert_eq!(Partition::of(region).id, "aws", "{region}");
        }
    }

    /// The table against the model's list, where this crate lies beside the model.
    #[test]
    fn the_table_is_that_of_the_model() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/partitions.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            return;
        };
        let model: Value = serde_json::from_str(&text).unwrap();
        let model = model["partitions"].as_array().unwrap();
        assert_eq!(model.len(), PARTITIONS.len());
        for (theirs, ours) in model.iter().zip(&PARTITIONS) {
            assert_eq!(theirs["id"], ours.id);
            assert_eq!(theirs["dnsSuffix"], ours.dns_suffix);
            assert_eq!(theirs["dualStackDnsSuffix"], ours.dual_stack_dns_suffix);
            assert_eq!(theirs["supportsFIPS"], ours.supports_fips);
            assert_eq!(theirs["supportsDualStack"], ours.supports_dual_stack);
            let prefixes = prefixes_of(theirs["regionRegex"].as_str().unwrap());
            assert_eq!(prefixes, ours.region_prefixes);
            for region in theirs["regions"].as_array().unwrap() {
                assert_eq!(Partition::of(region.as_str().unwrap()).id, ours.id);
            }
        }
    }

    /// `^(us|eu)\-\w+\-\d+$` to `us`, `eu`; and `^eusc\-(de)\-\w+\-\d+$` to `eusc-de`.
    fn prefixes_of(pattern: &str) -> Vec<String> {
        let prefix = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix(r"\-\w+\-\d+$")).unwrap();
        match prefix.strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
            Some(alternatives) => alternatives.split('|').map(str::to_owned).collect(),
            None => vec![prefix.replace(['\\', '(', ')'], "")],
        }
    }
}
