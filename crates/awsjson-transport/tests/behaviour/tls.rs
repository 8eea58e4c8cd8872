//! https: whom the transport trusts, and when it finds out whom.

#![cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls"))]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use awsjson_transport::{CallOptions, ErrorKind, Failure, Transport};

use crate::secure::{AUTHORITY, TunnelProxy, serve_https};
use crate::server::{Answer, Server};
use crate::support::{
    GET_PARAMETER, SEND_COMMAND, SSM, assert_reads_well, builder, call, failure_at, in_process_with, texts,
};

/// Serves https, answering every request, and returns the port.
async fn https_port() -> u16 {
    serve_https(|_| "{}".to_owned()).await.port()
}

fn assert_not_reached(failure: &Failure, why: &str) {
    assert_reads_well(failure);
    assert_eq!(failure.kind(), ErrorKind::Connect);
    assert!(failure.to_string().contains(why), "{failure:?}");
    assert!(failure.is_not_sent());
}

#[tokio::test]
async fn a_server_that_the_system_trusts_is_called() {
    let test = "tls::a_server_that_the_system_trusts_is_called";
    if in_process_with(&[("SSL_CERT_FILE", AUTHORITY)], test) {
        let url = format!("https://localhost:{}", https_port().await);
        let transport = builder(&url).build().unwrap();
        assert_eq!(call(&transport, &GET_PARAMETER).await.unwrap().body, "{}");
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let test = "tls::a_certificate_for_another_name_is_refused";
    if in_process_with(&[("SSL_CERT_FILE", AUTHORITY)], test) {
        let url = format!("https://127.0.0.1:{}", https_port().await);
        let failure = failure_at(&url, &SEND_COMMAND).await;
        assert_not_reached(&failure, "its certificate is for another host name");
    }
}

#[tokio::test]
async fn a_certificate_from_nobody_known_is_refused() {
    let test = "tls::a_certificate_from_nobody_known_is_refused";
    // The server's own certificate is none that could have issued it.
    let other = AUTHORITY.replace("authority", "server");
    if in_process_with(&[("SSL_CERT_FILE", &other)], test) {
        let url = format!("https://localhost:{}", https_port().await);
        let failure = failure_at(&url, &SEND_COMMAND).await;
        assert_not_reached(&failure, "its certificate was issued by nobody whom this system trusts");
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_called_that() {
    let test = "tls::a_server_that_speaks_no_tls_is_called_that";
    if in_process_with(&[("SSL_CERT_FILE", AUTHORITY)], test) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n").unwrap();
            let _ = stream.read_to_end(&mut Vec::new());
        });
        let failure = failure_at(&url, &SEND_COMMAND).await;
        assert_not_reached(&failure, "what answers there does not speak TLS");
    }
}

#[tokio::test]
async fn certificates_are_not_read_before_https_needs_them() {
    let test = "tls::certificates_are_not_read_before_https_needs_them";
    if in_process_with(&[("SSL_CERT_FILE", "/nowhere/at/all.pem")], test) {
        let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
        let transport = builder(&server.url).build().unwrap();
        call(&transport, &GET_PARAMETER).await.unwrap();

        if cfg!(all(feature = "native-tls", not(feature = "aws-lc-rs"))) {
            // The system's library does not tell that it found none.
            let url = format!("https://localhost:{}", https_port().await);
            let failure = failure_at(&url, &SEND_COMMAND).await;
            assert_not_reached(&failure, "its certificate was issued by nobody whom this system trusts");
            return;
        }
        let failure = failure_at("https://localhost:1", &SEND_COMMAND).await;
        assert_reads_well(&failure);
        assert_eq!(failure.kind(), ErrorKind::Configuration);
        assert!(failure.is_not_sent());
        let texts = texts(&failure);
        assert!(texts[0].contains("SSL_CERT_FILE"), "{texts:?}");
        assert!(texts.len() > 1, "{texts:?}");
    }
}

/// A handshake that never ends is a connection that does not come about.
#[tokio::test]
async fn a_connection_that_does_not_come_about_ends_at_the_sooner_time_out() {
    let test = "tls::a_connection_that_does_not_come_about_ends_at_the_sooner_time_out";
    if in_process_with(&[("SSL_CERT_FILE", AUTHORITY)], test) {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}", silent.local_addr().unwrap());
        let (short, long) = (Duration::from_millis(300), Duration::from_secs(600));
        for (connect, attempt, name) in [(short, long, "connect time-out"), (long, short, "attempt time-out")]
        {
            let transport = builder(&url).connect_timeout(connect).attempt_timeout(attempt).build().unwrap();
            let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
            assert_reads_well(&failure);
            assert_eq!(
                failure.to_string(),
                format!(
                    "SendCommand timed out calling {url}: no connection within 300ms, the {name} \
                     (1 attempt; nothing was sent)"
                )
            );
            assert!(failure.is_not_sent() && failure.is_retryable());
        }
    }
}

#[tokio::test]
async fn a_bundle_said_in_code_takes_the_place_of_the_systems_certificates() {
    let url = format!("https://localhost:{}", https_port().await);
    let transport = builder(&url).ca_bundle(AUTHORITY).build().unwrap();
    assert_eq!(call(&transport, &GET_PARAMETER).await.unwrap().body, "{}");

    // The server's own certificate is none that could have issued it.
    let other = AUTHORITY.replace("authority", "server");
    let transport = builder(&url).ca_bundle(other).build().unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_not_reached(&failure, "its certificate was issued by nobody whom this system trusts");
}

#[tokio::test]
async fn the_environments_bundle_takes_the_place_of_the_systems_certificates() {
    let test = "tls::the_environments_bundle_takes_the_place_of_the_systems_certificates";
    let variables = [
        ("AWS_CA_BUNDLE", AUTHORITY),
        ("SSL_CERT_FILE", "/nowhere/at/all.pem"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "hunter2"),
    ];
    if in_process_with(&variables, test) {
        let url = format!("https://localhost:{}", https_port().await);
        let transport = Transport::builder_from_env(&SSM).endpoint_url(url).build().unwrap();
        assert_eq!(call(&transport, &GET_PARAMETER).await.unwrap().body, "{}");
    }
}

#[tokio::test]
async fn a_bundle_that_cannot_be_used_is_named_when_https_needs_it() {
    let readme = AUTHORITY.replace("authority.pem", "README.md");
    let folder = AUTHORITY.replace("/authority.pem", "");
    for (path, why) in [
        ("/nowhere/at/all.pem", "the file cannot be read"),
        (folder.as_str(), "the file cannot be read"),
        (readme.as_str(), "no certificate in PEM form is in it"),
    ] {
        let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
        let transport = builder(&server.url).ca_bundle(path).build().unwrap();
        call(&transport, &GET_PARAMETER).await.unwrap();

        let transport = builder("https://localhost:1").ca_bundle(path).build().unwrap();
        let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
        assert_reads_well(&failure);
        assert_eq!(failure.kind(), ErrorKind::Configuration);
        assert_eq!(
            failure.to_string(),
            format!(
                "SendCommand was not sent: the certificates to trust, {path} (set by .ca_bundle(..)), cannot \
                 be used: {why}"
            )
        );
        assert!(failure.is_not_sent());
    }
}

#[tokio::test]
async fn a_call_can_go_to_https_from_a_transport_that_does_not() {
    let server = Server::answering(Answer::of("200 OK", &[], "plain")).await;
    let transport = builder(&server.url).ca_bundle(AUTHORITY).build().unwrap();
    assert_eq!(call(&transport, &GET_PARAMETER).await.unwrap().body, "plain");
    let options = CallOptions::new().endpoint_url(format!("https://localhost:{}", https_port().await));
    let reply = transport.invoke(&GET_PARAMETER, None, b"{}".to_vec(), options).await.unwrap();
    assert_eq!(reply.body, "{}");
}

#[tokio::test]
async fn a_tunnel_carries_tls_to_the_service_and_nothing_else() {
    let service = serve_https(|_| "{}".to_owned()).await;
    for over_tls in [false, true] {
        let proxy = TunnelProxy::to(service, over_tls).await;
        let url = match over_tls {
            true => format!("https://me:hunter2@localhost:{}", proxy.address.port()),
            false => format!("http://me:hunter2@{}", proxy.address),
        };
        let transport =
            builder("https://ssm.example.invalid").ca_bundle(AUTHORITY).proxy(url).build().unwrap();
        for _ in 0..2 {
            assert_eq!(call(&transport, &GET_PARAMETER).await.unwrap().body, "{}");
        }
        let heads = proxy.heads();
        assert_eq!(heads.len(), 1, "the tunnel is kept: {heads:?}");
        assert!(heads[0].starts_with("CONNECT ssm.example.invalid:443 HTTP/1.1\r\n"), "{heads:?}");
        assert!(heads[0].contains("\r\nProxy-Authorization: Basic bWU6aHVudGVyMg==\r\n"), "{heads:?}");
    }
}

#[tokio::test]
async fn the_certificate_at_the_end_of_a_tunnel_is_checked() {
    let proxy = TunnelProxy::to(serve_https(|_| "{}".to_owned()).await, false).await;
    let transport = builder("https://ssm.elsewhere.invalid")
        .ca_bundle(AUTHORITY)
        .proxy(proxy.address.to_string())
        .build()
        .unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_not_reached(&failure, "its certificate is for another host name through the proxy http://");
}

#[tokio::test]
async fn the_chains_own_calls_go_the_way_that_code_says() {
    let test = "tls::the_chains_own_calls_go_the_way_that_code_says";
    let variables = [
        // Any text is a token here.
        ("AWS_WEB_IDENTITY_TOKEN_FILE", AUTHORITY),
        ("AWS_ROLE_ARN", "arn"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ENDPOINT_URL_STS", "https://sts.example.invalid"),
        ("AWS_ENDPOINT_URL_SSM", "https://ssm.example.invalid"),
        ("AWS_CA_BUNDLE", "/nowhere/at/all.pem"),
        ("https_proxy", "http://127.0.0.1:1"),
    ];
    if in_process_with(&variables, test) {
        let services = serve_https(|request| {
            if request.contains("AssumeRoleWithWebIdentity") {
                "<AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
                 <SessionToken>t</SessionToken><Expiration>2099-01-31T12:00:00Z</Expiration>"
                    .to_owned()
            } else {
                format!(r#"{{"SignedByRole":{}}}"#, request.contains("Credential=AKIDROLE/"))
            }
        });
        let proxy = TunnelProxy::to(services.await, false).await;
        let transport = Transport::builder_from_env(&SSM)
            .ca_bundle(AUTHORITY)
            .proxy(proxy.address.to_string())
            .build()
            .unwrap();
        let reply = call(&transport, &GET_PARAMETER).await.unwrap();
        assert_eq!(reply.body, r#"{"SignedByRole":true}"#);
        let heads = proxy.heads();
        assert_eq!(heads.len(), 2, "{heads:?}");
        assert!(heads[0].starts_with("CONNECT sts.example.invalid:443 "), "{heads:?}");
        assert!(heads[1].starts_with("CONNECT ssm.example.invalid:443 "), "{heads:?}");
    }
}
