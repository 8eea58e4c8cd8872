//! Signatures that the service refuses because the clock is wrong or the credentials have expired.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use awsjson_transport::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use awsjson_transport::{ErrorKind, RequestSigner, Transport};

use crate::endpoint::{Endpoint, Step, http};
use crate::support::{GET, NO_WAITS, SEND, builder, call, in_milliseconds, outcome_at};

/// 2026-06-01T12:00:00Z
const DATE: &str = "Mon, 01 Jun 2026 12:00:00 GMT";
const DATE_SECONDS: u64 = 1_780_315_200;

fn service_time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(DATE_SECONDS)
}

fn refused(code: &str) -> Step {
    let body = format!(r#"{{"__type":"{code}","message":"why"}}"#);
    Step::Answer(http("403 Forbidden", &[("date", DATE)], body))
}

fn with_clock(url: &str, clock: SystemTime) -> (Transport, RecordedTime) {
    let time = RecordedTime::starting_at(clock);
    (builder(url).time(time.clone()).build().unwrap(), time)
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_at_once_and_for_all_later_calls() {
    for code in [
        "RequestTimeTooSkewed",
        "RequestExpired",
        "RequestInTheFuture",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "AuthFailure",
    ] {
        for clock in [
            service_time() - Duration::from_secs(86_400),
            service_time() - Duration::from_secs(241),
            service_time() + Duration::from_secs(86_400),
        ] {
            let endpoint = Endpoint::behaving([refused(code), Step::ok()]).await;
            let (transport, time) = with_clock(&endpoint.url, clock);
            assert_eq!(call(&transport, &SEND).await.unwrap().attempts, 2);
            assert_eq!(call(&transport, &SEND).await.unwrap().attempts, 1);
            let dates = endpoint.header("x-amz-date");
            assert_ne!(dates[0], "20260601T120000Z");
            assert_eq!(dates[1..], ["20260601T120000Z", "20260601T120000Z"]);
            assert_eq!(in_milliseconds(&time), NO_WAITS);
        }
    }
}

struct Signer;

impl RequestSigner for Signer {
    fn key_id(&self) -> &str {
        "mi-0123456789abcdef0"
    }

    fn sign(&self, string_to_sign: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        let date = string_to_sign.lines().nth(1).ok_or("no date")?;
        Ok(format!("signed-at-{date}"))
    }
}

#[tokio::test]
async fn a_request_signer_signs_again_with_the_clock_corrected() {
    let endpoint = Endpoint::behaving([refused("InvalidSignatureException"), Step::ok()]).await;
    let time = RecordedTime::starting_at(service_time() - Duration::from_secs(3600));
    let builder = builder(&endpoint.url).request_signer(Signer).time(time);
    assert_eq!(call(&builder.build().unwrap(), &SEND).await.unwrap().attempts, 2);
    let signatures = endpoint.header("authorization");
    assert!(signatures[0].ends_with("Signature=signed-at-20260601T110000Z"), "{signatures:?}");
    assert!(signatures[1].ends_with("Signature=signed-at-20260601T120000Z"), "{signatures:?}");
}

#[tokio::test]
async fn calls_at_once_are_all_corrected() {
    let refuse = |delay| {
        ScriptedAnswer::error(403, "RequestExpired", "why")
            .header("date", DATE)
            .after(Duration::from_millis(delay))
    };
    let sender = ScriptedSender::new([
        Rule::any().answers([refuse(1), refuse(20), refuse(40)]),
        Rule::any().always(ScriptedAnswer::json("{}")),
    ]);
    let time = RecordedTime::starting_at(service_time() - Duration::from_secs(3600));
    let transport = builder("http://127.0.0.1:1").sender(&sender).time(time).build().unwrap();
    let (one, two, three) =
        tokio::join!(call(&transport, &SEND), call(&transport, &SEND), call(&transport, &SEND));
    for reply in [one, two, three] {
        assert_eq!(reply.unwrap().attempts, 2);
    }
    assert_eq!(sender.requests()[5].header("x-amz-date"), Some("20260601T120000Z"));
}

#[tokio::test]
async fn a_clock_is_corrected_once_in_a_call() {
    let later =
        http("403 Forbidden", &[("date", "Mon, 01 Jun 2026 13:00:00 GMT")], r#"{"__type":"RequestExpired"}"#);
    let endpoint = Endpoint::behaving([refused("RequestExpired"), Step::Answer(later), Step::ok()]).await;
    let (transport, time) = with_clock(&endpoint.url, service_time() - Duration::from_secs(3600));
    let failure = call(&transport, &GET).await.unwrap_err();
    assert_eq!((failure.code(), failure.attempts()), (Some("RequestExpired"), 2));
    assert_eq!(in_milliseconds(&time), NO_WAITS);
}

#[tokio::test]
async fn a_refused_signature_without_a_wrong_clock_is_an_error() {
    let dated = refused("InvalidSignatureException");
    let undated = Step::error("403 Forbidden", "InvalidSignatureException");
    let other = refused("AccessDeniedException");
    for (step, off) in [(dated, 240), (undated, 86_400), (other, 86_400)] {
        let endpoint = Endpoint::behaving([step, Step::ok()]).await;
        let (transport, _) = with_clock(&endpoint.url, service_time() - Duration::from_secs(off));
        let failure = call(&transport, &GET).await.unwrap_err();
        assert_eq!((failure.kind(), failure.attempts()), (ErrorKind::Service, 1));
        assert_eq!(endpoint.requests(), 1);
    }
}

#[tokio::test]
async fn without_retries_a_wrong_clock_is_still_learnt_for_later_calls() {
    let endpoint = Endpoint::behaving([refused("RequestExpired"), Step::ok()]).await;
    let time = RecordedTime::starting_at(service_time() - Duration::from_secs(3600));
    let transport = builder(&endpoint.url).time(time).max_attempts(1).build().unwrap();
    assert_eq!(call(&transport, &GET).await.unwrap_err().attempts(), 1);
    call(&transport, &GET).await.unwrap();
    assert_eq!(endpoint.header("x-amz-date")[1], "20260601T120000Z");
}

/// Gives a new session with each request, as many as it has.
#[derive(Clone, Debug)]
struct Sessions {
    given: Arc<AtomicUsize>,
    available: usize,
}

impl Sessions {
    fn new(available: usize) -> Self {
        Self { given: Arc::default(), available }
    }
}

impl ProvideCredentials for Sessions {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        future::ProvideCredentials::ready(if number <= self.available {
            Ok(Credentials::new("AKID", "secret", Some(format!("session-{number}")), None, "test"))
        } else {
            Err(CredentialsError::provider_error("the login has expired"))
        })
    }
}

#[tokio::test]
async fn expired_credentials_are_fetched_anew_once() {
    for code in ["ExpiredToken", "ExpiredTokenException"] {
        let endpoint = Endpoint::behaving([Step::error("400 Bad Request", code), Step::ok()]).await;
        let outcome = outcome_at(&endpoint.url, &SEND, |builder| builder.credentials(Sessions::new(9))).await;
        outcome.assert_success(2, &NO_WAITS);
        assert_eq!(endpoint.header("x-amz-security-token"), ["session-1", "session-2"]);

        let endpoint = Endpoint::behaving([Step::error("400 Bad Request", code)]).await;
        let outcome = outcome_at(&endpoint.url, &SEND, |builder| builder.credentials(Sessions::new(9))).await;
        outcome.assert_failure(ErrorKind::Service, 2, &NO_WAITS);
        assert_eq!(endpoint.requests(), 2);
    }
}

#[tokio::test]
async fn credentials_that_cannot_be_renewed_are_the_outcome() {
    let endpoint = Endpoint::behaving([Step::error("400 Bad Request", "ExpiredToken")]).await;
    let outcome = outcome_at(&endpoint.url, &SEND, |builder| builder.credentials(Sessions::new(1))).await;
    outcome.assert_failure(ErrorKind::Credentials, 1, &NO_WAITS);
    let failure = outcome.failure();
    assert!(!failure.is_not_sent() && !failure.may_have_run());
    let line = failure.to_string();
    assert!(line.starts_with("SendCommand was not sent again: "), "{line}");
    assert!(line.ends_with("Sessions failed to get credentials (1 attempt)"), "{line}");
}
