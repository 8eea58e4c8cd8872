//! A local port that leads to a port of a managed node, or of a host that it reaches.

mod listening;

use std::io::Write;
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop, in_one_line};
use ssm_session::{Event, PortForward};

use listening::{Listening, Place};

const HELP: &str = "\
Forwards a local port to a port of a managed node, or of a host that the node reaches.

Usage: port_forward [--host HOST] [--listen ADDRESS | --socket PATH] TARGET PORT

  TARGET  the node's id, such as i-0123456789abcdef0 or mi-0123456789abcdef0
  PORT    the port to reach

It prints the local address or path on a line of its own, and forwards until Ctrl-C. What happens besides is
told on standard error. Region, endpoint and credentials come from the environment and the files of
the AWS tools.

Options:
  --host HOST       a host that the node reaches, in place of the node itself
  --listen ADDRESS  where to listen; 127.0.0.1:0, any free port, unless given
  --socket PATH     listen on a Unix socket instead, for this user alone; one that nobody listens on
                    any more is replaced, and it is removed at the end
  --help            print this help

Exit status: 0 after Ctrl-C, 1 if the session failed or ended, 2 for wrong usage.

With --aws, said or not, a target is one of where the environment leads. Without arguments it starts
ssm-local with a node inside itself, needs nothing, sends a line to a port there and back, and ends.
";

mod trial;

fn main() -> ExitCode {
    let is_trial = std::env::args_os().len() == 1;
    match if is_trial { trial::run() } else { run() } {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("port_forward"),
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let (mut host, mut listen, mut socket, mut values) = (None, None, None, Vec::new());
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            // A target is one of where the environment leads, said or not.
            Argument::Option(name) if name == "--aws" => {}
            Argument::Option(name) if name == "--help" => {
                std::io::stdout().write_all(HELP.as_bytes())?;
                return Ok(());
            }
            Argument::Option(name) if name == "--host" => arguments.value(&mut host)?,
            Argument::Option(name) if name == "--listen" => arguments.value(&mut listen)?,
            Argument::Option(name) if name == "--socket" => arguments.value(&mut socket)?,
            Argument::Option(name) => return Err(Stop::Usage(format!("unknown option {name}"))),
            Argument::Value(value) => values.push(value),
        }
    }
    let [target, port] = values.as_slice() else {
        return Err(Stop::Usage("a target and a port are expected".to_owned()));
    };
    let port = port.parse().map_err(|_| Stop::Usage(format!("{port} is no port")))?;
    let place = match (listen, socket) {
        (Some(_), Some(_)) => {
            return Err(Stop::Usage("--listen and --socket are two places; one is expected".to_owned()));
        }
        (None, Some(path)) => Place::Socket(path),
        (listen, None) => Place::Address(listen.unwrap_or_else(|| "127.0.0.1:0".to_owned())),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(forward(target, host, port, &place))
}

async fn forward(target: &str, host: Option<String>, port: u16, place: &Place) -> Result<(), Stop> {
    let client = Client::from_env().await?;
    let start = match host {
        Some(host) => PortForward::to_remote_host(&client, target, host, port),
        None => PortForward::to_port(&client, target, port),
    };
    let mut events = start.events();
    tokio::spawn(async move {
        while let Some(event) = events.next().await {
            if let Some(line) = line(&event) {
                eprintln!("{line}");
            }
        }
    });
    let forward = start.start().await.map_err(|error| Stop::failure(&error))?;
    let listening = Listening::begin(&forward, place).await?;
    let mut output = std::io::stdout();
    writeln!(output, "{listening}")?;
    output.flush()?;
    tokio::select! {
        ended = forward.ended() => match ended {
            Ok(said) => Err(Stop::Failure(format!("the session ended {said}").trim_end().to_owned())),
            Err(error) => Err(Stop::failure(&error)),
        },
        pressed = tokio::signal::ctrl_c() => {
            pressed.map_err(|error| Stop::cannot("wait for Ctrl-C", &error))?;
            drop(listening);
            forward.terminate().await.map_err(|error| Stop::failure(&error))
        }
    }
}

/// What is worth a line.
fn line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Lost { reason } => in_one_line(reason),
        Event::Reconnecting { attempt, wait } => format!("attempt {attempt} to reconnect in {wait:?}"),
        Event::Reconnected => "connected again".to_owned(),
        Event::ConnectionRefused => "the node cannot connect to the port".to_owned(),
        Event::Paused => "the node is away".to_owned(),
        Event::Resumed => "the node is back".to_owned(),
        _ => return None,
    })
}
