//! Builds and runs the same programs with several clients of the service, and prints one table.
//!
//! The program has two further faces, which it shows to itself alone: cargo starts it in rustc's place
//! to keep a log of compilations, and the programs that are measured call it as their server.

mod answers;
mod arguments;
mod build;
mod call;
mod figure;
mod measurement;
mod peer;
mod process;
mod rustc_log;
mod server;
mod surroundings;
mod table;
mod weight;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use arguments::{Arguments, USAGE};
use build::Workshop;
use call::Calls;
use measurement::{Measurement, Row};
use peer::Peer;
use process::Failure;
use table::Table;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    match (env::var_os(rustc_log::VARIABLE), words.as_slice()) {
        (Some(log), [rustc, arguments @ ..]) => rustc_log::wrap(&PathBuf::from(log), rustc, arguments),
        (None, [word]) if word == server::ARGUMENT => server::serve().map(|()| ExitCode::SUCCESS),
        _ => measure(&Arguments::parse(env::args().skip(1))?).map(|()| ExitCode::SUCCESS),
    }
}

fn measure(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.help {
        println!("{USAGE}");
        return Ok(());
    }
    announce(arguments)?;
    let start = Instant::now();
    let workshop = Workshop::new()?;
    workshop.download()?;
    let mut table = Table::new(arguments.peers.clone());
    for measurement in &arguments.measurements {
        for peer in &arguments.peers {
            eprintln!(
                "{:5.1} min  {} of {}",
                start.elapsed().as_secs_f64() / 60.0,
                measurement.name(),
                peer.name()
            );
            let rows = take(*measurement, &workshop, *peer)
                .map_err(|error| format!("{} of {}: {error}", measurement.name(), peer.name()))?;
            table.add(*peer, rows);
        }
    }
    let text = format!("{}\n{}", surroundings::describe(&workshop, &arguments.peers)?, table.markdown());
    println!("{text}");
    if arguments.write { write(&text) } else { Ok(()) }
}

/// Says what is going to happen, and how long it takes.
fn announce(arguments: &Arguments) -> Result<(), Failure> {
    let pairs =
        arguments.measurements.iter().flat_map(|m| arguments.peers.iter().map(|peer| m.seconds(*peer)));
    let seconds: u32 = pairs.sum();
    let cores = u32::try_from(std::thread::available_parallelism()?.get())?;
    // A second core halves only what crates do side by side, and beyond four it is single ones that
    // are waited for.
    let minutes = (seconds * 2 / (cores.min(4) + 1)).div_ceil(60);
    eprintln!("About {seconds} CPU seconds, {minutes} minutes if nothing else runs.");
    Ok(())
}

fn take(measurement: Measurement, workshop: &Workshop, peer: Peer) -> Result<Vec<Row>, Failure> {
    let calls = || Calls::new(workshop, peer);
    match measurement {
        Measurement::Crates => weight::crates(workshop, peer),
        Measurement::Check => weight::check(workshop, peer),
        Measurement::Debug => weight::debug(workshop, peer),
        Measurement::Release => weight::release(workshop, peer),
        Measurement::Sixty => weight::sixty(workshop, peer),
        Measurement::Cpu => calls()?.cpu(),
        Measurement::Instructions => calls()?.instructions(),
        Measurement::Allocations => calls()?.allocations(),
        Measurement::Concurrency => calls()?.concurrency(),
        Measurement::ColdStart => calls()?.cold_start(),
    }
}

/// Puts the table between the marks of its page.
fn write(text: &str) -> Result<(), Failure> {
    const BEGIN: &str = "<!-- begin of what the bench wrote -->\n";
    const END: &str = "<!-- end of what the bench wrote -->";
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/performance/peers.md");
    let written = fs::read_to_string(&page)?;
    let marks = written.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = marks.ok_or_else(|| format!("{} lacks the marks of the table", page.display()))?;
    fs::write(&page, format!("{before}{BEGIN}\n{text}\n{END}{after}"))?;
    eprintln!("written to {}", page.display());
    Ok(())
}
