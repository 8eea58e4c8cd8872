//! The first minutes with `ssm-client`: parameters stored, read, listed, labelled, tagged, deleted.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. The calls
//! are in `tour.rs`.

mod target;
mod tour;
mod transcript;

use std::io::Write;
use std::process::ExitCode;

use ssm_examples::Stop;

use target::Target;
use tour::Tour;
use transcript::introduction;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("quickstart"),
    }
}

fn run() -> Result<(), Stop> {
    let Some(target) = Target::parse(std::env::args_os().skip(1))? else {
        std::io::stdout().write_all(target::HELP.as_bytes())?;
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        let (client, local) = target.open().await?;
        let endpoint = client.transport().endpoint().to_owned();
        let mut tour = Tour::new(client);
        introduction(&endpoint, local.is_some(), tour.path())?;
        let result = take(&mut tour).await;
        if let Some(local) = local {
            local.shutdown().await;
        }
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
