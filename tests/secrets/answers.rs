//! What is printed of answers that fail a call, or fail to fit.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use ssm_client::ErrorKind;
use ssm_tests::complete::{self, CANARY};
use ssm_tests::loopback::{Answer, Server};
use ssm_tests::model::{Kind, short_name};
use ssm_tests::registry::Registry;

use crate::{MODEL, assert_keeps_secrets};

/// A server whose next answer the test sets, and a client of it.
async fn server_to_set() -> (Server, Arc<Mutex<Answer>>) {
    let next = Arc::new(Mutex::new(Answer::ok("{}")));
    let answer = next.clone();
    (Server::answering(move |_| answer.lock().unwrap().clone()).await, next)
}

#[test]
fn json_that_does_not_fit_is_located_and_not_shown() {
    let mut tried = 0;
    for kind in Registry::of_client().all() {
        let complete = complete::value(&MODEL, kind.shape, 0);
        for misfit in complete::misfits(&MODEL, kind.shape, &complete.json) {
            let error = kind.read(&misfit).expect_err("a misfit is an error");
            assert_keeps_secrets(kind.shape, &format!("{error} {error:?}"));
            assert!(error.to_string().contains("expected "), "{}: {error}", kind.shape);
            let error = kind.read_value(misfit).expect_err("a misfit is an error");
            assert_keeps_secrets(kind.shape, &format!("{error} {error:?}"));
            tried += 1;
        }
    }
    assert!(tried > 10_000, "only {tried} were tried");
}

#[tokio::test]
async fn answers_that_do_not_fit_fail_their_call_without_being_shown() {
    let (server, next) = server_to_set().await;
    let client = server.client();
    let mut tried = 0;
    for operation in Registry::of_client().operations {
        let Kind::Structure(members) = MODEL.kind(operation.response.shape) else { unreachable!() };
        let complete = complete::value(&MODEL, operation.response.shape, 0).json;
        for member in members {
            for misfit in complete::misfits(&MODEL, member.target, &complete[member.name]).into_iter().take(3)
            {
                let mut answer = complete.clone();
                answer[member.name] = misfit;
                *next.lock().unwrap() = Answer::ok(answer);
                let outcome = (operation.send)(&client).await;
                assert_eq!(outcome.failure, Some(ErrorKind::Decode), "{}", outcome.line);
                assert_keeps_secrets(operation.name, &outcome.printed);
                assert!(outcome.line.contains(operation.name) && outcome.line.contains(member.name));
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "only {tried} were tried");
}

#[tokio::test]
async fn answers_that_are_no_json_fail_their_call_without_being_shown() {
    let (server, next) = server_to_set().await;
    let client = server.client();
    for operation in Registry::of_client().operations {
        let whole = complete::value(&MODEL, operation.response.shape, 0).json.to_string();
        let broken = [
            CANARY.to_owned(),
            format!("<html>{CANARY}</html>"),
            format!("{whole}{CANARY}"),
            whole.replace(CANARY, &format!("\\q{CANARY}")).replacen('{', "{\"", 1),
            whole[..whole.len() - 1].to_owned(),
        ];
        for answer in broken {
            *next.lock().unwrap() = Answer::ok(answer);
            let outcome = (operation.send)(&client).await;
            assert_eq!(outcome.failure, Some(ErrorKind::Decode), "{}", outcome.line);
            assert_keeps_secrets(operation.name, &outcome.printed);
        }
    }
}

#[tokio::test]
async fn every_error_of_every_operation_prints_all_but_its_secrets() {
    let (server, next) = server_to_set().await;
    let client = server.client();
    for operation in Registry::of_client().operations {
        for error in operation.errors {
            let code = short_name(error);
            let complete = complete::value(&MODEL, error, 0);
            let mut answer = complete.json;
            answer["__type"] = json!(code);
            answer["AMemberNewerThanTheModel"] = json!(CANARY);
            *next.lock().unwrap() = Answer::of(400, answer);
            let outcome = (operation.send)(&client).await;
            assert_eq!(outcome.failure, Some(ErrorKind::Service));
            assert!(outcome.is_typed, "{} lacks {code}", operation.name);
            assert!(outcome.line.contains(operation.name) && outcome.line.contains(code), "{}", outcome.line);
            assert_keeps_secrets(operation.name, &outcome.printed);
            for mark in &complete.open {
                assert!(outcome.printed.contains(mark), "{code} does not show {mark}: {}", outcome.printed);
            }
        }
    }
}

#[tokio::test]
async fn errors_that_do_not_fit_keep_their_code_and_are_not_shown() {
    let (server, next) = server_to_set().await;
    let client = server.client();
    for operation in Registry::of_client().operations {
        for error in operation.errors {
            let Kind::Structure(members) = MODEL.kind(error) else { unreachable!() };
            let misfits = members.iter().map(|member| (member.name.to_owned(), json!({ "why": CANARY })));
            let mut answer = Value::Object(misfits.collect());
            answer["__type"] = json!(short_name(error));
            *next.lock().unwrap() = Answer::of(400, answer);
            let outcome = (operation.send)(&client).await;
            assert_eq!(outcome.failure, Some(ErrorKind::Service));
            assert!(outcome.line.contains(short_name(error)), "{}", outcome.line);
            assert_keeps_secrets(operation.name, &outcome.printed);
        }
    }
}

#[tokio::test]
async fn error_pages_of_others_are_described_and_not_shown() {
    let (server, next) = server_to_set().await;
    let client = server.client();
    for operation in Registry::of_client().operations {
        for page in [format!("<html>{CANARY}</html>"), CANARY.to_owned(), format!("{{\"secret\":\"{CANARY}")]
        {
            *next.lock().unwrap() = Answer::of(502, page);
            let outcome = (operation.send)(&client).await;
            assert_eq!(outcome.failure, Some(ErrorKind::Service));
            assert!(outcome.line.contains("HTTP 502"), "{}", outcome.line);
            assert_keeps_secrets(operation.name, &outcome.printed);
        }
    }
}
