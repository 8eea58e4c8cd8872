//! Secrets planted everywhere, and looked for in everything that can be printed.

use std::fmt::Debug;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use awsjson_transport::{CallOptions, EnvironmentCredentials, Failure, Transport, TransportBuilder};

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SSM, builder, call, in_process_with, texts};

const SECRET: &str = "hunter2";

fn assert_secretive(shown: &impl Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
        assert!(!text.is_empty());
    }
}

fn assert_secretive_failure(failure: &Failure) {
    assert_secretive(failure);
    for text in texts(failure) {
        assert!(!text.contains(SECRET), "{text}");
    }
}

/// A provider whose author did not think of its Debug.
#[derive(Debug)]
struct Careless(#[allow(dead_code, reason = "shown by Debug")] String);

impl ProvideCredentials for Careless {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Ok(Credentials::new("AKID", SECRET, None, None, "c")))
    }
}

#[tokio::test]
async fn credentials_show_nowhere() {
    let url = "http://127.0.0.1:1";
    let token = || Some(format!("{SECRET}-token"));
    let builders: [&dyn Fn() -> TransportBuilder; 3] = [
        &|| builder(url).static_credentials("AKID", SECRET, token()),
        &|| builder(url).credentials(Credentials::new("AKID", SECRET, token(), None, "test")),
        &|| builder(url).credentials(Careless(SECRET.into())),
    ];
    for builder in builders {
        assert_secretive(&builder());
        let transport = builder().build().unwrap();
        assert_secretive(&transport);
        let body = SECRET.as_bytes().to_vec();
        let call = transport.invoke(&GET_PARAMETER, None, body, CallOptions::new());
        assert_secretive_failure(&call.await.unwrap_err());
    }
    assert_secretive(&CallOptions::new());
}

#[tokio::test]
async fn bodies_of_requests_and_answers_show_nowhere() {
    let body = format!(r#"{{"Parameter":{{"Value":"{SECRET}"}}}}"#);
    for answer in [
        Answer::of("200 OK", &[], &body),
        Answer::of("400 Bad Request", &[], &body),
        Answer::of("500 Oh", &[("content-type", "text/html")], format!("<html>{SECRET}")),
        Answer::of("500 Oh", &[], SECRET),
        Answer::of("302 Found", &[("location", &format!("/login?{SECRET}"))], SECRET),
        Answer::cut("200 OK", &[], 1000, &body),
        Answer::cut("400 Bad Request", &[], 1000, &body),
        Answer::raw(format!("{SECRET}\r\n\r\n{SECRET}")),
        Answer::raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{SECRET}\r\n")),
    ] {
        let server = Server::answering(answer).await;
        let transport = builder(&server.url).max_response_bytes(1000).build().unwrap();
        match call(&transport, &GET_PARAMETER).await {
            Ok(reply) => assert_secretive(&reply),
            Err(failure) => assert_secretive_failure(&failure),
        }
    }
}

#[test]
fn the_environments_credentials_do_not_show() {
    let test = "secrets::the_environments_credentials_do_not_show";
    let variables = [
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", SECRET),
        ("AWS_SESSION_TOKEN", SECRET),
    ];
    if in_process_with(&variables, test) {
        assert_secretive(&EnvironmentCredentials::new());
        assert_secretive(&Transport::builder_from_env(&SSM));
        assert_secretive(&Transport::from_env(&SSM).unwrap());
    }
}
