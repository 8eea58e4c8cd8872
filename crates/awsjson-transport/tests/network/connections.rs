//! Connections that are refused, reset, or end too early.

use std::task::Poll;
use std::time::Duration;

use awsjson_transport::ErrorKind;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::endpoint::{Endpoint, Step, http};
use crate::support::{GET, NO_WAITS, PUT, SEND, TWO_WAITS, builder, call, outcome, outcome_at};

#[tokio::test]
async fn a_refused_connection_is_tried_again_whatever_the_operation() {
    for operation in [&GET, &PUT, &SEND] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let outcome = outcome_at(&url, operation, |builder| builder).await;
        outcome.assert_failure(ErrorKind::Connect, 3, &TWO_WAITS);
        let failure = outcome.failure();
        assert!(failure.is_not_sent() && !failure.may_have_run());
        assert_eq!(
            failure.to_string(),
            format!(
                "{} could not reach {url}: connection refused (3 attempts in 150.0ms; nothing was sent)",
                operation.name
            )
        );
    }
}

#[tokio::test]
async fn a_reset_before_the_request_is_tried_again() {
    for operation in [&GET, &PUT] {
        let (outcome, endpoint) = outcome(operation, [Step::ResetBeforeRequest, Step::ok()]).await;
        outcome.assert_success(2, &[50]);
        assert_eq!(endpoint.requests(), 1);
    }
}

/// The reset may overtake the request or not, and only then nothing was sent.
#[tokio::test]
async fn a_reset_before_a_request_with_side_effects_is_tried_again_only_if_nothing_was_sent() {
    let (outcome, endpoint) = outcome(&SEND, [Step::ResetBeforeRequest]).await;
    let failure = outcome.failure();
    assert!(
        failure.is_not_sent() && failure.attempts() == 3 || failure.may_have_run() && !failure.is_not_sent(),
        "{failure}"
    );
    assert_eq!(endpoint.requests(), 0);
}

#[tokio::test]
async fn a_reset_during_or_after_the_request_is_tried_again_where_that_is_safe() {
    for reset in [Step::ResetDuringRequest, Step::ResetAfterRequest] {
        for operation in [&GET, &PUT] {
            let (outcome, endpoint) = outcome(operation, [reset.clone(), reset.clone(), Step::ok()]).await;
            outcome.assert_success(3, &TWO_WAITS);
            assert_eq!(endpoint.requests(), 3);
        }
        let (outcome, endpoint) = outcome(&SEND, [reset.clone(), Step::ok()]).await;
        outcome.assert_failure(ErrorKind::Interrupted, 1, &NO_WAITS);
        assert!(outcome.failure().may_have_run());
        assert_eq!(endpoint.requests(), 1);
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_tried_again_where_that_is_safe() {
    let head = "HTTP/1.1 200 OK\r\nx-amzn-requestid: 1b2c\r\n";
    for (what, broken) in [
        ("half a body", format!("{head}content-length: 100\r\n\r\n{{\"Parameter\":")),
        ("a length that is too great", format!("{head}content-length: 3\r\n\r\n{{}}")),
        ("a broken chunk", format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n{{}}\r\n")),
        ("a chunk too few", format!("{head}transfer-encoding: chunked\r\n\r\n2\r\n{{}}\r\n")),
        ("a length that is none", format!("{head}content-length: two\r\n\r\n{{}}")),
        ("two lengths", format!("{head}content-length: 2\r\ncontent-length: 3\r\n\r\n{{}}")),
        ("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n".to_owned()),
        ("nothing", String::new()),
    ] {
        let broken = Step::AnswerAndClose(broken.into_bytes());
        for operation in [&GET, &PUT] {
            let (outcome, _) = outcome(operation, [broken.clone(), Step::ok()]).await;
            outcome.assert_success(2, &[50]);
        }
        let (outcome, endpoint) = outcome(&SEND, [broken, Step::ok()]).await;
        outcome.assert_failure(ErrorKind::Interrupted, 1, &NO_WAITS);
        assert!(outcome.failure().may_have_run(), "{what}");
        assert_eq!(endpoint.requests(), 1, "{what}");
    }
}

/// What follows the length is no part of the answer, and must not be taken for the next one.
#[tokio::test]
async fn a_length_that_is_too_small_spoils_no_later_call() {
    let endpoint =
        Endpoint::behaving([Step::Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{}".to_vec())])
            .await;
    let transport = builder(&endpoint.url).build().unwrap();
    for _ in 0..5 {
        let reply = call(&transport, &GET).await.unwrap();
        assert_eq!((&reply.body[..], reply.attempts), (&b"{}"[..], 1));
    }
}

#[tokio::test]
async fn a_slow_body_is_waited_for() {
    let body = format!(r#"{{"Padding":"{}"}}"#, "x".repeat(200));
    let (outcome, _) = outcome(&SEND, [Step::Drip(http("200 OK", &[], &body))]).await;
    outcome.assert_success(1, &NO_WAITS);
    assert_eq!(outcome.result.unwrap().body, body);
}

#[tokio::test]
async fn a_body_that_never_ends_is_tried_again_where_that_is_safe() {
    let hanging = Step::AnswerAndHang(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec());
    let silent = Step::AnswerAndHang(Vec::new());
    for step in [hanging, silent] {
        for (operation, attempts, waits) in [(&GET, 3, &TWO_WAITS[..]), (&SEND, 1, &NO_WAITS)] {
            let endpoint = Endpoint::behaving([step.clone()]).await;
            let outcome = outcome_at(&endpoint.url, operation, |builder| {
                builder.attempt_timeout(Duration::from_millis(500))
            })
            .await;
            outcome.assert_failure(ErrorKind::Timeout, attempts, waits);
            assert!(outcome.failure().is_timeout());
            assert_eq!(endpoint.requests(), attempts as usize);
        }
    }
}

#[tokio::test]
async fn a_connection_that_closed_while_idle_is_no_failure() {
    let endpoint = Endpoint::behaving([Step::AnswerAndClose(http("200 OK", &[], "{}"))]).await;
    let transport = builder(&endpoint.url).build().unwrap();
    for calls in 1..=5 {
        let reply = call(&transport, &SEND).await.unwrap();
        assert_eq!(reply.attempts, 1);
        assert_eq!((endpoint.requests(), endpoint.connections()), (calls, calls));
        // The end of the connection arrives.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let transport = builder(&format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let calling = tokio::spawn(async move { call(&transport, &GET).await.map(drop) });
    let (mut connection, _) = listener.accept().await.unwrap();
    let mut received = vec![0; 64 << 10];
    assert!(connection.read(&mut received).await.unwrap() > 0);
    calling.abort();
    while connection.read(&mut received).await.is_ok_and(|count| count > 0) {}
}

/// A task has a budget of what may be ready before it lets others run. It must be woken when that is used up.
#[tokio::test]
async fn many_calls_in_one_task_all_end() {
    let endpoint = Endpoint::behaving([Step::ok()]).await;
    let transport = builder(&endpoint.url).build().unwrap();
    let mut calls: Vec<_> = (0..100).map(|_| Box::pin(call(&transport, &GET))).collect();
    let mut succeeded = 0;
    std::future::poll_fn(|context| {
        calls.retain_mut(|call| match call.as_mut().poll(context) {
            Poll::Ready(reply) => {
                succeeded += usize::from(reply.is_ok());
                false
            }
            Poll::Pending => true,
        });
        if calls.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    assert_eq!(succeeded, 100);
}
