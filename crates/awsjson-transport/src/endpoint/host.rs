//! The names of the services' published endpoints.

use super::EndpointParameters;
use super::partition::Partition;
use crate::failure::{Failure, OneLine};
use crate::service::Service;

/// The host of a service's endpoint in a region, in the variant that is asked for.
pub(super) fn of_region(service: &Service, parameters: &EndpointParameters) -> Result<String, Failure> {
    let region = parameters.region.value.as_str();
    let partition = Partition::of(region);
    let variant = Variant { fips: parameters.use_fips.value, dual_stack: parameters.use_dual_stack.value };
    variant.host(service.endpoint_prefix, region, partition).ok_or_else(|| {
        let mut wanted = Vec::new();
        if variant.fips {
            wanted.push(format!("FIPS ({})", parameters.use_fips.origin));
        }
        if variant.dual_stack {
            wanted.push(format!("dual-stack ({})", parameters.use_dual_stack.origin));
        }
        Failure::configuration(format!(
            "there are no endpoints with {} in {}, the partition of the region \"{}\" ({})",
            wanted.join(" and "),
            partition.id,
            OneLine::name(region),
            parameters.region.origin,
        ))
    })
}

/// Which of a region's endpoints.
#[derive(Clone, Copy)]
struct Variant {
    /// The one with validated cryptography.
    fips: bool,
    /// The one with addresses of IPv4 and IPv6.
    dual_stack: bool,
}

impl Variant {
    /// `None` where the partition has no such endpoints.
    fn host(self, prefix: &str, region: &str, partition: &Partition) -> Option<String> {
        let missing =
            (self.fips && !partition.supports_fips) || (self.dual_stack && !partition.supports_dual_stack);
        if missing {
            return None;
        }
        let plain_name = WITHOUT_FIPS_IN_THE_NAME.contains(&(partition.id, prefix)) && !self.dual_stack;
        let fips = if self.fips && !plain_name { "-fips" } else { "" };
        let suffix = if self.dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
        Some(format!("{prefix}{fips}.{region}.{suffix}"))
    }
}

/// Partitions where a service (by its endpoint prefix) has FIPS at its ordinary IPv4 endpoint and no
/// other for it. These exceptions are part of the services' endpoint rules, which models do not all
/// carry, and two words long; so they stand here.
const WITHOUT_FIPS_IN_THE_NAME: [(&str, &str); 4] =
    [("aws-us-gov", "ssm"), ("aws-us-gov", "sts"), ("aws-us-gov", "portal.sso"), ("aws-us-gov", "oidc")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_that_the_partition_lacks_has_no_host() {
        let lacking = |supports_fips, supports_dual_stack| {
            let mut partition = Partition::of("us-iso-east-1").clone();
            partition.supports_fips = supports_fips;
            partition.supports_dual_stack = supports_dual_stack;
            partition
        };
        for (fips, dual_stack, partition, host) in [
            (false, false, lacking(false, false), Some("x.r.c2s.ic.gov")),
            (true, false, lacking(true, false), Some("x-fips.r.c2s.ic.gov")),
            (true, false, lacking(false, true), None),
            (false, true, lacking(false, true), Some("x.r.api.aws.ic.gov")),
            (false, true, lacking(true, false), None),
            (true, true, lacking(true, false), None),
            (true, true, lacking(false, true), None),
            (true, true, lacking(true, true), Some("x-fips.r.api.aws.ic.gov")),
        ] {
            assert_eq!(Variant { fips, dual_stack }.host("x", "r", &partition).as_deref(), host);
        }
    }

    #[test]
    fn an_exception_of_one_service_is_none_of_another() {
        let fips = Variant { fips: true, dual_stack: false };
        let partition = Partition::of("us-gov-west-1");
        for (prefix, host) in [
            ("ssm", "ssm.us-gov-west-1.amazonaws.com"),
            ("ec2messages", "ec2messages-fips.us-gov-west-1.amazonaws.com"),
        ] {
            assert_eq!(fips.host(prefix, "us-gov-west-1", partition).unwrap(), host);
        }
    }
}
