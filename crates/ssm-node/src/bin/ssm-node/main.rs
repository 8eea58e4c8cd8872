//! `ssm-node`: a managed node of AWS Systems Manager.

mod arguments;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use arguments::{Arguments, HELP, Options};
use ssm_node::Node;

/// The exit status of wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let result = match arguments::parse(std::env::args_os().skip(1)) {
        Err(error) => {
            eprintln!("ssm-node: {error}\nTry `ssm-node --help`.");
            return ExitCode::from(USAGE);
        }
        Ok(Arguments::Help) => print(HELP),
        Ok(Arguments::Version) => print(concat!("ssm-node ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Arguments::Run(options)) => run(options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ssm-node: {}", with_causes(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let node = builder(options).start().await?;
        eprintln!(
            "ssm-node: {} runs whatever is sent to it, with a real shell, as {}",
            node.instance_id(),
            ssm_node::current_user()
        );
        stop_signal().await?;
        node.shutdown().await;
        Ok(())
    })
}

fn builder(options: Options) -> ssm_node::NodeBuilder {
    let mut builder = Node::builder()
        .instance_id(options.instance_id)
        .folder(options.folder)
        .on_event(|event| eprintln!("ssm-node: {event}"));
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
