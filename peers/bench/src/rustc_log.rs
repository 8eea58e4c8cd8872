//! What each rustc of a build cost: cargo starts this program in rustc's place, and it keeps a log.

use std::env;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use wait4::Wait4;

use crate::process::Failure;

/// The environment variable that names the log.
pub(crate) const VARIABLE: &str = "PEERS_RUSTC_LOG";

/// One rustc that ended, with the linker that it started.
pub(crate) struct Entry {
    /// The package, as its manifest calls it.
    pub(crate) package: String,
    /// The crate, as rustc calls it.
    pub(crate) name: String,
    /// User and system time.
    pub(crate) cpu: Duration,
    /// The largest resident set, in bytes.
    pub(crate) peak: u64,
}

/// Runs rustc with the arguments that cargo gave, and adds a line to the log.
pub(crate) fn wrap(log: &Path, rustc: &OsString, arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let ended = Command::new(rustc).args(arguments).spawn()?.wait4()?;
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let package = env::var("CARGO_PKG_NAME").unwrap_or_default();
    let cpu = (ended.rusage.utime + ended.rusage.stime).as_micros();
    let name = name.map(|name| name.to_string_lossy()).unwrap_or_default();
    let line = format!("{package}\t{name}\t{cpu}\t{}\n", ended.rusage.maxrss);
    OpenOptions::new().create(true).append(true).open(log)?.write_all(line.as_bytes())?;
    Ok(if ended.status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the log says.
pub(crate) fn read(log: &Path) -> Result<Vec<Entry>, Failure> {
    let text = fs::read_to_string(log)?;
    text.lines().map(|line| entry(line).ok_or_else(|| format!("no entry of a log: {line}").into())).collect()
}

fn entry(line: &str) -> Option<Entry> {
    let mut fields = line.split('\t');
    Some(Entry {
        package: fields.next()?.to_owned(),
        name: fields.next()?.to_owned(),
        cpu: Duration::from_micros(fields.next()?.parse().ok()?),
        peak: fields.next()?.parse().ok()?,
    })
}
