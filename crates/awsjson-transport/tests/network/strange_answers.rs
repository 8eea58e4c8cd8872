//! Answers that are whole and yet not what they should be.

use awsjson_transport::{CallOptions, ErrorKind, MAX_ERROR_BYTES};

use crate::endpoint::{Endpoint, Step, http};
use crate::support::{GET, NO_WAITS, SEND, builder, call, outcome};
use crate::typed_operation::{Answered, GetParameter};

#[tokio::test]
async fn a_page_in_place_of_an_answer_is_called_that() {
    for operation in [&GET, &SEND] {
        let (outcome, endpoint) = outcome(operation, [Step::page("200 OK"), Step::ok()]).await;
        outcome.assert_failure(ErrorKind::Decode, 1, &NO_WAITS);
        assert_eq!(endpoint.requests(), 1);
        let line = outcome.failure().to_string();
        assert!(line.contains("it is a page of HTML or XML, as proxies"), "{line}");
        assert!(!line.contains("Sign in"), "{line}");
    }
}

#[tokio::test]
async fn a_captive_portal_is_not_followed() {
    let portal = Endpoint::behaving([Step::page("200 OK")]).await;
    let location = format!("{}/login?session=hunter2", portal.url);
    let redirect = Step::Answer(http("302 Found", &[("location", &location)], "<html>Sign in</html>"));
    let (outcome, _) = outcome(&GET, [redirect]).await;
    outcome.assert_failure(ErrorKind::Service, 1, &NO_WAITS);
    let line = outcome.failure().to_string();
    assert!(line.contains(&format!("a redirect to {}/login, which is not followed", portal.url)), "{line}");
    assert!(!line.contains("hunter2"));
    assert_eq!(portal.connections(), 0);
}

#[tokio::test]
async fn an_encoding_that_nobody_asked_for_is_called_that() {
    let gzip = Step::Answer(http("200 OK", &[("content-encoding", "gzip")], b"\x1f\x8b\x08\x00\x00"));
    let (outcome, endpoint) = outcome(&GET, [gzip]).await;
    outcome.assert_failure(ErrorKind::Decode, 1, &NO_WAITS);
    let line = outcome.failure().to_string();
    assert!(line.contains("encoded as gzip, which nobody asked for"), "{line}");
    assert_eq!(endpoint.header("accept-encoding"), [""]);
}

#[tokio::test]
async fn an_error_with_an_encoding_keeps_its_status() {
    let headers = [("content-encoding", "gzip"), ("x-amzn-errortype", "ParameterNotFound")];
    let (outcome, _) = outcome(&GET, [Step::Answer(http("400 Oh", &headers, b"\x1f\x8b\x08"))]).await;
    outcome.assert_failure(ErrorKind::Service, 1, &NO_WAITS);
    assert_eq!(outcome.failure().code(), Some("ParameterNotFound"));
}

#[tokio::test]
async fn json_that_is_broken_says_where_and_is_not_tried_again() {
    for body in ["{\"Name\":hunter2}", "{\"Name\":\"hunter2\"", "[]", "nonsense hunter2", "\u{0}"] {
        let endpoint = Endpoint::behaving([Step::json("200 OK", body)]).await;
        let transport = builder(&endpoint.url).build().unwrap();
        let result = awsjson_transport::typed::call(transport, GetParameter, CallOptions::new()).await;
        let error = result.err().unwrap();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1), "{error}");
        assert_eq!(error.request_id(), Some("1b2c"));
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        assert_eq!(endpoint.requests(), 1);
    }
    let endpoint = Endpoint::behaving([Step::json("200 OK", r#"{"New":1}"#)]).await;
    let transport = builder(&endpoint.url).build().unwrap();
    let Answered = awsjson_transport::typed::call(transport, GetParameter, CallOptions::new()).await.unwrap();
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_read() {
    let body = format!(r#"{{"Padding":"{}"}}"#, "x".repeat(10 << 20));
    let (outcome, _) = outcome(&GET, [Step::json("200 OK", &body)]).await;
    outcome.assert_success(1, &NO_WAITS);
    assert!(outcome.result.unwrap().body == body);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_an_error_and_not_tried_again() {
    let body = "x".repeat(10 << 20);
    let endpoint = Endpoint::behaving([Step::json("200 OK", &body), Step::json("500 Oh", &body)]).await;
    let transport = builder(&endpoint.url).max_response_bytes(1 << 20).max_attempts(1).build().unwrap();
    let failure = call(&transport, &GET).await.unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (ErrorKind::ResponseTooLarge, 1));
    let failure = call(&transport, &GET).await.unwrap_err();
    assert_eq!((failure.kind(), failure.body().len()), (ErrorKind::Service, MAX_ERROR_BYTES));
}

#[tokio::test]
async fn a_refusal_before_the_request_is_whole_is_read() {
    let refusal = http("413 Content Too Large", &[("connection", "close")], "<html>Too large</html>");
    let endpoint = Endpoint::behaving([Step::AnswerEarly(refusal)]).await;
    let transport = builder(&endpoint.url).build().unwrap();
    for length in [2, 8 << 20] {
        let failure =
            transport.invoke(&SEND, None, vec![b' '; length], CallOptions::new()).await.unwrap_err();
        assert_eq!((failure.kind(), failure.status()), (ErrorKind::Service, Some(413)), "{failure}");
        assert_eq!(failure.attempts(), 1);
        assert!(!failure.may_have_run());
    }
}

#[tokio::test]
async fn interim_answers_are_passed_over() {
    for interim in ["103 Early Hints\r\nlink: </style.css>; rel=preload", "100 Continue", "102 Processing"] {
        let mut bytes = format!("HTTP/1.1 {interim}\r\n\r\n").into_bytes();
        bytes.extend(http("200 OK", &[], r#"{"Version":1}"#));
        let (outcome, _) = outcome(&SEND, [Step::Answer(bytes)]).await;
        outcome.assert_success(1, &NO_WAITS);
        assert_eq!(outcome.result.unwrap().body, r#"{"Version":1}"#);
    }
}

#[tokio::test]
async fn http_1_0_is_understood() {
    for answer in [
        "HTTP/1.0 200 OK\r\ncontent-length: 13\r\n\r\n{\"Version\":1}",
        "HTTP/1.0 200 OK\r\n\r\n{\"Version\":1}",
    ] {
        let (outcome, _) = outcome(&SEND, [Step::AnswerAndClose(answer.into())]).await;
        outcome.assert_success(1, &NO_WAITS);
        assert_eq!(outcome.result.unwrap().body, r#"{"Version":1}"#);
    }
}
