//! The control channel of an agent: whoever has one can be told of sessions.

use ssm_local::LocalSsm;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BODY: &str = r#"{"MessageSchemaVersion":"1.0","RequestId":"7d1c0a52-7c0e-4d8f-9d43-6f4c6b6d7a02"}"#;

/// A control channel on which nothing is said. It is open as long as this is kept.
pub struct ControlChannel(#[expect(dead_code, reason = "its drop closes the channel")] TcpStream);

impl ControlChannel {
    /// Opens the channel of a node, and returns when the endpoint has it.
    pub async fn open(ssm: &LocalSsm, node: &str) -> Self {
        let path = format!("/v1/control-channel/{node}");
        let token = token(ssm, &path).await;
        let mut stream = TcpStream::connect(("127.0.0.1", ssm.port())).await.unwrap();
        let upgrade = format!(
            "GET {path}?role=subscribe&stream=input HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\n\
             upgrade: websocket\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(upgrade.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        stream.write_all(&text_frame(&format!(r#"{{"TokenValue":"{token}"}}"#))).await.unwrap();
        // An open channel begins with a ping; one that is refused is closed.
        assert_eq!([stream.read_u8().await.unwrap(), stream.read_u8().await.unwrap()], [0x89, 0]);
        Self(stream)
    }
}

async fn token(ssm: &LocalSsm, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", ssm.port())).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let token = answer.split("<TokenValue>").nth(1).and_then(|rest| rest.split("</TokenValue>").next());
    token.unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// A WebSocket's text message, by RFC 6455, behind a mask that changes nothing.
fn text_frame(text: &str) -> Vec<u8> {
    let mut frame = vec![0x81];
    match u8::try_from(text.len()) {
        Ok(length @ ..126) => frame.push(0x80 | length),
        _ => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(text.as_bytes());
    frame
}
