//! Makes a number of calls of one kind, for tools that count what a process does.
//!
//! `calls URL KIND COUNT`, where the kind is `ours`, `hand-written` or `unsigned`.

#![allow(clippy::expect_used, clippy::panic, reason = "a bench that cannot run says so by panicking")]

use ssm_benches::clients::{HandWritten, NAME, Unsigned, ours};
use ssm_benches::runtime;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, kind, count] = arguments.as_slice() else { panic!("usage: calls URL KIND COUNT") };
    let count: u32 = count.parse().expect("the count is a number");
    runtime().block_on(async {
        match kind.as_str() {
            "ours" => {
                let client = ours(url);
                for _ in 0..count {
                    let answer = client.get_parameter(NAME).with_decryption(true).send().await;
                    answer.expect("the call succeeds").parameter.expect("there is one");
                }
            }
            "hand-written" => {
                let client = HandWritten::new(url);
                for _ in 0..count {
                    client.get_parameter(NAME).await.expect("the call succeeds");
                }
            }
            "unsigned" => {
                let client = Unsigned::new(url);
                for _ in 0..count {
                    client.get_parameter(NAME).await.expect("the call succeeds");
                }
            }
            _ => panic!("{kind} is no kind of calls"),
        }
    });
}
