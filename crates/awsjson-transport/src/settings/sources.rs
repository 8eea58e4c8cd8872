//! Where settings are looked for that code does not make: environment variables first, then the
//! profile in the shared files.

use super::profiles::{Profiles, Section, SectionKind};
use super::shared_files::{Location, SharedFiles};
use super::{Environment, Origin, Setting};
use crate::failure::{Failure, OneLine};

/// The environment, the shared files as they were when this was made, and which profile counts.
pub(crate) struct Sources {
    environment: Environment,
    profiles: Profiles,
    profile: Setting,
    looked_in: [Location; 2],
}

/// What a setting is called outside code.
pub(crate) struct Name {
    /// The first of these variables that is set counts.
    pub(crate) variables: &'static [&'static str],
    /// Its key in a profile.
    pub(crate) key: &'static str,
}

impl Sources {
    /// Reads the shared files. The profile is the one that code names, else `AWS_PROFILE`'s, else
    /// `default`, which alone need not exist.
    pub(crate) fn read(environment: Environment, profile: Option<Setting>) -> Result<Self, Failure> {
        let named = match profile {
            Some(profile) => Some(profile),
            None => environment.first(&["AWS_PROFILE"])?,
        };
        let files = SharedFiles::read(&environment)?;
        if let Some(named) = &named
            && files.profile(&named.value).is_none()
        {
            let nowhere = files.nowhere(&named.value);
            return Err(Failure::configuration(format!(
                "the profile \"{}\" ({}) {nowhere}",
                OneLine::name(&named.value),
                named.origin,
            )));
        }
        let SharedFiles { profiles, looked_in } = files;
        let profile = named.unwrap_or_else(|| Setting::new("default", Origin::Default));
        Ok(Self { environment, profiles, profile, looked_in })
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// All that the shared files say.
    pub(crate) fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The name of the profile that counts.
    pub(crate) fn profile_name(&self) -> &Setting {
        &self.profile
    }

    /// The profile that counts. `None` only for `default`.
    pub(crate) fn profile(&self) -> Option<&Section> {
        self.profiles.section(SectionKind::Profile, &self.profile.value)
    }

    /// For errors: the profile that was looked in, and in which files.
    pub(crate) fn looked_in(&self) -> String {
        let [config, credentials] = &self.looked_in;
        format!("profile \"{}\" of {config} and {credentials}", OneLine::name(&self.profile.value))
    }

    /// A setting's text: of the first variable that is set, else of the profile.
    pub(crate) fn text(&self, name: &Name) -> Result<Option<Setting>, Failure> {
        let variable = self.environment.first(name.variables)?;
        Ok(variable.or_else(|| self.profile()?.get(name.key).cloned()))
    }

    /// A setting that is `true` or `false`, in letters of either case.
    pub(crate) fn boolean(&self, name: &Name) -> Result<Option<Setting<bool>>, Failure> {
        self.text(name)?.map(|setting| setting.boolean(name.key)).transpose()
    }

    /// A setting that is something more than text; `must_be` says what.
    pub(crate) fn parsed<T>(
        &self,
        name: &Name,
        must_be: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<Setting<T>>, Failure> {
        self.text(name)?.map(|setting| setting.parse(name.key, must_be, parse)).transpose()
    }
}
