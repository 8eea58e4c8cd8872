//! Calls through a proxy, and around it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{Receiver, channel};

use awsjson_transport::{CallOptions, ErrorKind, Transport};

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SEND_COMMAND, assert_reads_well, builder, call, in_process_with, texts};

/// A name that nothing answers to but a proxy that is asked for it.
const ELSEWHERE: &str = "http://ssm.example.invalid";

/// Accepts connections, and answers the first head of each with these bytes and the end of the
/// connection. Returns the proxy's host and port, and the heads.
fn serve_heads(answer: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, heads) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                head.push(byte[0]);
            }
            let _ = sender.send(String::from_utf8(head).unwrap());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, heads)
}

#[tokio::test]
async fn plain_http_is_handed_to_the_proxy_with_its_password() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let proxy = server.url.replace("http://", "http://me:hunter2@");
    let transport = builder(ELSEWHERE).allow_insecure_http(true).proxy(proxy).build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.line, "POST http://ssm.example.invalid/ HTTP/1.1");
    assert_eq!(request.header("host"), Some("ssm.example.invalid"));
    // Basic, of me:hunter2.
    assert_eq!(request.header("proxy-authorization"), Some("Basic bWU6aHVudGVyMg=="));
    assert!(!format!("{transport:?}").contains("hunter2"));
}

#[tokio::test]
async fn loopback_endpoints_are_called_directly() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).proxy("http://127.0.0.1:1").build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    assert_eq!(server.requests()[0].line, "POST / HTTP/1.1");
    assert_eq!(server.requests()[0].header("proxy-authorization"), None);
}

#[tokio::test]
#[cfg_attr(not(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls")), ignore = "needs TLS")]
async fn a_proxy_that_refuses_the_connection_is_named_without_its_password() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let proxy = format!("http://me:hunter2@127.0.0.1:{port}");
    let transport = builder("https://ssm.example.invalid").proxy(proxy).build().unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(failure.kind(), ErrorKind::Connect);
    assert_eq!(
        failure.to_string(),
        format!(
            "SendCommand could not reach https://ssm.example.invalid: connection refused through the proxy \
             http://127.0.0.1:{port} (set by .proxy(..)) (1 attempt; nothing was sent)"
        )
    );
    assert!(failure.is_not_sent());
    assert!(!format!("{failure:?}{:?}", texts(&failure)).contains("hunter2"));
}

#[tokio::test]
#[cfg_attr(not(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls")), ignore = "needs TLS")]
async fn https_asks_the_proxy_for_a_tunnel_and_names_it_when_there_is_none() {
    let (address, heads) = serve_heads("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    let transport =
        builder("https://ssm.example.invalid").proxy(format!("me:hunter2@{address}")).build().unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(failure.kind(), ErrorKind::Connect);
    let why = "the user name and password do not get through the proxy";
    assert!(
        failure.to_string().contains(&format!("{why} http://{address} (set by .proxy(..))")),
        "{failure}"
    );
    assert!(texts(&failure).iter().any(|text| text.contains("proxy authorization required")));
    assert!(failure.is_not_sent() && !failure.may_have_run());
    let head = heads.recv().unwrap();
    assert!(head.starts_with("CONNECT ssm.example.invalid:443 HTTP/1.1\r\n"), "{head}");
    let lower = head.to_ascii_lowercase();
    assert!(lower.contains("proxy-authorization: basic bwu6ahvudgvymg=="), "{head}");
    // What is signed and secret goes through the tunnel only.
    assert!(!lower.contains("x-amz-") && !lower.contains("aws4"), "{head}");
}

#[tokio::test]
async fn an_overriding_endpoint_goes_through_the_proxy_of_its_own_scheme() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport =
        builder("http://127.0.0.1:1").allow_insecure_http(true).proxy(&server.url).build().unwrap();
    let options = CallOptions::new().endpoint_url(ELSEWHERE);
    transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), options).await.unwrap();
    assert_eq!(server.requests()[0].line, "POST http://ssm.example.invalid/ HTTP/1.1");
}

#[test]
fn the_environment_names_proxies_and_hosts_without() {
    let test = "proxies::the_environment_names_proxies_and_hosts_without";
    let (address, heads) = serve_heads("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    let variables = [
        ("http_proxy", address.as_str()),
        ("HTTP_PROXY", "http://127.0.0.1:1"),
        ("NO_PROXY", "direct.invalid, .other.invalid"),
    ];
    if in_process_with(&variables, test) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let builder = |url: &str| {
                Transport::builder_from_env(&crate::support::SSM)
                    .region("eu-central-1")
                    .static_credentials("AKIDEXAMPLE", "hunter2-secret", None)
                    .allow_insecure_http(true)
                    .endpoint_url(url)
            };
            call(&builder(ELSEWHERE).build().unwrap(), &GET_PARAMETER).await.unwrap();
            for direct in ["http://direct.invalid", "http://ssm.other.invalid"] {
                let failure = call(&builder(direct).build().unwrap(), &GET_PARAMETER).await.unwrap_err();
                assert!(failure.to_string().contains("the host name cannot be resolved"), "{failure}");
            }
            let without_env = builder(ELSEWHERE).without_env().build().unwrap();
            assert!(call(&without_env, &GET_PARAMETER).await.is_err());
        });
        return;
    }
    let seen: Vec<String> = heads.try_iter().collect();
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].starts_with("POST http://ssm.example.invalid/ HTTP/1.1\r\n"), "{seen:?}");
}
