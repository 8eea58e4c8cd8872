//! What calls tell `tracing`, printed: a line for each span that ends and for each event.
//!
//! Needs no AWS account: it starts `ssm-local` inside itself.

use std::io::Write;
use std::process::ExitCode;

use ssm_client::types::ParameterType;
use ssm_examples::{Argument, Arguments, Stop, start_local};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::prelude::*;

const HELP: &str = "\
What the calls of ssm-client tell the crate tracing.

Usage: traced [FILTER]

  FILTER  what to print, as targets with levels; awsjson_transport=debug unless said otherwise.
          Calls and retries without single attempts: awsjson_transport=info
          Whole calls only: awsjson_transport::call=info

It starts ssm-local inside itself and needs nothing.

Options:
  --help  print this help

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
    let mut filter = "awsjson_transport=debug".to_owned();
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => {
                std::io::stdout().write_all(HELP.as_bytes())?;
                return Ok(());
            }
            Argument::Option(name) => return Err(Stop::Usage(format!("unknown option {name}"))),
            Argument::Value(value) => filter = value,
        }
    }
    let targets: Targets =
        filter.parse().map_err(|error| Stop::Usage(format!("{filter} is no filter: {error}")))?;
    // A span's fields are complete when it closes, so that is when it is printed.
    let lines = tracing_subscriber::fmt::layer().without_time().with_span_events(FmtSpan::CLOSE);
    tracing_subscriber::registry().with(lines.with_filter(targets)).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(calls())
}

/// A call that succeeds, and one that does not.
async fn calls() -> Result<(), Stop> {
    let (client, local) = start_local().await?;
    client.put_parameter("/traced/password", "s3cret").r#type(ParameterType::SecureString).send().await?;
    let missing = client.get_parameter("/traced/missing").send().await;
    local.shutdown().await;
    match missing {
        Err(error) if error.code() == Some("ParameterNotFound") => Ok(()),
        Err(error) => Err(error.into()),
        Ok(_) => Err(Stop::Failure("a parameter exists that nobody stored".to_owned())),
    }
}
