//! A program that can be tested: `app.rs` takes its client as an argument, and `tests.rs` has the tests.
//!
//! Needs no AWS account: unless it is told otherwise it starts `ssm-local` inside itself.

mod app;

use std::io::{Write, stdout};
use std::process::ExitCode;

use ssm_examples::program;

const ABOUT: &str = "\
Counts in a parameter. Its tests are the point: cargo test -p ssm-examples --test testing

It creates a standard parameter below a path of its own, which costs nothing, and deletes it.";

fn main() -> ExitCode {
    program("testing", ABOUT, async |service| {
        let work = async |path: &str| {
            for _ in 0..3 {
                let number = app::count(service.client(), &format!("{path}/counter")).await?;
                writeln!(stdout(), "counted to {number}")?;
            }
            Ok(())
        };
        service.with_path("testing-example", work).await
    })
}
