//! Running a process and counting what it cost, with every process that it waited for.

use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// Whatever went wrong.
pub(crate) type Failure = Box<dyn Error>;

/// What a process cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu: Duration,
    /// From its start to its end.
    pub(crate) wall: Duration,
    /// From its start to its first line of output; to its end, if it wrote none.
    pub(crate) first_line: Duration,
}

/// What a process cost, and what it wrote to its standard output and to its standard error.
pub(crate) struct Outcome {
    pub(crate) cost: Cost,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs a command to its end; anything but success is an error that quotes what it wrote.
pub(crate) fn run(command: &mut Command) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err("a process was started without pipes".into());
    };
    let reading = std::thread::spawn(move || {
        let mut errors = String::new();
        stderr.read_to_string(&mut errors).map(|_| errors)
    });
    let mut stdout = BufReader::new(stdout);
    let mut output = String::new();
    stdout.read_line(&mut output)?;
    let first_line = start.elapsed();
    stdout.read_to_string(&mut output)?;
    let errors = reading.join().map_err(|_| "reading a process's errors panicked")??;
    let ended = child.wait4()?;
    let cost = Cost { cpu: ended.rusage.utime + ended.rusage.stime, wall: start.elapsed(), first_line };
    if ended.status.success() {
        Ok(Outcome { cost, output, errors })
    } else {
        Err(format!("{command:?} ended with {}:\n{output}{errors}", ended.status).into())
    }
}
