//! ssm-local beside moto's server: requests per second, processor time per request, and memory.
//!
//! `endpoints SSM_LOCAL PYTHON`: the program and a Python interpreter that has moto, such as the one
//! that the tests set up. Prints the Markdown table of `docs/performance/ssm-local.md`. Linux only, by
//! whose `/proc` memory and processor time are known.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot run says so by panicking")]

mod load;
mod server;

use std::process::Command;
use std::time::Duration;

use load::{Kind, Limit};
use server::Server;
use tokio::runtime::Builder;

/// How many clients call at a time, each on a connection of its own.
const CLIENTS: usize = 64;

/// How long each kind of calls is made, and how often; the best time counts.
const TIME: Duration = Duration::from_secs(3);
const ROUNDS: usize = 3;

/// How many calls of each kind each client makes before memory is looked at, and how many new parameters
/// it puts in a round, of which an account may not have more than 10,000 in all.
const CALLS: usize = 30;

const KINDS: &[(&str, Kind)] = &[
    ("GetParameter", Kind::Get),
    ("PutParameter, new versions", Kind::PutVersion),
    ("PutParameter, new parameters", Kind::PutNew),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, python] = arguments.as_slice() else { panic!("usage: endpoints SSM_LOCAL PYTHON") };
    let ours = measure(Command::new(program));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/python/moto_server.py");
    let mut moto = Command::new(python);
    moto.arg(script);
    let moto = measure(moto);
    println!("| | ssm-local | moto | |\n|---|---|---|---|");
    for (((name, _), ours), moto) in KINDS.iter().zip(&ours.calls).zip(&moto.calls) {
        let times = ours.per_second / moto.per_second;
        let (a, b) = (ours.per_second, moto.per_second);
        println!("| {name}, per second | {a:.0} | {b:.0} | {times:.0} times as many |");
        let (a, b) = (ours.processor_micros, moto.processor_micros);
        println!("| {name}, processor time each | {a:.0} µs | {b:.0} µs | 1/{:.0} |", b / a);
    }
    let (a, b) = (ours.started, moto.started);
    println!("| memory after the start | {a:.1} MB | {b:.1} MB | 1/{:.0} |", b / a);
    let (a, b) = (ours.grown, moto.grown);
    let calls = KINDS.len() * CLIENTS * CALLS + load::PARAMETERS;
    println!("| most memory in the first {calls} calls | {a:.1} MB | {b:.1} MB | 1/{:.0} |", b / a);
}

/// What was measured of a server, memory in millions of bytes.
struct Figures {
    calls: Vec<Calls>,
    started: f64,
    grown: f64,
}

struct Calls {
    per_second: f64,
    processor_micros: f64,
}

fn measure(command: Command) -> Figures {
    let server = Server::start(command);
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let started = server.memory("VmRSS");
    runtime.block_on(load::fill(server.address()));
    let same_work = Limit { calls: CALLS, time: Duration::MAX };
    for (_, kind) in KINDS {
        runtime.block_on(load::run(server.address(), *kind, ROUNDS, CLIENTS, same_work));
    }
    let grown = server.memory("VmHWM");
    let calls = KINDS
        .iter()
        .map(|(_, kind)| {
            let calls = if matches!(kind, Kind::PutNew) { CALLS } else { usize::MAX };
            let limit = Limit { calls, time: TIME };
            let rounds = (0..ROUNDS).map(|round| {
                let before = server.processor_time();
                let (count, time) =
                    runtime.block_on(load::run(server.address(), *kind, round, CLIENTS, limit));
                let count = count as f64;
                let processor = server.processor_time() - before;
                Calls {
                    per_second: count / time.as_secs_f64(),
                    processor_micros: processor.as_secs_f64() * 1e6 / count,
                }
            });
            let best = rounds.max_by(|a, b| a.per_second.total_cmp(&b.per_second));
            best.expect("there is a round")
        })
        .collect();
    Figures { calls, started, grown }
}
