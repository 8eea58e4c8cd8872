//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A Systems Manager endpoint on this machine, for tests and trials.

Usage: ssm-local [OPTIONS]

Options:
  --port N                 listen on this port [default: 0, any that is free]
  --address IP             listen on this address [default: 127.0.0.1]; on others than loopback
                             addresses whoever reaches this machine can call
  --region R               the region of requests that name none [default: us-east-1]
  --account-id A           the account of requests that name none, 12 digits [default: 000000000000]
  --require-signatures ID:SECRET
                           refuse requests that are not signed with this access key; may be given
                             several times; without it any signature or none is accepted
  --state FILE             keep everything in this file, and go on from it
  --tls                    speak https too, on the same port, with a certificate authority that is made
                             once and told on standard error
  --tls-folder DIR         where that authority is kept [default: ssm-local/tls in the user's data folder];
                             implies --tls
  --tls-name NAME          a further host name or IP address of the certificate, beside localhost,
                             127.0.0.1, ::1 and --address; may be given several times; implies --tls
  --nodes N                run N managed nodes, which run whatever commands are sent to them, with a real
                             shell, as the user of this process; addresses other than loopback need
                             --require-signatures then
  --s3-folder DIR          a folder that stands for S3: the output of commands that name a bucket is
                             copied below it; needs --nodes
  --seed N                 make the same ids in each run
  --table                  print the implemented operations as a Markdown table
  --version                print the version
  --help                   print this help

Prints one line with its URL when it is ready, and stops on SIGINT or SIGTERM.
Without --state everything is gone then.
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Arguments {
    Help,
    Version,
    Table,
    Serve(Box<Options>),
}

/// How the endpoint is to be.
#[derive(Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) address: Option<IpAddr>,
    pub(crate) region: Option<String>,
    pub(crate) account_id: Option<String>,
    pub(crate) access_keys: Vec<(String, String)>,
    pub(crate) state: Option<PathBuf>,
    pub(crate) seed: Option<u64>,
    pub(crate) nodes: usize,
    pub(crate) s3_folder: Option<PathBuf>,
    pub(crate) tls: Option<TlsOptions>,
}

/// How https is to be.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TlsOptions {
    pub(crate) folder: Option<PathBuf>,
    pub(crate) names: Vec<String>,
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
            "--help" | "-h" | "--version" | "--table" | "--tls" if joined.is_some() => {
                return Err(format!("{name} takes no value"));
            }
            "--help" | "-h" => return Ok(Arguments::Help),
            "--version" => return Ok(Arguments::Version),
            "--table" => return Ok(Arguments::Table),
            "--tls" => given.tls = true,
            _ => {
                let value = || match joined {
                    Some(value) => Ok(value),
                    None => arguments.next().ok_or_else(|| format!("{name} needs a value"))?,
                };
                given.add(name, value)?;
            }
        }
    }
    given.into_options().map(|options| Arguments::Serve(options.into()))
}

fn text(argument: OsString) -> Result<String, String> {
    argument.into_string().map_err(|argument| format!("the argument {argument:?} is not Unicode text"))
}

/// The values of options, as they were given.
#[derive(Default)]
struct Given {
    once: BTreeMap<&'static str, String>,
    access_keys: Vec<String>,
    tls: bool,
    tls_names: Vec<String>,
}

/// The options that have a value and are given at most once.
const ONCE: [&str; 9] = [
    "--port",
    "--address",
    "--region",
    "--account-id",
    "--state",
    "--seed",
    "--nodes",
    "--s3-folder",
    "--tls-folder",
];

/// The most nodes: each is a client with a connection of its own.
const MOST_NODES: usize = 1000;

impl Given {
    fn add(&mut self, name: &str, value: impl FnOnce() -> Result<String, String>) -> Result<(), String> {
        let repeated = match name {
            "--require-signatures" => Some(&mut self.access_keys),
            "--tls-name" => Some(&mut self.tls_names),
            _ => None,
        };
        if let Some(values) = repeated {
            values.push(value()?);
            return Ok(());
        }
        let Some(name) = ONCE.into_iter().find(|known| *known == name) else {
            return Err(format!("there is no option {name:?}"));
        };
        match self.once.insert(name, value()?) {
            None => Ok(()),
            Some(_) => Err(format!("{name} is given twice")),
        }
    }

    fn take<T: FromStr>(&mut self, name: &str, what: &str) -> Result<Option<T>, String> {
        let Some(value) = self.once.remove(name) else { return Ok(None) };
        value.parse().map(Some).map_err(|_| format!("{name} {value:?} is no {what}"))
    }

    fn take_tls(&mut self) -> Result<Option<TlsOptions>, String> {
        let folder = self.take("--tls-folder", "path")?;
        let names = std::mem::take(&mut self.tls_names);
        let is_on = self.tls || folder.is_some() || !names.is_empty();
        Ok(is_on.then_some(TlsOptions { folder, names }))
    }

    fn into_options(mut self) -> Result<Options, String> {
        let options = Options {
            port: self.take("--port", "port: say 0 to 65535")?.unwrap_or_default(),
            address: self.take("--address", "IP address")?,
            region: self.take("--region", "text")?,
            account_id: self.take("--account-id", "text")?,
            access_keys: self.access_keys.iter().map(|key| access_key(key)).collect::<Result<_, _>>()?,
            state: self.take("--state", "path")?,
            seed: self.take("--seed", "whole number")?,
            nodes: self.take("--nodes", "whole number")?.unwrap_or_default(),
            s3_folder: self.take("--s3-folder", "path")?,
            tls: self.take_tls()?,
        };
        check(&options).map(|()| options)
    }
}

/// What is wrong with options beside each other.
fn check(options: &Options) -> Result<(), String> {
    if options.nodes > MOST_NODES {
        return Err(format!("--nodes {} is more than {MOST_NODES}", options.nodes));
    }
    if options.s3_folder.is_some() && options.nodes == 0 {
        return Err("--s3-folder needs --nodes".to_owned());
    }
    let is_open = options.address.is_some_and(|address| !address.is_loopback());
    if options.nodes > 0 && is_open && options.access_keys.is_empty() {
        return Err("--nodes with an --address that others can reach needs --require-signatures: \
                    whoever can call runs commands on this machine"
            .to_owned());
    }
    Ok(())
}

/// The two halves of an access key; the message does not repeat them.
fn access_key(text: &str) -> Result<(String, String), String> {
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => Ok((id.to_owned(), secret.to_owned())),
        _ => Err("--require-signatures needs an access key id, a colon and the secret access key".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Arguments, Options, TlsOptions, parse};

    fn of(arguments: &str) -> Result<Arguments, String> {
        parse(arguments.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_understood_in_both_spellings() {
        let options = Options {
            port: 4583,
            region: Some("eu-west-1".to_owned()),
            account_id: Some("123456789012".to_owned()),
            access_keys: vec![
                ("AKID".to_owned(), "s=c:ret".to_owned()),
                ("OTHER".to_owned(), "t".to_owned()),
            ],
            address: Some(IpAddr::from([0, 0, 0, 0])),
            state: Some("/tmp/state".into()),
            seed: Some(7),
            nodes: 3,
            s3_folder: Some("/tmp/s3".into()),
            tls: Some(TlsOptions {
                folder: Some("/tmp/tls".into()),
                names: vec!["ssm.test".to_owned(), "10.0.0.1".to_owned()],
            }),
        };
        let spelled = "--port 4583 --region=eu-west-1 --account-id 123456789012 --address 0.0.0.0 --seed 7 \
                       --require-signatures AKID:s=c:ret --require-signatures=OTHER:t --state /tmp/state \
                       --nodes 3 --s3-folder /tmp/s3 --tls --tls-folder=/tmp/tls --tls-name ssm.test \
                       --tls-name 10.0.0.1";
        assert_eq!(of(spelled), Ok(Arguments::Serve(options.into())));
        assert_eq!(of(""), Ok(Arguments::Serve(Box::default())));
        assert_eq!(of("--port 1 --help"), Ok(Arguments::Help));
        assert_eq!(of("--table"), Ok(Arguments::Table));
        let tls = |arguments| match of(arguments) {
            Ok(Arguments::Serve(options)) => options.tls,
            other => panic!("{other:?}"),
        };
        assert_eq!(tls("--tls"), Some(TlsOptions::default()));
        assert_eq!(tls("--tls-name a").map(|tls| tls.names), Some(vec!["a".to_owned()]));
        assert_eq!(tls("--port 1"), None);
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
            ("--tls=yes", "--tls takes no value"),
            ("--require-signatures AKID", "needs an access key id, a colon"),
            ("--seed x", "--seed \"x\" is no whole number"),
            ("--nodes many", "--nodes \"many\" is no whole number"),
            ("--nodes 1001", "--nodes 1001 is more than 1000"),
            ("--s3-folder x", "--s3-folder needs --nodes"),
            ("--nodes 1 --address 0.0.0.0", "needs --require-signatures"),
        ] {
            let error = of(arguments).unwrap_err();
            assert!(error.contains(expected), "{arguments}: {error}");
        }
    }
}
