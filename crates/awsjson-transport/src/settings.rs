//! What a transport is told and where: in code, by environment variables, and in the shared files
//! of the AWS tools. `sources` puts the last two in order; `profiles` holds what the files say.

mod endpoint_url;
mod environment;
mod file;
pub(crate) mod names;
mod profiles;
mod proxies;
mod retry_mode;
mod shared_files;
mod sources;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::failure::{Failure, OneLine};
pub(crate) use environment::Environment;
pub(crate) use file::read_bounded;
pub(crate) use profiles::Section;
pub(crate) use proxies::{Protocol, Proxies, Proxy};
pub use retry_mode::RetryMode;
pub(crate) use shared_files::SharedFiles;
pub(crate) use sources::{Name, Sources};

/// A configured value with where it came from, so that an error can say which one to mend.
#[derive(Clone, PartialEq)]
pub(crate) struct Setting<T = String> {
    pub(crate) value: T,
    /// Shared, because settings are cloned in many places and that is to take little machine code.
    pub(crate) origin: Arc<Origin>,
}

impl<T> Setting<T> {
    pub(crate) fn new(value: impl Into<T>, origin: Origin) -> Self {
        Self { value: value.into(), origin: origin.into() }
    }

    /// What was said in code by this method, or else the value that nobody set.
    pub(crate) fn said_or(said: Option<T>, method: &'static str, default: T) -> Self {
        match said {
            Some(value) => Self { value, origin: Origin::Code(method).into() },
            None => Self { value: default, origin: Origin::Default.into() },
        }
    }
}

impl Setting {
    /// The value as something more than text. `key` is its key in the shared files, `must_be` what
    /// it has to be, for the error that says so.
    pub(crate) fn parse<T>(
        self,
        key: &str,
        must_be: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Setting<T>, Failure> {
        match parse(&self.value) {
            Some(value) => Ok(Setting { value, origin: self.origin }),
            None => Err(Failure::configuration(format!(
                "{} is \"{}\"; it must be {must_be}",
                self.origin.naming(key),
                OneLine::name(&self.value)
            ))),
        }
    }

    /// The value as `true` or `false`, in letters of either case. `key` is its key in the shared files.
    pub(crate) fn boolean(self, key: &str) -> Result<Setting<bool>, Failure> {
        self.parse(key, "true or false", |text| {
            if text.eq_ignore_ascii_case("true") {
                Some(true)
            } else {
                text.eq_ignore_ascii_case("false").then_some(false)
            }
        })
    }
}

impl<T> Setting<T> {
    /// Where the value stands, at the beginning of a sentence: `file:line`, the variable, the method.
    pub(crate) fn place(&self) -> String {
        match &*self.origin {
            Origin::Default => "the default".to_owned(),
            Origin::Code(method) => (*method).to_owned(),
            Origin::Variable(name) => name.to_string(),
            Origin::File { path, line } => format!("{}:{line}", path.display()),
            Origin::InstanceMetadata => "instance metadata".to_owned(),
        }
    }
}

/// The value, and in brackets where it came from.
impl<T: fmt::Debug> fmt::Debug for Setting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.value, self.origin)
    }
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Origin {
    /// Nobody set it.
    Default,
    /// A method of the builder or of a call's options.
    Code(&'static str),
    /// An environment variable.
    Variable(String),
    /// A line of a shared file, counted from 1.
    File { path: Arc<Path>, line: usize },
    /// The metadata of the EC2 instance that this runs on.
    InstanceMetadata,
}

impl Origin {
    /// What to mend, at the beginning of a sentence. A shared file's line is named with the key that
    /// stands there.
    fn naming(&self, key: &str) -> String {
        match self {
            Self::Default => format!("the default of {key}"),
            Self::Code(method) => (*method).to_owned(),
            Self::Variable(name) => name.to_string(),
            Self::File { path, line } => format!("{key} in {}:{line}", path.display()),
            Self::InstanceMetadata => format!("{key} in instance metadata"),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Code(method) => write!(f, "set by {method}"),
            Self::Variable(name) => write!(f, "from {name}"),
            Self::File { path, line } => write!(f, "from {}:{line}", path.display()),
            Self::InstanceMetadata => f.write_str("from instance metadata"),
        }
    }
}
