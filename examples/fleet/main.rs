//! A fleet on your machine: three machines register as managed nodes, one command goes to all of them by a
//! tag, and one of them fails.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. `fleet.rs` has
//! the machines, `rollout.rs` the command.

mod endpoint;
mod fleet;
mod rollout;

use std::io::{self, Write};
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::Stop;

use endpoint::Endpoint;
use fleet::Fleet;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("fleet"),
    }
}

fn run() -> Result<(), Stop> {
    let Some(endpoint) = Endpoint::parse(std::env::args_os().skip(1))? else {
        io::stdout().write_all(endpoint::HELP.as_bytes())?;
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        let (client, local) = endpoint.open().await?;
        let mut fleet = Fleet::new();
        let outcome = tokio::select! {
            outcome = show(&client, &mut fleet) => outcome,
            _ = tokio::signal::ctrl_c() => Err(Stop::Failure("interrupted".to_owned())),
        };
        let cleared = fleet.clear_up(&client).await;
        if let Some(local) = local {
            local.shutdown().await;
        }
        outcome.and(cleared)
    })
}

async fn show(client: &Client, fleet: &mut Fleet) -> Result<(), Stop> {
    writeln!(io::stdout(), "Calls go to {}.", client.transport().endpoint())?;
    writeln!(io::stdout(), "The nodes run what they are sent, as {}.", ssm_node::current_user())?;
    fleet.register(client).await?;
    fleet.until_online(client).await?;
    rollout::run(client, fleet).await
}
