//! What holds for every type of the client, whatever the value.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod values;

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use ssm_tests::model::Model;
use ssm_tests::registry::{Registry, Type};

static MODEL: LazyLock<Model> = LazyLock::new(Model::ssm);

/// Checks a property of many values of every type. `PROPTEST_CASES` says how many.
fn for_any_value_of_every_type(property: impl Fn(Type, Value) -> Result<(), TestCaseError>) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8);
    for kind in Registry::of_client().all() {
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let values = ssm_tests::arbitrary::value(&MODEL, kind.shape);
        let outcome = TestRunner::new(config).run(&values, |value| property(kind, value));
        outcome.unwrap_or_else(|error| panic!("{}: {error}", kind.shape));
    }
}
