//! Configuration from parameters: a tree as a structure, many names at once, what changes, and a cache.
//!
//! Needs no AWS account: it starts `ssm-local` inside itself.

mod settings;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ssm_client::Client;
use ssm_client::intercept::{AfterAttempt, Intercept};
use ssm_examples::{Argument, Arguments, Stop};
use ssm_local::LocalSsm;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::{Pacer, Parameters, ReadError};

use settings::Settings;

const HELP: &str = "\
Configuration from parameters, by ssm-toolkit.

Usage: parameters

It starts ssm-local inside itself and needs nothing.

Options:
  --help  print this help

Exit status: 0 if all went well, 1 if something failed, 2 for wrong usage.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("parameters"),
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    if let Some(argument) = arguments.next_argument()? {
        return match argument {
            Argument::Option(name) if name == "--help" => Ok(std::io::stdout().write_all(HELP.as_bytes())?),
            Argument::Option(name) => Err(Stop::Usage(format!("unknown option {name}"))),
            Argument::Value(_) => Err(Stop::Usage("only options are understood".to_owned())),
        };
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(show())
}

/// Counts what goes out, by the client's own hook.
#[derive(Default)]
struct Attempts(std::sync::atomic::AtomicUsize);

impl Intercept for Attempts {
    fn after_attempt(&self, _: &AfterAttempt<'_>) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

impl Attempts {
    /// How many there were since the last time.
    fn take(&self) -> usize {
        self.0.swap(0, std::sync::atomic::Ordering::Relaxed)
    }
}

async fn show() -> Result<(), Stop> {
    let local = LocalSsm::start().await.map_err(|error| Stop::failure(&error))?;
    let attempts = Arc::new(Attempts::default());
    let client = Client::builder()
        .without_env()
        .region("us-east-1")
        .endpoint_url(local.endpoint_url())
        .static_credentials("parameters", "no-secret-of-anybody", None)
        .intercept(Arc::clone(&attempts))
        .build()?;
    let pacer = Pacer::higher_throughput();
    let parameters = client.parameters().pacer(&pacer);

    store(&parameters).await?;
    say(format_args!("requests   {} to store", attempts.take()))?;
    tree(&parameters).await?;
    say(format_args!("requests   {}", attempts.take()))?;
    many(&parameters).await?;
    say(format_args!("requests   {}", attempts.take()))?;
    changes(&parameters).await?;
    attempts.take();
    cached(&parameters).await?;
    say(format_args!("requests   {}", attempts.take()))?;
    local.shutdown().await;
    Ok(())
}

/// Some configuration, one part of it secret, with a tag on a parameter that may be there already.
async fn store(parameters: &Parameters) -> Result<(), Stop> {
    let host = parameters.put("/app/db/host", "db-1.example.com").overwrite(true).tag("team", "storage");
    for put in [
        host,
        parameters.put_secret("/app/db/password", "correct horse battery staple"),
        parameters.put("/app/workers", "8"),
        parameters.put_list("/app/origins", ["https://a.example", "https://b.example"]),
    ] {
        put.send().await.map_err(|error| Stop::failure(&error))?;
    }
    Ok(())
}

/// All below a path as a structure, and what an error looks like.
async fn tree(parameters: &Parameters) -> Result<(), Stop> {
    let settings: Settings = read(parameters).await?.map_err(|error| Stop::failure(&error))?;
    say(format_args!("tree       {settings}"))?;
    let put = parameters.put("/app/workers", "many").overwrite(true);
    put.send().await.map_err(|error| Stop::failure(&error))?;
    if let Err(error) = read(parameters).await? {
        say(format_args!("error      {error}"))?;
    }
    Ok(())
}

async fn read(parameters: &Parameters) -> Result<Result<Settings, ssm_toolkit::parameters::TreeError>, Stop> {
    let tree = parameters.tree("/app").await.map_err(|error| Stop::failure(&error))?;
    Ok(tree.deserialize())
}

/// Many names at once, one of which is not there.
async fn many(parameters: &Parameters) -> Result<(), Stop> {
    let names = ["/app/db/host", "/app/workers:1", "/app/db/prot", "/app/db/host"];
    match parameters.get_many(names).await {
        Ok(found) => say(format_args!("many       {} parameters", found.len())),
        Err(error) if error.is_missing() => {
            say(format_args!("many       {error}; {} others", error.found().len()))
        }
        Err(error) => Err(Stop::failure(&error)),
    }
}

/// Everything is new at the first look; then one parameter changes.
async fn changes(parameters: &Parameters) -> Result<(), Stop> {
    let failed = |error: ReadError| Stop::failure(&error);
    let mut watch = parameters.watch_path("/app").map_err(failed)?.interval(Duration::ZERO);
    say(format_args!("watched    {} parameters", watch.next_changes().await.map_err(failed)?.len()))?;
    let put = parameters.put("/app/workers", "16").overwrite(true);
    put.send().await.map_err(|error| Stop::failure(&error))?;
    for change in watch.next_changes().await.map_err(failed)? {
        let version = change.parameter().map_or(0, |parameter| parameter.version());
        say(format_args!("changed    {} is version {version} now", change.name()))?;
    }
    Ok(())
}

/// A thousand tasks that want the same secret.
async fn cached(parameters: &Parameters) -> Result<(), Stop> {
    let cache = parameters.cache().time_to_live(Duration::from_secs(60)).build();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let cache = cache.clone();
        tasks.spawn(async move { cache.get("/app/db/password").await });
    }
    let mut got = 0;
    while let Some(Ok(outcome)) = tasks.join_next().await {
        outcome.map_err(|error| Stop::failure(&*error))?;
        got += 1;
    }
    say(format_args!("cached     {got} tasks have the password"))
}

fn say(line: std::fmt::Arguments<'_>) -> Result<(), Stop> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
