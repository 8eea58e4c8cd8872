//! Finding and reading the shared files.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{MAX_FILE_BYTES, read_beginning};
use super::profiles::{Dialect, Profiles, Section, SectionKind, parse};
use super::{Environment, Origin};
use crate::failure::{Failure, OneLine};

/// The shared files as they were read, and where they were looked for.
pub(crate) struct SharedFiles {
    pub(super) profiles: Profiles,
    pub(super) looked_in: [Location; 2],
}

/// Where one shared file was looked for, and what kept it from being read, if anything.
/// Prints as an error's words for that.
pub(super) enum Location {
    Read(Arc<Path>),
    NotRead(Arc<Path>, &'static str),
    /// The home directory, where the file would be, is not known.
    Nowhere(&'static str),
}

impl SharedFiles {
    /// Reads `~/.aws/config` and `~/.aws/credentials`, or the files that `AWS_CONFIG_FILE` and
    /// `AWS_SHARED_CREDENTIALS_FILE` name. One that does not exist says nothing.
    pub(crate) fn read(environment: &Environment) -> Result<Self, Failure> {
        let mut profiles = Profiles::default();
        let mut read = |variable, standard, dialect| -> Result<Location, Failure> {
            let (location, text) = find(environment, variable, standard)?;
            if let (Location::Read(path), Some(text)) = (&location, text) {
                profiles.overlay(parse(dialect, path, &text)?);
            }
            Ok(location)
        };
        let looked_in = [
            read("AWS_CONFIG_FILE", "~/.aws/config", Dialect::Config)?,
            read("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", Dialect::Credentials)?,
        ];
        Ok(Self { profiles, looked_in })
    }

    pub(crate) fn profile(&self, name: &str) -> Option<&Section> {
        self.profiles.section(SectionKind::Profile, name)
    }

    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.profiles.section(SectionKind::SsoSession, name)
    }

    /// For errors about a profile that is not there: "is neither in … nor in …"
    pub(crate) fn nowhere(&self, profile: &str) -> String {
        let [config, credentials] = &self.looked_in;
        let mistake = match self.profiles.mistaken_name(profile) {
            Some(mistake) => format!("; {}", OneLine::message(&mistake)),
            None => String::new(),
        };
        format!("is neither in {config} nor in {credentials}{mistake}")
    }

    /// A `config` of this text, beside `credentials` that do not exist.
    #[cfg(test)]
    pub(crate) fn of_config(text: &str) -> Result<Self, Failure> {
        let config: Arc<Path> = Path::new("config").into();
        let credentials = Location::NotRead(Path::new("credentials").into(), "which does not exist");
        let profiles = parse(Dialect::Config, &config, text)?;
        Ok(Self { profiles, looked_in: [Location::Read(config), credentials] })
    }
}

fn find(
    environment: &Environment,
    variable: &'static str,
    standard: &'static str,
) -> Result<(Location, Option<String>), Failure> {
    let named = environment.first(&[variable])?;
    let path = expand_home(environment, named.as_ref().map_or(standard, |named| &named.value))?;
    let Some(path) = path else {
        return match named {
            None => Ok((Location::Nowhere(standard), None)),
            Some(_) => Err(Failure::configuration(format!(
                "{variable} begins with ~, but neither HOME nor USERPROFILE is set"
            ))),
        };
    };
    let path: Arc<Path> = path.into();
    match read_beginning(&path) {
        Ok(bytes) => {
            let text = text(&path, bytes)?;
            Ok((Location::Read(path), Some(text)))
        }
        Err(error) if is_missing(&error) => Ok((Location::NotRead(path, "which does not exist"), None)),
        // Services often run as a user who has no business in the home directory that they inherit.
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::PermissionDenied => {
            Ok((Location::NotRead(path, "which may not be read"), None))
        }
        Err(error) => {
            let origin = named.map_or(String::new(), |named| format!(" ({})", named.origin));
            Err(Failure::configuration(format!("the file {}{origin} cannot be read", path.display()))
                .caused_by(error))
        }
    }
}

/// The path with `~` at its beginning replaced; `None` if that is needed and not known.
fn expand_home(environment: &Environment, path: &str) -> Result<Option<PathBuf>, Failure> {
    let Some(below) = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(is_separator))
    else {
        return Ok(Some(path.into()));
    };
    let home = environment.first(&["HOME", "USERPROFILE"])?;
    Ok(home.map(|home| Path::new(&home.value).join(below.trim_start_matches(is_separator))))
}

fn is_separator(character: char) -> bool {
    std::path::is_separator(character)
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn text(path: &Arc<Path>, bytes: Vec<u8>) -> Result<String, Failure> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Failure::configuration(format!(
            "the file {} is longer than {MAX_FILE_BYTES} bytes, the most that is read of it",
            path.display()
        )));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let origin = Origin::File { path: path.clone(), line };
        Failure::configuration(format!("{} is not valid UTF-8", origin.naming("the text")))
    })
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path) => write!(f, "{}", path.display()),
            Self::NotRead(path, why) => write!(f, "{} ({why})", path.display()),
            Self::Nowhere(path) => write!(f, "{path} (which is unknown: HOME is not set)"),
        }
    }
}
