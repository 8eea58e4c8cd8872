//! Sessions on a real node: a shell in a terminal of its own, commands, ports.

use std::time::Duration;

use ssm_local::{LocalSsm, NodeOptions};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream, UnixStream};

use crate::program::{Program, client, endpoint};

async fn begin() -> (LocalSsm, String) {
    let local = endpoint().await;
    let node = local.add_node(NodeOptions::new()).await.unwrap();
    (local, node)
}

#[tokio::test]
async fn a_shell_runs_what_is_typed_and_ends_with_it() {
    let (local, node) = begin().await;
    let typed = "echo $((6 * 7)) | sed 's/^/answer /'; exit\n";
    let shown = Program::calling("shell", &local).arguments(&[&node]).run_with_input(typed).await.success();
    assert!(shown.contains("answer 42"), "{shown}");
    local.shutdown().await;
}

#[tokio::test]
async fn a_shell_ends_with_its_input() {
    let (local, node) = begin().await;
    let outcome =
        Program::calling("shell", &local).arguments(&[&node]).run_with_input("echo $((6 * 7))\n").await;
    assert!(outcome.success().contains("42"));
    local.shutdown().await;
}

#[tokio::test]
async fn a_command_that_does_not_tell_streams_apart_is_read_whole() {
    let (local, node) = begin().await;
    let content = r#"{
        "schemaVersion": "1.0",
        "sessionType": "NonInteractiveCommands",
        "parameters": { "command": { "type": "String" } },
        "properties": {
            "linux": { "commands": "{{ command }}", "runAsElevated": false },
            "macos": { "commands": "{{ command }}", "runAsElevated": false }
        }
    }"#;
    let document = client(&local).create_document(content, "Together");
    document.document_type(ssm_client::types::DocumentType::Session).send().await.unwrap();
    let arguments = ["--document", "Together", &node, "sh -c 'echo out; echo err >&2; exit 7'"];
    let shown = Program::calling("exec", &local).arguments(&arguments).run().await.success();
    assert!(shown.contains("out\n") && shown.contains("err\n"), "{shown}");
    local.shutdown().await;
}

#[tokio::test]
async fn a_commands_streams_and_exit_code_are_passed_on() {
    let (local, node) = begin().await;
    let arguments = [&node[..], "sh -c 'echo out; echo err >&2; exit 7'"];
    let outcome = Program::calling("exec", &local).arguments(&arguments).run().await;
    assert_eq!(
        (outcome.status, outcome.stdout.as_str(), outcome.stderr.as_str()),
        (Some(7), "out\n", "err\n")
    );
    local.shutdown().await;
}

#[tokio::test]
async fn a_port_is_forwarded_for_many_connections() {
    let (local, node) = begin().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                // All of the question comes before any of the answer.
                let mut heard = Vec::new();
                stream.read_to_end(&mut heard).await.unwrap();
                heard.reverse();
                stream.write_all(&heard).await.unwrap();
            });
        }
    });
    let mut program = Program::calling("port_forward", &local).arguments(&[&node, &port]).spawn();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let address = tokio::time::timeout(Duration::from_secs(60), lines.next_line()).await.unwrap();
    let address = address.unwrap().expect("the local address");
    let mut connections = Vec::new();
    for number in 0..20u32 {
        let address = address.clone();
        connections.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            let said: Vec<u8> = (0..50_000u32).map(|at| (at * 7 + number) as u8).collect();
            stream.write_all(&said).await.unwrap();
            stream.shutdown().await.unwrap();
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).await.unwrap();
            heard.reverse();
            assert!(heard == said);
        }));
    }
    for connection in connections {
        connection.await.unwrap();
    }
    program.kill().await.unwrap();
    local.shutdown().await;
}

#[tokio::test]
async fn a_port_is_forwarded_to_a_unix_socket_that_goes_with_the_program() {
    let (local, node) = begin().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let path = std::env::temp_dir().join(format!("ssm-examples-{}", std::process::id()));
    let arguments = ["--socket", path.to_str().unwrap(), &node, &port];
    let mut program = Program::calling("port_forward", &local).arguments(&arguments).spawn();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let shown = tokio::time::timeout(Duration::from_secs(60), lines.next_line()).await.unwrap().unwrap();
    assert_eq!(shown.as_deref(), path.to_str());
    let (near, far) = tokio::join!(UnixStream::connect(&path), listener.accept());
    let (mut near, (mut far, _)) = (near.unwrap(), far.unwrap());
    near.write_all(b"question").await.unwrap();
    far.read_exact(&mut [0; 8]).await.unwrap();
    far.write_all(b"answer").await.unwrap();
    let mut heard = [0; 6];
    near.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"answer");
    let id = i32::try_from(program.id().unwrap()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    let status = tokio::time::timeout(Duration::from_secs(60), program.wait()).await.unwrap().unwrap();
    assert!(status.success() && !path.exists());
    local.shutdown().await;
}

#[tokio::test]
async fn a_node_that_is_none_is_said_to_be() {
    let local = endpoint().await;
    let outcome = Program::calling("shell", &local).arguments(&["mi-0123456789abcdef0"]).run().await;
    let line = outcome.complaint(1);
    assert!(line.starts_with("shell: the session on mi-0123456789abcdef0 could not be started: "), "{line}");
    assert!(line.contains("TargetNotConnected"), "{line}");
    local.shutdown().await;
}
