//! The shared files of AWS tools, `~/.aws/config` and `~/.aws/credentials`, as far as credentials
//! need them.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::context::{Context, blocking};
use super::unavailable::Unavailable;
use crate::settings::read_bounded;

/// Both files, merged. Where both say something of a profile, the credentials file wins.
#[derive(Default)]
pub(super) struct ProfileFiles {
    profiles: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    /// As errors name them.
    paths: [PathBuf; 2],
}

/// The settings of one section, by their names in lower case.
pub(super) type Section = BTreeMap<String, Entry>;

/// One setting with its place. Its text may be a secret.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) text: String,
    file: Arc<PathBuf>,
    line: usize,
}

impl Entry {
    /// The file and line of the setting, as errors name them.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.file.display(), self.line)
    }
}

impl ProfileFiles {
    /// Reads both files. One that is not there is as good as empty.
    pub(super) async fn read(context: &Context) -> Result<Self, Unavailable> {
        let config = path(context, "AWS_CONFIG_FILE", "config")?;
        let credentials = path(context, "AWS_SHARED_CREDENTIALS_FILE", "credentials")?;
        blocking(move || {
            let mut files = Self { paths: [config.clone(), credentials.clone()], ..Self::default() };
            files.add(config, Kind::Config)?;
            files.add(credentials, Kind::Credentials)?;
            Ok(files)
        })
        .await
    }

    pub(super) fn profile(&self, name: &str) -> Option<&Section> {
        self.profiles.get(name)
    }

    pub(super) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// "is neither in … nor in …"
    pub(super) fn nowhere(&self) -> String {
        format!("is neither in {} nor in {}", self.paths[0].display(), self.paths[1].display())
    }

    fn add(&mut self, path: PathBuf, kind: Kind) -> Result<(), Unavailable> {
        match read_bounded(&path) {
            Ok(text) => self.parse(path, kind, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => {
                Err(Unavailable::failed(format_args!("{} cannot be read: {error}", path.display())))
            }
        }
    }

    fn parse(&mut self, path: PathBuf, kind: Kind, text: &str) -> Result<(), Unavailable> {
        let file = Arc::new(path);
        // What stands before the first section, or in sections of other kinds, is nothing to us.
        let mut section: Option<&mut Section> = None;
        let mut default_is_prefixed = false;
        for (index, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let wrong = |flaw| Unavailable::failed(format_args!("{}:{} {flaw}", file.display(), index + 1));
            // Indented lines belong to the setting before them; none of ours spans lines.
            if raw.trim().is_empty() || raw.starts_with(['#', ';', ' ', '\t']) {
                continue;
            }
            if let Some(rest) = raw.strip_prefix('[') {
                let Some((header, _)) = rest.split_once(']') else {
                    return Err(wrong("has a [ without its ]"));
                };
                section = match kind.section(header) {
                    Named::Profile { name, prefixed } if name == "default" => {
                        if prefixed && !default_is_prefixed {
                            default_is_prefixed = true;
                            self.profiles.remove(&name);
                        }
                        (prefixed || !default_is_prefixed).then(|| self.profiles.entry(name).or_default())
                    }
                    Named::Profile { name, .. } => Some(self.profiles.entry(name).or_default()),
                    Named::SsoSession(name) => Some(self.sso_sessions.entry(name).or_default()),
                    Named::Other => None,
                };
                continue;
            }
            let Some((name, value)) = raw.split_once('=') else {
                return Err(wrong("is neither a [section] nor a setting = value"));
            };
            if let Some(section) = &mut section {
                let entry =
                    Entry { text: without_comment(value).to_owned(), file: file.clone(), line: index + 1 };
                section.insert(name.trim().to_ascii_lowercase(), entry);
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Config,
    Credentials,
}

enum Named {
    Profile { name: String, prefixed: bool },
    SsoSession(String),
    Other,
}

impl Kind {
    /// What a section's header names.
    fn section(self, header: &str) -> Named {
        let header = header.trim();
        if let Self::Credentials = self {
            return Named::Profile { name: header.to_owned(), prefixed: false };
        }
        match header.split_once(char::is_whitespace) {
            Some(("profile", name)) => Named::Profile { name: unquoted(name), prefixed: true },
            Some(("sso-session", name)) => Named::SsoSession(unquoted(name)),
            None if header == "default" => Named::Profile { name: header.to_owned(), prefixed: false },
            _ => Named::Other,
        }
    }
}

fn unquoted(name: &str) -> String {
    let name = name.trim();
    let inner = ['"', '\''].into_iter().find_map(|q| name.strip_prefix(q)?.strip_suffix(q));
    inner.unwrap_or(name).to_owned()
}

/// A comment after a value begins with white space and `#` or `;`.
fn without_comment(value: &str) -> &str {
    let comment = value
        .char_indices()
        .find(|&(at, c)| matches!(c, '#' | ';') && value[..at].ends_with(char::is_whitespace));
    comment.map_or(value, |(at, _)| &value[..at]).trim()
}

fn path(context: &Context, variable: &str, name: &str) -> Result<PathBuf, Unavailable> {
    match context.variable(variable)? {
        Some(path) => match path.strip_prefix("~/") {
            Some(rest) => Ok(context.home()?.join(rest)),
            None => Ok(path.into()),
        },
        None => Ok(context.home()?.join(".aws").join(name)),
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}

/// Files as given, for tests of what reads them.
#[cfg(test)]
pub(super) fn of(config: &str, credentials: &str) -> ProfileFiles {
    let mut files =
        ProfileFiles { paths: ["config".into(), "credentials".into()], ..ProfileFiles::default() };
    files.parse("config".into(), Kind::Config, config).unwrap();
    files.parse("credentials".into(), Kind::Credentials, credentials).unwrap();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting<'a>(files: &'a ProfileFiles, profile: &str, name: &str) -> Option<&'a str> {
        files.profile(profile)?.get(name).map(|entry| entry.text.as_str())
    }

    #[test]
    fn profiles_of_both_files_are_merged_and_the_credentials_file_wins() {
        let files = of(
            "[default]\nregion = eu-west-1\naws_access_key_id = OLD\n[profile dev]\nRegion=eu-west-2\n",
            "[default]\naws_access_key_id = NEW\n[dev]\naws_access_key_id=DEV\n",
        );
        assert_eq!(setting(&files, "default", "region"), Some("eu-west-1"));
        assert_eq!(setting(&files, "default", "aws_access_key_id"), Some("NEW"));
        assert_eq!(setting(&files, "dev", "region"), Some("eu-west-2"));
        assert_eq!(setting(&files, "dev", "aws_access_key_id"), Some("DEV"));
    }

    #[test]
    fn comments_quotes_nested_settings_and_other_sections_are_understood() {
        let files = of(
            "# a comment\n; another\nstray = 1\n[profile \"two words\"] # why\nregion = a#b # c\ns3 =\n  \
             region = nested\n[services x]\nregion = other\n[sso-session corp]\nsso_region = eu-west-1 ; d\n\
             [plain]\nregion = x\n",
            "",
        );
        assert_eq!(setting(&files, "two words", "region"), Some("a#b"));
        assert_eq!(setting(&files, "two words", "s3"), Some(""));
        assert_eq!(files.sso_session("corp").unwrap()["sso_region"].text, "eu-west-1");
        assert!(files.profile("plain").is_none() && files.profile("x").is_none());
    }

    #[test]
    fn a_default_profile_with_its_prefix_wins_in_either_order() {
        for config in [
            "[default]\nregion=a\noutput=x\n[profile default]\nregion=b\n",
            "[profile default]\nregion=b\n[default]\nregion=a\noutput=x\n",
        ] {
            let files = of(config, "");
            assert_eq!(setting(&files, "default", "region"), Some("b"));
            assert_eq!(setting(&files, "default", "output"), None);
        }
    }

    #[test]
    fn a_wrong_line_is_named_by_file_and_number_and_not_shown() {
        for (text, error) in [
            ("[default]\n\nhunter2\n", "creds:3 is neither a [section] nor a setting = value"),
            ("[default\n", "creds:1 has a [ without its ]"),
        ] {
            let outcome = ProfileFiles::default().parse("creds".into(), Kind::Credentials, text);
            assert_eq!(outcome.unwrap_err().reason(), error);
        }
    }
}
