//! What a call costs a peer, counted from outside its process.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::build::{Mode, Workshop};
use crate::figure::Figure;
use crate::measurement::Row;
use crate::peer::Peer;
use crate::process::{self, Failure, Outcome};
use crate::server::Server;

/// How often what time decides is measured.
const RUNS: usize = 5;

/// How often a start is measured, which takes milliseconds.
const STARTS: usize = 30;

/// A peer's `calls` program and the server that it calls.
pub(crate) struct Calls {
    program: PathBuf,
    server: Server,
    home: PathBuf,
}

impl Calls {
    pub(crate) fn new(workshop: &Workshop, peer: Peer) -> Result<Self, Failure> {
        workshop.build(peer, Mode::Release, "calls", &["--features", "calls"])?;
        let folder = workshop.folder(peer, Mode::Release);
        // No configuration of whoever runs this reaches the programs.
        let home = folder.join("home");
        fs::create_dir_all(&home)?;
        let program = folder.join(format!("calls-{}", peer.name()));
        Ok(Self { program, server: Server::start()?, home })
    }

    /// CPU microseconds of a call on one thread: the difference of a long and a short run.
    pub(crate) fn cpu(&self) -> Result<Vec<Row>, Failure> {
        let microseconds = |load: &str, calls: u32| {
            let runs: Vec<_> = (0..RUNS)
                .map(|_| {
                    let short = self.run(load, calls / 10, 1)?.cost.cpu.as_secs_f64();
                    let long = self.run(load, calls, 1)?.cost.cpu.as_secs_f64();
                    Ok((long - short) * 1e6 / f64::from(calls - calls / 10))
                })
                .collect::<Result<_, Failure>>()?;
            Ok::<_, Failure>(Figure::lowest(runs))
        };
        Ok(vec![
            ("GetParameter: CPU µs", microseconds("GetParameter", 10_000)?),
            ("GetParametersByPath, page of 10: CPU µs", microseconds("GetParametersByPath", 5_000)?),
            ("ListCommands, page of 50 (62 KB): CPU µs", microseconds("ListCommands", 1_000)?),
        ])
    }

    /// Instructions of a call in user space.
    pub(crate) fn instructions(&self) -> Result<Vec<Row>, Failure> {
        let options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let count = |load: &str| self.difference(load, &options, "Collected : ");
        Ok(vec![
            ("GetParameter: instructions", count("GetParameter")?),
            ("GetParametersByPath, page of 10: instructions", count("GetParametersByPath")?),
            ("ListCommands, page of 50 (62 KB): instructions", count("ListCommands")?),
        ])
    }

    /// Allocations of a call; growing one counts as another.
    pub(crate) fn allocations(&self) -> Result<Vec<Row>, Failure> {
        let options = ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"];
        let count = |load: &str| self.difference(load, &options, "total heap usage: ");
        Ok(vec![
            ("GetParameter: allocations", count("GetParameter")?),
            ("GetParametersByPath, page of 10: allocations", count("GetParametersByPath")?),
            ("ListCommands, page of 50 (62 KB): allocations", count("ListCommands")?),
        ])
    }

    /// What 64 tasks on all cores get done.
    pub(crate) fn concurrency(&self) -> Result<Vec<Row>, Failure> {
        let (short, long, tasks) = (2_000, 50_000, 64);
        let (mut rates, mut peaks) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let start = self.run("GetParameter", short, tasks)?.cost;
            let whole = self.run("GetParameter", long, tasks)?;
            rates.push(f64::from(long - short) / (whole.cost.wall.as_secs_f64() - start.wall.as_secs_f64()));
            peaks.push(peak(&whole)?);
        }
        Ok(vec![
            ("64 tasks, all cores: GetParameter a second", Figure::highest(rates)),
            ("64 tasks, all cores: peak memory, MB", Figure::lowest(peaks)),
        ])
    }

    /// A process that makes one call and ends.
    pub(crate) fn cold_start(&self) -> Result<Vec<Row>, Failure> {
        let runs =
            (0..STARTS).map(|_| self.run("GetParameter", 1, 1)).collect::<Result<Vec<_>, Failure>>()?;
        let peaks = runs.iter().map(peak).collect::<Result<_, Failure>>()?;
        let lowest = |of: &dyn Fn(&process::Cost) -> f64| {
            Figure::lowest(runs.iter().map(|run| of(&run.cost)).collect())
        };
        Ok(vec![
            ("from process start to first answer: ms", lowest(&|cost| cost.first_line.as_secs_f64() * 1e3)),
            ("process with one call: CPU ms", lowest(&|cost| cost.cpu.as_secs_f64() * 1e3)),
            ("process with one call: peak memory, MB", Figure::lowest(peaks)),
        ])
    }

    /// How a count grows with the calls, by valgrind's own word before it.
    fn difference(&self, load: &str, options: &[&str], word: &str) -> Result<Figure, Failure> {
        let (short, long) = (100, 300);
        let count = |calls: u32| {
            let mut valgrind = Command::new("valgrind");
            valgrind.args(options).arg(&self.program);
            let errors = self.run_by(valgrind, load, calls, 1)?.errors;
            number_after(&errors, word)
                .ok_or_else(|| Failure::from(format!("valgrind did not say {word}:\n{errors}")))
        };
        let (few, many) = (count(short)?, count(long)?);
        Ok(Figure::single((many - few) / f64::from(long - short)))
    }

    fn run(&self, load: &str, calls: u32, tasks: u32) -> Result<Outcome, Failure> {
        self.run_by(Command::new(&self.program), load, calls, tasks)
    }

    fn run_by(&self, mut command: Command, load: &str, calls: u32, tasks: u32) -> Result<Outcome, Failure> {
        command.arg(&self.server.endpoint).arg(load).arg(calls.to_string()).arg(tasks.to_string());
        command.env_clear().env("HOME", &self.home).env("AWS_EC2_METADATA_DISABLED", "true");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        process::run(&mut command)
    }
}

fn number_after(text: &str, word: &str) -> Option<f64> {
    let rest = &text[text.find(word)? + word.len()..];
    let digits = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|c| *c != ',');
    digits.collect::<String>().parse().ok()
}

/// A program's largest resident set in MB, by its own word.
fn peak(run: &Outcome) -> Result<f64, Failure> {
    let kilobytes = number_after(&run.output, "peak: ").ok_or("a program did not tell its memory")?;
    Ok(kilobytes * 1024.0 / 1e6)
}
