//! Calls as JSON agree with botocore: it is sent what botocore's serializer would send, and read
//! what botocore's parser would read, for random calls of all published operations.
//!
//! `BOTOCORE_SEED` repeats a run, and `BOTOCORE_ROWS` makes it longer.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod agreement;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use agreement::{assert_is_sent, assert_same};
use serde::Deserialize;
use serde_json::Value;
use ssm_client::{Client, Error};
use ssm_tests::loopback::{Answer, Server};
use ssm_tests::model::Model;
use ssm_tests::python::Environment;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::{self, Test};

/// How many calls there are unless the environment says otherwise: four of each operation.
const ROWS: u64 = 4 * 154;

const TESTS: &[Test<Environment>] = &[("every_call_is_written_and_read_as_botocore_does", agree)];

fn main() -> ExitCode {
    trials::run(env!("CARGO_TARGET_TMPDIR"), |python| python, TESTS)
}

/// A call, and what botocore makes of it.
struct Row {
    operation: String,
    input: Value,
    request: Value,
    target: String,
    content_type: String,
    answer: Answer,
    result: Result<Value, (String, String)>,
}

fn agree(python: &Environment) {
    let seed = from_environment("BOTOCORE_SEED").unwrap_or_else(fresh_seed);
    let count = from_environment("BOTOCORE_ROWS").unwrap_or(ROWS);
    println!("BOTOCORE_SEED={seed}");
    let rows = rows(python, seed, count);
    assert_eq!(rows.len() as u64, count);
    let operations: BTreeSet<&str> = rows.iter().map(|row| row.operation.as_str()).collect();
    assert_eq!(operations.len() as u64, count.min(154));
    let model = Model::ssm();
    block_on(async {
        let next = Arc::new(Mutex::new(Answer::ok("{}")));
        let answer = next.clone();
        let server = Server::answering(move |_| answer.lock().unwrap().clone()).await;
        let client = server.client();
        for (index, row) in rows.iter().enumerate() {
            *next.lock().unwrap() = row.answer.clone();
            let place = format!("row {index} of BOTOCORE_SEED={seed}, {}", row.operation);
            check(&model, &server, &client, row, &place).await;
        }
    });
}

async fn check(model: &Model, server: &Server, client: &Client, row: &Row, place: &str) {
    let result: Result<Value, Error> = client.call_json(&row.operation, row.input.clone()).await;
    let request = server.take_request().unwrap_or_else(|| panic!("{place}: not sent: {result:?}"));
    assert_eq!(request.header("x-amz-target"), Some(row.target.as_str()), "{place}");
    assert_eq!(request.header("content-type"), Some(row.content_type.as_str()), "{place}");
    assert_is_sent(model, &row.operation, &request.json(), &row.request, place);
    match (result, &row.result) {
        (Ok(output), Ok(expected)) => assert_same(&output, expected, place),
        (Err(error), Err((code, message))) => {
            assert_eq!(error.code(), Some(code.as_str()), "{place}");
            assert_eq!(error.message().unwrap_or_default(), message, "{place}");
        }
        (result, expected) => panic!("{place}: {result:?} instead of {expected:?}"),
    }
}

fn rows(python: &Environment, seed: u64, count: u64) -> Vec<Row> {
    let arguments = [seed.to_string(), count.to_string()];
    let output = python.script("botocore_rows.py").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(row).collect()
}

fn row(line: &str) -> Row {
    let mut row: Value = serde_json::from_str(line).unwrap();
    let mut text = |name: &str| match row[name].take() {
        Value::String(text) => Some(text),
        _ => None,
    };
    let (operation, answer) = (text("operation").unwrap(), text("answer").unwrap());
    let error = text("code").map(|code| (code, text("message").unwrap()));
    let header = |name: &str| row["headers"][name].as_str().unwrap().to_owned();
    Row {
        operation,
        target: header("X-Amz-Target"),
        content_type: header("Content-Type"),
        answer: Answer::of(u16::deserialize(&row["status"]).unwrap(), answer),
        result: error.map_or_else(|| Ok(row["output"].clone()), Err),
        input: row["input"].take(),
        request: row["request"].take(),
    }
}

fn from_environment(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("{name} is {value:?}: {error}")))
}

fn fresh_seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}
