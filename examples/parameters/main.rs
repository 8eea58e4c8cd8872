//! Configuration from parameters: a tree as a structure, many names at once, what changes, and a cache.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself.

mod settings;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use ssm_client::intercept::{AfterAttempt, Intercept};
use ssm_examples::{Service, program};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::parameters::{Pacer, Parameters, TreeError};

use settings::Settings;

const ABOUT: &str = "\
Configuration from parameters, by ssm-toolkit.

It creates standard parameters below a path of its own, which cost nothing, and deletes them.";

fn main() -> ExitCode {
    program("parameters", ABOUT, async |service| {
        service.with_path("app", async |path| show(service, path).await).await
    })
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

async fn show(service: &Service, path: &str) -> Result<(), Box<dyn Error>> {
    let attempts = Arc::new(Attempts::default());
    let client = service.builder().intercept(Arc::clone(&attempts)).load().await?;
    let pacer = Pacer::higher_throughput();
    let parameters = client.parameters().pacer(&pacer);

    store(&parameters, path).await?;
    say(format_args!("requests   {} to store", attempts.take()))?;
    tree(&parameters, path).await?;
    say(format_args!("requests   {}", attempts.take()))?;
    many(&parameters, path).await?;
    say(format_args!("requests   {}", attempts.take()))?;
    changes(&parameters, path).await?;
    attempts.take();
    cached(&parameters, path).await?;
    say(format_args!("requests   {}", attempts.take()))
}

/// Some configuration, one part of it secret, with a tag on a parameter that may be there already.
async fn store(parameters: &Parameters, path: &str) -> Result<(), Box<dyn Error>> {
    let host = parameters.put(format!("{path}/db/host"), "db-1.example.com").overwrite(true);
    for put in [
        host.tag("team", "storage"),
        parameters.put_secret(format!("{path}/db/password"), "correct horse battery staple"),
        parameters.put(format!("{path}/workers"), "8"),
        parameters.put_list(format!("{path}/origins"), ["https://a.example", "https://b.example"]),
    ] {
        put.send().await?;
    }
    Ok(())
}

/// All below a path as a structure, and what an error looks like.
async fn tree(parameters: &Parameters, path: &str) -> Result<(), Box<dyn Error>> {
    let settings: Settings = parameters.tree(path).await?.deserialize()?;
    say(format_args!("tree       {settings}"))?;
    parameters.put(format!("{path}/workers"), "many").overwrite(true).send().await?;
    let settings: Result<Settings, TreeError> = parameters.tree(path).await?.deserialize();
    if let Err(error) = settings {
        say(format_args!("error      {error}"))?;
    }
    Ok(())
}

/// Many names at once, one of which is not there.
async fn many(parameters: &Parameters, path: &str) -> Result<(), Box<dyn Error>> {
    let names = ["db/host", "workers:1", "db/prot", "db/host"].map(|name| format!("{path}/{name}"));
    match parameters.get_many(&names).await {
        Ok(found) => say(format_args!("many       {} parameters", found.len())),
        Err(error) if error.is_missing() => {
            say(format_args!("many       {error}; {} others", error.found().len()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Everything is new at the first look; then one parameter changes.
async fn changes(parameters: &Parameters, path: &str) -> Result<(), Box<dyn Error>> {
    let mut watch = parameters.watch_path(path)?.interval(Duration::ZERO);
    say(format_args!("watched    {} parameters", watch.next_changes().await?.len()))?;
    parameters.put(format!("{path}/workers"), "16").overwrite(true).send().await?;
    for change in watch.next_changes().await? {
        let version = change.parameter().map_or(0, |parameter| parameter.version());
        say(format_args!("changed    {} is version {version} now", change.name()))?;
    }
    Ok(())
}

/// A thousand tasks that want the same secret.
async fn cached(parameters: &Parameters, path: &str) -> Result<(), Box<dyn Error>> {
    let cache = parameters.cache().time_to_live(Duration::from_secs(60)).build();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let (cache, name) = (cache.clone(), format!("{path}/db/password"));
        tasks.spawn(async move { cache.get(&name).await });
    }
    let mut got = 0;
    while let Some(Ok(outcome)) = tasks.join_next().await {
        outcome?;
        got += 1;
    }
    say(format_args!("cached     {got} tasks have the password"))
}

fn say(line: std::fmt::Arguments<'_>) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
