//! Errors that pass, errors that stay, and how long the service asks to wait.

use awsjson_transport::{ErrorKind, RetryMode};

use crate::endpoint::{Endpoint, Step, http};
use crate::support::{GET, NO_WAITS, PUT, SEND, TWO_WAITS, outcome, outcome_at};

#[tokio::test]
async fn faults_of_the_server_are_tried_again_where_that_is_safe() {
    for status in ["500 Oh", "502 Oh", "503 Oh", "504 Oh"] {
        for fault in [Step::error(status, "Unheard"), Step::page(status)] {
            for operation in [&GET, &PUT] {
                let (outcome, _) = outcome(operation, [fault.clone(), fault.clone(), Step::ok()]).await;
                outcome.assert_success(3, &TWO_WAITS);
            }
            let (outcome, endpoint) = outcome(&SEND, [fault.clone(), Step::ok()]).await;
            outcome.assert_failure(ErrorKind::Service, 1, &NO_WAITS);
            assert!(outcome.failure().may_have_run());
            assert_eq!(endpoint.requests(), 1);
        }
    }
}

#[tokio::test]
async fn a_fault_that_stays_is_the_outcome_with_its_attempts_and_time() {
    let (outcome, endpoint) = outcome(&PUT, [Step::page("503 Oh")]).await;
    outcome.assert_failure(ErrorKind::Service, 3, &TWO_WAITS);
    assert_eq!(endpoint.requests(), 3);
    assert_eq!(
        outcome.failure().to_string(),
        "PutParameter failed: an error whose body is not the JSON of an error (HTML page, 33 bytes) \
         (HTTP 503, no request id, 3 attempts in 150.0ms; it may have run)"
    );
}

#[tokio::test]
async fn throttling_is_tried_again_whatever_the_operation() {
    for throttling in [
        Step::error("400 Bad Request", "ThrottlingException"),
        Step::error("503 Oh", "SlowDown"),
        Step::error("429 Too Many Requests", "Unheard"),
        Step::page("429 Too Many Requests"),
    ] {
        for operation in [&GET, &PUT, &SEND] {
            let steps = [throttling.clone(), throttling.clone(), Step::ok()];
            let (outcome, endpoint) = outcome(operation, steps).await;
            outcome.assert_success(3, &[1000, 2000]);
            assert_eq!(endpoint.requests(), 3);
        }
    }
}

#[tokio::test]
async fn throttling_that_stays_says_attempts_and_time() {
    let (outcome, _) = outcome(&SEND, [Step::error("400 Bad Request", "ThrottlingException")]).await;
    outcome.assert_failure(ErrorKind::Service, 3, &[1000, 2000]);
    assert!(outcome.failure().is_throttling());
    assert_eq!(
        outcome.failure().to_string(),
        "SendCommand failed: ThrottlingException: why (HTTP 400, request id 1b2c, 3 attempts in 3.0s)"
    );
}

#[tokio::test]
async fn what_the_service_did_not_begin_is_tried_again_whatever_the_operation() {
    for code in ["RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete", "TooManyUpdates"] {
        for operation in [&GET, &PUT, &SEND] {
            let (outcome, _) = outcome(operation, [Step::error("400 Oh", code), Step::ok()]).await;
            outcome.assert_success(2, &[50]);
        }
    }
}

#[tokio::test]
async fn what_will_not_pass_is_tried_once() {
    for step in [
        Step::error("400 Bad Request", "ParameterNotFound"),
        Step::error("400 Bad Request", "ValidationException"),
        Step::error("403 Forbidden", "AccessDeniedException"),
        Step::error("501 Oh", "Unheard"),
        Step::page("511 Network Authentication Required"),
        Step::Answer(http("302 Found", &[("location", "http://127.0.0.1:1/login")], "")),
    ] {
        let (outcome, endpoint) = outcome(&GET, [step, Step::ok()]).await;
        outcome.assert_failure(ErrorKind::Service, 1, &NO_WAITS);
        assert_eq!(endpoint.requests(), 1);
    }
}

#[tokio::test]
async fn the_service_may_ask_for_a_longer_wait_within_a_bound() {
    for (status, code, asked, waited) in [
        ("503 Oh", "Unheard", "10", 50),
        ("503 Oh", "Unheard", "1500", 1500),
        ("503 Oh", "Unheard", "600000", 5050),
        ("400 Oh", "ThrottlingException", "3000", 3000),
        ("400 Oh", "ThrottlingException", "600000", 6000),
        ("400 Oh", "ThrottlingException", "soon", 1000),
    ] {
        let body = format!(r#"{{"__type":"{code}"}}"#);
        let busy = Step::Answer(http(status, &[("x-amz-retry-after", asked)], body));
        let (outcome, _) = outcome(&GET, [busy, Step::ok()]).await;
        outcome.assert_success(2, &[waited]);
    }
}

#[tokio::test]
async fn each_attempt_says_which_it_is_and_of_which_call() {
    let (outcome, endpoint) = outcome(&GET, [Step::page("503 Oh")]).await;
    outcome.assert_failure(ErrorKind::Service, 3, &TWO_WAITS);
    let ids = endpoint.header("amz-sdk-invocation-id");
    assert!(ids[0].len() == 36 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let requests = endpoint.header("amz-sdk-request");
    assert_eq!(requests[0], "attempt=1; max=3");
    for (i, request) in requests.iter().enumerate().skip(1) {
        let (start, ttl) = request.split_once("; ttl=").unwrap();
        assert_eq!(start, format!("attempt={}; max=3", i + 1));
        assert!(ttl.len() == 16 && ttl.as_bytes()[8] == b'T' && ttl.ends_with('Z'), "{ttl}");
    }
}

#[tokio::test]
async fn retries_can_be_switched_off_and_limited() {
    let endpoint = Endpoint::behaving([Step::page("503 Oh")]).await;
    let off = outcome_at(&endpoint.url, &GET, |builder| builder.retry_mode(RetryMode::Off)).await;
    off.assert_failure(ErrorKind::Service, 1, &NO_WAITS);
    let five = outcome_at(&endpoint.url, &GET, |builder| builder.max_attempts(5)).await;
    five.assert_failure(ErrorKind::Service, 5, &[50, 100, 200, 400]);
}
