//! Tiers: what each of them can hold, and which one a parameter comes into.

use super::collection::Parameters;
use super::parameter::Parameter;
use crate::model::types::{ParameterLimitExceeded, ParameterTier};
use crate::protocol::Error;
use crate::service_settings::ServiceSettings;

/// The longest value of a standard parameter in bytes.
const STANDARD_VALUE: usize = 4 * 1024;

/// The longest value of an advanced parameter in bytes.
const ADVANCED_VALUE: usize = 8 * 1024;

/// How many standard parameters an account has in a region.
const STANDARD_PARAMETERS: usize = 10_000;

/// How many advanced parameters an account has in a region.
const ADVANCED_PARAMETERS: usize = 100_000;

/// What a parameter may ask of its tier.
pub(super) struct Demand<'a> {
    pub(super) value: &'a str,
    pub(super) has_policies: bool,
    pub(super) data_type: &'a str,
}

impl Demand<'_> {
    /// What the standard tier cannot do, if anything.
    fn beyond_standard(&self) -> Option<String> {
        let length = self.value.len();
        if length > STANDARD_VALUE {
            return Some(format!("a value of {length} bytes, more than {STANDARD_VALUE}"));
        }
        if self.has_policies {
            return Some("policies".to_owned());
        }
        let advanced = ["json", "jsonc", "url"].contains(&self.data_type);
        advanced.then(|| format!("the data type {}", self.data_type))
    }
}

/// The tier that the account chose for new parameters, if it chose one.
pub(super) fn default(before: Option<&Parameter>, settings: &ServiceSettings) -> Option<ParameterTier> {
    let chosen = settings.chosen("/ssm/parameter-store/default-parameter-tier")?;
    before.is_none().then(|| ParameterTier::from(chosen))
}

/// The tier of a parameter's new version.
pub(super) fn resolve(
    asked: Option<ParameterTier>,
    before: Option<&Parameter>,
    demand: &Demand<'_>,
    all: &Parameters,
) -> Result<ParameterTier, Error> {
    let length = demand.value.len();
    if length > ADVANCED_VALUE {
        return Err(Error::validation(format!(
            "the value has {length} bytes, and no parameter may have more than {ADVANCED_VALUE}"
        )));
    }
    let before = before.map(|parameter| &parameter.latest().content.tier);
    let is_advanced = before == Some(&ParameterTier::Advanced);
    match asked {
        Some(ParameterTier::Standard) if is_advanced => Err(Error::validation(
            "an advanced parameter cannot become a standard one; delete it and create it anew",
        )),
        Some(ParameterTier::Advanced) => room_for_advanced(is_advanced, all),
        Some(ParameterTier::IntelligentTiering) | None if is_advanced => Ok(ParameterTier::Advanced),
        Some(ParameterTier::IntelligentTiering) => {
            let is_standard = before.is_some();
            if demand.beyond_standard().is_some() || room_for_standard(is_standard, all).is_err() {
                room_for_advanced(false, all)
            } else {
                Ok(ParameterTier::Standard)
            }
        }
        _ => match demand.beyond_standard() {
            Some(reason) => Err(Error::validation(format!(
                "a parameter of the standard tier cannot have {reason}; set Tier to Advanced or \
                 Intelligent-Tiering"
            ))),
            None => room_for_standard(before.is_some(), all),
        },
    }
}

fn room_for_standard(is_one: bool, all: &Parameters) -> Result<ParameterTier, Error> {
    check_room(is_one, ParameterTier::Standard, STANDARD_PARAMETERS, all)
}

fn room_for_advanced(is_one: bool, all: &Parameters) -> Result<ParameterTier, Error> {
    check_room(is_one, ParameterTier::Advanced, ADVANCED_PARAMETERS, all)
}

fn check_room(
    is_one: bool,
    tier: ParameterTier,
    most: usize,
    all: &Parameters,
) -> Result<ParameterTier, Error> {
    if !is_one && all.len() >= most && all.count(&tier) >= most {
        let message = format!("there are {most} parameters of the tier {} already", tier.as_str());
        return Err(ParameterLimitExceeded::with_message(message).into());
    }
    Ok(tier)
}
