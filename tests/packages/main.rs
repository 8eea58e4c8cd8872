//! What is published: packages that build on their own, and the Rust version they state.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod documentation;
mod packing;
mod rust_version;

use std::process::{Command, Output};

/// Cargo, run in the workspace.
fn cargo(arguments: &[&str]) -> Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let output = Command::new(cargo).args(arguments).current_dir(workspace).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {} failed:\n{said}", arguments.join(" "));
    output
}

/// What Cargo knows of the workspace and, with `everything`, of all its dependencies on this
/// platform.
fn metadata(everything: bool) -> serde_json::Value {
    let host = Command::new("rustc").args(["--print", "host-tuple"]).output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    // Whatever is needed was downloaded to build this test.
    let mut arguments =
        vec!["metadata", "--format-version", "1", "--offline", "--filter-platform", host.trim()];
    if !everything {
        arguments.push("--no-deps");
    }
    serde_json::from_slice(&cargo(&arguments).stdout).unwrap()
}
