//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A managed node of AWS Systems Manager, for tests and labs. It runs what it is sent, with a real shell, as
the user who starts it, and is no replacement of the official agent.

Usage: ssm-node --instance-id ID --folder DIR [OPTIONS]

Options:
  --instance-id ID         the node's id, such as i-0123456789abcdef0
  --folder DIR             where the node keeps its state, scripts and output; each node needs its own
  --region R               the node's region [default: as AWS tools have it]
  --endpoint-url URL       an endpoint that serves ssm, ec2messages and ssmmessages, such as that of ssm-local
  --messages-endpoint-url URL
                           an endpoint that serves ec2messages, if it is another one
  --sessions-endpoint-url URL
                           an endpoint that serves ssmmessages, if it is another one
  --s3-folder DIR          a folder that stands for S3: output of commands that name a bucket goes there
  --max-commands N         how many commands run at a time [default: 5]
  --max-sessions N         how many sessions may be open at a time; none with 0 [default: 100]
  --version                print the version
  --help                   print this help

Credentials come from where AWS tools look for them. Events go to standard error. Stops on SIGINT or
SIGTERM: steps that run then are ended, and their commands have failed; so are sessions.
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Arguments {
    Help,
    Version,
    Run(Options),
}

/// How the node is to be.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) instance_id: String,
    pub(crate) folder: PathBuf,
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) messages_endpoint_url: Option<String>,
    pub(crate) sessions_endpoint_url: Option<String>,
    pub(crate) s3_folder: Option<PathBuf>,
    pub(crate) max_commands: Option<usize>,
    pub(crate) max_sessions: Option<usize>,
}

/// The options with a value.
const KNOWN: [&str; 9] = [
    "--instance-id",
    "--folder",
    "--region",
    "--endpoint-url",
    "--messages-endpoint-url",
    "--sessions-endpoint-url",
    "--s3-folder",
    "--max-commands",
    "--max-sessions",
];

/// Understands the arguments that follow the name of the program, or says what is wrong with them.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut given = BTreeMap::new();
    let mut arguments = arguments.map(text);
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        let (name, joined) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        match name {
            "--help" | "-h" => return Ok(Arguments::Help),
            "--version" => return Ok(Arguments::Version),
            _ => {}
        }
        let Some(name) = KNOWN.into_iter().find(|known| *known == name) else {
            return Err(format!("there is no option {name:?}"));
        };
        let value = joined
            .map_or_else(|| arguments.next().unwrap_or_else(|| Err(format!("{name} needs a value"))), Ok)?;
        if given.insert(name, value).is_some() {
            return Err(format!("{name} is given twice"));
        }
    }
    options(given).map(Arguments::Run)
}

fn options(mut given: BTreeMap<&str, String>) -> Result<Options, String> {
    let max_commands = given.remove("--max-commands").map(|value| match value.parse() {
        Ok(most) if most > 0 => Ok(most),
        _ => Err(format!("--max-commands {value:?} is no number from 1")),
    });
    let max_sessions = given
        .remove("--max-sessions")
        .map(|value| value.parse().map_err(|_| format!("--max-sessions {value:?} is no number from 0")));
    Ok(Options {
        instance_id: given.remove("--instance-id").ok_or("--instance-id is missing")?,
        folder: given.remove("--folder").ok_or("--folder is missing")?.into(),
        region: given.remove("--region"),
        endpoint_url: given.remove("--endpoint-url"),
        messages_endpoint_url: given.remove("--messages-endpoint-url"),
        sessions_endpoint_url: given.remove("--sessions-endpoint-url"),
        s3_folder: given.remove("--s3-folder").map(PathBuf::from),
        max_commands: max_commands.transpose()?,
        max_sessions: max_sessions.transpose()?,
    })
}

fn text(argument: OsString) -> Result<String, String> {
    argument.into_string().map_err(|argument| format!("the argument {argument:?} is not Unicode text"))
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
            instance_id: "i-01234567".into(),
            folder: "/srv/node".into(),
            endpoint_url: Some("http://127.0.0.1:4566".into()),
            s3_folder: Some("/srv/s3".into()),
            max_commands: Some(2),
            max_sessions: Some(0),
            ..Options::default()
        };
        let spelled = "--instance-id i-01234567 --folder=/srv/node --endpoint-url http://127.0.0.1:4566 \
                       --s3-folder /srv/s3 --max-commands=2 --max-sessions 0";
        assert_eq!(of(spelled), Ok(Arguments::Run(options)));
        assert_eq!(of("--folder x --help"), Ok(Arguments::Help));
        assert_eq!(of("--version"), Ok(Arguments::Version));
    }

    #[test]
    fn wrong_usage_is_explained() {
        for (arguments, expected) in [
            ("", "--instance-id is missing"),
            ("--instance-id i-01234567", "--folder is missing"),
            ("--folder", "--folder needs a value"),
            ("--folder a --folder b", "--folder is given twice"),
            ("--colour", "there is no option \"--colour\""),
            ("--instance-id i-01234567 --folder a --max-commands 0", "--max-commands \"0\" is no number"),
            ("--instance-id i-01234567 --folder a --max-sessions x", "--max-sessions \"x\" is no number"),
        ] {
            let error = of(arguments).unwrap_err();
            assert!(error.contains(expected), "{arguments}: {error}");
        }
    }
}
