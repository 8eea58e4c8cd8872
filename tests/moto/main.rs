//! The client against moto, a server that others wrote.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod documents;
mod maintenance_windows;
mod oddities;
mod parameters;
mod patch_baselines;
mod run_command;
mod tags;
mod toolkit_commands;
mod toolkit_parameters;

use std::process::ExitCode;

use ssm_tests::moto::Server;
use ssm_tests::trials;

fn main() -> ExitCode {
    let tests = [
        documents::TESTS,
        maintenance_windows::TESTS,
        oddities::TESTS,
        parameters::TESTS,
        patch_baselines::TESTS,
        run_command::TESTS,
        tags::TESTS,
        toolkit_commands::TESTS,
        toolkit_parameters::TESTS,
    ];
    trials::run(env!("CARGO_TARGET_TMPDIR"), Server::start, &tests.concat())
}
