//! The limits of retries: attempts, time, the budget, the send rate; by script, in time that a test
//! records or that the runtime pauses.

use std::time::Duration;

use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::{CallOptions, ErrorKind, RetryMode, Transport};
use tokio::time::Instant;

use crate::support::{GET, NO_WAITS, PUT, SEND, builder, call, in_milliseconds};

fn transport(sender: &ScriptedSender, time: &RecordedTime) -> Transport {
    builder("http://127.0.0.1:1").sender(sender).time(time.clone()).build().unwrap()
}

fn always(answer: ScriptedAnswer) -> ScriptedSender {
    ScriptedSender::new([Rule::any().always(answer)])
}

fn then_ok(answers: impl IntoIterator<Item = ScriptedAnswer>) -> ScriptedSender {
    ScriptedSender::new([Rule::any().answers(answers), Rule::any().always(ScriptedAnswer::json("{}"))])
}

#[tokio::test]
async fn one_call_may_have_its_own_attempts() {
    let sender = always(ScriptedAnswer::http(503, ""));
    let transport = transport(&sender, &RecordedTime::new());
    for attempts in [1, 2, 7] {
        let options = CallOptions::new().max_attempts(attempts);
        let failure = transport.invoke(&GET, None, b"{}".to_vec(), options).await.unwrap_err();
        assert_eq!(failure.attempts(), attempts);
    }
    let options = CallOptions::new().max_attempts(0);
    let failure = transport.invoke(&GET, None, b"{}".to_vec(), options).await.unwrap_err();
    assert_eq!(
        failure.to_string(),
        "GetParameter was not sent: CallOptions::max_attempts(..) is zero, so nothing is sent"
    );
    assert_eq!(sender.requests().len(), 10);
    let error = builder("http://127.0.0.1:1").max_attempts(0).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn an_earlier_attempt_that_may_have_run_is_not_forgotten() {
    let sender = ScriptedSender::new([
        Rule::any().answers([ScriptedAnswer::interrupted(), ScriptedAnswer::not_connected()]),
        Rule::any().always(ScriptedAnswer::error(400, "ParameterNotFound", "why")),
    ]);
    let transport = transport(&sender, &RecordedTime::new());
    let failure = call(&transport, &PUT).await.unwrap_err();
    assert_eq!((failure.code(), failure.attempts()), (Some("ParameterNotFound"), 3));
    assert!(failure.may_have_run() && !failure.is_not_sent());
    assert!(failure.to_string().ends_with("3 attempts in 150.0ms; it may have run)"), "{failure}");
}

#[tokio::test]
async fn what_did_not_run_before_did_not_run_when_it_cannot_be_sent_again() {
    let throttled = ScriptedAnswer::error(400, "ThrottlingException", "why");
    let sender = ScriptedSender::new([
        Rule::any().answers([throttled]),
        Rule::any().always(ScriptedAnswer::not_connected()),
    ]);
    let failure = call(&transport(&sender, &RecordedTime::new()), &SEND).await.unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (ErrorKind::Connect, 3));
    assert!(!failure.may_have_run() && !failure.is_not_sent());
}

#[tokio::test]
async fn the_budget_runs_out_and_says_so() {
    let sender = always(ScriptedAnswer::http(503, ""));
    let time = RecordedTime::new();
    let transport = transport(&sender, &time);
    let mut attempts = Vec::new();
    for _ in 0..20 {
        attempts.push(call(&transport, &GET).await.unwrap_err().attempts());
    }
    // 35 retries at 14 of 500.
    assert_eq!(attempts[..17], [3; 17]);
    assert_eq!(attempts[17..], [2, 1, 1]);
    assert_eq!(time.waits().len(), 35);
    let failure = call(&transport, &PUT).await.unwrap_err();
    assert!(failure.is_retryable() && failure.attempts() == 1);

    // Other transports have budgets of their own.
    let other = self::transport(&sender, &time);
    let line = call(&other, &GET).await.unwrap_err().to_string();
    assert!(line.contains("3 attempts in 150.0ms)"), "{line}");
}

#[tokio::test]
async fn an_empty_budget_is_told_in_the_line() {
    let sender = always(ScriptedAnswer::error(400, "ThrottlingException", "why"));
    let transport = transport(&sender, &RecordedTime::new());
    for _ in 0..50 {
        assert_eq!(call(&transport, &GET).await.unwrap_err().attempts(), 3, "100 retries at 5 of 500");
    }
    assert_eq!(
        call(&transport, &GET).await.unwrap_err().to_string(),
        "GetParameter failed: ThrottlingException: why (HTTP 400, no request id, 1 attempt in 0.0ns, no \
         more because too many calls of this client have failed to allow retries)"
    );
}

#[tokio::test]
async fn successes_fill_the_budget() {
    let fails = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let switch = fails.clone();
    let sender = ScriptedSender::new([Rule::any().answers_with(move |_| {
        match switch.load(std::sync::atomic::Ordering::Relaxed) {
            true => ScriptedAnswer::http(503, ""),
            false => ScriptedAnswer::json("{}"),
        }
    })]);
    let transport = transport(&sender, &RecordedTime::new());
    let set = |value| fails.store(value, std::sync::atomic::Ordering::Relaxed);
    while call(&transport, &GET).await.unwrap_err().attempts() > 1 {}
    set(false);
    for _ in 0..14 {
        call(&transport, &GET).await.unwrap();
    }
    set(true);
    // 10 were left, 14 came, 14 are spent.
    let attempts = [call(&transport, &GET).await, call(&transport, &GET).await]
        .map(|result| result.unwrap_err().attempts());
    assert_eq!(attempts, [2, 1]);
}

#[tokio::test]
async fn a_retry_that_succeeds_gets_its_cost_back() {
    let sender =
        ScriptedSender::new([Rule::any().answers_with(|request| match request.header("amz-sdk-request") {
            Some("attempt=1; max=3") => ScriptedAnswer::http(503, ""),
            _ => ScriptedAnswer::json("{}"),
        })]);
    let transport = transport(&sender, &RecordedTime::new());
    for _ in 0..200 {
        assert_eq!(call(&transport, &GET).await.unwrap().attempts, 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_end_too_late_is_not_begun() {
    let sender = always(ScriptedAnswer::error(400, "ThrottlingException", "why"));
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .call_timeout(Duration::from_millis(2500))
        .build()
        .unwrap();
    let begun = Instant::now();
    let failure = call(&transport, &SEND).await.unwrap_err();
    // The first wait is 1 s, the second would be 2 s.
    assert_eq!(failure.attempts(), 2);
    assert!(failure.is_throttling() && begun.elapsed() < Duration::from_millis(1010));
    assert!(
        failure.to_string().ends_with(", no more because the call time-out leaves no time for another)"),
        "{failure}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_call_time_out_holds_for_all_attempts_together() {
    let slow = ScriptedAnswer::json("{}").after(Duration::from_secs(4));
    let sender = always(slow);
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .attempt_timeout(Duration::from_secs(3))
        .call_timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    let begun = Instant::now();
    let failure = call(&transport, &GET).await.unwrap_err();
    assert!(failure.is_timeout() && failure.attempts() == 2, "{failure}");
    assert!(
        failure.to_string().ends_with("no answer within 5s, the call time-out (2 attempts in 5.0s)"),
        "{failure}"
    );
    assert!(begun.elapsed() >= Duration::from_secs(5) && begun.elapsed() < Duration::from_millis(5010));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_leaves_nothing_behind() {
    let sender = always(ScriptedAnswer::error(400, "ThrottlingException", "why"));
    let transport = builder("http://127.0.0.1:1").sender(&sender).build().unwrap();
    let given_up = tokio::time::timeout(Duration::from_millis(500), call(&transport, &GET)).await;
    assert!(given_up.is_err());
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(sender.requests().len(), 1);
    assert_eq!(call(&transport, &GET).await.unwrap_err().attempts(), 3, "the transport goes on");
}

#[tokio::test]
async fn adaptive_mode_waits_for_its_turn_once_the_service_throttles() {
    let sender = then_ok([ScriptedAnswer::error(400, "ThrottlingException", "why")]);
    let time = RecordedTime::new();
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .time(time.clone())
        .retry_mode(RetryMode::Adaptive)
        .build()
        .unwrap();
    assert_eq!(call(&transport, &SEND).await.unwrap().attempts, 2);
    // After the backoff of a second, at half a request a second, half a token is missing.
    assert_eq!(in_milliseconds(&time), [1000, 1000]);
    call(&transport, &SEND).await.unwrap();
    assert_eq!(time.waits().len(), 3, "a first attempt waits too");

    let options = CallOptions::new().timeout(Duration::from_millis(1));
    let failure = transport.invoke(&SEND, None, b"{}".to_vec(), options).await.unwrap_err();
    assert!(failure.is_timeout() && failure.is_not_sent() && failure.attempts() == 0);
    assert!(failure.to_string().contains("the rate limit of adaptive retries has no turn"), "{failure}");
}

#[tokio::test]
async fn a_retry_that_gets_no_turn_in_time_ends_with_the_last_failure() {
    let sender = always(ScriptedAnswer::error(400, "ThrottlingException", "why"));
    let time = RecordedTime::new();
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .time(time.clone())
        .retry_mode(RetryMode::Adaptive)
        .call_timeout(Duration::from_millis(1500))
        .build()
        .unwrap();
    let failure = call(&transport, &SEND).await.unwrap_err();
    assert!(failure.is_throttling() && failure.attempts() == 1, "{failure}");
    assert!(
        failure.to_string().contains("1 attempt in 1.0s, no more because the call time-out"),
        "{failure}"
    );
    assert_eq!(in_milliseconds(&time), [1000]);
}

#[tokio::test]
async fn adaptive_mode_does_not_wait_before() {
    let sender = always(ScriptedAnswer::json("{}"));
    let time = RecordedTime::new();
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .time(time.clone())
        .retry_mode(RetryMode::Adaptive)
        .build()
        .unwrap();
    for _ in 0..100 {
        call(&transport, &SEND).await.unwrap();
    }
    assert_eq!(in_milliseconds(&time), NO_WAITS);
}

#[tokio::test]
async fn a_script_tells_requests_apart_and_says_when_it_has_no_answer() {
    let sender = ScriptedSender::new([
        Rule::operation("GetParameter")
            .when(|request| request.body.ends_with(b"\"/b\"}"))
            .always(ScriptedAnswer::json("\"b\"")),
        Rule::operation("GetParameter").answers([ScriptedAnswer::json("1"), ScriptedAnswer::json("2")]),
    ]);
    let transport = transport(&sender, &RecordedTime::new());
    let get = |name: &str| {
        let body = format!(r#"{{"Name":"{name}"}}"#).into_bytes();
        transport.invoke(&GET, None, body, CallOptions::new())
    };
    let mut bodies = Vec::new();
    for name in ["/a", "/b", "/a", "/b"] {
        bodies.push(get(name).await.unwrap().body);
    }
    assert_eq!(bodies, ["1", "\"b\"", "2", "\"b\""]);
    let failure = get("/a").await.unwrap_err();
    assert_eq!(
        failure.to_string(),
        "GetParameter was not sent: no rule of the script has an answer left for GetParameter"
    );
    assert_eq!(sender.requests().len(), 5);
    assert!(!format!("{sender:?}").contains("AWS4"));
}
