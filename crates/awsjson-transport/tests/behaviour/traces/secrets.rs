//! Secrets planted in calls of every kind, and looked for in everything that this crate and those
//! below it give to `tracing` and to `log`.

use std::fs;

use aws_credential_types::Credentials;
use awsjson_transport::observability::{ATTEMPT, CALL, CREDENTIALS, RETRY};
use awsjson_transport::typed::call as typed_call;
use awsjson_transport::{CallOptions, DefaultCredentials, RetryMode, TransportBuilder, random_uuid};

use super::recorder::Recorder;
use super::waits::typed_operation::GetParameter;
use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, builder, in_process_with};

/// Part of every secret.
const CANARY: &str = "canary";

const TEMPORARY: &str = r#"{"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"canary-key","Token":"canary-token",
    "Expiration":"2099-01-31T12:00:00Z"}"#;

fn signed(builder: TransportBuilder) -> TransportBuilder {
    builder.static_credentials("AKIDEXAMPLE", "canary-key", Some("canary-token".into()))
}

/// Makes a call, whatever becomes of it, with a secret in its request.
async fn attempt(builder: TransportBuilder) {
    let transport = builder.retry_mode(RetryMode::Standard).random(|| 0.0).build().unwrap();
    let body = br#"{"Name":"/app","Value":"canary-value"}"#.to_vec();
    let _ = transport.invoke(&GET_PARAMETER, None, body, CallOptions::new()).await;
}

async fn answers_of_every_kind() {
    let error = |code: &str| format!(r#"{{"__type":"{code}","message":"canary-message","Value":"canary"}}"#);
    let value = r#"{"Parameter":{"Value":"canary-value"}}"#;
    for answer in [
        Answer::of("200 OK", &[("x-amzn-requestid", "1b2c"), ("set-cookie", "canary-cookie")], value),
        Answer::of("400 Bad Request", &[], error("ParameterNotFound")),
        Answer::of("400 Bad Request", &[], error("ThrottlingException")),
        Answer::of("400 Bad Request", &[], error("ExpiredTokenException")),
        Answer::of("403 No", &[("date", "Mon, 01 Jun 2020 12:00:00 GMT")], error("RequestTimeTooSkewed")),
        Answer::of("500 Oh", &[], "<html>canary"),
        Answer::of("200 OK", &[], "<html>canary"),
        Answer::of("302 Found", &[("location", "http://canary.invalid/canary?canary")], "canary"),
        Answer::cut("200 OK", &[], 1000, value),
        Answer::raw("canary\r\n\r\ncanary"),
        Answer::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\ncanary\r\n"),
    ] {
        let server = Server::answering(answer).await;
        attempt(signed(builder(&server.url))).await;
        let sent = server.requests().remove(0);
        assert_eq!(sent.header("x-amz-security-token"), Some("canary-token"));
        assert!(String::from_utf8(sent.body).unwrap().contains(CANARY));
    }
}

async fn an_answer_that_does_not_fit() {
    let server = Server::answering(Answer::of("200 OK", &[], r#"["canary"]"#)).await;
    let transport = signed(builder(&server.url)).build().unwrap();
    typed_call(transport, GetParameter, CallOptions::new()).await.unwrap_err();
}

async fn credentials_that_are_given_and_refused() {
    let service = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    for (status, body) in [
        ("200 OK", TEMPORARY),
        ("200 OK", r#"{"SecretAccessKey":"canary"#),
        ("403 No", r#"{"message":"canary"}"#),
    ] {
        let container = Server::answering(Answer::of(status, &[], body)).await;
        let chain = DefaultCredentials::with_variables([
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.url.as_str()),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "canary-authorization"),
            ("HOME", "/nowhere"),
        ]);
        attempt(builder(&service.url).credentials(chain)).await;
        assert_eq!(container.requests()[0].header("authorization"), Some("canary-authorization"));
    }
    let token = std::env::temp_dir().join(format!("awsjson-transport-{}", random_uuid()));
    fs::write(&token, "AKIDEXAMPLEentity").unwrap();
    let assumed = "<R><Result><Credentials><AccessKeyId>AKIDEXAMPLE</AccessKeyId><SecretAccessKey>canary-key\
        </SecretAccessKey><SessionToken>canary-token</SessionToken><Expiration>2099-01-31T12:00:00Z\
        </Expiration></Credentials></Result></R>";
    for (status, body) in [("200 OK", assumed), ("403 No", "<Error><Message>canary</Message></Error>")] {
        let sts = Server::answering(Answer::of(status, &[], body)).await;
        let chain = DefaultCredentials::with_variables([
            ("AWS_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()),
            ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/deployer"),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ENDPOINT_URL_STS", sts.url.as_str()),
            ("HOME", "/nowhere"),
        ]);
        attempt(builder(&service.url).credentials(chain)).await;
        assert!(String::from_utf8(sts.requests().remove(0).body).unwrap().contains("AKIDEXAMPLEentity"));
    }
    fs::remove_file(&token).unwrap();
    let provider = Credentials::new("AKIDEXAMPLE", "canary-key", Some("canary-token\n".into()), None, "test");
    attempt(builder(&service.url).credentials(provider)).await;
}

async fn a_proxy_with_a_password() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let proxy = server.url.replace("http://", "http://someone:canary-password@");
    attempt(signed(builder("http://ssm.example.invalid")).allow_insecure_http(true).proxy(proxy)).await;
    assert!(server.requests()[0].header("proxy-authorization").is_some());
}

async fn calls_of_every_kind() {
    answers_of_every_kind().await;
    an_answer_that_does_not_fit().await;
    credentials_that_are_given_and_refused().await;
    a_proxy_with_a_password().await;
}

fn record_calls_of_every_kind() -> Recorder {
    let recorder = Recorder::in_this_process();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(calls_of_every_kind());
    recorder
}

#[test]
fn no_secret_and_no_key_reaches_a_trace() {
    let test = "traces::secrets::no_secret_and_no_key_reaches_a_trace";
    if in_process_with(&[], test) {
        let recorder = record_calls_of_every_kind();
        for target in [CALL, ATTEMPT, RETRY, CREDENTIALS, "hyper_util::client::legacy::connect::http"] {
            assert!(!recorder.of(target).is_empty(), "nothing came from {target}");
        }
        let spilled: Vec<_> =
            recorder.all().into_iter().filter(|recorded| format!("{recorded:?}").contains(CANARY)).collect();
        assert!(spilled.is_empty(), "{spilled:#?}");
        assert!(!recorder.text().contains("AKIDEXAMPLE"), "{}", recorder.text());
    }
}

/// Signing libraries print what they sign if this variable asks them to.
#[test]
fn nothing_in_the_environment_makes_bodies_and_keys_show() {
    let test = "traces::secrets::nothing_in_the_environment_makes_bodies_and_keys_show";
    if in_process_with(&[("LOG_SIGNABLE_BODY", "true")], test) {
        let everything = format!("{:#?}", record_calls_of_every_kind().all());
        for secret in [CANARY, "AKIDEXAMPLE"] {
            assert!(!everything.contains(secret), "{everything}");
        }
    }
}
