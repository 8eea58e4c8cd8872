//! The command line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// The environment variable that an activation's code may come in.
pub(crate) const CODE_VARIABLE: &str = "SSM_NODE_ACTIVATION_CODE";

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A managed node of AWS Systems Manager, for tests and labs. It runs what it is sent, with a real shell, as
the user who starts it, and is no replacement of the official agent.

Usage: ssm-node register --activation-id ID --folder DIR [OPTIONS]
       ssm-node [run] --folder DIR [OPTIONS]

`register` makes this machine a managed node, by an activation that CreateActivation made, and prints the
new node's id. Its key and identity stay in the folder, for its owner alone. `run` then is that node:

  ssm-node register --activation-id ID --region R --folder DIR < file-with-the-code
  ssm-node run --folder DIR

Options of register:
  --activation-id ID       the activation
  --activation-code CODE   its code; as others may see a command line, it is better left out: then it is
                           taken from SSM_NODE_ACTIVATION_CODE, or else the first line of standard input
  --folder DIR             where the node keeps its identity, state, scripts and output; each needs its own
  --region R               the region of the activation [default: as AWS tools have it]
  --endpoint-url URL       an endpoint, such as that of ssm-local; the node will call it too
  --force                  forget the node that is registered in the folder, with its commands

Options of run:
  --folder DIR             the folder
  --instance-id ID         be this node, such as i-0123456789abcdef0, instead of the one that is registered
                           in the folder; region and credentials then are those that AWS tools find
  --region R               the region of that node
  --endpoint-url URL       an endpoint that serves ssm, ec2messages and ssmmessages [default: that of the
                           registration]
  --messages-endpoint-url URL
                           an endpoint that serves ec2messages, if it is another one
  --sessions-endpoint-url URL
                           an endpoint that serves ssmmessages, if it is another one
  --s3-folder DIR          a folder that stands for S3: output of commands that name a bucket goes there
  --max-commands N         how many commands run at a time [default: 5]
  --max-sessions N         how many sessions may be open at a time; none with 0 [default: 100]

  --version                print the version
  --help                   print this help

Events go to standard error. `run` stops on SIGINT or SIGTERM: steps that run then are ended, and their
commands have failed; so are sessions. It tries for ever to reach an endpoint that is gone.

Exit status: 0 if all went well, 1 if something failed, 2 for wrong usage, 3 if the service says that the
node is not registered, or not any more, or by another machine.
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Arguments {
    Help,
    Version,
    Register(Registration),
    Run(Options),
}

/// What to register with.
#[derive(Default, PartialEq)]
pub(crate) struct Registration {
    pub(crate) activation_id: String,
    pub(crate) activation_code: Option<String>,
    pub(crate) folder: PathBuf,
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) force: bool,
}

impl std::fmt::Debug for Registration {
    /// Leaves out the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").field("activation_id", &self.activation_id).finish_non_exhaustive()
    }
}

/// How the node is to be.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) instance_id: Option<String>,
    pub(crate) folder: PathBuf,
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) messages_endpoint_url: Option<String>,
    pub(crate) sessions_endpoint_url: Option<String>,
    pub(crate) s3_folder: Option<PathBuf>,
    pub(crate) max_commands: Option<usize>,
    pub(crate) max_sessions: Option<usize>,
}

/// The options of `register` with a value.
const OF_REGISTER: [&str; 5] =
    ["--activation-id", "--activation-code", "--folder", "--region", "--endpoint-url"];

/// The options of `run`, which all have a value.
const OF_RUN: [&str; 9] = [
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
    let mut arguments = arguments.map(text).peekable();
    let command =
        arguments.next_if(|first| matches!(first, Ok(word) if !word.starts_with('-'))).transpose()?;
    let registers = match command.as_deref() {
        Some("register") => true,
        Some("run") | None => false,
        Some(other) => return Err(format!("there is no command {other:?}")),
    };
    let known: &[&str] = if registers { &OF_REGISTER } else { &OF_RUN };
    let (mut given, mut force) = (BTreeMap::new(), false);
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        let (name, joined) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        match name {
            "--help" | "-h" => return Ok(Arguments::Help),
            "--version" => return Ok(Arguments::Version),
            "--force" if registers && joined.is_none() => {
                force = true;
                continue;
            }
            _ => {}
        }
        let Some(name) = known.iter().copied().find(|known| *known == name) else {
            return Err(format!("there is no option {name:?}"));
        };
        let value = joined
            .map_or_else(|| arguments.next().unwrap_or_else(|| Err(format!("{name} needs a value"))), Ok)?;
        if given.insert(name, value).is_some() {
            return Err(format!("{name} is given twice"));
        }
    }
    if registers {
        registration(given, force).map(Arguments::Register)
    } else {
        options(given).map(Arguments::Run)
    }
}

fn registration(mut given: BTreeMap<&str, String>, force: bool) -> Result<Registration, String> {
    Ok(Registration {
        activation_id: given.remove("--activation-id").ok_or("--activation-id is missing")?,
        activation_code: given.remove("--activation-code"),
        folder: given.remove("--folder").ok_or("--folder is missing")?.into(),
        region: given.remove("--region"),
        endpoint_url: given.remove("--endpoint-url"),
        force,
    })
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
        instance_id: given.remove("--instance-id"),
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
    use super::{Arguments, Options, Registration, parse};

    fn of(arguments: &str) -> Result<Arguments, String> {
        parse(arguments.split_whitespace().map(Into::into))
    }

    #[test]
    fn options_are_understood_in_both_spellings() {
        let options = || Options {
            instance_id: Some("i-01234567".into()),
            folder: "/srv/node".into(),
            endpoint_url: Some("http://127.0.0.1:4566".into()),
            s3_folder: Some("/srv/s3".into()),
            max_commands: Some(2),
            max_sessions: Some(0),
            ..Options::default()
        };
        let spelled = "--instance-id i-01234567 --folder=/srv/node --endpoint-url http://127.0.0.1:4566 \
                       --s3-folder /srv/s3 --max-commands=2 --max-sessions 0";
        assert_eq!(of(spelled), Ok(Arguments::Run(options())));
        assert_eq!(of(&format!("run {spelled}")), Ok(Arguments::Run(options())));
        let registered = Options { folder: "/srv/node".into(), ..Options::default() };
        assert_eq!(of("run --folder /srv/node"), Ok(Arguments::Run(registered)));
        assert_eq!(of("--folder x --help"), Ok(Arguments::Help));
        assert_eq!(of("register --help"), Ok(Arguments::Help));
        assert_eq!(of("--version"), Ok(Arguments::Version));
    }

    #[test]
    fn a_registration_is_understood_and_its_code_never_shown() {
        let registration = Registration {
            activation_id: "b5d2f6a0".into(),
            activation_code: Some("secret".into()),
            folder: "/srv/node".into(),
            region: Some("eu-west-1".into()),
            endpoint_url: None,
            force: true,
        };
        let spelled = "register --activation-id b5d2f6a0 --activation-code=secret --region eu-west-1 --force \
                       --folder /srv/node";
        let parsed = of(spelled);
        assert!(!format!("{parsed:?}").contains("secret"));
        assert_eq!(parsed, Ok(Arguments::Register(registration)));
    }

    #[test]
    fn wrong_usage_is_explained() {
        for (arguments, expected) in [
            ("", "--folder is missing"),
            ("run --instance-id i-01234567", "--folder is missing"),
            ("--folder", "--folder needs a value"),
            ("--folder a --folder b", "--folder is given twice"),
            ("--colour", "there is no option \"--colour\""),
            ("start", "there is no command \"start\""),
            ("run --force --folder a", "there is no option \"--force\""),
            ("register --folder a", "--activation-id is missing"),
            ("register --activation-id a", "--folder is missing"),
            ("register --instance-id a", "there is no option \"--instance-id\""),
            ("--instance-id i-01234567 --folder a --max-commands 0", "--max-commands \"0\" is no number"),
            ("--instance-id i-01234567 --folder a --max-sessions x", "--max-sessions \"x\" is no number"),
        ] {
            let error = of(arguments).unwrap_err();
            assert!(error.contains(expected), "{arguments}: {error}");
        }
    }
}
