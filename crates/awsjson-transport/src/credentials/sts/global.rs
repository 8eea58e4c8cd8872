//! The one endpoint that STS had before it had one in each region.

use super::super::unavailable::Unavailable;
use crate::endpoint::EndpointParameters;
use crate::settings::{Name, Sources};

pub(super) const URL: &str = "https://sts.amazonaws.com";

/// The region that requests to it are signed for.
pub(super) const REGION: &str = "us-east-1";

/// Whether it is the one to call: for the region that stands for the whole partition, and, where
/// `AWS_STS_REGIONAL_ENDPOINTS` asks for `legacy`, for the regions that knew no other. It has no FIPS
/// and no dual-stack.
pub(super) fn is_meant(sources: &Sources, parameters: &EndpointParameters) -> Result<bool, Unavailable> {
    let legacy = sources
        .parsed(&REGIONAL_ENDPOINTS, "regional or legacy", |text| match text.to_ascii_lowercase().as_str() {
            "regional" => Some(false),
            "legacy" => Some(true),
            _ => None,
        })
        .map_err(Unavailable::failed)?;
    let region = parameters.region.value.as_str();
    let is_of_all_regions = region == "aws-global"
        || (legacy.is_some_and(|legacy| legacy.value) && REGIONS_THAT_KNEW_NO_OTHER.contains(&region));
    let is_plain = parameters.url.is_none() && !parameters.use_fips.value && !parameters.use_dual_stack.value;
    Ok(is_of_all_regions && is_plain)
}

const REGIONAL_ENDPOINTS: Name =
    Name { variables: &["AWS_STS_REGIONAL_ENDPOINTS"], key: "sts_regional_endpoints" };

/// As the endpoint rules of STS list them; `published.tsv` holds their outcome.
const REGIONS_THAT_KNEW_NO_OTHER: [&str; 15] = [
    "ap-northeast-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];
