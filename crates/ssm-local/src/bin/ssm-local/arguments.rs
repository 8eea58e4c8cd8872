//! The command line.

use std::ffi::OsString;
use std::fmt;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A Systems Manager endpoint on this machine, for tests and trials.

Usage: ssm-local [OPTIONS]

Options:
  --port N                 listen on this port of 127.0.0.1 [default: 0, any that is free]
  --region R               the region of requests that name none [default: us-east-1]
  --account-id A           the account of requests that name none, 12 digits [default: 000000000000]
  --access-key-id X        refuse requests that are not signed with this access key;
  --secret-access-key Y      without one, any signature or none is accepted
  --table                  print the implemented operations as a Markdown table
  --version                print the version
  --help                   print this help

Prints one line with its URL when it is ready, and stops on SIGINT or SIGTERM.
Everything is kept in memory and gone then.
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Arguments {
    Help,
    Version,
    Table,
    Serve(Options),
}

/// How the endpoint is to be.
#[derive(Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) region: Option<String>,
    pub(crate) account_id: Option<String>,
    pub(crate) credentials: Option<(String, String)>,
}

impl fmt::Debug for Options {
    /// Leaves out the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("port", &self.port).finish_non_exhaustive()
    }
}

/// Understands the arguments that follow the name of the program, or says what is wrong with them.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut arguments = arguments.map(text);
    let mut given = Given::default();
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        let (name, joined) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        match name {
            "--help" | "-h" | "--version" | "--table" if joined.is_some() => {
                return Err(format!("{name} takes no value"));
            }
            "--help" | "-h" => return Ok(Arguments::Help),
            "--version" => return Ok(Arguments::Version),
            "--table" => return Ok(Arguments::Table),
            _ => {
                let place = given.place(name)?;
                let value = match joined {
                    Some(value) => value,
                    None => arguments.next().ok_or_else(|| format!("{name} needs a value"))??,
                };
                if place.replace(value).is_some() {
                    return Err(format!("{name} is given twice"));
                }
            }
        }
    }
    given.into_options().map(Arguments::Serve)
}

fn text(argument: OsString) -> Result<String, String> {
    argument.into_string().map_err(|argument| format!("the argument {argument:?} is not Unicode text"))
}

/// The values of options, as they were given.
#[derive(Default)]
struct Given {
    port: Option<String>,
    region: Option<String>,
    account_id: Option<String>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
}

impl Given {
    fn place(&mut self, name: &str) -> Result<&mut Option<String>, String> {
        match name {
            "--port" => Ok(&mut self.port),
            "--region" => Ok(&mut self.region),
            "--account-id" => Ok(&mut self.account_id),
            "--access-key-id" => Ok(&mut self.access_key_id),
            "--secret-access-key" => Ok(&mut self.secret_access_key),
            _ => Err(format!("there is no option {name:?}")),
        }
    }

    fn into_options(self) -> Result<Options, String> {
        let port = match self.port {
            Some(port) => port.parse().map_err(|_| format!("--port {port:?} is no port: say 0 to 65535"))?,
            None => 0,
        };
        let credentials = match (self.access_key_id, self.secret_access_key) {
            (Some(id), Some(secret)) => Some((id, secret)),
            (None, None) => None,
            _ => return Err("--access-key-id and --secret-access-key belong together".to_owned()),
        };
        Ok(Options { port, region: self.region, account_id: self.account_id, credentials })
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Options, parse};

    fn of(arguments: &str) -> Result<Arguments, String> {
        parse(arguments.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_understood_in_both_spellings() {
        let options = Options {
            port: 4583,
            region: Some("eu-west-1".to_owned()),
            account_id: Some("123456789012".to_owned()),
            credentials: Some(("AKID".to_owned(), "s=cret".to_owned())),
        };
        let spelled = "--port 4583 --region=eu-west-1 --account-id 123456789012 \
                       --access-key-id AKID --secret-access-key=s=cret";
        assert_eq!(of(spelled), Ok(Arguments::Serve(options)));
        assert_eq!(of(""), Ok(Arguments::Serve(Options::default())));
        assert_eq!(of("--port 1 --help"), Ok(Arguments::Help));
        assert_eq!(of("--table"), Ok(Arguments::Table));
    }

    #[test]
    fn wrong_usage_is_explained() {
        for (arguments, expected) in [
            ("--port", "--port needs a value"),
            ("--port many", "--port \"many\" is no port"),
            ("--port 65536", "--port \"65536\" is no port"),
            ("--port 1 --port 2", "--port is given twice"),
            ("--colour", "there is no option \"--colour\""),
            ("serve", "there is no option \"serve\""),
            ("--help=yes", "--help takes no value"),
            ("--access-key-id AKID", "belong together"),
        ] {
            let error = of(arguments).unwrap_err();
            assert!(error.contains(expected), "{arguments}: {error}");
        }
    }
}
