//! A program from its command line to its exit status.

use std::error::Error;
use std::io::{Write, stdout};
use std::process::ExitCode;

use crate::{Service, Stop, TARGET_HELP, Target};

/// Runs a program that has no options but those of where its calls go: says where that is, does `show`, and
/// tells on standard error in one line what went wrong.
///
/// `about` is what `--help` begins with.
pub fn program(
    name: &str,
    about: &str,
    show: impl AsyncFnOnce(&Service) -> Result<(), Box<dyn Error>>,
) -> ExitCode {
    match run(name, about, show) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(name),
    }
}

fn run(
    name: &str,
    about: &str,
    show: impl AsyncFnOnce(&Service) -> Result<(), Box<dyn Error>>,
) -> Result<(), Stop> {
    let Some(target) = Target::parse(std::env::args_os().skip(1))? else {
        let status = "Exit status: 0 if all went well, 1 if something failed, 2 for wrong usage.";
        writeln!(stdout(), "{about}\n\nUsage: {name} [OPTIONS]\n\n{TARGET_HELP}\n{status}")?;
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(async {
        let service = Service::open(target).await?;
        writeln!(stdout(), "{}", service.introduction().await?)?;
        let outcome = show(&service).await;
        service.close().await;
        Ok(outcome?)
    })
}
