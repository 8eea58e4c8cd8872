//! Connections that do not come about, break, or keep silent.

use std::time::{Duration, Instant};

use awsjson_transport::{CallOptions, DEFAULT_CONNECT_TIMEOUT, ErrorKind, Failure};
use tokio::net::TcpSocket;

use crate::server::{Answer, Server};
use crate::support::{
    GET_PARAMETER, PUT_PARAMETER, SEND_COMMAND, assert_reads_well, builder, call, failure_at, texts,
};

/// A port where nothing listens, and where nothing else can as long as this is held.
fn closed_port() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
}

#[tokio::test]
async fn a_refused_connection_says_so_at_once_and_that_nothing_was_sent() {
    let (_socket, url) = closed_port();
    let begun = Instant::now();
    let failure = failure_at(&url, &SEND_COMMAND).await;
    assert!(begun.elapsed() < DEFAULT_CONNECT_TIMEOUT);
    assert_reads_well(&failure);
    assert_eq!(
        failure.to_string(),
        format!("SendCommand could not reach {url}: connection refused (1 attempt; nothing was sent)")
    );
    assert_eq!(failure.kind(), ErrorKind::Connect);
    assert_eq!(failure.status(), None);
    assert!(failure.is_not_sent() && failure.is_retryable() && !failure.may_have_run());
    let texts = texts(&failure);
    assert!(texts.len() >= 3, "the whole chain is there: {texts:?}");
    assert!(texts.last().unwrap().starts_with("Connection refused"));
    assert!(!texts[1..].iter().any(|text| text.contains(&url)));
}

fn assert_interrupted(failure: &Failure) {
    assert_reads_well(failure);
    assert_eq!(failure.kind(), ErrorKind::Interrupted);
    assert!(!failure.is_not_sent(), "{failure:?}");
}

#[tokio::test]
async fn a_connection_lost_after_sending_may_have_run() {
    let server = Server::answering(Answer::raw("")).await;
    let sent = failure_at(&server.url, &SEND_COMMAND).await;
    assert_interrupted(&sent);
    assert_eq!(
        sent.to_string(),
        format!(
            "SendCommand was interrupted calling {}: the connection closed before the answer was \
             complete (1 attempt; it may have run)",
            server.url
        )
    );
    assert!(sent.may_have_run() && !sent.is_retryable());

    let put = failure_at(&server.url, &PUT_PARAMETER).await;
    assert!(put.may_have_run() && put.is_retryable());
    let read = failure_at(&server.url, &GET_PARAMETER).await;
    assert!(!read.may_have_run() && read.is_retryable());
    assert_eq!(server.requests().len(), 3, "each was sent once");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_success() {
    for answer in [
        Answer::cut("200 OK", &[("x-amzn-requestid", "1b2c")], 100, "{\"Parameter\":"),
        Answer::raw("HTTP/1.1 200 OK\r\nx-amzn-requestid: 1b2c\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"),
        Answer::raw(
            "HTTP/1.1 200 OK\r\nx-amzn-requestid: 1b2c\r\ntransfer-encoding: chunked\r\n\r\n\
             2\r\n{}\r\n",
        ),
    ] {
        let server = Server::answering(answer).await;
        let failure = failure_at(&server.url, &SEND_COMMAND).await;
        assert_interrupted(&failure);
        assert_eq!(failure.status(), Some(200));
        assert_eq!(failure.request_id(), Some("1b2c"));
        assert!(failure.may_have_run());
        assert!(failure.to_string().ends_with("(HTTP 200, request id 1b2c; it may have run)"), "{failure}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_called_that() {
    for bytes in ["SSH-2.0-OpenSSH_9.6\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"] {
        let server = Server::answering(Answer::raw(bytes)).await;
        let failure = failure_at(&server.url, &GET_PARAMETER).await;
        assert_interrupted(&failure);
        assert!(failure.to_string().contains("what came back is not HTTP"), "{failure:?}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_ends_at_the_attempt_time_out() {
    let server = Server::answering(Answer::raw("").then_silence()).await;
    let transport = builder(&server.url).attempt_timeout(Duration::from_secs(1)).build().unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(
        failure.to_string(),
        format!(
            "SendCommand timed out calling {}: no answer within 1s, the attempt time-out \
             (1 attempt; it may have run)",
            server.url
        )
    );
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    assert!(!failure.is_not_sent() && !failure.is_retryable());
}

#[tokio::test]
async fn an_answer_that_does_not_end_ends_at_the_calls_time_out() {
    let answer = Answer::cut("200 OK", &[("x-amzn-requestid", "1b2c")], 100, "{").then_silence();
    let server = Server::answering(answer).await;
    let transport = builder(&server.url).call_timeout(Duration::from_secs(3600)).build().unwrap();
    let failure = transport
        .invoke(&PUT_PARAMETER, None, b"{}".to_vec(), CallOptions::new().timeout(Duration::from_secs(1)))
        .await
        .unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(
        failure.to_string(),
        format!(
            "PutParameter timed out calling {}: no complete answer within 1s, the call time-out \
             (HTTP 200, request id 1b2c; it may have run)",
            server.url
        )
    );
    assert!(failure.is_retryable());
}

#[tokio::test]
async fn a_call_without_any_time_left_is_not_sent() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).build().unwrap();
    let options = CallOptions::new().timeout(Duration::ZERO);
    let failure = transport.invoke(&SEND_COMMAND, None, b"{}".to_vec(), options).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(
        failure.to_string(),
        format!(
            "SendCommand timed out calling {}: no turn to send within 0ns, the call time-out",
            server.url
        )
    );
    assert!(failure.is_timeout() && failure.is_not_sent() && failure.is_retryable());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn time_outs_beyond_what_a_clock_can_express_are_none() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url)
        .connect_timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX)
        .call_timeout(Duration::MAX)
        .build()
        .unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
}

#[test]
fn a_call_outside_a_runtime_is_an_error_and_no_panic() {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};
    let transport = builder("http://127.0.0.1:1").build().unwrap();
    let mut call = transport.invoke(&GET_PARAMETER, None, Vec::new(), CallOptions::new());
    let mut context = Context::from_waker(Waker::noop());
    match Pin::new(&mut call).poll(&mut context) {
        Poll::Ready(Err(failure)) => {
            assert_eq!(failure.kind(), ErrorKind::Configuration);
            assert_eq!(
                failure.to_string(),
                "GetParameter was not sent: calls need a Tokio runtime, and this one does not \
                 run on one"
            );
        }
        _ => panic!("it fails at once"),
    }
}
