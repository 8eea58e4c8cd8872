//! The region where nothing but the EC2 instance names one.

use super::*;
use server::{Answer, Request, Server, answer};

/// A metadata service of version 2 only, which answers the request for the region like this.
fn metadata(request: &Request, region: &Answer) -> Answer {
    match request.line.as_str() {
        "PUT /latest/api/token" => match request.header("x-aws-ec2-metadata-token-ttl-seconds") {
            Some(_) => answer(200, "session-1"),
            None => answer(400, ""),
        },
        _ if request.header("x-aws-ec2-metadata-token") != Some("session-1") => answer(401, ""),
        "GET /latest/meta-data/placement/region" => region.clone(),
        _ => answer(404, ""),
    }
}

fn builder(home: &Home, server: &Server, variables: &[(&str, &str)]) -> TransportBuilder {
    let service = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url.as_str());
    home.builder(&[&[service], variables].concat())
}

/// How the transport shows itself, or why it cannot be had.
async fn outcome(home: &Home, server: &Server, variables: &[(&str, &str)]) -> String {
    match builder(home, server, variables).load().await {
        Ok(transport) => format!("{transport:?}"),
        Err(error) => error.to_string().replace(home.path(), "~").replace(&server.url, "URL"),
    }
}

/// What errors begin with, before the reason that the instance names no region.
const NOWHERE: &str = "no region is set: set AWS_REGION, or region in the profile \"default\" of ~/.aws/config \
     (which does not exist) and ~/.aws/credentials (which does not exist), or call .region(..); \
     instance metadata names none either: ";

#[tokio::test]
async fn the_instance_is_asked_in_a_session_and_named_as_the_origin() {
    let home = Home::new(None, None);
    let server = Server::new(|request| metadata(request, &answer(200, "eu-south-2\n"))).await;
    // As programs with several threads do it.
    let loading = tokio::spawn(builder(&home, &server, &[]).load());
    let transport = loading.await.unwrap().unwrap();
    assert_eq!(transport.endpoint(), "https://ssm.eu-south-2.amazonaws.com");
    let shown = format!("{transport:?}");
    assert!(shown.contains("region: \"eu-south-2\" (from instance metadata)"), "{shown}");
    assert_eq!(server.lines(), ["PUT /latest/api/token", "GET /latest/meta-data/placement/region"]);
}

#[tokio::test]
async fn a_region_that_is_named_elsewhere_keeps_the_instance_from_being_asked() {
    let server = Server::new(|_| answer(500, "")).await;
    for (config, variables) in [
        (None, &[("AWS_REGION", "eu-west-1")][..]),
        (None, &[("AWS_DEFAULT_REGION", "eu-west-1")]),
        (Some(COMPLETE), &[]),
    ] {
        let home = Home::new(config, None);
        let shown = outcome(&home, &server, variables).await;
        assert!(shown.contains("region: \"eu-west-1\""), "{shown}");
    }
    let home = Home::new(None, None);
    let transport = builder(&home, &server, &[]).region("eu-west-1").load().await.unwrap();
    assert_eq!(transport.region(), "eu-west-1");
    let refused = builder(&home, &server, &[]).without_env().load().await.unwrap_err();
    assert_eq!(refused.to_string(), "no region is set: call .region(..)");
    assert!(builder(&home, &server, &[]).build().is_err());
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn a_service_that_is_switched_off_is_not_asked() {
    let home = Home::new(None, None);
    let server = Server::new(|_| answer(500, "")).await;
    let line = outcome(&home, &server, &[("AWS_EC2_METADATA_DISABLED", "True")]).await;
    assert_eq!(line, format!("{NOWHERE}AWS_EC2_METADATA_DISABLED is true"));
    assert_eq!(server.lines(), [""; 0]);
    let mode = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", ""), ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "x")];
    let line = outcome(&home, &server, &mode).await;
    assert!(
        line.ends_with("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE is \"x\"; it must be IPv4 or IPv6"),
        "{line}"
    );
}

#[tokio::test]
async fn what_a_service_answers_instead_is_told() {
    let home = Home::new(None, None);
    for (region, why) in [
        (answer(404, ""), "URL answered HTTP 404 to the request for the region"),
        (
            answer(200, "<html>hunter2</html>"),
            "the answer of URL cannot be used: it is not the name of a region",
        ),
        (answer(200, " "), "the answer of URL cannot be used: it is not the name of a region"),
    ] {
        let server = Server::new(move |request| metadata(request, &region)).await;
        assert_eq!(outcome(&home, &server, &[]).await, format!("{NOWHERE}{why}"));
    }
    let server = Server::new(|_| answer(403, "")).await;
    let why = "URL answered HTTP 403 to the request for a session";
    assert_eq!(outcome(&home, &server, &[]).await, format!("{NOWHERE}{why}"));

    let variables = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1")];
    let line = outcome(&home, &server, &variables).await;
    assert_eq!(line, format!("{NOWHERE}http://127.0.0.1:1: connection refused, 2 attempts"));
}

#[tokio::test(start_paused = true)]
async fn a_silent_service_is_left_after_a_second() {
    let home = Home::new(None, None);
    let begun = tokio::time::Instant::now();
    let server = Server::new(|_| None).await;
    let line = outcome(&home, &server, &[]).await;
    assert_eq!(line, format!("{NOWHERE}URL: no answer within 1s, the limit for the region of an instance"));
    assert!(begun.elapsed() < Duration::from_millis(1100), "{:?}", begun.elapsed());
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let home = Home::new(None, None);
    let mut loading = Box::pin(home.builder(&[]).load());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match loading.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert!(error.to_string().ends_with("on a Tokio runtime only"), "{error}")
        }
        _ => panic!("an error, at once"),
    }
}
