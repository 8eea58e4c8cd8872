//! Calls through a SOCKS proxy.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use awsjson_transport::ErrorKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SEND_COMMAND, assert_reads_well, builder, call, texts};

/// A SOCKS 5 proxy (RFC 1928 and 1929). It connects every target to one server, whatever it is called.
struct Proxy {
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// What the proxy was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    login: Option<(String, String)>,
    target: String,
}

/// What the proxy does when it is asked.
#[derive(Clone, Copy)]
enum Manner {
    Connect,
    /// Wants a user name and this password.
    Password(&'static str),
    /// Answers with this code of refusal.
    Refuse(u8),
}

impl Proxy {
    async fn to(server: &str, manner: Manner) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let server = server.trim_start_matches("http://").to_owned();
        let seen = asked.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, server.clone(), manner, seen.clone()));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// One connection; `None` is its end.
async fn serve(
    mut stream: TcpStream,
    server: String,
    manner: Manner,
    seen: Arc<Mutex<Vec<Asked>>>,
) -> Option<()> {
    assert_eq!(stream.read_u8().await.ok()?, 5);
    let methods = read_short(&mut stream).await?;
    let login = if methods.contains(&2) {
        stream.write_all(&[5, 2]).await.ok()?;
        assert_eq!(stream.read_u8().await.ok()?, 1);
        let user = String::from_utf8(read_short(&mut stream).await?).unwrap();
        let given = String::from_utf8(read_short(&mut stream).await?).unwrap();
        let wrong = matches!(manner, Manner::Password(password) if given != password);
        stream.write_all(&[1, u8::from(wrong)]).await.ok()?;
        if wrong {
            return None;
        }
        Some((user, given))
    } else if let Manner::Password(_) = manner {
        stream.write_all(&[5, 0xff]).await.ok()?;
        return None;
    } else {
        stream.write_all(&[5, 0]).await.ok()?;
        None
    };
    let mut head = [0; 4];
    stream.read_exact(&mut head).await.ok()?;
    assert_eq!(head[..3], [5, 1, 0]);
    let host = match head[3] {
        1 => Ipv4Addr::from(stream.read_u32().await.ok()?).to_string(),
        3 => String::from_utf8(read_short(&mut stream).await?).unwrap(),
        kind => panic!("{kind} is no kind of address that the tests use"),
    };
    let target = format!("{host}:{}", stream.read_u16().await.ok()?);
    seen.lock().unwrap().push(Asked { login, target });
    let code = if let Manner::Refuse(code) = manner { code } else { 0 };
    stream.write_all(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]).await.ok()?;
    if code == 0 {
        let mut upstream = TcpStream::connect(server).await.unwrap();
        copy_bidirectional(&mut stream, &mut upstream).await.ok()?;
    }
    Some(())
}

/// What a byte of length comes before.
async fn read_short(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = vec![0; stream.read_u8().await.ok()?.into()];
    stream.read_exact(&mut bytes).await.ok()?;
    Some(bytes)
}

#[tokio::test]
async fn a_name_is_left_to_the_proxy_and_the_request_goes_as_without_one() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let proxy = Proxy::to(&server.url, Manner::Connect).await;
    let transport = builder("http://ssm.example.invalid")
        .allow_insecure_http(true)
        .proxy(format!("socks5h://{}", proxy.address))
        .build()
        .unwrap();
    for _ in 0..2 {
        call(&transport, &GET_PARAMETER).await.unwrap();
    }
    let target = "ssm.example.invalid:80".to_owned();
    assert_eq!(proxy.asked(), [Asked { login: None, target }], "the connection is kept");
    let request = &server.requests()[1];
    assert_eq!(request.line, "POST / HTTP/1.1");
    assert_eq!(request.header("host"), Some("ssm.example.invalid"));
    assert_eq!(request.header("proxy-authorization"), None);
}

#[tokio::test]
async fn an_address_and_a_port_are_handed_on_with_the_login() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    for scheme in ["socks5", "socks5h"] {
        let proxy = Proxy::to(&server.url, Manner::Password("hunter2@/")).await;
        // An address that documentation is free to use, and nobody has.
        let transport = builder("http://192.0.2.1:8080")
            .allow_insecure_http(true)
            .proxy(format!("{scheme}://me:hunter2%40%2F@{}", proxy.address))
            .build()
            .unwrap();
        call(&transport, &GET_PARAMETER).await.unwrap();
        let login = Some(("me".to_owned(), "hunter2@/".to_owned()));
        assert_eq!(proxy.asked(), [Asked { login, target: "192.0.2.1:8080".to_owned() }]);
        assert!(!format!("{transport:?}").contains("hunter2@"));
    }
}

#[tokio::test]
async fn socks5_resolves_names_on_this_machine() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let proxy = Proxy::to(&server.url, Manner::Connect).await;
    let transport = builder("http://ssm.example.invalid")
        .allow_insecure_http(true)
        .proxy(format!("socks5://{}", proxy.address))
        .build()
        .unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_reads_well(&failure);
    assert!(failure.to_string().contains("the host name cannot be resolved through the proxy socks5://"));
    assert!(failure.is_not_sent());
    assert_eq!(proxy.asked(), []);
}

#[tokio::test]
#[cfg_attr(not(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls")), ignore = "needs TLS")]
async fn a_refusal_is_told_with_the_proxy_and_without_its_password() {
    let long = format!("me:{}@", "hunter2".repeat(35));
    for (manner, login, why) in [
        (Manner::Refuse(2), "me:hunter2@", "connection not allowed"),
        (Manner::Refuse(4), "", "host unreachable"),
        (Manner::Connect, &long, "the user name and password are too long to get"),
        (Manner::Password("other"), "me:hunter2@", "the user name and password do not get"),
        (Manner::Password("other"), "", "a user name and password are needed to get"),
    ] {
        let proxy = Proxy::to("nowhere", manner).await;
        let transport = builder("https://ssm.example.invalid")
            .proxy(format!("socks5h://{login}{}", proxy.address))
            .build()
            .unwrap();
        let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
        assert_reads_well(&failure);
        assert_eq!(failure.kind(), ErrorKind::Connect);
        let place = format!("through the proxy socks5h://{} (set by .proxy(..))", proxy.address);
        assert_eq!(
            failure.to_string(),
            format!(
                "SendCommand could not reach https://ssm.example.invalid: {why} {place} \
                 (1 attempt; nothing was sent)"
            )
        );
        assert!(failure.is_not_sent() && !failure.may_have_run());
        assert!(!format!("{failure:?}{:?}", texts(&failure)).contains("hunter2"));
    }
}
