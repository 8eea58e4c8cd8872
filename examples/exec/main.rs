//! A command on a managed node: its output here, its exit code as this program's.

use std::io::Write;
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::NodeOptions;
use ssm_session::{Command, Output, Signal};

const HELP: &str = "\
Runs a command on a managed node and passes its exit code on.

Usage: exec [--document NAME] [--aws] TARGET COMMAND
       exec

  TARGET   the node's id, such as i-0123456789abcdef0 or mi-0123456789abcdef0
  COMMAND  a program with its arguments, in quotes; pipes and the like need a shell: \"sh -c '...'\"

Ctrl-C interrupts the command. Region, endpoint and credentials come from the environment and the files
of the AWS tools. Without arguments it starts ssm-local with a node inside itself, needs nothing, and runs
a command there that says what it runs on and ends with 0.

Options:
  --aws            said or not, a target is one of where the environment leads
  --document NAME  a session document with the parameter command, in place of
                   AWS-StartNonInteractiveCommand; it decides whether output and error stream come
                   apart, and whether the exit code is told
  --help           print this help

Exit status: the command's, or 0 if the node does not tell it; 1 if the session failed, 2 for wrong usage.
";

/// What the node of a trial runs.
const TRIAL: &str = "sh -c 'echo \"$(uname -s), as $(id -un)\"'";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(stop) => stop.report("exec"),
    }
}

fn run() -> Result<ExitCode, Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let (mut aws, mut document, mut values) = (false, None, Vec::new());
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => {
                std::io::stdout().write_all(HELP.as_bytes())?;
                return Ok(ExitCode::SUCCESS);
            }
            Argument::Option(name) if name == "--aws" => aws = true,
            Argument::Option(name) if name == "--document" => arguments.value(&mut document)?,
            Argument::Option(name) => return Err(Stop::Usage(format!("unknown option {name}"))),
            Argument::Value(value) => values.push(value),
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        match values.as_slice() {
            [target, command] => exec(&Client::from_env().await?, target, command, document).await,
            [] if !aws && document.is_none() => {
                let (client, local) = start_local().await?;
                let node = local.add_node(NodeOptions::new()).await;
                let node = node.map_err(|error| Stop::failure(&error))?;
                let outcome = exec(&client, &node, TRIAL, None).await;
                local.shutdown().await;
                outcome
            }
            _ => Err(Stop::Usage("a target and a command are expected".to_owned())),
        }
    })
}

async fn exec(
    client: &Client,
    target: &str,
    command: &str,
    document: Option<String>,
) -> Result<ExitCode, Stop> {
    let mut start = Command::new(client, target, command);
    start = match document {
        Some(document) => start.document(document),
        None => start.parameter("separateOutputStream", "true"),
    };
    let mut command = start.start().await.map_err(|error| Stop::failure(&error))?;
    loop {
        let output = tokio::select! {
            output = command.next() => output.map_err(|error| Stop::failure(&error))?,
            pressed = tokio::signal::ctrl_c() => {
                pressed.map_err(|error| Stop::cannot("wait for Ctrl-C", &error))?;
                command.signal(Signal::Interrupt).await.map_err(|error| Stop::failure(&error))?;
                continue;
            }
        };
        match output {
            Some(Output::Stdout(bytes)) => write_all(std::io::stdout(), &bytes)?,
            Some(Output::Stderr(bytes)) => write_all(std::io::stderr(), &bytes)?,
            None => break,
        }
    }
    // As shells do, what does not fit counts as failed.
    let code = command.exit_code().unwrap_or(0);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX)))
}

fn write_all(mut stream: impl Write, bytes: &[u8]) -> Result<(), Stop> {
    stream.write_all(bytes)?;
    Ok(stream.flush()?)
}
