//! A shell on a managed node, in this terminal.

mod terminal;

use std::io::Write;
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::NodeOptions;
use ssm_session::Session;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use terminal::Terminal;

const HELP: &str = "\
A shell on a managed node, in this terminal.

Usage: shell [--aws] TARGET
       shell

  TARGET  the node's id, such as i-0123456789abcdef0 or mi-0123456789abcdef0

Region, endpoint and credentials come from the environment and the files of the AWS tools. The shell
ends by exit or Ctrl-D. Standard input that is no terminal is typed, and then Ctrl-D.

Without arguments it starts ssm-local with a node inside itself, needs nothing, and opens the shell there:
on this machine, as you.

Options:
  --aws   said or not, a target is one of where the environment leads
  --help  print this help

Exit status: 0 when the shell has ended, 1 if the session failed, 2 for wrong usage.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("shell"),
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let (mut aws, mut target) = (false, None);
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => {
                std::io::stdout().write_all(HELP.as_bytes())?;
                return Ok(());
            }
            Argument::Option(name) if name == "--aws" => aws = true,
            Argument::Value(value) if target.is_none() => target = Some(value),
            Argument::Option(word) | Argument::Value(word) => {
                return Err(Stop::Usage(format!("{word} is not expected")));
            }
        }
    }
    if aws && target.is_none() {
        return Err(Stop::Usage("the target is missing".to_owned()));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    let outcome = runtime.block_on(async {
        match target {
            Some(target) => shell(&Client::from_env().await?, &target).await,
            None => shell_of_a_node_here().await,
        }
    });
    // Somebody may still be waiting for the keyboard.
    runtime.shutdown_background();
    outcome
}

async fn shell_of_a_node_here() -> Result<(), Stop> {
    let (client, local) = start_local().await?;
    let node = local.add_node(NodeOptions::new()).await.map_err(|error| Stop::failure(&error))?;
    let outcome = shell(&client, &node).await;
    local.shutdown().await;
    outcome
}

async fn shell(client: &Client, target: &str) -> Result<(), Stop> {
    let session = Session::shell(client, target).start().await.map_err(|error| Stop::failure(&error))?;
    let message = session.customer_message();
    if !message.is_empty() {
        eprintln!("{message}");
    }
    let controls = session.controls();
    let terminal = Terminal::begin().map_err(|error| Stop::cannot("set up the terminal", &error))?;
    let (shown, typed) = tokio::io::split(session);
    let ended = tokio::select! {
        ended = show(shown) => ended,
        stopped = type_input(typed) => stopped,
        stopped = terminal.follow(&controls) => stopped,
    };
    drop(terminal);
    ended.map_err(|error| Stop::failure(&error))
}

/// Shows what the node sends, as it is, until the session ends.
async fn show(mut shown: impl AsyncRead + Unpin) -> std::io::Result<()> {
    let mut output = tokio::io::stdout();
    let mut bytes = vec![0; 16 << 10];
    loop {
        let length = shown.read(&mut bytes).await?;
        if length == 0 {
            return Ok(());
        }
        output.write_all(&bytes[..length]).await?;
        output.flush().await?;
    }
}

/// Types what comes from standard input. Comes back only if that fails: the shell decides when it ends.
async fn type_input(mut typed: impl AsyncWrite + Unpin) -> std::io::Result<()> {
    tokio::io::copy(&mut tokio::io::stdin(), &mut typed).await?;
    typed.write_all(&[terminal::END_OF_INPUT]).await?;
    std::future::pending().await
}
