//! Holds the models to what the generator, and the users of what it generates, rely on.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what is wrong by panicking, in its helper functions too"
)]

mod capabilities;
mod carried;
mod documentation;
mod merged;
mod overlays;
mod paging;
mod partitions;
mod reference_2016;
mod safety;
mod secrets;
