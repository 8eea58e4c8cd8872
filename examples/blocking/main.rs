//! `ssm-client` in a program without a runtime: no `async`, no `.await`, and every error by `?`.
//!
//! Needs no AWS account: unless it is told otherwise it calls an `ssm-local` beside it.

mod endpoint;

use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;

use ssm_client::blocking::Client;
use ssm_client::error::GetParameterError;
use ssm_examples::{ANY_SETTING, Stop, TARGET_HELP, Target, account_in};

/// What `--help` prints before the options.
const ABOUT: &str = "\
ssm-client in a program without a runtime.

Usage: blocking [OPTIONS]
";

/// What it prints after them.
const EFFECTS: &str = "\
It creates four standard parameters below /blocking-example, and deletes all that is there.

Exit status: 0 if all went well, 1 if a call failed, 2 for wrong usage.
";

/// Where the parameters go; they are deleted in the end.
const PATH: &str = "/blocking-example";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("blocking"),
    }
}

fn run() -> Result<(), Stop> {
    let Some(target) = Target::parse(std::env::args_os().skip(1))? else {
        return Ok(write!(io::stdout(), "{ABOUT}\n{TARGET_HELP}{EFFECTS}")?);
    };
    let is_aws = target == Target::Aws;
    let (client, _local) = endpoint::open(target)?;
    if is_aws {
        let account = account_in(client.get_service_setting(ANY_SETTING).send())?;
        let (endpoint, region) = (client.transport().endpoint(), client.transport().region());
        writeln!(io::stdout(), "Calls go to {endpoint}, region {region}, account {account}.")?;
    }
    let outcome = show(&client);
    let cleared = clear_up(&client);
    outcome.and(cleared)
}

fn show(client: &Client) -> Result<(), Stop> {
    // Clones of a client share its connections, and any thread may have one.
    let stored = thread::scope(|scope| {
        let names = ["host", "port", "user", "name"];
        let threads = names.map(|name| scope.spawn(move || store(client, name)));
        threads.map(|thread| {
            thread.join().unwrap_or_else(|_| Err(Stop::Failure("a thread panicked".to_owned())))
        })
    });
    for name in stored {
        writeln!(io::stdout(), "stored   {}", name?)?;
    }

    let answer = client.get_parameter(format!("{PATH}/host")).send()?;
    let host = answer.parameter.and_then(|parameter| parameter.value).unwrap_or_default();
    writeln!(io::stdout(), "read     {PATH}/host = {host}")?;

    match client.get_parameter(format!("{PATH}/prot")).send() {
        Ok(_) => writeln!(io::stdout(), "read     {PATH}/prot")?,
        Err(error) => match error.service() {
            Some(GetParameterError::ParameterNotFound(_)) => {
                writeln!(io::stdout(), "missing  {PATH}/prot")?;
            }
            _ => return Err(error.into()),
        },
    }

    // Pages of two, and an iterator over the elements of all of them.
    for parameter in client.get_parameters_by_path(PATH).max_results(2).items() {
        let parameter = parameter?;
        let (name, value) = (parameter.name.unwrap_or_default(), parameter.value.unwrap_or_default());
        writeln!(io::stdout(), "listed   {name} = {value}")?;
    }
    Ok(())
}

/// Stores a parameter and gives its name.
fn store(client: &Client, name: &str) -> Result<String, Stop> {
    let name = format!("{PATH}/{name}");
    client.put_parameter(&name, format!("the value of {name}")).r#type("String").overwrite(true).send()?;
    Ok(name)
}

fn clear_up(client: &Client) -> Result<(), Stop> {
    let names: Result<Vec<_>, _> = client.get_parameters_by_path(PATH).items().collect();
    let names: Vec<String> = names?.into_iter().filter_map(|parameter| parameter.name).collect();
    if !names.is_empty() {
        let answer = client.delete_parameters(names).send()?;
        writeln!(io::stdout(), "deleted  {} parameters", answer.deleted_parameters.len())?;
    }
    Ok(())
}
