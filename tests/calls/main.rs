//! Calls against servers that say what the test wants: one exchange, pages, waits, futures.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod create_activation;
mod futures;
mod https;
mod pages;
mod prefetch;
mod waiting;
