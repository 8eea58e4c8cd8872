//! The spans of calls and their attempts.

use std::task::{Context, Waker};
use std::time::Duration;

use awsjson_transport::observability::{ATTEMPT, CALL};
use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::{CallOptions, RetryMode, Transport};
use tracing::Level;

use super::recorder::Recorder;
use crate::support::{GET_PARAMETER, SEND_COMMAND, builder, call};

const ENDPOINT: &str = "https://someone.example.com:8443/path";

fn answering(answers: impl IntoIterator<Item = ScriptedAnswer>) -> (Transport, RecordedTime) {
    let sender = ScriptedSender::new([Rule::any().answers(answers)]);
    let time = RecordedTime::new();
    let transport = builder(ENDPOINT)
        .retry_mode(RetryMode::Standard)
        .sender(&sender)
        .time(time.clone())
        .random(|| 1.0)
        .build()
        .unwrap();
    (transport, time)
}

fn ok() -> ScriptedAnswer {
    ScriptedAnswer::json("{}").header("x-amzn-requestid", "1b2c")
}

#[tokio::test]
async fn a_call_has_a_span_and_its_attempt_one_below_it() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([ok()]);
    call(&transport, &GET_PARAMETER).await.unwrap();
    let [whole] = &recorder.of(CALL)[..] else { panic!("{}", recorder.text()) };
    assert_eq!((whole.name.as_str(), whole.level, whole.closed), ("call", Level::INFO, true));
    assert_eq!(
        whole.fields(),
        [
            ("attempts", "1"),
            ("aws.request_id", "1b2c"),
            ("cloud.region", "eu-central-1"),
            ("http.response.status_code", "200"),
            ("otel.kind", "client"),
            ("otel.name", "SSM.GetParameter"),
            ("outcome", "success"),
            ("rpc.method", "GetParameter"),
            ("rpc.service", "SSM"),
            ("rpc.system", "aws-api"),
            ("server.address", "someone.example.com"),
            ("server.port", "8443"),
        ]
    );
    let [attempt] = &recorder.of(ATTEMPT)[..] else { panic!("{}", recorder.text()) };
    assert_eq!((attempt.name.as_str(), attempt.level, attempt.closed), ("attempt", Level::DEBUG, true));
    assert!(attempt.is_below(whole));
    assert_eq!(
        attempt.fields(),
        [
            ("attempt", "1"),
            ("aws.request_id", "1b2c"),
            ("http.request.method", "POST"),
            ("http.response.status_code", "200"),
            ("otel.kind", "client"),
            ("outcome", "success"),
            ("rpc.method", "GetParameter"),
            ("rpc.service", "SSM"),
            ("rpc.system", "aws-api"),
            ("server.address", "someone.example.com"),
            ("server.port", "8443"),
        ]
    );
}

#[tokio::test]
async fn each_attempt_tells_its_own_end_and_the_call_the_last_one() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([
        ScriptedAnswer::not_connected(),
        ScriptedAnswer::error(500, "InternalServerError", "why"),
        ScriptedAnswer::error(400, "ParameterNotFound", "why").header("x-amzn-requestid", "3d4e"),
    ]);
    call(&transport, &GET_PARAMETER).await.unwrap_err();
    let names = ["attempt", "http.request.resend_count", "http.response.status_code", "error.type"];
    let told =
        |name: &&str| recorder.of(ATTEMPT).iter().map(|a| a.field(name).to_owned()).collect::<Vec<_>>();
    let [numbers, repeats, statuses, errors] = names.each_ref().map(told);
    assert_eq!(numbers, ["1", "2", "3"]);
    assert_eq!(repeats, ["", "1", "2"]);
    assert_eq!(statuses, ["", "500", "400"]);
    assert_eq!(errors, ["connect", "InternalServerError", "ParameterNotFound"]);
    let [whole] = &recorder.of(CALL)[..] else { panic!("{}", recorder.text()) };
    for (name, value) in [
        ("attempts", "3"),
        ("outcome", "error"),
        ("error.type", "ParameterNotFound"),
        ("error.kind", "service"),
        ("otel.status_code", "ERROR"),
        ("aws.request_id", "3d4e"),
        ("http.response.status_code", "400"),
        ("may_have_run", "false"),
        // The waits before the second and the third attempt.
        ("duration_ms", "150.0"),
    ] {
        assert_eq!(whole.field(name), value, "{name}");
    }
}

#[tokio::test]
async fn a_call_that_may_have_run_says_so() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([ScriptedAnswer::interrupted()]);
    call(&transport, &SEND_COMMAND).await.unwrap_err();
    let [whole] = &recorder.of(CALL)[..] else { panic!("{}", recorder.text()) };
    assert_eq!((whole.field("may_have_run"), whole.field("error.type")), ("true", "interrupted"));
}

#[tokio::test]
async fn a_call_whose_options_are_refused_has_a_span_and_no_attempt() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([ok()]);
    let options = CallOptions::new().max_attempts(0);
    transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), options).await.unwrap_err();
    let [whole] = &recorder.of(CALL)[..] else { panic!("{}", recorder.text()) };
    assert_eq!((whole.field("attempts"), whole.field("error.type")), ("0", "configuration"));
    assert!(whole.closed);
    assert!(recorder.of(ATTEMPT).is_empty());
}

#[tokio::test]
async fn a_call_that_is_given_up_closes_its_spans_and_says_so() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([ok().after(Duration::from_secs(3600))]);
    let mut future = call_boxed(&transport);
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert!(recorder.ours().iter().all(|recorded| !recorded.closed));
    drop(future);
    for target in [CALL, ATTEMPT] {
        let [span] = &recorder.of(target)[..] else { panic!("{}", recorder.text()) };
        assert_eq!((span.field("outcome"), span.closed), ("cancelled", true), "{target}");
    }
}

fn call_boxed(transport: &Transport) -> awsjson_transport::Invocation<'_> {
    transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), CallOptions::new())
}

#[tokio::test]
async fn calls_at_once_keep_their_spans_apart() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([
        ok().after(Duration::from_millis(20)),
        ok().after(Duration::from_millis(10)),
        ok().after(Duration::from_millis(1)),
    ]);
    let outer = tracing::info_span!(target: "program", "outer");
    let calls = async {
        let (one, two, three) = tokio::join!(
            call(&transport, &GET_PARAMETER),
            call(&transport, &SEND_COMMAND),
            call(&transport, &GET_PARAMETER)
        );
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
    };
    tracing::Instrument::instrument(calls, outer.clone()).await;
    let [program] = &recorder.of("program")[..] else { panic!("{}", recorder.text()) };
    let (calls, attempts) = (recorder.of(CALL), recorder.of(ATTEMPT));
    assert_eq!((calls.len(), attempts.len()), (3, 3));
    for call in &calls {
        assert!(call.is_below(program), "{}", recorder.text());
        let below: Vec<_> = attempts.iter().filter(|attempt| attempt.is_below(call)).collect();
        let [attempt] = &below[..] else { panic!("{}", recorder.text()) };
        assert_eq!(attempt.field("rpc.method"), call.field("rpc.method"));
    }
}

#[tokio::test]
async fn a_host_prefix_shows_in_the_attempt_alone_and_a_path_nowhere() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let (transport, _) = answering([ok()]);
    let invoked = transport.invoke(&GET_PARAMETER, Some("who.".into()), b"{}".to_vec(), CallOptions::new());
    invoked.await.unwrap();
    assert_eq!(recorder.of(CALL)[0].field("server.address"), "someone.example.com");
    assert_eq!(recorder.of(ATTEMPT)[0].field("server.address"), "who.someone.example.com");
    assert!(!recorder.text().contains("/path"), "{}", recorder.text());
}
