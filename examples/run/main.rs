//! Runs a script on many nodes, shows how it goes, and sums up what came of it.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` with nodes inside itself.

mod arguments;
mod bars;
mod json;
mod table;

use std::io::Write;
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::{Service, Stop, Target, in_one_line};
use ssm_local::NodeOptions;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::run_command::{CommandError, CommandHandle, CommandReport};

use arguments::{Arguments, Shell};
use bars::Bars;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(stop) => stop.report("run"),
    }
}

/// Whether every node succeeded.
fn run() -> Result<bool, Stop> {
    let Some(arguments) = Arguments::parse(std::env::args_os().skip(1))? else {
        std::io::stdout().write_all(arguments::HELP.as_bytes())?;
        return Ok(true);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        let service = Service::open(arguments.target.clone()).await?;
        if let Some(local) = service.local() {
            for number in 1..=arguments.nodes {
                let options = NodeOptions::new().tag("number", number.to_string());
                local.add_node(options).await.map_err(|error| Stop::failure(&error))?;
            }
        } else if arguments.target == Target::Aws && !arguments.json {
            writeln!(std::io::stdout(), "{}", service.introduction().await?)?;
        }
        let outcome = see_through(service.client(), &arguments).await;
        service.close().await;
        let report = outcome?;
        let mut stdout = std::io::stdout().lock();
        if arguments.json {
            json::print(&mut stdout, &report)?;
        } else {
            table::print(&mut stdout, &report)?;
        }
        Ok(report.is_success())
    })
}

/// Starts the command and sees it through, or cancels it.
async fn see_through(client: &Client, arguments: &Arguments) -> Result<CommandReport, Stop> {
    let command = match arguments.shell {
        Shell::Posix => client.run_shell(&arguments.script),
        Shell::PowerShell => client.run_power_shell(&arguments.script),
    };
    let mut command = command.on(arguments.targets.clone());
    if let Some(limit) = arguments.max_concurrency {
        command = command.max_concurrency(limit);
    }
    if let Some(limit) = arguments.max_errors {
        command = command.max_errors(limit);
    }
    let command = command.start().await.map_err(stop)?;
    let seen = async {
        let followed = async {
            follow(&command).await?;
            command.wait().await
        };
        match arguments.within {
            Some(time) => match tokio::time::timeout(time, followed).await {
                Ok(outcome) => outcome.map_err(stop),
                Err(_) => Err(Stop::Failure(format!("the command {} is not over in time", command.id()))),
            },
            None => followed.await.map_err(stop),
        }
    };
    let outcome = tokio::select! {
        outcome = seen => outcome,
        _ = tokio::signal::ctrl_c() => Err(Stop::Failure("interrupted".to_owned())),
    };
    match outcome {
        Err(Stop::Failure(why)) => Err(Stop::Failure(match command.cancel().await {
            Ok(()) => format!("{why}; it was cancelled"),
            Err(error) => format!("{why}; and it could not be cancelled: {error}"),
        })),
        outcome => outcome,
    }
}

/// Shows how the command goes, to people.
async fn follow(command: &CommandHandle) -> Result<(), CommandError> {
    let Some(mut bars) = Bars::for_people() else { return Ok(()) };
    let mut progress = command.progress();
    while let Some(update) = progress.try_next().await? {
        bars.show(&update);
    }
    Ok(())
}

fn stop(error: CommandError) -> Stop {
    match error {
        CommandError::Call(error) => error.into(),
        error => Stop::Failure(in_one_line(&error)),
    }
}
