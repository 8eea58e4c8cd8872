//! What the settings are called that more than one part of this crate asks for.

use super::sources::Name;

pub(crate) const REGION: Name = Name { variables: &["AWS_REGION", "AWS_DEFAULT_REGION"], key: "region" };
pub(crate) const USE_FIPS: Name = Name { variables: &["AWS_USE_FIPS_ENDPOINT"], key: "use_fips_endpoint" };
pub(crate) const USE_DUAL_STACK: Name =
    Name { variables: &["AWS_USE_DUALSTACK_ENDPOINT"], key: "use_dualstack_endpoint" };
