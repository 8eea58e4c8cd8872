//! What calls tell `tracing`, printed: a line for each span that ends and for each event.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself.

use std::io::Write;
use std::process::ExitCode;

use ssm_client::Client;
use ssm_client::types::ParameterType;
use ssm_examples::{Argument, Arguments, Service, Stop, TARGET_HELP, TargetOptions};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::prelude::*;

const HELP: &str = "\
What the calls of ssm-client tell the crate tracing.

Usage: traced [FILTER] [OPTIONS]

  FILTER  what to print, as targets with levels; awsjson_transport=debug unless said otherwise.
          Calls and retries without single attempts: awsjson_transport=info
          Whole calls only: awsjson_transport::call=info
";

/// What it prints after the options.
const EFFECTS: &str = "\
It creates a standard parameter with a path of its own, which costs nothing, and deletes it.

Exit status: 0 if all went well, 1 if a call failed unexpectedly, 2 for wrong usage.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("traced"),
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let mut options = TargetOptions::default();
    let mut filter = "awsjson_transport=debug".to_owned();
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => {
                return Ok(write!(std::io::stdout(), "{HELP}\n{TARGET_HELP}{EFFECTS}")?);
            }
            Argument::Option(name) => {
                if !options.take(&name, &mut arguments)? {
                    return Err(Stop::Usage(format!("unknown option {name}")));
                }
            }
            Argument::Value(value) => filter = value,
        }
    }
    let target = options.target()?;
    let targets: Targets =
        filter.parse().map_err(|error| Stop::Usage(format!("{filter} is no filter: {error}")))?;
    // A span's fields are complete when it closes, so that is when it is printed.
    let lines = tracing_subscriber::fmt::layer().without_time().with_span_events(FmtSpan::CLOSE);
    tracing_subscriber::registry().with(lines.with_filter(targets)).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(async {
        let service = Service::open(target).await?;
        let path = service.path("traced");
        if service.local().is_none() {
            writeln!(std::io::stdout(), "{}", service.introduction().await?)?;
        }
        let outcome = calls(service.client(), &path).await;
        let cleared = match service.local() {
            // It is gone with the endpoint, and its removal would be one more call to read about.
            Some(_) => Ok(()),
            None => clear_up(service.client(), &path).await,
        };
        service.close().await;
        outcome.and(cleared)
    })
}

/// A call that succeeds, and one that does not.
async fn calls(client: &Client, path: &str) -> Result<(), Stop> {
    let password = client.put_parameter(format!("{path}/password"), "s3cret");
    password.r#type(ParameterType::SecureString).send().await?;
    match client.get_parameter(format!("{path}/missing")).send().await {
        Err(error) if error.code() == Some("ParameterNotFound") => Ok(()),
        Err(error) => Err(error.into()),
        Ok(_) => Err(Stop::Failure("a parameter exists that nobody stored".to_owned())),
    }
}

async fn clear_up(client: &Client, path: &str) -> Result<(), Stop> {
    client.delete_parameter(format!("{path}/password")).send().await?;
    Ok(())
}
