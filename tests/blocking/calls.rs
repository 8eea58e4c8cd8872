//! Calls, waits and time-outs without a runtime.

use std::net::TcpListener;
use std::time::Duration;

use serde_json::json;
use ssm_client::blocking::Client;
use ssm_client::error::GetParameterError;
use ssm_client::operation::GetParameterRequest;
use ssm_client::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use ssm_client::{CallOptions, ErrorKind, WaitError};
use ssm_tests::loopback::{self, Answer};

use crate::support::{Endpoint, get};

#[test]
fn a_call_gives_its_response_or_the_error_of_its_operation() {
    let endpoint = Endpoint::answering(|request| match request.json()["Name"].as_str() {
        Some("/app") => Answer::ok(json!({ "Parameter": { "Value": "x", "Version": 3 } })),
        _ => Answer::error("ParameterNotFound"),
    });
    let client = endpoint.client();
    let answer = client.get_parameter("/app").with_decryption(true).send().unwrap();
    assert_eq!(answer.parameter.unwrap().version, Some(3));
    assert_eq!(endpoint.server.requests()[0].json(), json!({ "Name": "/app", "WithDecryption": true }));

    let error = client.call(GetParameterRequest::new("/other")).send().unwrap_err();
    assert!(matches!(error.service(), Some(GetParameterError::ParameterNotFound(_))), "{error}");
}

#[test]
fn an_operation_is_called_by_name() {
    let endpoint = Endpoint::of_parameters();
    let client = endpoint.client();
    let answer = client.call_json("GetParameter", json!({ "Name": "x" })).unwrap();
    assert_eq!(answer, json!({ "Parameter": { "Name": "x" } }));
    for (operation, input) in [("GetParameter", json!({})), ("GetParametr", json!({ "Name": "x" }))] {
        let error = client.call_json(operation, input).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    }
}

#[test]
fn a_call_ends_with_its_time_out() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let client = Client::from(loopback::client(&url, "eu-central-1"));
    let options = CallOptions::new().timeout(Duration::from_millis(20));
    let error = client.get_parameter("x").options(options.clone()).send().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let error = client.describe_parameters().options(options).items().next().unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn options_hold_for_one_call() {
    let (one, other) = (Endpoint::of_parameters(), Endpoint::of_parameters());
    let client = one.client();
    let options = CallOptions::new().endpoint_url(other.client().transport().endpoint());
    client.get_parameter("x").options(options).send().unwrap();
    get(&client, "x");
    assert_eq!((one.server.requests().len(), other.server.requests().len()), (1, 1));
}

#[test]
fn a_wait_ends_with_what_was_waited_for_or_with_what_happened_instead() {
    let status = |status: &'static str| {
        Endpoint::answering(move |_| Answer::ok(json!({ "CommandId": "c", "Status": status })))
    };
    let wait = |endpoint: &Endpoint| {
        let call = endpoint.client().get_command_invocation("c", "i");
        call.wait_until_executed()
            .poll_every(Duration::from_millis(1))
            .max_wait(Duration::from_millis(5))
            .wait()
            .map_err(Box::new)
    };
    let done = wait(&status("Success")).unwrap();
    assert_eq!(done.status.unwrap().as_str(), "Success");
    let failed = wait(&status("Failed")).unwrap_err();
    assert!(matches!(*failed, WaitError::Failed { waiter: "CommandExecuted", .. }), "{failed}");
    let endless = wait(&status("InProgress")).unwrap_err();
    assert!(matches!(*endless, WaitError::TimedOut { last: Some(_), .. }), "{endless}");
}

#[test]
fn a_scripted_sender_stands_in_for_the_network() {
    let sender = ScriptedSender::new([Rule::operation("GetParameter").answers([
        ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded"),
        ScriptedAnswer::json(r#"{"Parameter":{"Name":"x"}}"#),
    ])]);
    let time = RecordedTime::new();
    let client = Client::builder()
        .without_env()
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .sender(&sender)
        .time(time.clone())
        .random(|| 0.5)
        .build()
        .unwrap();
    get(&client, "x");
    assert_eq!(sender.requests().len(), 2);
    assert_eq!(time.waits(), [Duration::from_millis(500)]);
}

#[test]
fn what_is_wrong_with_the_configuration_is_said_when_a_client_is_made() {
    let error = Client::builder().without_env().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("region"), "{error}");
}

#[test]
fn clients_and_calls_can_go_to_other_threads() {
    fn is_shareable<T: Clone + Send + Sync + 'static>(value: &T) -> usize {
        size_of_val(value)
    }
    let client = Client::from(loopback::client("http://127.0.0.1:1", "eu-central-1"));
    assert!(is_shareable(&client) <= 2 * size_of::<usize>());
    is_shareable(&client.get_parameter("x"));
}
