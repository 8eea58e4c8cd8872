use std::time::Instant;

use bytes::Bytes;
use serde_json::{Value, json};
use ssm_local::LocalSsm;
use ssm_session::protocol::handshake::RequestedAction;
use ssm_session::protocol::reliability::PAYLOAD_BYTES;
use ssm_session::protocol::smux::{Mux, MuxLimits, Read};
use ssm_session::protocol::{Flag, PayloadType, Role};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::client::Client;
use super::{ended, with_node};

/// A server that says back what it hears, and when it hears no more, how much that was.
async fn echo() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut chunk, mut heard) = (vec![0; 4096], 0);
                while let Ok(length @ 1..) = stream.read(&mut chunk).await {
                    heard += length;
                    stream.write_all(&chunk[..length]).await.unwrap();
                }
                let _ = stream.write_all(format!("heard {heard}").as_bytes()).await;
            });
        }
    });
    port
}

/// A port that nobody listens on.
async fn nobody() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

async fn forward(ssm: &LocalSsm, node: &str, port: u16) -> Forward {
    let parameters = json!({ "portNumber": [port.to_string()], "localPortNumber": ["0"] });
    let mut client = Client::start(ssm, node, "AWS-StartPortForwardingSession", parameters).await;
    client.until("the handshake", |client| client.is_ready).await;
    Forward { client, mux: Mux::new(Role::Client, MuxLimits::default()) }
}

struct Forward {
    client: Client,
    mux: Mux,
}

impl Forward {
    /// Sends what the streams have to say.
    fn say(&mut self) {
        while let Some(bytes) = self.mux.next_bytes(PAYLOAD_BYTES) {
            self.client.send(PayloadType::Output, bytes);
        }
    }

    fn write(&mut self, stream: u32, data: &[u8]) {
        assert_eq!(self.mux.write(stream, data).unwrap(), data.len());
        self.say();
    }

    /// Waits until a stream has said this much more, or has ended.
    async fn read(&mut self, stream: u32, length: usize) -> (Vec<u8>, bool) {
        let mut data = Vec::new();
        loop {
            match self.mux.read(stream, usize::MAX) {
                Read::Data(read) => data.extend_from_slice(&read),
                Read::End => return (data, true),
                Read::Pending if data.len() >= length => return (data, false),
                Read::Pending => {
                    self.client.until("more of a stream", |client| !client.output.is_empty()).await;
                    let bytes = Bytes::from(std::mem::take(&mut self.client.output));
                    self.mux.receive(Instant::now(), bytes).unwrap();
                }
            }
        }
    }
}

/// A server that says so much to whoever comes, and is gone.
async fn burst(bytes: usize) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let said: Vec<u8> = (0..bytes).map(|at| at.to_le_bytes()[1]).collect();
            stream.write_all(&said).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    port
}

/// The connection is over, in both directions, long before the client has heard all of it.
#[tokio::test]
async fn what_a_server_said_before_it_left_arrives_whole() {
    const BYTES: usize = 3 << 20;
    let ((ssm, node), port) = (with_node().await, burst(BYTES).await);
    let mut forward = forward(&ssm, &node, port).await;
    let stream = forward.mux.open().unwrap();
    forward.mux.finish(stream);
    forward.say();
    let (heard, has_ended) = forward.read(stream, usize::MAX).await;
    assert!(has_ended && heard.len() == BYTES, "{} of {BYTES} bytes", heard.len());
    assert!(heard.iter().enumerate().all(|(at, byte)| *byte == at.to_le_bytes()[1]));
}

#[tokio::test]
async fn many_connections_go_through_one_session_and_half_of_one_can_be_closed() {
    let ((ssm, node), port) = (with_node().await, echo().await);
    let mut forward = forward(&ssm, &node, port).await;
    let actions = &forward.client.request.as_ref().unwrap().requested_client_actions;
    let [RequestedAction::SessionType { properties, .. }] = &actions[..] else { panic!("{actions:?}") };
    assert_eq!(
        (&properties["type"], &properties["localPortNumber"]),
        (&json!("LocalPortForwarding"), &json!("0"))
    );
    let streams: Vec<u32> = (0..20).map(|_| forward.mux.open().unwrap()).collect();
    for stream in &streams {
        forward.write(*stream, format!("I am {stream}").as_bytes());
    }
    for stream in &streams {
        let expected = format!("I am {stream}").into_bytes();
        assert_eq!(forward.read(*stream, expected.len()).await, (expected, false));
    }
    forward.mux.finish(streams[0]);
    forward.say();
    assert_eq!(forward.read(streams[0], usize::MAX).await, (b"heard 6".to_vec(), true));
    let large: Vec<u8> = (0..60_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    forward.write(streams[1], &large);
    assert_eq!(forward.read(streams[1], large.len()).await, (large, false));
    // The node says that it takes more; this client does not know of that, as others do not.
    assert!(forward.client.request.as_ref().unwrap().max_payload_bytes > Some(PAYLOAD_BYTES));
    assert!(forward.client.longest <= PAYLOAD_BYTES, "{} bytes at once", forward.client.longest);
    forward.client.send(PayloadType::Flag, Flag::TerminateSession.to_payload());
    forward.client.ends().await;
    assert_eq!(ended(&ssm, &forward.client.id).await["Status"], "Terminated");
}

#[tokio::test]
async fn a_port_that_nobody_listens_on_is_told_and_the_session_goes_on() {
    let ((ssm, node), port) = (with_node().await, nobody().await);
    let mut forward = forward(&ssm, &node, port).await;
    for _ in 0..2 {
        forward.client.flags.clear();
        let stream = forward.mux.open().unwrap();
        forward.write(stream, b"hello?");
        forward.client.until("the flag", |client| client.flags == [Flag::ConnectToPortError]).await;
        assert_eq!(forward.read(stream, usize::MAX).await, (Vec::new(), true));
    }
}

#[tokio::test]
async fn a_host_behind_the_node_is_reached_and_the_node_s_own_services_are_not() {
    let ((ssm, node), port) = (with_node().await, echo().await);
    let parameters = |host: &str| -> Value { json!({ "host": [host], "portNumber": [port.to_string()] }) };
    let document = "AWS-StartPortForwardingSessionToRemoteHost";
    let mut client = Client::start(&ssm, &node, document, parameters("127.0.0.1")).await;
    client.until("the handshake", |client| client.is_ready).await;
    let mut forward = Forward { client, mux: Mux::new(Role::Client, MuxLimits::default()) };
    let stream = forward.mux.open().unwrap();
    forward.write(stream, b"hello");
    assert_eq!(forward.read(stream, 5).await, (b"hello".to_vec(), false));

    let mut client = Client::start(&ssm, &node, document, parameters("169.254.169.254")).await;
    let reason = client.ends().await;
    assert!(reason.contains("forbidden"), "{reason}");
    assert_eq!(ended(&ssm, &client.id).await["Status"], "Failed");
}

#[tokio::test]
async fn without_streams_the_bytes_of_a_session_are_those_of_one_connection() {
    let ((ssm, node), port) = (with_node().await, echo().await);
    let parameters = json!({ "portNumber": [port.to_string()] });
    let mut client = Client::start(&ssm, &node, "AWS-StartSSHSession", parameters).await;
    client.until("the handshake", |client| client.is_ready).await;
    client.send(PayloadType::Output, &b"SSH-2.0-test\r\n"[..]);
    client.shows("SSH-2.0-test\r\n").await;
    client.send(PayloadType::Flag, Flag::TerminateSession.to_payload());
    client.ends().await;
}
