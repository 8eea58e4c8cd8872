//! Whatever may hold a secret prints without it, and everything else prints.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod printing;

use std::sync::LazyLock;

use ssm_tests::complete::leak;
use ssm_tests::model::Model;

static MODEL: LazyLock<Model> = LazyLock::new(Model::ssm);

#[track_caller]
fn assert_keeps_secrets(what: &str, printed: &str) {
    if let Some(secret) = leak(printed) {
        panic!("{what} shows the secret {secret}: {printed}");
    }
}
