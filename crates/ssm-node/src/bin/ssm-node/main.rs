//! `ssm-node`: a managed node of AWS Systems Manager.

mod arguments;

use std::error::Error;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::ExitCode;

use arguments::{Arguments, CODE_VARIABLE, HELP, Options};
use ssm_node::{Ended, Node, Registration};

/// The exit status of wrong usage.
const USAGE: u8 = 2;

/// That of a node which is none any more.
const ENDED: u8 = 3;

/// The most that is read for an activation's code, in bytes.
const MOST_OF_CODE: u64 = 4096;

fn main() -> ExitCode {
    let result = match arguments::parse(std::env::args_os().skip(1)) {
        Err(error) => {
            eprintln!("ssm-node: {error}\nTry `ssm-node --help`.");
            return ExitCode::from(USAGE);
        }
        Ok(Arguments::Help) => print(HELP),
        Ok(Arguments::Version) => print(concat!("ssm-node ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Arguments::Register(registration)) => register(registration),
        Ok(Arguments::Run(options)) => run(options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ssm-node: {}", with_causes(error.as_ref()));
            if error.is::<Ended>() { ExitCode::from(ENDED) } else { ExitCode::FAILURE }
        }
    }
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut node = builder(options).start().await?;
        eprintln!(
            "ssm-node: {} runs whatever is sent to it, with a real shell, as {}",
            node.instance_id(),
            ssm_node::current_user()
        );
        tokio::select! {
            signal = stop_signal() => signal?,
            ended = node.ended() => return Err(ended.into()),
        }
        node.shutdown().await;
        Ok(())
    })
}

fn register(given: arguments::Registration) -> Result<(), Box<dyn Error>> {
    let code = given.activation_code.map_or_else(activation_code, Ok)?;
    let mut registration =
        Registration::new(given.activation_id, code).folder(given.folder).force(given.force);
    if let Some(region) = given.region {
        registration = registration.region(region);
    }
    if let Some(url) = given.endpoint_url {
        registration = registration.endpoint_url(url);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let instance_id = runtime.block_on(registration.register())?;
    print(&format!("{instance_id}\n"))
}

/// The code where a process list does not show it.
fn activation_code() -> Result<String, Box<dyn Error>> {
    let code = match std::env::var(CODE_VARIABLE) {
        Ok(code) => code,
        Err(_) => {
            if std::io::stdin().is_terminal() {
                eprint!("activation code: ");
            }
            let mut line = String::new();
            BufReader::new(std::io::stdin().take(MOST_OF_CODE)).read_line(&mut line)?;
            line
        }
    };
    match code.trim() {
        "" => Err(format!("no activation code: set {CODE_VARIABLE}, or write it to standard input").into()),
        code => Ok(code.to_owned()),
    }
}

fn builder(options: Options) -> ssm_node::NodeBuilder {
    let mut builder = Node::builder().folder(options.folder).on_event(|event| eprintln!("ssm-node: {event}"));
    if let Some(id) = options.instance_id {
        builder = builder.instance_id(id);
    }
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    if let Some(url) = options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if let Some(url) = options.messages_endpoint_url {
        builder = builder.messages_endpoint_url(url);
    }
    if let Some(url) = options.sessions_endpoint_url {
        builder = builder.sessions_endpoint_url(url);
    }
    if let Some(most) = options.max_sessions {
        builder = builder.max_sessions(most);
    }
    if let Some(folder) = options.s3_folder {
        builder = builder.output_folder(folder);
    }
    if let Some(most) = options.max_commands {
        builder = builder.max_concurrent_commands(most);
    }
    builder
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn with_causes(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    line
}
