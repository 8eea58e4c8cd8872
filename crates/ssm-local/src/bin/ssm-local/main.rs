//! `ssm-local`: a Systems Manager endpoint on this machine.

mod arguments;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{Arguments, HELP, Options, TlsOptions};
use ssm_local::{AddNodeError, Builder, LocalSsm, NodeOptions, Tls};

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
        Ok(Arguments::Serve(options)) => serve(*options),
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
        let ssm = builder(options)?.start().await?;
        tell_whom_to_trust(&ssm);
        add_nodes(&ssm, count, s3_folder).await?;
        print(&listens(&ssm))?;
        stop.await;
        ssm.shutdown().await;
        Ok(())
    })
}

/// The line that says that clients may go ahead.
fn listens(ssm: &LocalSsm) -> String {
    let https = ssm.https_url().map(|url| format!(" and {url}")).unwrap_or_default();
    format!("ssm-local listens on {}{https}\n", ssm.endpoint_url())
}

/// Says where the certificate authority is, and how clients are told to trust it.
fn tell_whom_to_trust(ssm: &LocalSsm) {
    let Some(file) = ssm.certificate_authority() else { return };
    let file = file.display();
    eprintln!(
        "ssm-local: clients of https have to trust the certificate authority {file}\n\
         ssm-local:   AWS SDKs and the AWS command line: export AWS_CA_BUNDLE={file}\n\
         ssm-local:   programs in Go, such as the official agent, and of OpenSSL: export SSL_CERT_FILE={file}"
    );
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

fn builder(options: Options) -> Result<Builder, Box<dyn Error>> {
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
    if let Some(tls) = options.tls {
        builder = builder.tls(to_tls(tls)?);
    }
    Ok(builder)
}

fn to_tls(options: TlsOptions) -> Result<Tls, Box<dyn Error>> {
    let folder = options.folder.or_else(data_folder);
    let folder =
        folder.ok_or("this user has no home folder to keep a certificate authority in: say --tls-folder")?;
    Ok(options.names.into_iter().fold(Tls::new(folder), Tls::name))
}

/// Where a user's certificate authority is kept unless it is said.
fn data_folder() -> Option<PathBuf> {
    let folder =
        |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else {
        folder("XDG_DATA_HOME").or_else(|| Some(folder("HOME")?.join(".local/share")))
    };
    Some(data?.join("ssm-local").join("tls"))
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
