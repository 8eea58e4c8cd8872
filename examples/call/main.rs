//! Calls any operation of SSM: JSON in, JSON out, both in wire form.

mod arguments;
mod batch;
mod list;
mod single;
mod unknown_operation;

use std::io::Write;
use std::process::ExitCode;

use arguments::Task;
use ssm_examples::Stop;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("call"),
    }
}

fn run() -> Result<(), Stop> {
    match arguments::parse(std::env::args_os().skip(1))? {
        Task::Help => Ok(std::io::stdout().write_all(arguments::HELP.as_bytes())?),
        Task::List => Ok(list::print()?),
        Task::Single(call, target) => single::run(call, target),
        Task::Batch { concurrency, target } => complete(batch::run(concurrency, target)),
    }
}

/// Does what needs a runtime.
fn complete(work: impl Future<Output = Result<(), Stop>>) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Stop::cannot("start the runtime", &error))?.block_on(work)
}
