//! The format of the shared files.
//!
//! A section begins with its name in brackets; each line in it is `key = value`. A line indented
//! deeper than its key's continues the value, or, when the value is empty, holds a `key = value` below
//! that key. Lines that begin with `#` or `;` are comments, and so is the rest of a value from a `#`
//! or `;` after white space. Sections of unknown kinds are passed over with all that is in them.
//!
//! Errors name the file and the line, never what stands there: it may be a secret.

use std::path::Path;
use std::sync::Arc;

use super::{HashMap, Profiles, Property, SectionKind, Setting};
use crate::failure::Failure;
use crate::settings::Origin;

/// How a file names its profiles.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::settings) enum Dialect {
    /// `[default]`, `[profile name]`, and other kinds of sections.
    Config,
    /// `[name]`, and profiles only.
    Credentials,
}

/// Parses the text of one file.
pub(in crate::settings) fn parse(
    dialect: Dialect,
    path: &Arc<Path>,
    text: &str,
) -> Result<Profiles, Failure> {
    let mut parser =
        Parser { dialect, path, place: Place::Outside, open: None, profiles: Profiles::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        parser.line(index + 1, line).map_err(|flaw| {
            Failure::configuration(format!("{}:{} cannot be understood: {flaw}", path.display(), index + 1))
        })?;
    }
    Ok(parser.finish())
}

struct Parser<'a> {
    dialect: Dialect,
    path: &'a Arc<Path>,
    place: Place,
    /// The property that a deeper line belongs to.
    open: Option<Open>,
    profiles: Profiles,
}

/// Which section the next line is in.
#[derive(Clone, PartialEq)]
enum Place {
    /// None has begun.
    Outside,
    /// One that is of no interest.
    PassedOver,
    Section(SectionKind, String),
}

struct Open {
    indent: usize,
    key: String,
}

/// The name under which `[default]` is kept until it is known whether `[profile default]` follows:
/// a name that no section can have.
const PLAIN_DEFAULT: &str = "";
const DEFAULT: &str = "default";

impl Parser<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), &'static str> {
        let text = line.trim();
        if text.is_empty() || text.starts_with(['#', ';']) {
            return Ok(());
        }
        let indent = line.len() - line.trim_start().len();
        match self.open.take_if(|open| open.indent < indent) {
            Some(open) => {
                let done = self.deeper(number, &open.key, text);
                self.open = Some(open);
                done
            }
            None if text.starts_with('[') => {
                self.open = None;
                self.place = self.section(number, text)?;
                if let Place::Section(kind, name) = &self.place {
                    self.profiles.sections.entry((*kind, name.clone())).or_default();
                }
                Ok(())
            }
            None => self.property(number, indent, text),
        }
    }

    /// A line such as `[profile name]`.
    fn section(&mut self, number: usize, text: &str) -> Result<Place, &'static str> {
        let (name, rest) = text[1..].split_once(']').ok_or("the section's name has no bracket at its end")?;
        let rest = rest.trim_start();
        if !(rest.is_empty() || rest.starts_with(['#', ';'])) {
            return Err("something other than a comment follows the section's name");
        }
        let name = name.trim();
        if name.is_empty() {
            return Err("the section has no name");
        }
        if self.dialect == Dialect::Credentials {
            return match unquoted(name) {
                "" => Err("the section has no name"),
                name => Ok(Place::Section(SectionKind::Profile, name.to_owned())),
            };
        }
        if name == DEFAULT {
            return Ok(Place::Section(SectionKind::Profile, PLAIN_DEFAULT.to_owned()));
        }
        let Some((kind, name)) = name.split_once(char::is_whitespace) else {
            self.profiles.without_kind.insert(name.to_owned(), self.setting(number, name));
            return Ok(Place::PassedOver);
        };
        let kind = match kind {
            "profile" => SectionKind::Profile,
            "services" => SectionKind::Services,
            "sso-session" => SectionKind::SsoSession,
            _ => return Ok(Place::PassedOver),
        };
        let (quoted, name) = (name.trim(), unquoted(name.trim()));
        if name.is_empty() || (name.contains(char::is_whitespace) && name == quoted) {
            return Ok(Place::PassedOver);
        }
        Ok(Place::Section(kind, name.to_owned()))
    }

    /// A line such as `key = value`.
    fn property(&mut self, number: usize, indent: usize, text: &str) -> Result<(), &'static str> {
        let id = match &self.place {
            Place::Outside => return Err("it stands before the first section, such as [default]"),
            Place::PassedOver => {
                self.open = Some(Open { indent, key: String::new() });
                return Ok(());
            }
            Place::Section(kind, name) => (*kind, name.clone()),
        };
        let (key, value) = key_and_value(text)?;
        let property = Property { value: self.setting(number, value), nested: HashMap::new() };
        self.profiles.sections.entry(id).or_default().properties.insert(key.clone(), property);
        self.open = Some(Open { indent, key });
        Ok(())
    }

    /// A line that stands deeper than its property.
    fn deeper(&mut self, number: usize, key: &str, text: &str) -> Result<(), &'static str> {
        let Place::Section(kind, name) = self.place.clone() else {
            return Ok(());
        };
        let section = self.profiles.sections.entry((kind, name)).or_default();
        let Some(property) = section.properties.get_mut(key) else {
            return Ok(());
        };
        if property.value.value.is_empty() {
            let (key, value) = key_and_value(text)?;
            let origin = Origin::File { path: self.path.clone(), line: number };
            property.nested.insert(key, Setting::new(value, origin));
        } else {
            property.value.value.push('\n');
            property.value.value.push_str(text);
        }
        Ok(())
    }

    fn setting(&self, line: usize, value: &str) -> Setting {
        Setting::new(value, Origin::File { path: self.path.clone(), line })
    }

    fn finish(mut self) -> Profiles {
        let sections = &mut self.profiles.sections;
        if let Some(plain) = sections.remove(&(SectionKind::Profile, PLAIN_DEFAULT.to_owned())) {
            sections.entry((SectionKind::Profile, DEFAULT.to_owned())).or_insert(plain);
        }
        self.profiles
    }
}

/// Keys count without regard to case, so they are kept in lower case.
fn key_and_value(text: &str) -> Result<(String, &str), &'static str> {
    let (key, value) = text.split_once('=').ok_or("it is not of the form \"key = value\"")?;
    match key.trim() {
        "" => Err("nothing stands before its \"=\""),
        key => Ok((key.to_ascii_lowercase(), without_comment(value).trim())),
    }
}

fn without_comment(value: &str) -> &str {
    let mut after_space = false;
    for (at, character) in value.char_indices() {
        if after_space && matches!(character, '#' | ';') {
            return &value[..at];
        }
        after_space = character.is_whitespace();
    }
    value
}

/// A name with spaces in it stands in quotes.
fn unquoted(name: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|quote| name.strip_prefix(quote)?.strip_suffix(quote))
        .map_or(name, str::trim)
}
