//! What a baseline may consist of.

use super::baseline::Content;
use crate::model::types::{OperatingSystem, PatchFilter, PatchFilterKey, PatchRule};
use crate::protocol::Error;

/// Refuses a baseline that its operating system cannot have.
pub(super) fn content(operating_system: &OperatingSystem, content: &Content) -> Result<(), Error> {
    filters(operating_system, &content.global_filters.patch_filters)?;
    for rule in &content.approval_rules.patch_rules {
        filters(operating_system, &rule.patch_filter_group.patch_filters)?;
        approval(operating_system, rule)?;
    }
    let is_linux = !matches!(operating_system, OperatingSystem::Windows | OperatingSystem::MacOS);
    if !content.sources.is_empty() && !is_linux {
        return Err(Error::validation("only a patch baseline for Linux has Sources"));
    }
    Ok(())
}

/// The keys of filters by operating system.
fn keys(operating_system: &OperatingSystem) -> &'static [PatchFilterKey] {
    use PatchFilterKey::{
        AdvisoryId, Arch, BugzillaId, CVEId, Classification, Epoch, MsrcSeverity, Name, PatchId, PatchSet,
        Priority, Product, ProductFamily, Release, Repository, Section, Security, Severity, Version,
    };
    match operating_system {
        OperatingSystem::Windows => {
            &[PatchSet, Product, ProductFamily, Classification, MsrcSeverity, PatchId, Severity]
        }
        OperatingSystem::MacOS => &[Product, Classification],
        OperatingSystem::Debian | OperatingSystem::Raspbian | OperatingSystem::Ubuntu => {
            &[Product, Priority, Section, Name, Version, Arch, Security, Repository]
        }
        _ => &[
            Product,
            Classification,
            Severity,
            AdvisoryId,
            Arch,
            BugzillaId,
            CVEId,
            Epoch,
            Name,
            PatchId,
            Release,
            Repository,
            Security,
            Version,
        ],
    }
}

fn filters(operating_system: &OperatingSystem, filters: &[PatchFilter]) -> Result<(), Error> {
    let keys = keys(operating_system);
    match filters.iter().find(|filter| !keys.contains(&filter.key)) {
        None => Ok(()),
        Some(filter) => {
            let known: Vec<&str> = keys.iter().map(PatchFilterKey::as_str).collect();
            Err(Error::validation(format!(
                "{} is no patch filter for {}; filters are {}",
                filter.key.as_str(),
                operating_system.as_str(),
                known.join(", ")
            )))
        }
    }
}

/// A rule says when it approves patches: so many days after they came out, or those that came out by
/// a day. Where patches have no such day it says nothing.
fn approval(operating_system: &OperatingSystem, rule: &PatchRule) -> Result<(), Error> {
    let is_dated = !matches!(
        operating_system,
        OperatingSystem::Debian | OperatingSystem::Raspbian | OperatingSystem::Ubuntu
    );
    match (rule.approve_after_days, rule.approve_until_date.as_deref()) {
        (Some(_), Some(_)) => {
            Err(Error::validation("an approval rule has either ApproveAfterDays or ApproveUntilDate"))
        }
        (None, None) if is_dated => {
            Err(Error::validation("an approval rule needs ApproveAfterDays or ApproveUntilDate"))
        }
        (_, Some(date)) if !is_date(date) => Err(Error::validation(format!(
            "ApproveUntilDate must be a date such as 2026-12-31, not {date:?}"
        ))),
        _ => Ok(()),
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else { return false };
    let month = u8::try_from(month).ok().and_then(|month| time::Month::try_from(month).ok());
    let day = u8::try_from(day).ok();
    let (Some(month), Some(day)) = (month, day) else { return false };
    parts.next().is_none() && time::Date::from_calendar_date(i32::from(year), month, day).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_have_a_year_a_month_and_a_day() {
        for good in ["2026-12-31", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["2026-2-3", "2026-02-29", "2026-13-01", "20261231", "2026-12-31-", "+026-12-31"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
