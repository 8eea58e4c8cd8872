//! What happens within calls.

use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use awsjson_transport::observability::{CALL, CREDENTIALS, RETRY};
use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::typed::call as typed_call;
use awsjson_transport::{CallOptions, DefaultCredentials, RetryMode, TransportBuilder};
use tracing::Level;

use super::recorder::{Recorded, Recorder};
use super::waits::typed_operation::GetParameter;
use crate::support::{GET_PARAMETER, builder, call};

fn answering(answers: impl IntoIterator<Item = ScriptedAnswer>) -> TransportBuilder {
    let sender = ScriptedSender::new([Rule::any().answers(answers)]);
    builder("https://example.com")
        .retry_mode(RetryMode::Standard)
        .sender(&sender)
        .time(RecordedTime::new())
        .random(|| 1.0)
}

fn one(mut recorded: Vec<Recorded>) -> Recorded {
    assert_eq!(recorded.len(), 1, "{recorded:#?}");
    recorded.remove(0)
}

#[tokio::test]
async fn a_repeated_attempt_says_why_and_how_long_it_waits() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let answers = [ScriptedAnswer::error(400, "ThrottlingException", "why"), ScriptedAnswer::json("{}")];
    call(&answering(answers).build().unwrap(), &GET_PARAMETER).await.unwrap();
    let event = one(recorder.of(RETRY));
    assert_eq!(event.level, Level::INFO);
    assert!(event.is_below(&recorder.of(CALL)[0]));
    assert_eq!(
        event.fields(),
        [
            ("attempt", "1"),
            ("error.kind", "service"),
            ("error.type", "ThrottlingException"),
            ("http.response.status_code", "400"),
            ("message", "the attempt failed and is repeated"),
            ("wait_ms", "1000.0"),
        ]
    );
}

#[tokio::test]
async fn a_corrected_clock_is_a_warning_with_the_difference() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_315_200);
    let refusal = ScriptedAnswer::error(403, "RequestTimeTooSkewed", "why")
        .header("date", "Mon, 01 Jun 2026 12:00:00 GMT");
    let time = RecordedTime::starting_at(date + Duration::from_secs(3600));
    let transport = answering([refusal, ScriptedAnswer::json("{}")]).time(time).build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let events = recorder.of(RETRY);
    let [corrected, repeated] = &events[..] else { panic!("{events:#?}") };
    assert_eq!((corrected.level, corrected.field("offset_ms")), (Level::WARN, "-3600000"));
    assert_eq!(repeated.field("wait_ms"), "0.0");
}

#[tokio::test]
async fn fetched_credentials_name_their_source_and_no_key() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let chain = DefaultCredentials::with_variables([
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "hunter2"),
    ]);
    let transport = answering([ScriptedAnswer::json("{}"), ScriptedAnswer::json("{}")]).credentials(chain);
    let transport = transport.build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let events = recorder.of(CREDENTIALS);
    let [asked, fetched] = &events[..] else { panic!("{events:#?}") };
    assert_eq!((asked.field("source"), asked.field("outcome")), ("environment", "success"));
    assert_eq!(fetched.field("provider"), "the default credentials chain");
    assert_eq!(fetched.field("message"), "credentials were fetched");
    assert!(fetched.is_below(&recorder.of(CALL)[0]));
    assert!(!recorder.text().contains("AKIDEXAMPLE"));
}

/// Has no credentials to give.
#[derive(Debug)]
struct Failing;

impl ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::provider_error("hunter2")))
    }
}

#[tokio::test]
async fn a_provider_that_fails_says_so_without_its_reason() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let transport = answering([]).credentials(Failing).build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap_err();
    let event = one(recorder.of(CREDENTIALS));
    assert!(event.field("provider").ends_with("::Failing"), "{event:?}");
    assert_eq!(event.field("message"), "credentials were not fetched");
    let whole = one(recorder.of(CALL));
    assert_eq!((whole.field("error.type"), whole.field("attempts")), ("credentials", "0"));
    assert!(!recorder.text().contains("hunter2"));
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_a_warning() {
    let (recorder, _guard) = Recorder::on_this_thread();
    let answer = ScriptedAnswer::json(r#"["hunter2"]"#).header("x-amzn-requestid", "1b2c");
    let transport = answering([answer]).build().unwrap();
    typed_call(transport, GetParameter, CallOptions::new()).await.unwrap_err();
    let events = recorder.of(CALL);
    let [_, event] = &events[..] else { panic!("{events:#?}") };
    assert_eq!((event.level, event.field("aws.request_id")), (Level::WARN, "1b2c"));
    assert_eq!((event.field("rpc.method"), event.field("error.kind")), ("GetParameter", "decode"));
    assert!(!recorder.text().contains("hunter2"));
}
