//! Where a program's settings and its identity come from: the same program in several environments.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself, and itself again in
//! each of the environments. `--aws` shows the environment that there is.

use std::error::Error;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

use ssm_client::observability::CREDENTIALS;
use ssm_examples::{LOCAL_KEY_ID, LOCAL_SECRET, Service, program, run_again};
use ssm_local::LocalSsm;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

const ABOUT: &str = "\
Where a program's settings and its identity come from: the same program in several environments.

With --aws it shows the environment that it is in, by calls that only read.";

/// The settings to show, as the `Debug` of a client names them.
const SETTINGS: [&str; 4] = ["profile", "region", "endpoint", "max_attempts"];

fn main() -> ExitCode {
    // The client tells which sources it asks, and which of them had credentials.
    let lines = tracing_subscriber::fmt::layer().without_time().with_target(false).with_level(false);
    let credentials = Targets::new().with_target(CREDENTIALS, LevelFilter::DEBUG);
    tracing_subscriber::registry().with(lines.with_filter(credentials)).init();
    program("credentials", ABOUT, async |service| match service.local() {
        Some(local) => in_several_environments(local).await,
        None => show_settings(service),
    })
}

/// Every setting of a client with where it came from. Secrets are in none of it.
fn show_settings(service: &Service) -> Result<(), Box<dyn Error>> {
    for line in format!("{:#?}", service.client()).lines() {
        let setting = line.trim().trim_end_matches(',');
        if SETTINGS.iter().any(|name| setting.starts_with(&format!("{name}:"))) {
            writeln!(stdout(), "{setting}")?;
        }
    }
    Ok(())
}

async fn in_several_environments(local: &LocalSsm) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("credentials-example-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let outcome = environments(local, &folder).await;
    fs::remove_dir_all(&folder)?;
    outcome
}

async fn environments(local: &LocalSsm, folder: &Path) -> Result<(), Box<dyn Error>> {
    let url = local.endpoint_url();
    let config = folder.join("config");
    write_profiles(&config, &url)?;
    let config = config.to_string_lossy().into_owned();
    let endpoint = ("AWS_ENDPOINT_URL_SSM", url.as_str());
    let file = ("AWS_CONFIG_FILE", config.as_str());
    let region = ("AWS_REGION", "eu-central-1");
    let keys = [("AWS_ACCESS_KEY_ID", LOCAL_KEY_ID), ("AWS_SECRET_ACCESS_KEY", LOCAL_SECRET)];

    again("Keys in the environment", &[&keys[..], &[region, endpoint]].concat()).await?;
    again("Keys in the profile `default`", &[file, region, endpoint]).await?;
    again("A program that prints keys, in the profile `vault`", &[file, ("AWS_PROFILE", "vault")]).await?;
    again("A profile that is not there", &[file, ("AWS_PROFILE", "vautl")]).await?;
    again("Nothing at all", &[region, endpoint]).await
}

/// Profiles as they are in `~/.aws/config`.
fn write_profiles(config: &Path, url: &str) -> Result<(), Box<dyn Error>> {
    let printed = config.with_file_name("printed.json");
    let keys = serde_json::json!({
        "Version": 1, "AccessKeyId": LOCAL_KEY_ID, "SecretAccessKey": LOCAL_SECRET,
    });
    fs::write(&printed, keys.to_string())?;
    let (print, printed) = (if cfg!(windows) { "cmd /c type" } else { "cat" }, printed.display());
    let profiles = format!(
        "[default]\n\
         aws_access_key_id = {LOCAL_KEY_ID}\n\
         aws_secret_access_key = {LOCAL_SECRET}\n\
         \n\
         [profile vault]\n\
         region = eu-west-1\n\
         max_attempts = 5\n\
         endpoint_url = {url}\n\
         credential_process = {print} \"{printed}\"\n"
    );
    Ok(fs::write(config, profiles)?)
}

/// This program again, and what it says there.
async fn again(title: &str, variables: &[(&str, &str)]) -> Result<(), Box<dyn Error>> {
    let output = run_again(variables).await?;
    writeln!(stdout(), "\n{title}:")?;
    for said in [output.stdout, output.stderr] {
        for line in String::from_utf8_lossy(&said).lines() {
            writeln!(stdout(), "  {}", line.trim())?;
        }
    }
    Ok(())
}
