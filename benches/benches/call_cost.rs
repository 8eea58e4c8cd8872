//! The processor time of one call, beside the least that the same request takes over reqwest.
//!
//! All clients take turns in many short rounds, and of each the median round counts, so that what else
//! the machine does falls on all alike. The ratios say more than the figures.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot run says so by panicking")]

use std::time::Duration;

use ssm_benches::clients::{HandWritten, NAME, Unsigned, ours};
use ssm_benches::{cpu, runtime, server};

const ROUNDS: usize = 60;
const CALLS: u32 = 200;

fn main() {
    let url = server::start();
    let runtime = runtime();
    let (ours, hand_written, unsigned) = (ours(&url), HandWritten::new(&url), Unsigned::new(&url));
    let mut times = [const { Vec::new() }; 5];
    for _ in 0..=ROUNDS {
        times[0].push(runtime.block_on(measure(async || {
            unsigned.get_parameter(NAME).await.expect("the call succeeds");
        })));
        times[1].push(runtime.block_on(measure(async || {
            hand_written.get_parameter(NAME).await.expect("the call succeeds");
        })));
        times[2].push(runtime.block_on(measure(async || {
            ours.get_parameter(NAME).with_decryption(true).send().await.expect("the call succeeds");
        })));
        times[3].push(runtime.block_on(measure(async || {
            ours.get_parameters_by_path("/app").send().await.expect("the call succeeds");
        })));
        times[4].push(runtime.block_on(measure(async || {
            ours.list_commands().send().await.expect("the call succeeds");
        })));
    }
    let names = [
        "GetParameter, reqwest, unsigned and untyped",
        "GetParameter, reqwest, aws-sigv4, serde",
        "GetParameter, ssm-client",
        "GetParametersByPath, 10 parameters, ssm-client",
        "ListCommands, 50 commands, ssm-client",
    ];
    let medians = times.map(median);
    println!("{:48}{:>12}{:>10}", "processor time of a call", "µs", "ratio");
    for (name, time) in names.into_iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name:48}{:>12.1}{ratio:>10.2}", time.as_secs_f64() * 1e6);
    }
}

/// The time of one call, in one round.
async fn measure(call: impl AsyncFn()) -> Duration {
    let begun = cpu::thread_time();
    for _ in 0..CALLS {
        call().await;
    }
    (cpu::thread_time() - begun) / CALLS
}

/// The first round is left out: it connects.
fn median(mut times: Vec<Duration>) -> Duration {
    times.remove(0);
    times.sort_unstable();
    times[times.len() / 2]
}
