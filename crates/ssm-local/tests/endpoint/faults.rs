//! Faults on purpose, and the log of requests.

use http::StatusCode;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use ssm_local::{Fault, LocalSsm};
use tokio::net::TcpStream;

use crate::support::{call, ok, put, request, start};

async fn describe(ssm: &LocalSsm) -> (StatusCode, String) {
    let answer = call(ssm, "DescribeParameters", json!({})).await;
    (answer.status, answer.error().0.to_owned())
}

/// Sends a request that gets no answer.
async fn send_in_vain(ssm: &LocalSsm, operation: &str, input: Value) {
    let stream = TcpStream::connect(("127.0.0.1", ssm.port())).await.unwrap();
    let (mut sender, connection) = http1::handshake::<_, Full<Bytes>>(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let outcome = sender.send_request(request(operation, input.to_string())).await;
    assert!(outcome.is_err(), "the connection is closed without an answer");
    // How it was closed is told by the outcome.
    let _ = connection.await;
}

#[tokio::test]
async fn injected_errors_happen_as_often_as_they_should_to_the_operation_they_concern() {
    let ssm = start().await;
    ssm.inject(Fault::throttling().on("DescribeParameters").times(2));
    put(&ssm, "/a", "1").await;
    let throttled = (StatusCode::BAD_REQUEST, "ThrottlingException".to_owned());
    assert_eq!(describe(&ssm).await, throttled);
    assert_eq!(describe(&ssm).await, throttled);
    assert_eq!(describe(&ssm).await.0, StatusCode::OK);
    ssm.inject(Fault::unavailable().times(1));
    assert_eq!(describe(&ssm).await.0, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_connection_can_be_closed_before_or_after_the_call_has_run() {
    let ssm = start().await;
    let input = |name: &str| json!({ "Name": name, "Value": "1", "Type": "String" });
    ssm.inject(Fault::hang_up().times(1));
    send_in_vain(&ssm, "PutParameter", input("/before")).await;
    ssm.inject(Fault::hang_up_afterwards().times(1));
    send_in_vain(&ssm, "PutParameter", input("/after")).await;
    let parameters = ok(&ssm, "DescribeParameters", json!({})).await;
    assert_eq!(crate::support::names(&parameters["Parameters"]), ["/after"]);
}

#[tokio::test]
async fn requests_are_logged_with_how_they_ended() {
    let ssm = start().await;
    put(&ssm, "/a", "hunter2").await;
    call(&ssm, "GetParameter", json!({ "Name": "/b" })).await;
    ssm.inject(Fault::hang_up().times(1));
    send_in_vain(&ssm, "GetParameter", json!({ "Name": "/c" })).await;
    let requests = ssm.requests();
    let seen: Vec<_> = requests.iter().map(|request| (request.operation, request.status)).collect();
    assert_eq!(seen, [("PutParameter", Some(200)), ("GetParameter", Some(400)), ("GetParameter", None)]);
    let body: Value = serde_json::from_slice(&requests[2].body).unwrap();
    assert_eq!(body, json!({ "Name": "/c" }));
    assert!(!format!("{requests:?}").contains("hunter2"));
}
