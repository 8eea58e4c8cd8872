//! The first minutes with `ssm-client`: parameters stored, read, listed, labelled, tagged, deleted.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. The calls
//! are in `tour.rs`.

mod tour;
mod transcript;

use std::io::Write;
use std::process::ExitCode;

use ssm_examples::{Service, Stop, TARGET_HELP, Target};

use tour::Tour;

/// What `--help` prints before the options.
const ABOUT: &str = "\
The first minutes with ssm-client.

Usage: quickstart [OPTIONS]
";

/// What it prints after them.
const EFFECTS: &str = "\
It creates standard parameters below a path of its own, which cost nothing, and deletes them.

Exit status: 0 if all went well, 1 if a call failed, 2 for wrong usage.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("quickstart"),
    }
}

fn run() -> Result<(), Stop> {
    let Some(target) = Target::parse(std::env::args_os().skip(1))? else {
        return Ok(write!(std::io::stdout(), "{ABOUT}\n{TARGET_HELP}{EFFECTS}")?);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        let service = Service::open(target).await?;
        let mut tour = Tour::new(service.client().clone());
        transcript::introduction(&service.introduction().await?, tour.path())?;
        let result = take(&mut tour).await;
        service.close().await;
        result
    })
}

/// Takes the tour and clears up behind it, however it ends.
async fn take(tour: &mut Tour) -> Result<(), Stop> {
    let outcome = tokio::select! {
        outcome = tour.take() => outcome,
        _ = tokio::signal::ctrl_c() => Err(Stop::Failure("interrupted".to_owned())),
    };
    match (outcome, tour.clear_up().await) {
        (Err(Stop::Failure(first)), Err(Stop::Failure(then))) => {
            Err(Stop::Failure(format!("{first}; and {then}")))
        }
        (outcome, cleared) => outcome.and(cleared),
    }
}
