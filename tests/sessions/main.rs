//! `ssm-session`, `ssm-local` and `ssm-node` together: the client, the service and the node of a session.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod keys;
mod stage;

use ssm_session::{Command, PortForward, Session};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use keys::Keys;
use stage::Stage;

/// Reads until this has come, and gives all of it.
async fn until(session: &mut Session, text: &str) -> String {
    let mut all = Vec::new();
    let mut chunk = vec![0; 4096];
    while !String::from_utf8_lossy(&all).contains(text) {
        let length = session.read(&mut chunk).await.unwrap();
        assert!(length > 0, "{text:?} does not come after {:?}", String::from_utf8_lossy(&all));
        all.extend_from_slice(&chunk[..length]);
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[tokio::test]
async fn a_shell_is_typed_into_and_left() {
    let stage = Stage::new(Keys::default()).await;
    let mut session = Session::shell(&stage.client, stage.node_id()).reason("a trial").start().await.unwrap();
    session.resize(101, 37).await.unwrap();
    session.write_all(b"stty size; echo $((6 * 7))\r").await.unwrap();
    let shown = until(&mut session, "42\r\n").await;
    assert!(shown.contains("37 101"), "{shown}");
    session.write_all(b"exit\r").await.unwrap();
    session.ended().await.unwrap();
    assert_eq!(stage.history(session.id()).await.reason.as_deref(), Some("a trial"));
    stage.shutdown().await;
}

#[tokio::test]
async fn a_command_has_two_streams_and_an_exit_code() {
    let stage = Stage::new(Keys::default()).await;
    let command = Command::new(&stage.client, stage.node_id(), "sh -c 'echo out; echo err >&2; exit 3'")
        .parameter("separateOutputStream", "true")
        .start()
        .await
        .unwrap();
    let finished = command.finish().await.unwrap();
    assert_eq!((finished.stdout, finished.stderr), (b"out\n".to_vec(), b"err\n".to_vec()));
    assert_eq!(finished.exit_code, Some(3));
    stage.shutdown().await;
}

#[tokio::test]
async fn connections_go_through_a_session_and_are_closed_by_halves() {
    let stage = Stage::new(Keys::default()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                // Answers when all was said.
                let mut heard = Vec::new();
                stream.read_to_end(&mut heard).await.unwrap();
                heard.reverse();
                stream.write_all(&heard).await.unwrap();
            });
        }
    });
    let forward = PortForward::to_port(&stage.client, stage.node_id(), port)
        .payload_bytes(32 << 10)
        .start()
        .await
        .unwrap();
    assert!(forward.is_multiplexed());
    let mut connections = tokio::task::JoinSet::new();
    for number in 0..20_u8 {
        let forward = forward.clone();
        connections.spawn(async move {
            let said: Vec<u8> = (0..100_000_u32).map(|at| at.to_le_bytes()[0] ^ number).collect();
            let (mut read, mut write) = tokio::io::split(forward.connect().await.unwrap());
            let mut heard = Vec::new();
            let saying = async {
                write.write_all(&said).await.unwrap();
                write.shutdown().await.unwrap();
            };
            tokio::join!(saying, async { read.read_to_end(&mut heard).await.unwrap() });
            heard.reverse();
            assert!(heard == said, "connection {number} came back with {} bytes", heard.len());
        });
    }
    while let Some(joined) = connections.join_next().await {
        joined.unwrap();
    }
    forward.terminate().await.unwrap();
    stage.shutdown().await;
}

#[tokio::test]
async fn an_encrypted_shell_has_keys_that_only_its_two_ends_have() {
    let keys = Keys::default();
    let stage = Stage::new(keys.clone()).await;
    stage.prefer(r#"{ "kmsKeyId": "alias/sessions" }"#).await;
    let mut session = Session::shell(&stage.client, stage.node_id()).kms(keys.clone()).start().await.unwrap();
    assert!(session.is_encrypted());
    session.write_all(b"echo $((6 * 7))\r").await.unwrap();
    until(&mut session, "42\r\n").await;
    session.terminate().await.unwrap();

    let without = Session::shell(&stage.client, stage.node_id()).start().await;
    assert!(without.is_err(), "a session is encrypted without keys");
    let strangers = Session::shell(&stage.client, stage.node_id()).kms(Keys::default()).start().await;
    let error = strangers.expect_err("a session is encrypted with keys that the node does not have");
    assert!(format!("{error:?}").contains("key service"), "{error:?}");
    stage.shutdown().await;
}
