//! A fleet on your machine: three machines register as managed nodes, one command goes to all of them by a
//! tag, and one of them fails.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself. `fleet.rs` has
//! the machines, `rollout.rs` the command.

mod fleet;
mod rollout;

use std::io::{self, Write};
use std::process::ExitCode;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Service, Stop, TARGET_HELP, Target, TargetOptions};

use fleet::Fleet;

/// What `--help` prints before the options.
const ABOUT: &str = "\
A fleet on your machine: three managed nodes, one command by a tag, one node that fails.

Usage: fleet [OPTIONS]

  --role NAME         the IAM role that the nodes act under, which Systems Manager may assume
                      [default: fleet-demo-role, which an ssm-local takes as any other]
";

/// What it prints after them.
const EFFECTS: &str = "\
The nodes run within this program, as you, with a real shell. It deregisters them in the end, deletes their
activation, and removes their folders.

Exit status: 0 if all went well, the failure of the one node included, 1 if a call failed, 2 for wrong usage.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("fleet"),
    }
}

fn run() -> Result<(), Stop> {
    let Some((target, role)) = parse()? else {
        return Ok(write!(io::stdout(), "{ABOUT}\n{TARGET_HELP}{EFFECTS}")?);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(async {
        let service = Service::open(target).await?;
        writeln!(io::stdout(), "{}", service.introduction().await?)?;
        let client = service.client();
        let mut fleet = Fleet::new(&role);
        let outcome = tokio::select! {
            outcome = show(client, &mut fleet) => outcome,
            _ = tokio::signal::ctrl_c() => Err(Stop::Failure("interrupted".to_owned())),
        };
        let cleared = fleet.clear_up(client).await;
        service.close().await;
        outcome.and(cleared)
    })
}

/// Where the calls go, and the role; none if help is asked for.
fn parse() -> Result<Option<(Target, String)>, Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let (mut options, mut role) = (TargetOptions::default(), None);
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => return Ok(None),
            Argument::Option(name) if name == "--role" => arguments.value(&mut role)?,
            Argument::Option(name) => {
                if !options.take(&name, &mut arguments)? {
                    return Err(Stop::Usage(format!("unknown option {name}")));
                }
            }
            Argument::Value(_) => return Err(Stop::Usage("only options are understood".to_owned())),
        }
    }
    Ok(Some((options.target()?, role.unwrap_or_else(|| "fleet-demo-role".to_owned()))))
}

async fn show(client: &Client, fleet: &mut Fleet) -> Result<(), Stop> {
    writeln!(io::stdout(), "The nodes run what they are sent, as {}.", ssm_node::current_user())?;
    fleet.register(client).await?;
    fleet.until_online(client).await?;
    rollout::run(client, fleet).await
}
