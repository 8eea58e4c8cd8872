//! What the command line asks for.

use crate::measurement::{Measurement, Selection};
use crate::peer::Peer;
use crate::process::Failure;

/// What is said to whoever asks for help.
pub(crate) const USAGE: &str = "\
usage: cargo run --release --manifest-path peers/Cargo.toml -- [OPTIONS]

Builds and runs the same programs with each peer, and prints one table.

  --only LIST    what is measured: weight, call, or any of crates, check, debug, release, sixty,
                 cpu, instructions, allocations, concurrency, cold-start
  --peers LIST   who is measured: ours, aws-sdk, rusoto, reqwest, hyper
  --write        put the table into docs/performance/peers.md; needs everything measured
  --help         this text

Lists are separated by commas. Needed beside Rust: a C compiler, binutils and valgrind.";

/// What is measured, for whom, and whether it is written down.
pub(crate) struct Arguments {
    pub(crate) measurements: Vec<Measurement>,
    pub(crate) peers: Vec<Peer>,
    pub(crate) write: bool,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut arguments = Self {
            measurements: Measurement::ALL.to_vec(),
            peers: Peer::ALL.to_vec(),
            write: false,
            help: false,
        };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--only" => {
                    let mut chosen = Vec::new();
                    for name in value(&word, words.next())?.split(',') {
                        chosen.extend(name.parse::<Selection>()?.0);
                    }
                    arguments.measurements.retain(|measurement| chosen.contains(measurement));
                }
                "--peers" => {
                    let chosen: Vec<Peer> =
                        value(&word, words.next())?.split(',').map(str::parse).collect::<Result<_, _>>()?;
                    arguments.peers.retain(|peer| chosen.contains(peer));
                }
                "--write" => arguments.write = true,
                "--help" => arguments.help = true,
                other => return Err(format!("{other} is no option\n\n{USAGE}").into()),
            }
        }
        let everything = arguments.measurements.len() == Measurement::ALL.len()
            && arguments.peers.len() == Peer::ALL.len();
        if arguments.write && !everything {
            return Err("--write needs everything measured: leave out --only and --peers".into());
        }
        Ok(arguments)
    }
}

fn value(option: &str, word: Option<String>) -> Result<String, Failure> {
    word.ok_or_else(|| format!("{option} needs a list\n\n{USAGE}").into())
}
