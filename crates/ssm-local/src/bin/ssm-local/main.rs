//! `ssm-local`: a Systems Manager endpoint on this machine.

mod arguments;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{Arguments, HELP, Options};
use ssm_local::{AddNodeError, Builder, LocalSsm, NodeOptions};

/// The exit status of wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let result = match arguments::parse(std::env::args_os().skip(1)) {
        Err(error) => {
            eprintln!("ssm-local: {error}\nTry `ssm-local --help`.");
            return ExitCode::from(USAGE);
        }
        Ok(Arguments::Help) => print(HELP),
        Ok(Arguments::Version) => print(concat!("ssm-local ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Arguments::Table) => print(&ssm_local::table()),
        Ok(Arguments::Serve(options)) => serve(options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ssm-local: {}", with_causes(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        // Before anybody is told to go ahead, so that no signal is missed.
        let stop = stop_signal()?;
        let (count, s3_folder) = (options.nodes, options.s3_folder.clone());
        let ssm = builder(options).start().await?;
        add_nodes(&ssm, count, s3_folder).await?;
        print(&format!("ssm-local listens on {}\n", ssm.endpoint_url()))?;
        stop.await;
        ssm.shutdown().await;
        Ok(())
    })
}

/// Adds nodes, and says what that means before anybody can send them anything.
async fn add_nodes(ssm: &LocalSsm, count: usize, s3_folder: Option<PathBuf>) -> Result<(), AddNodeError> {
    if count == 0 {
        return Ok(());
    }
    eprintln!(
        "ssm-local: WARNING: {count} managed nodes run whatever commands are sent to them, with a real shell, \
         on this machine, as {}",
        ssm_local::current_user()
    );
    for _ in 0..count {
        let mut options = NodeOptions::new();
        if let Some(folder) = &s3_folder {
            options = options.s3_folder(folder);
        }
        eprintln!("ssm-local: node {}", ssm.add_node(options).await?);
    }
    Ok(())
}

fn builder(options: Options) -> Builder {
    let mut builder = LocalSsm::builder().port(options.port);
    if let Some(address) = options.address {
        builder = builder.address(address);
    }
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    if let Some(account_id) = options.account_id {
        builder = builder.account_id(account_id);
    }
    for (access_key_id, secret_access_key) in options.access_keys {
        builder = builder.credentials(access_key_id, secret_access_key);
    }
    if let Some(file) = options.state {
        builder = builder.state(file);
    }
    if let Some(seed) = options.seed {
        builder = builder.seed(seed);
    }
    builder
}

/// Resolves when the process is asked to stop. Watches from the call on.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the process is asked to stop. Watches from the call on.
#[cfg(windows)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
