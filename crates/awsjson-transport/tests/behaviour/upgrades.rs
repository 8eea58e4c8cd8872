//! What programs need to speak something else than calls: streams of their own, and signed requests.

use awsjson_transport::ErrorKind;
use http::header::{DATE, HeaderMap, HeaderValue};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::builder;

#[tokio::test]
async fn a_stream_carries_what_both_sides_say() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1/data-channel/s?role=r", listener.local_addr().unwrap());
    let transport = builder("http://127.0.0.1:1").build().unwrap();
    let (mut stream, accepted) =
        tokio::join!(async { transport.open_stream(&url).await.unwrap() }, listener.accept());
    let (mut accepted, _) = accepted.unwrap();
    stream.write_all(b"ping").await.unwrap();
    let mut heard = [0; 4];
    accepted.read_exact(&mut heard).await.unwrap();
    accepted.write_all(b"pong").await.unwrap();
    stream.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"pong");
}

#[tokio::test]
async fn other_machines_are_not_spoken_to_in_clear() {
    let transport = builder("http://127.0.0.1:1").build().unwrap();
    for url in ["http://example.com/", "ws://127.0.0.1/", "127.0.0.1", "http://127.0.0.1@example.com/"] {
        let failure = transport.open_stream(url).await.unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::Configuration, "{url}");
    }
}

#[tokio::test]
async fn a_stream_that_does_not_come_about_says_where_and_why() {
    let transport = builder("http://127.0.0.1:2").build().unwrap();
    let failure =
        transport.open_stream("http://127.0.0.1:1/secret?X-Amz-Signature=canary").await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Connect);
    assert_eq!(failure.endpoint(), Some("http://127.0.0.1:1"));
    assert!(failure.to_string().contains("connection refused"), "{failure}");
    assert!(!format!("{failure:?}").contains("canary"), "{failure:?}");
}

#[tokio::test]
async fn a_get_is_signed_for_another_service_and_the_transports_region() {
    let transport = builder("http://127.0.0.1:1").build().unwrap();
    let url = "https://ssmmessages.eu-central-1.amazonaws.com/v1/data-channel/s?role=publish_subscribe";
    let headers = transport.sign_get(url, "ssmmessages").await.unwrap();
    let authorization = headers["authorization"].to_str().unwrap();
    let scope = format!("/{}/ssmmessages/aws4_request", transport.region());
    assert!(authorization.contains(&scope), "{authorization}");
    assert!(authorization.contains("SignedHeaders=host;x-amz-date"), "{authorization}");
    assert!(headers.contains_key("x-amz-date") && headers.contains_key("user-agent"));

    let other = transport.sign_get(&url.replace("role", "rule"), "ssmmessages").await.unwrap();
    assert_ne!(headers["authorization"], other["authorization"], "the query is signed");
}

#[tokio::test]
async fn a_refusal_tells_the_time_to_sign_with() {
    let transport = builder("http://127.0.0.1:1").build().unwrap();
    let signed_at = async || {
        let headers =
            transport.sign_get("https://ssmmessages.eu-central-1.amazonaws.com/", "ssmmessages").await;
        headers.unwrap()["x-amz-date"].to_str().unwrap().to_owned()
    };
    let refusal = |date: &'static str| HeaderMap::from_iter([(DATE, HeaderValue::from_static(date))]);

    assert!(!transport.correct_clock(&HeaderMap::new()));
    assert!(!transport.correct_clock(&refusal("some day")));
    let signed = signed_at().await;
    assert!(transport.correct_clock(&refusal("Fri, 01 Jan 2100 12:00:00 GMT")));
    let corrected = signed_at().await;
    assert!(!signed.starts_with("21000101T") && corrected.starts_with("21000101T"), "{corrected}");
    assert!(!transport.correct_clock(&refusal("Fri, 01 Jan 2100 12:00:30 GMT")), "it is known by now");
}

#[cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls"))]
#[tokio::test]
async fn a_stream_over_tls_trusts_what_calls_trust() {
    use crate::secure::{AUTHORITY, serve_https};

    let port = serve_https(|_| "over tls".to_owned()).await.port();
    let url = format!("https://localhost:{port}/");
    let transport = builder("http://127.0.0.1:1").ca_bundle(AUTHORITY).build().unwrap();
    let mut stream = transport.open_stream(&url).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n\r\n").await.unwrap();
    let mut answer = vec![0; 256];
    let mut length = 0;
    while !answer[..length].ends_with(b"over tls") {
        length += stream.read(&mut answer[length..]).await.unwrap();
    }

    let other = AUTHORITY.replace("authority", "server");
    let transport = builder("http://127.0.0.1:1").ca_bundle(other).build().unwrap();
    assert_eq!(transport.open_stream(&url).await.unwrap_err().kind(), ErrorKind::Connect);
}
