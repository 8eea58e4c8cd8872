//! 200 pages and a program that takes its time for each: in turn, and with one page fetched ahead.
//!
//! The server takes five milliseconds for a page, the program as long. The time is that of the wall
//! clock, of which nearly all is waiting, so what else the machine does matters little.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot run says so by panicking")]

use std::time::{Duration, Instant};

use ssm_benches::clients::ours;
use ssm_benches::{runtime, server};
use ssm_client::Client;

const PAGES: usize = 200;
const PAUSE: Duration = Duration::from_millis(5);

fn main() {
    let client = ours(&server::start_paging(PAGES, PAUSE));
    let runtime = runtime();
    runtime.block_on(read(&client, false, 2));
    let in_turn = runtime.block_on(read(&client, false, PAGES));
    let ahead = runtime.block_on(read(&client, true, PAGES));
    let faster = in_turn.as_secs_f64() / ahead.as_secs_f64();
    println!("{PAGES} pages in turn: {in_turn:.2?}; one ahead: {ahead:.2?}; {faster:.2} times as fast");
}

/// How long so many pages take.
async fn read(client: &Client, prefetch: bool, count: usize) -> Duration {
    let begun = Instant::now();
    let pages = client.get_parameters_by_path("/app").pages();
    let mut pages = if prefetch { pages.prefetch() } else { pages };
    for _ in 0..count {
        pages.try_next().await.expect("the call succeeds").expect("there is another page");
        tokio::time::sleep(PAUSE).await;
    }
    begun.elapsed()
}
