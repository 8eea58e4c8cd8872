//! The command line: what it writes, what it says, and with which status it ends.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod failing;
mod updating;
mod writing;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// Runs the generator in the folder of these tests.
fn awsjson_codegen<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awsjson-codegen"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line"));
    command.args(arguments).output().unwrap()
}

/// A folder of this test's own, which is not there yet.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(test);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
