use http::{Method, StatusCode};
use serde_json::json;
use ssm_local::{Clock, LocalSsm, StartError};
use time::OffsetDateTime;

use crate::support::{Answer, call, fails, ok, put, request, send, start};

fn assert_is_error(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!((answer.status, answer.error().0), (status, code), "{}", answer.body);
    assert!(!answer.error().1.is_empty(), "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/x-amz-json-1.1");
}

#[tokio::test]
async fn every_answer_carries_its_content_type_and_a_request_id_of_its_own() {
    let ssm = start().await;
    let one = call(&ssm, "DescribeParameters", json!({})).await;
    let other = call(&ssm, "GetParameter", json!({ "Name": "missing" })).await;
    assert_eq!(one.headers["content-type"], "application/x-amz-json-1.1");
    assert_eq!(one.headers["x-amzn-requestid"].len(), 36);
    assert_ne!(one.headers["x-amzn-requestid"], other.headers["x-amzn-requestid"]);
}

#[tokio::test]
async fn answers_are_dated_by_the_clock_of_the_endpoint() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_780_315_201).unwrap());
    let ssm = LocalSsm::builder().clock(clock).start().await.unwrap();
    let answer = call(&ssm, "DescribeParameters", json!({})).await;
    assert_eq!(answer.headers["date"], "Mon, 01 Jun 2026 12:00:01 GMT");
    let long_ago = Clock::manual(OffsetDateTime::from_unix_timestamp(-5_000_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(long_ago).start().await.unwrap();
    assert_eq!(call(&ssm, "DescribeParameters", json!({})).await.status, StatusCode::OK);
}

#[tokio::test]
async fn targets_that_name_no_operation_are_unknown_operations() {
    let ssm = start().await;
    for target in ["AmazonSSM.GetParametre", "AmazonSSM.", "DynamoDB_20120810.GetItem", "GetParameter", ""] {
        let mut request = request("GetParameter", "{}");
        request.headers_mut().insert("x-amz-target", target.parse().unwrap());
        let answer = send(ssm.port(), request).await;
        assert_is_error(&answer, StatusCode::BAD_REQUEST, "UnknownOperationException");
    }
    let mut request = request("GetParameter", "{}");
    request.headers_mut().remove("x-amz-target");
    let answer = send(ssm.port(), request).await;
    assert_is_error(&answer, StatusCode::BAD_REQUEST, "UnknownOperationException");
}

#[tokio::test]
async fn other_methods_paths_and_media_types_are_refused_in_json() {
    let ssm = start().await;
    let mut get = request("GetParameter", "");
    *get.method_mut() = Method::GET;
    let answer = send(ssm.port(), get).await;
    assert_is_error(&answer, StatusCode::METHOD_NOT_ALLOWED, "UnknownOperationException");
    assert_eq!(answer.headers["allow"], "POST");

    let mut elsewhere = request("GetParameter", "{}");
    *elsewhere.uri_mut() = "/ssm".parse().unwrap();
    assert_is_error(&send(ssm.port(), elsewhere).await, StatusCode::NOT_FOUND, "UnknownOperationException");

    let mut form = request("GetParameter", "{}");
    form.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    let answer = send(ssm.port(), form).await;
    assert_is_error(&answer, StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException");
}

#[tokio::test]
async fn bodies_that_are_no_json_or_of_other_types_do_not_serialize() {
    let ssm = start().await;
    let nested = format!("{}{}", r#"{"Name":"#.repeat(1000), "1");
    for body in
        ["{", "[]", "1", r#"{"Name":1}"#, r#"{"Name":["a"]}"#, r#"{"Name":"a"} x"#, "\u{fffd}", &nested]
    {
        let answer = send(ssm.port(), request("GetParameter", body.to_owned())).await;
        assert_is_error(&answer, StatusCode::BAD_REQUEST, "SerializationException");
    }
    let answer = send(ssm.port(), request("GetParameter", vec![b'"', 0xff, b'"'])).await;
    assert_is_error(&answer, StatusCode::BAD_REQUEST, "SerializationException");
}

#[tokio::test]
async fn a_wrong_type_is_located_and_what_was_there_is_not_told() {
    let ssm = start().await;
    let input = json!({ "Name": "app", "Value": { "password": "hunter2" } });
    let message = fails(&ssm, "PutParameter", input, "SerializationException").await;
    assert!(message.contains("Value") && !message.contains("hunter2"), "{message}");
}

#[tokio::test]
async fn an_empty_body_is_an_empty_request_and_unknown_members_are_passed_over() {
    let ssm = start().await;
    let answer = send(ssm.port(), request("DescribeParameters", "")).await;
    assert_eq!(answer.body, json!({ "Parameters": [] }));
    ok(&ssm, "DescribeParameters", json!({ "Colour": { "of": ["the", "sky"] }, "MaxResults": null })).await;
}

#[tokio::test]
async fn bodies_beyond_the_limit_are_refused() {
    let ssm = start().await;
    let body = format!(r#"{{"Name":"{}"}}"#, "a".repeat(2 * 1024 * 1024));
    let answer = send(ssm.port(), request("GetParameter", body)).await;
    assert_is_error(&answer, StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException");
    put(&ssm, "still", "alive").await;
}

#[tokio::test]
async fn a_stopped_endpoint_frees_its_port() {
    let ssm = start().await;
    let port = ssm.port();
    assert_eq!(ssm.endpoint_url(), format!("http://127.0.0.1:{port}"));
    ssm.shutdown().await;
    let again = LocalSsm::builder().port(port).start().await.unwrap();
    assert_eq!(again.port(), port);
}

#[tokio::test]
async fn a_taken_port_and_impossible_options_are_explained() {
    let ssm = start().await;
    let port = ssm.port();
    let taken = LocalSsm::builder().port(port).start().await.unwrap_err();
    assert!(matches!(taken, StartError::Listen { address, .. } if address.port() == port));
    assert!(taken.to_string().contains(&port.to_string()), "{taken}");
    let start = |builder: ssm_local::Builder| async { builder.start().await.unwrap_err() };
    assert!(matches!(start(LocalSsm::builder().region("Frankfurt!")).await, StartError::Region(_)));
    assert!(matches!(start(LocalSsm::builder().account_id("12")).await, StartError::AccountId(_)));
    assert!(matches!(start(LocalSsm::builder().credentials("AKID", "")).await, StartError::Credentials));
}

#[tokio::test]
async fn dropping_the_endpoint_stops_it() {
    let ssm = start().await;
    let port = ssm.port();
    drop(ssm);
    // The port is free as soon as the task has noticed.
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn names_of_resources_carry_the_region_and_account_of_the_endpoint() {
    let builder = LocalSsm::builder().region("cn-north-1").account_id("123456789012");
    let ssm = builder.start().await.unwrap();
    put(&ssm, "/app/db", "x").await;
    let parameter = ok(&ssm, "GetParameter", json!({ "Name": "/app/db" })).await;
    assert_eq!(parameter["Parameter"]["ARN"], "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/app/db");
}
