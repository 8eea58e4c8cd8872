//! A program's own code around each attempt.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use awsjson_transport::intercept::{
    AfterAttempt, BeforeAttempt, HeaderValue, Intercept, ScriptedAnswer, Verdict,
};
use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedSender};
use awsjson_transport::{CallOptions, ErrorKind, Failure, blocking};

use crate::support::{GET, NO_WAITS, PUT, SEND, builder, call, in_milliseconds};

/// Notes what it sees and decides by a function of the attempt's number.
struct Spy {
    name: &'static str,
    decide: fn(u32) -> Verdict,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Spy {
    fn new(name: &'static str, decide: fn(u32) -> Verdict) -> (Self, Arc<Mutex<Vec<String>>>) {
        let seen = Arc::default();
        (Self { name, decide, seen: Arc::clone(&seen) }, seen)
    }

    fn note(&self, text: String) {
        self.seen.lock().unwrap().push(format!("{} {text}", self.name));
    }
}

impl Intercept for Spy {
    fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
        self.note(format!(
            "before {}.{} {}/{}",
            attempt.service(),
            attempt.operation(),
            attempt.number(),
            attempt.max_attempts()
        ));
        (self.decide)(attempt.number())
    }

    fn after_attempt(&self, attempt: &AfterAttempt<'_>) {
        let ended = attempt.failure().map_or("ok".to_owned(), |failure| failure.kind().to_string());
        let header = attempt.headers().and_then(|headers| headers.get("x-from")).is_some();
        self.note(format!("after {} {ended} {:?} header={header}", attempt.number(), attempt.status()));
    }
}

/// Sets headers, its own and some that are none of its business.
struct Headers;

impl Intercept for Headers {
    fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
        assert_eq!(attempt.headers()["x-amz-target"], "AmazonSSM.GetParameter");
        assert!(!attempt.headers().contains_key("authorization"));
        let headers = attempt.headers_mut();
        headers.insert("x-team", HeaderValue::from_static("pay ments"));
        for name in [
            "x-amz-target",
            "content-type",
            "x-amz-date",
            "x-amz-security-token",
            "authorization",
            "host",
            "content-length",
            "transfer-encoding",
            "amz-sdk-request",
            "amz-sdk-invocation-id",
        ] {
            headers.insert(name, HeaderValue::from_static("forged"));
        }
        assert!(!format!("{attempt:?}").contains("pay ments"));
        Verdict::Send
    }
}

fn fine() -> ScriptedSender {
    ScriptedSender::new([Rule::any().always(ScriptedAnswer::json("{}").header("x-from", "service"))])
}

#[tokio::test]
async fn a_header_that_is_added_is_sent_and_signed_and_the_transports_own_stay() {
    let sender = fine();
    let transport = builder("http://127.0.0.1:1").sender(&sender).intercept(Headers).build().unwrap();
    call(&transport, &GET).await.unwrap();
    let sent = &sender.requests()[0];
    assert_eq!(sent.header("x-team"), Some("pay ments"));
    let authorization = sent.header("authorization").unwrap();
    assert!(
        authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target;x-team,"),
        "{authorization}"
    );
    assert_eq!(sent.header("x-amz-target"), Some("AmazonSSM.GetParameter"));
    assert_eq!(sent.header("content-type"), Some("application/x-amz-json-1.1"));
    assert!(sent.headers.values().all(|value| value != "forged"), "{:?}", sent.headers);
}

#[tokio::test]
async fn every_attempt_comes_by_and_the_first_interceptor_is_the_outermost() {
    let sender = ScriptedSender::new([
        Rule::any().answers([ScriptedAnswer::http(503, ""), ScriptedAnswer::not_connected()]),
        Rule::any().always(ScriptedAnswer::json("{}").header("x-from", "service")),
    ]);
    let (outer, seen) = Spy::new("outer", |_| Verdict::Send);
    let inner = Spy { name: "inner", decide: |_| Verdict::Send, seen: Arc::clone(&seen) };
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .time(RecordedTime::new())
        .intercept(outer)
        .intercept(Arc::new(inner))
        .build()
        .unwrap();
    call(&transport, &GET).await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "outer before SSM.GetParameter 1/3",
            "inner before SSM.GetParameter 1/3",
            "inner after 1 service Some(503) header=false",
            "outer after 1 service Some(503) header=false",
            "outer before SSM.GetParameter 2/3",
            "inner before SSM.GetParameter 2/3",
            "inner after 2 connect None header=false",
            "outer after 2 connect None header=false",
            "outer before SSM.GetParameter 3/3",
            "inner before SSM.GetParameter 3/3",
            "inner after 3 ok Some(200) header=true",
            "outer after 3 ok Some(200) header=true",
        ]
    );
    assert!(format!("{transport:?}").contains("interceptors: 2"), "{transport:?}");
}

#[tokio::test]
async fn an_injected_fault_is_retried_as_one_of_the_network_is() {
    let sender = fine();
    let time = RecordedTime::new();
    let (spy, seen) = Spy::new("spy", |number| match number {
        1 => Verdict::Answer(ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded")),
        2 => Verdict::Answer(ScriptedAnswer::not_connected()),
        _ => Verdict::Send,
    });
    let transport =
        builder("http://127.0.0.1:1").sender(&sender).time(time.clone()).intercept(spy).build().unwrap();
    assert_eq!(call(&transport, &SEND).await.unwrap().attempts, 3);
    assert_eq!((sender.requests().len(), in_milliseconds(&time)), (1, vec![1000, 100]));
    assert_eq!(seen.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn what_an_interceptor_answers_needs_no_credentials_and_stops_those_further_in() {
    let (outer, _) = Spy::new("outer", |_| Verdict::Answer(ScriptedAnswer::json(r#"{"Canned":true}"#)));
    let (inner, seen) = Spy::new("inner", |_| Verdict::Send);
    let transport = awsjson_transport::Transport::builder(&crate::support::SSM)
        .region("eu-central-1")
        .endpoint_url("http://127.0.0.1:1")
        .intercept(outer)
        .intercept(inner)
        .build()
        .unwrap();
    assert_eq!(call(&transport, &GET).await.unwrap().body, r#"{"Canned":true}"#);
    assert!(seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_is_told_as_it_is_and_may_have_run_only_if_it_says_that_it_went_out() {
    let forbid = |_| Verdict::Fail(Failure::new(ErrorKind::InvalidRequest, "not on Fridays"));
    let lose = |_| Verdict::Answer(ScriptedAnswer::interrupted());
    let of = async |decide: fn(u32) -> Verdict| {
        let (spy, _) = Spy::new("spy", decide);
        let sender = fine();
        let transport = builder("http://127.0.0.1:1").sender(&sender).intercept(spy).build().unwrap();
        let failure = call(&transport, &SEND).await.unwrap_err();
        assert!(sender.requests().is_empty());
        failure
    };
    let forbidden = of(forbid).await;
    assert_eq!(forbidden.to_string(), "SendCommand was not sent: not on Fridays");
    assert!(!forbidden.may_have_run());
    let lost = of(lose).await;
    assert_eq!((lost.kind(), lost.attempts()), (ErrorKind::Interrupted, 1));
    assert!(lost.may_have_run(), "{lost}");
}

#[tokio::test(start_paused = true)]
async fn waits_add_up_and_keep_to_the_calls_time() {
    let sender = fine();
    let wait = |_| Verdict::SendAfter(Duration::from_secs(2));
    let transport = builder("http://127.0.0.1:1")
        .sender(&sender)
        .intercept(Spy::new("one", wait).0)
        .intercept(Spy::new("two", wait).0)
        .build()
        .unwrap();
    let begun = tokio::time::Instant::now();
    call(&transport, &PUT).await.unwrap();
    assert_eq!(begun.elapsed(), Duration::from_secs(4));
    let options = CallOptions::new().timeout(Duration::from_secs(3));
    let failure = transport.invoke(&PUT, None, b"{}".to_vec(), options).await.unwrap_err();
    assert_eq!((failure.kind(), failure.attempts()), (ErrorKind::Timeout, 0));
    assert!(failure.is_not_sent(), "{failure}");
    assert_eq!((begun.elapsed(), sender.requests().len()), (Duration::from_secs(7), 1));
}

#[tokio::test]
async fn how_long_an_attempt_took_is_told_without_its_wait() {
    struct Times(Mutex<Vec<Duration>>);
    impl Intercept for Times {
        fn before_attempt(&self, _: &mut BeforeAttempt<'_>) -> Verdict {
            Verdict::SendAfter(Duration::from_secs(9))
        }
        fn after_attempt(&self, attempt: &AfterAttempt<'_>) {
            self.0.lock().unwrap().push(attempt.duration());
        }
    }
    let times = Arc::new(Times(Mutex::default()));
    let time = RecordedTime::new();
    let transport = builder("http://127.0.0.1:1")
        .sender(&fine())
        .time(time.clone())
        .intercept(Arc::clone(&times))
        .build()
        .unwrap();
    call(&transport, &GET).await.unwrap();
    assert_eq!(*times.0.lock().unwrap(), [Duration::ZERO]);
    assert_eq!(in_milliseconds(&time), [9000]);
}

#[test]
fn what_is_made_up_is_not_printed() {
    let answer = ScriptedAnswer::json(r#"{"Value":"hunter2"}"#).header("x-token", "hunter2");
    let shown = format!("{:?}", Verdict::Answer(answer));
    assert!(shown.contains("19 bytes") && shown.contains("x-token"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn blocking_calls_come_by_too() {
    let sender = fine();
    let (spy, seen) = Spy::new("spy", |_| Verdict::Send);
    let time = RecordedTime::new();
    let transport =
        builder("http://127.0.0.1:1").sender(&sender).time(time.clone()).intercept(spy).build().unwrap();
    let transport = blocking::Transport::from(transport);
    transport.invoke(&GET, None, b"{}".to_vec(), CallOptions::new()).unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        ["spy before SSM.GetParameter 1/3", "spy after 1 ok Some(200) header=true"]
    );
    assert_eq!(in_milliseconds(&time), NO_WAITS);
}
