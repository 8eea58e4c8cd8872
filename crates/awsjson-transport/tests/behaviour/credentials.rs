//! Providers that give, refuse, stall, or are not there.

use std::error::Error;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use awsjson_transport::{EnvironmentCredentials, ErrorKind, Failure, Transport};

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SSM, assert_reads_well, builder, call, in_process_with, texts};

/// A port where nothing would answer: credentials come first.
const NOWHERE: &str = "http://127.0.0.1:1";

async fn refusal(provider: impl ProvideCredentials + 'static) -> Failure {
    let transport = builder(NOWHERE).credentials(provider).build().unwrap();
    let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(failure.kind(), ErrorKind::Credentials);
    assert_eq!(failure.attempts(), 0);
    assert!(failure.is_not_sent());
    failure
}

#[derive(Debug)]
struct Failing;

impl ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::provider_error("the login has expired")))
    }
}

#[derive(Debug)]
struct Stalling;

impl ProvideCredentials for Stalling {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(std::future::pending())
    }
}

#[tokio::test]
async fn a_provider_of_ones_own_signs_the_call() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let credentials = Credentials::new("AKIDOWN", "s", Some("t".into()), None, "own");
    let transport = builder(&server.url).credentials(credentials).build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let request = &server.requests()[0];
    assert!(request.header("authorization").unwrap().contains("Credential=AKIDOWN/"));
    assert_eq!(request.header("x-amz-security-token"), Some("t"));
}

#[tokio::test]
async fn a_provider_that_fails_is_named_and_its_reason_follows() {
    let failure = refusal(Failing).await;
    let texts = texts(&failure);
    assert!(texts[0].starts_with("GetParameter was not sent: "), "{texts:?}");
    assert!(texts[0].ends_with("credentials::Failing failed to get credentials"), "{texts:?}");
    assert_eq!(texts.last().unwrap(), "the login has expired");
    assert!(failure.source().unwrap().is::<CredentialsError>());
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_stalls_is_named() {
    let line = refusal(Stalling).await.to_string();
    assert!(
        line.ends_with(
            "credentials::Stalling gave no credentials within 5s, the limit for credentials \
             providers"
        ),
        "{line}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_ends_sooner_does_not_wait_for_the_provider() {
    let transport =
        builder(NOWHERE).credentials(Stalling).call_timeout(Duration::from_secs(2)).build().unwrap();
    let line = call(&transport, &GET_PARAMETER).await.unwrap_err().to_string();
    assert!(line.ends_with("within 2s, the call time-out"), "{line}");
}

#[tokio::test]
async fn credentials_that_cannot_sign_are_refused_without_their_text() {
    for (key, secret, token, why) in [
        ("", "hunter2", None, "gave an empty access key id"),
        ("AKID", "", None, "gave an empty secret access key"),
        ("AKID\nhunter2", "s", None, "cannot be used to sign"),
        ("AKID", "s", Some("hunter2\n"), "cannot be used to sign"),
    ] {
        let token = token.map(str::to_owned);
        let failure = refusal(Credentials::new(key, secret, token, None, "test")).await;
        assert!(failure.to_string().contains(why), "{failure}");
        assert!(!format!("{failure:?}{:?}", texts(&failure)).contains("hunter2"));
    }
}

#[tokio::test]
async fn missing_credentials_say_how_to_set_them() {
    let transport = Transport::builder(&SSM).region("eu-central-1").endpoint_url(NOWHERE).build().unwrap();
    assert_eq!(
        call(&transport, &GET_PARAMETER).await.unwrap_err().to_string(),
        "GetParameter was not sent: no credentials are set: call .credentials(..) or \
         .static_credentials(..)"
    );
}

#[tokio::test]
async fn an_environment_without_credentials_says_what_to_set() {
    let test = "credentials::an_environment_without_credentials_says_what_to_set";
    let variables = [
        ("AWS_REGION", "eu-central-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_CONFIG_FILE", "/nonexistent/config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials"),
    ];
    if in_process_with(&variables, test) {
        let transport = Transport::builder_from_env(&SSM).endpoint_url(NOWHERE).build().unwrap();
        let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
        assert_eq!(
            texts(&failure),
            ["GetParameter was not sent: no source has credentials: \
              environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set), \
              web identity (AWS_WEB_IDENTITY_TOKEN_FILE is not set), \
              profile (profile default is neither in /nonexistent/config (which does not exist) nor in \
              /nonexistent/credentials (which does not exist)), \
              container (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and \
              AWS_CONTAINER_CREDENTIALS_FULL_URI are not set), \
              instance metadata (AWS_EC2_METADATA_DISABLED is true); \
              set one up, or call .credentials(..)"]
        );
        assert_eq!(failure.kind(), ErrorKind::Credentials);
    }
}

#[tokio::test]
async fn an_environment_with_half_a_pair_names_the_missing_half() {
    let test = "credentials::an_environment_with_half_a_pair_names_the_missing_half";
    if in_process_with(&[("AWS_SECRET_ACCESS_KEY", "hunter2")], test) {
        assert_eq!(
            refusal(EnvironmentCredentials::new()).await.to_string(),
            "GetParameter was not sent: AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is \
             not: set both"
        );
    }
}

#[tokio::test]
async fn credentials_of_the_environment_sign_the_call() {
    let test = "credentials::credentials_of_the_environment_sign_the_call";
    let variables = [
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_SESSION_TOKEN", "environment-token"),
    ];
    if in_process_with(&variables, test) {
        let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
        let transport = Transport::builder_from_env(&SSM).endpoint_url(&server.url).build().unwrap();
        call(&transport, &GET_PARAMETER).await.unwrap();
        let request = &server.requests()[0];
        assert!(request.header("authorization").unwrap().contains("Credential=AKIDENVIRONMENT/"));
        assert_eq!(request.header("x-amz-security-token"), Some("environment-token"));
    }
}
