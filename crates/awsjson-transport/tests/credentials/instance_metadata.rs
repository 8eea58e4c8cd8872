use std::time::{Duration, SystemTime};

use awsjson_transport::DefaultCredentials;

use crate::server::{Answer, Request, Server, answer};
use crate::support::{Home, SECRET, ask, assert_key, date, document, refusal};

fn chain(home: &Home, url: &str) -> DefaultCredentials {
    home.chain(&[("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", url)])
}

/// A metadata service of version 2 only, whose role has these credentials.
fn metadata(request: &Request, credentials: &str) -> Answer {
    let in_session = request.header("x-aws-ec2-metadata-token") == Some("session-1");
    match request.line.as_str() {
        "PUT /latest/api/token" => match request.header("x-aws-ec2-metadata-token-ttl-seconds") {
            Some(_) => answer(200, "session-1"),
            None => answer(400, ""),
        },
        _ if !in_session => answer(401, ""),
        "GET /latest/meta-data/iam/security-credentials/" => answer(200, "web-server\n"),
        "GET /latest/meta-data/iam/security-credentials/web-server" => answer(200, credentials),
        _ => answer(404, ""),
    }
}

#[tokio::test]
async fn the_role_of_the_instance_is_asked_for_in_a_session() {
    let home = Home::empty();
    let server = Server::new(|request| metadata(request, &document("INSTANCE", &date(true)))).await;
    assert_key(ask(&chain(&home, &server.url)).await, "INSTANCE");
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.requests()[0].header("x-aws-ec2-metadata-token-ttl-seconds"), Some("21600"));
}

#[tokio::test]
async fn credentials_that_the_service_could_not_renew_are_used_and_asked_for_again() {
    let home = Home::empty();
    let server = Server::new(|request| metadata(request, &document("STALE", &date(false)))).await;
    let credentials = ask(&chain(&home, &server.url)).await.unwrap();
    let left = credentials.expiry().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!(left > Duration::from_secs(540) && left <= Duration::from_secs(600), "{left:?}");
}

#[tokio::test]
async fn a_disabled_service_is_not_asked() {
    let home = Home::empty();
    let server = Server::new(|request| metadata(request, "")).await;
    let variables =
        [("AWS_EC2_METADATA_DISABLED", "TRUE"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", &server.url)];
    refusal(&home.chain(&variables), &["instance metadata (AWS_EC2_METADATA_DISABLED is true)"]).await;
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn where_nothing_listens_there_is_no_instance() {
    let home = Home::empty();
    refusal(
        &chain(&home, "http://127.0.0.1:1"),
        &[
            "no source has credentials: ",
            "instance metadata (http://127.0.0.1:1: connection refused, 2 attempts)",
        ],
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_service_is_left_after_two_attempts_of_a_second() {
    let home = Home::empty();
    let server = Server::new(|_| None).await;
    let expected =
        format!("({}: no answer within 1s, the limit for instance metadata, 2 attempts)", server.url);
    refusal(&chain(&home, &server.url), &[&expected]).await;
}

#[tokio::test]
async fn answers_that_give_no_credentials_say_why() {
    let home = Home::empty();
    let server = Server::new(|request| match request.line.as_str() {
        "PUT /latest/api/token" => answer(200, "session-1"),
        _ => answer(404, ""),
    })
    .await;
    refusal(&chain(&home, &server.url), &["instance metadata (the instance has no role)"]).await;

    let server = Server::new(|_| answer(403, SECRET)).await;
    refusal(&chain(&home, &server.url), &["answered HTTP 403 to the request for a session"]).await;

    let server = Server::new(|request| metadata(request, r#"{"Code":"AssumeRoleUnauthorizedAccess"}"#)).await;
    refusal(&chain(&home, &server.url), &["it says AssumeRoleUnauthorizedAccess for the role web-server"])
        .await;

    let server = Server::new(|request| match request.line.as_str() {
        "PUT /latest/api/token" => answer(200, "session-1"),
        _ => answer(200, "<html>hunter2"),
    })
    .await;
    refusal(&chain(&home, &server.url), &["it is not the name of a role"]).await;
}

#[tokio::test]
async fn plain_http_goes_to_link_local_addresses_only() {
    let home = Home::empty();
    for url in ["http://example.com", "http://10.0.0.1", "http://[2001:db8::1]", "ftp://127.0.0.1"] {
        refusal(&chain(&home, url), &["AWS_EC2_METADATA_SERVICE_ENDPOINT leads to "]).await;
    }
    let variables =
        [("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv5")];
    refusal(&home.chain(&variables), &["is \"IPv5\"; it must be IPv4 or IPv6"]).await;
}
