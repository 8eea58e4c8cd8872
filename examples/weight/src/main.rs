//! The least that calls AWS: one capability, one TLS stack, a runtime of one thread. It says what that weighs.
//!
//! Without arguments it calls an endpoint inside itself that knows one answer; with `--aws` it makes one call
//! that only reads, where the environment leads. Build it by
//! `cargo build --release -p ssm-example-weight`: features are those of its own `Cargo.toml`.

mod endpoint;

use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;
use std::time::Instant;

use ssm_client::Client;

fn main() -> ExitCode {
    let begun = Instant::now();
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let is_aws = match arguments.as_slice() {
        [] => false,
        [option] if option == "--aws" => true,
        _ => return ended(2, "weight: --aws is the only option"),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ended(1, &format!("weight: cannot start the runtime: {error}")),
    };
    match runtime.block_on(show(is_aws, begun)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let chain = std::iter::successors(Some(&*error as &dyn Error), |&error| error.source());
            let lines: Vec<String> = chain.map(ToString::to_string).collect();
            ended(1, &format!("weight: {}", lines.join(": ")))
        }
    }
}

async fn show(is_aws: bool, begun: Instant) -> Result<(), Box<dyn Error>> {
    let client = if is_aws {
        Client::from_env().await?
    } else {
        Client::builder()
            .without_env()
            .region("us-east-1")
            .endpoint_url(endpoint::start().await?)
            .static_credentials("any", "thing", None)
            .build()?
    };
    let (endpoint, region) = (client.transport().endpoint(), client.transport().region());
    writeln!(stdout(), "Calls go to {endpoint}, region {region}.")?;

    let answer = client.describe_parameters().max_results(1).send().await?;
    let some = if answer.parameters.is_empty() { "there are no parameters" } else { "there are parameters" };
    writeln!(stdout(), "DescribeParameters  {some}, after {:.1} ms", begun.elapsed().as_secs_f64() * 1e3)?;

    let size = std::fs::metadata(std::env::current_exe()?)?.len();
    writeln!(stdout(), "program             {:.1} MB{}", size as f64 / 1e6, build())?;
    if let Some(peak) = peak_memory() {
        writeln!(stdout(), "memory at its peak  {peak}")?;
    }
    Ok(())
}

/// What makes a size beside others meaningless.
fn build() -> &'static str {
    if cfg!(debug_assertions) { ", a debug build: --release is a fraction of it" } else { "" }
}

/// As Linux counts it, such as `7640 kB`; none elsewhere.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    Some(status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().to_owned())
}

fn ended(status: u8, line: &str) -> ExitCode {
    // Where nobody listens, the status has to do.
    let _ = writeln!(stderr(), "{line}");
    ExitCode::from(status)
}
