//! What the shared files of the AWS tools say, section by section.

mod parser;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::Setting;
pub(super) use parser::{Dialect, parse};

/// The sections of `~/.aws/config` and `~/.aws/credentials`, merged.
///
/// Where both files have a profile, the credentials file wins key by key. Where one file has a
/// section or a key twice, the later key wins. `[profile default]` replaces `[default]`.
#[derive(Default)]
pub(crate) struct Profiles {
    sections: HashMap<(SectionKind, String), Section>,
    /// The names of sections of the config file that are passed over since they are only a name.
    without_kind: HashMap<String, Setting>,
}

/// What a section describes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum SectionKind {
    /// `[profile name]`, `[default]`, and every section of the credentials file.
    Profile,
    /// `[services name]`: settings of single services, one property with properties of its own each.
    Services,
    /// `[sso-session name]`: how a group of profiles signs in.
    SsoSession,
}

impl Profiles {
    /// The section `[kind name]`, if one of the files has it.
    pub(crate) fn section(&self, kind: SectionKind, name: &str) -> Option<&Section> {
        self.sections.get(&(kind, name.to_owned()))
    }

    /// What is wrong with the section that somebody wrote for a profile that is not there.
    pub(super) fn mistaken_name(&self, profile: &str) -> Option<String> {
        if let Some(section) = self.without_kind.get(profile) {
            return Some(format!("{} has [{profile}], which must be [profile {profile}]", section.place()));
        }
        let with_kind = format!("profile {profile}");
        let section = self.section(SectionKind::Profile, &with_kind)?;
        let place = section.properties.values().map(|property| property.value.place()).min()?;
        Some(format!("the section of {place} is [{with_kind}], which must be [{profile}] there"))
    }

    /// Takes in what another file says; it wins over what is here.
    pub(super) fn overlay(&mut self, other: Self) {
        self.without_kind.extend(other.without_kind);
        for (id, section) in other.sections {
            self.sections.entry(id).or_default().properties.extend(section.properties);
        }
    }
}

/// The properties of one section. There is no `Debug`: some of them are secrets.
#[derive(Default)]
pub(crate) struct Section {
    properties: HashMap<String, Property>,
}

/// A property's value, or the properties indented below it.
struct Property {
    value: Setting,
    nested: HashMap<String, Setting>,
}

impl Section {
    /// The value of a key (in lower case) and its file and line. One that is set to nothing counts
    /// as unset. A value of several lines keeps its line breaks.
    pub(crate) fn get(&self, key: &str) -> Option<&Setting> {
        self.properties.get(key).map(|property| &property.value).filter(|setting| !setting.value.is_empty())
    }

    /// The value of a key that stands indented below another one.
    pub(crate) fn nested(&self, key: &str, nested: &str) -> Option<&Setting> {
        self.properties.get(key)?.nested.get(nested).filter(|setting| !setting.value.is_empty())
    }
}
