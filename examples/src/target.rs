//! Where the calls of a program go.

use std::ffi::OsString;

use crate::{Argument, Arguments, Stop};

/// What `--help` says of the options that [`TargetOptions`] takes.
pub const TARGET_HELP: &str = "\
Options:
  --endpoint-url URL  call this endpoint; region and credentials come from the environment
  --aws               call AWS; region, endpoint and credentials come from the environment
  --help              print this help

Without an option, it starts ssm-local inside itself and needs nothing.
";

/// Where the calls of a program go.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To an endpoint inside the program.
    Local,
    /// To this URL. Region and credentials are those of the environment.
    Endpoint(String),
    /// Where the environment says: its variables, the shared files, the container, the instance.
    Aws,
}

/// The options that say it, as they were given so far.
#[derive(Debug, Default)]
pub struct TargetOptions {
    aws: bool,
    endpoint_url: Option<String>,
}

impl TargetOptions {
    /// Takes the option of this name, with its value if it has one. False if it is none of these.
    ///
    /// # Errors
    ///
    /// Its value is missing, or it was given before.
    pub fn take(
        &mut self,
        name: &str,
        arguments: &mut Arguments<impl Iterator<Item = OsString>>,
    ) -> Result<bool, Stop> {
        match name {
            "--aws" => self.aws = true,
            "--endpoint-url" => arguments.value(&mut self.endpoint_url)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What the options say together.
    ///
    /// # Errors
    ///
    /// They contradict each other.
    pub fn target(self) -> Result<Target, Stop> {
        match (self.aws, self.endpoint_url) {
            (false, None) => Ok(Target::Local),
            (false, Some(url)) => Ok(Target::Endpoint(url)),
            (true, None) => Ok(Target::Aws),
            (true, Some(_)) => Err(Stop::Usage("--endpoint-url and --aws exclude each other".to_owned())),
        }
    }
}

impl Target {
    /// What the command line of a program says that has no other options; none if that is help.
    ///
    /// # Errors
    ///
    /// Anything else on the command line.
    pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, Stop> {
        let mut arguments = Arguments::new(words);
        let mut options = TargetOptions::default();
        while let Some(argument) = arguments.next_argument()? {
            match argument {
                Argument::Option(name) if name == "--help" => return Ok(None),
                Argument::Option(name) => {
                    if !options.take(&name, &mut arguments)? {
                        return Err(Stop::Usage(format!("unknown option {name}")));
                    }
                }
                Argument::Value(_) => return Err(Stop::Usage("only options are understood".to_owned())),
            }
        }
        options.target().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Option<Target>, Stop> {
        Target::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn no_option_means_an_endpoint_inside_the_program() {
        assert_eq!(parse(&[]), Ok(Some(Target::Local)));
        assert_eq!(parse(&["--aws"]), Ok(Some(Target::Aws)));
        assert_eq!(parse(&["--endpoint-url=http://h"]), Ok(Some(Target::Endpoint("http://h".to_owned()))));
        assert_eq!(parse(&["--aws", "--help"]), Ok(None));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for words in [&["--aws", "--endpoint-url", "http://h"][..], &["--aws=1"], &["x"], &["--colour"]] {
            assert!(matches!(parse(words), Err(Stop::Usage(_))), "{words:?}");
        }
    }
}
