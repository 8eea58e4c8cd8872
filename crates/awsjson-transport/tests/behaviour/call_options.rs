//! What single calls set differently from their transport.

use std::time::{Duration, Instant};

use aws_credential_types::Credentials;
use awsjson_transport::{CallOptions, ErrorKind, Failure, Reply, Transport};

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SSM, assert_reads_well, builder, call};

async fn call_with(transport: &Transport, options: CallOptions) -> Result<Reply, Failure> {
    transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), options).await
}

async fn ok_server() -> Server {
    Server::answering(Answer::of("200 OK", &[], "{}")).await
}

/// The key and the region that the last request is signed with.
fn signed_with(server: &Server) -> (String, String) {
    let requests = server.requests();
    let authorization = requests.last().unwrap().header("authorization").unwrap();
    let scope = authorization.split_once("Credential=").unwrap().1;
    let mut parts = scope.split('/');
    (parts.next().unwrap().to_owned(), parts.nth(1).unwrap().to_owned())
}

#[tokio::test]
async fn a_call_can_have_its_own_region_endpoint_and_credentials() {
    let (server, other) = (ok_server().await, ok_server().await);
    let transport = builder(&server.url).build().unwrap();
    let owned = |key: &str, region: &str| (key.to_owned(), region.to_owned());

    call_with(&transport, CallOptions::new().region("eu-west-1")).await.unwrap();
    assert_eq!(signed_with(&server), owned("AKIDEXAMPLE", "eu-west-1"));

    call_with(&transport, CallOptions::new().endpoint_url(&other.url)).await.unwrap();
    assert_eq!(signed_with(&other), owned("AKIDEXAMPLE", "eu-central-1"));

    let credentials = Credentials::new("AKIDOTHER", "secret", None, None, "test");
    let options = CallOptions::new().region("eu-west-2").credentials(credentials);
    call_with(&transport, options.clone()).await.unwrap();
    assert_eq!(signed_with(&server), owned("AKIDOTHER", "eu-west-2"));
    call_with(&transport, options.endpoint_url(&other.url)).await.unwrap();
    assert_eq!(signed_with(&other), owned("AKIDOTHER", "eu-west-2"));

    call(&transport, &GET_PARAMETER).await.unwrap();
    assert_eq!(signed_with(&server), owned("AKIDEXAMPLE", "eu-central-1"));
    assert_eq!((server.requests().len(), other.requests().len()), (3, 2));
}

#[tokio::test]
#[cfg_attr(not(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls")), ignore = "needs TLS")]
async fn a_calls_region_leads_to_its_endpoint_with_fips_and_dual_stack_as_before() {
    let transport = Transport::builder(&SSM)
        .region("eu-central-1")
        .use_fips(true)
        .use_dual_stack(true)
        .static_credentials("AKIDEXAMPLE", "hunter2", None)
        // Nothing listens there, so the call ends before it leaves this machine.
        .proxy("http://127.0.0.1:1")
        .build()
        .unwrap();
    let failure = call_with(&transport, CallOptions::new().region("cn-north-1")).await.unwrap_err();
    let endpoint = "https://ssm-fips.cn-north-1.api.amazonwebservices.com.cn";
    assert_eq!(failure.endpoint(), Some(endpoint));
    assert!(failure.to_string().contains(endpoint), "{failure}");
    assert_eq!(transport.endpoint(), "https://ssm-fips.eu-central-1.api.aws");
}

#[tokio::test]
async fn a_call_can_have_its_own_time_for_an_attempt() {
    let server = Server::answering(Answer::raw("").then_silence()).await;
    let transport = builder(&server.url).build().unwrap();
    let begun = Instant::now();
    let options = CallOptions::new().attempt_timeout(Duration::from_millis(300));
    let failure = call_with(&transport, options).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    assert!(failure.to_string().contains("300ms, the attempt time-out"), "{failure}");
}

#[tokio::test]
async fn what_a_call_cannot_use_is_refused_before_anything_is_sent() {
    let server = ok_server().await;
    let local = builder(&server.url).build().unwrap();
    let fips = Transport::builder(&SSM)
        .region("eu-central-1")
        .use_fips(true)
        .static_credentials("AKIDEXAMPLE", "hunter2", None)
        .build()
        .unwrap();
    for (transport, options, expected) in [
        (
            &local,
            CallOptions::new().region("eu west"),
            "the region \"eu west\" (set by CallOptions::region(..)) cannot be one",
        ),
        (
            &local,
            CallOptions::new().endpoint_url("http://example.invalid"),
            "the endpoint \"http://example.invalid\" (set by CallOptions::endpoint_url(..)) cannot be used",
        ),
        (
            &local,
            CallOptions::new().attempt_timeout(Duration::ZERO),
            "CallOptions::attempt_timeout(..) is zero, so no call could succeed",
        ),
        (
            &fips,
            CallOptions::new().endpoint_url(&server.url),
            "(set by CallOptions::endpoint_url(..)) and FIPS (set by .use_fips(..)) exclude each other",
        ),
    ] {
        let failure = call_with(transport, options).await.unwrap_err();
        assert_reads_well(&failure);
        assert_eq!(failure.kind(), ErrorKind::Configuration);
        assert!(failure.to_string().starts_with("GetParameter was not sent: "), "{failure}");
        assert!(failure.to_string().contains(expected), "{failure}");
        assert!(failure.is_not_sent());
    }
    assert!(server.requests().is_empty());
}

#[test]
fn options_that_are_not_set_cost_a_pointer() {
    let timeout = size_of::<Option<Duration>>();
    assert_eq!(size_of::<CallOptions>(), timeout + size_of::<usize>());
}
