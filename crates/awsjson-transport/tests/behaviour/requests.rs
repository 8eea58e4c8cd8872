//! What goes over the wire.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use awsjson_transport::{CallOptions, JsonVersion, Service, Transport};

use crate::server::{Answer, Request, Server};
use crate::support::{GET_PARAMETER, PUT_PARAMETER, SSM, builder, call};

#[tokio::test]
async fn a_call_is_a_post_that_names_its_operation() {
    let server =
        Server::answering(Answer::of("200 OK", &[("x-amzn-RequestId", "1b2c")], r#"{"Version":1}"#)).await;
    let transport = builder(&server.url).user_agent_suffix("deployer/1.4").build().unwrap();
    let body = r#"{"Name":"/app/größe"}"#;
    let reply = transport.invoke(&PUT_PARAMETER, None, body.into(), CallOptions::new()).await.unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, r#"{"Version":1}"#);
    assert_eq!(reply.request_id.as_deref(), Some("1b2c"));
    assert_eq!(reply.attempts, 1);

    let request = &server.requests()[0];
    assert_eq!(request.line, "POST / HTTP/1.1");
    assert_eq!(request.body, body.as_bytes());
    for (name, value) in [
        ("host", server.url.strip_prefix("http://").unwrap()),
        ("content-type", "application/x-amz-json-1.1"),
        ("x-amz-target", "AmazonSSM.PutParameter"),
        ("content-length", &body.len().to_string()),
        ("amz-sdk-request", "attempt=1; max=1"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    for absent in ["transfer-encoding", "accept-encoding", "x-amz-security-token"] {
        assert_eq!(request.header(absent), None, "{absent}");
    }
    let user_agent = request.header("user-agent").unwrap();
    assert!(user_agent.starts_with("awsjson-transport/"), "{user_agent}");
    assert!(user_agent.ends_with(" api/SSM deployer/1.4"), "{user_agent}");
}

#[tokio::test]
async fn the_signature_covers_what_was_sent() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&format!("{}/some/custom%20path", server.url))
        .static_credentials("AKIDEXAMPLE", "hunter2-secret", Some("a-token".into()))
        .build()
        .unwrap();
    transport.invoke(&GET_PARAMETER, None, br#"{"Name":"a"}"#.to_vec(), CallOptions::new()).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST /some/custom%20path/ HTTP/1.1");
    assert_eq!(request.header("x-amz-security-token"), Some("a-token"));
    assert_eq!(request.header("authorization").unwrap(), expected_authorization(request));
}

/// Signs again what came in, as a service does to check a signature.
fn expected_authorization(request: &Request) -> String {
    let date = request.header("x-amz-date").unwrap();
    let now = SystemTime::now();
    let identity =
        Credentials::new("AKIDEXAMPLE", "hunter2-secret", Some("a-token".into()), None, "test").into();
    let path = request.line.split(' ').nth(1).unwrap();
    let url = format!("http://{}{path}", request.header("host").unwrap());
    // The date that was sent is at most a few seconds old; the header tells which second it was.
    for age in 0..30 {
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region("eu-central-1")
            .name("ssm")
            .time(now - std::time::Duration::from_secs(age))
            .settings(SigningSettings::default())
            .build()
            .unwrap()
            .into();
        let signed = ["content-type", "host", "x-amz-target"]
            .into_iter()
            .map(|name| (name, request.header(name).unwrap()));
        let body = SignableBody::Bytes(&request.body);
        let signable = SignableRequest::new("POST", url.as_str(), signed, body).unwrap();
        let (instructions, _) = sign(signable, &params).unwrap().into_parts();
        let header =
            |name| instructions.headers().find(|(n, _)| *n == name).map(|(_, value)| value.to_owned());
        if header("x-amz-date").as_deref() == Some(date) {
            let authorization = header("authorization").unwrap();
            assert!(
                authorization.contains(
                    "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target,"
                )
            );
            return authorization;
        }
    }
    panic!("the date {date} is not now");
}

#[tokio::test]
async fn each_call_has_an_id_of_its_own_and_shares_the_connection() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).build().unwrap();
    for clone in [transport.clone(), transport] {
        call(&clone, &GET_PARAMETER).await.unwrap();
    }
    let requests = server.requests();
    let id = |i: usize| requests[i].header("amz-sdk-invocation-id").unwrap();
    assert_eq!(id(0).len(), 36);
    assert_ne!(id(0), id(1));
    assert_eq!(requests[0].connection, requests[1].connection);
}

#[tokio::test]
async fn json_1_0_has_its_content_type() {
    static OTHER: Service = Service {
        id: "Other Service",
        target_prefix: "Other_20200101",
        signing_name: "other",
        endpoint_prefix: "other",
        json_version: JsonVersion::V1_0,
    };
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = Transport::builder(&OTHER)
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "hunter2-secret", None)
        .endpoint_url(&server.url)
        .build()
        .unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("content-type"), Some("application/x-amz-json-1.0"));
    assert_eq!(request.header("x-amz-target"), Some("Other_20200101.GetParameter"));
    assert!(request.header("user-agent").unwrap().ends_with("api/Other_Service"));
}

#[tokio::test]
async fn an_empty_body_is_sent_and_counts_as_sent() {
    let server = Server::answering(Answer::raw("")).await;
    let failure = builder(&server.url)
        .build()
        .unwrap()
        .invoke(&PUT_PARAMETER, None, Vec::new(), CallOptions::new())
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 1);
    assert!(!failure.is_not_sent());
}

#[tokio::test]
async fn a_host_prefix_is_left_out_on_loopback_and_checked_elsewhere() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).build().unwrap();
    transport.invoke(&GET_PARAMETER, Some("data.".into()), b"{}".to_vec(), CallOptions::new()).await.unwrap();

    let elsewhere = Transport::builder(&SSM).region("eu-central-1").build().unwrap();
    let failure = elsewhere
        .invoke(&GET_PARAMETER, Some("evil.example/".into()), b"{}".to_vec(), CallOptions::new())
        .await
        .unwrap_err();
    assert_eq!(failure.to_string(), "GetParameter was not sent: \"evil.example/\" cannot begin a host name");
}
