use serde_json::{Value, json};
use ssm_session::protocol::PayloadType;

use super::client::Client;
use super::{create_document, ended, with_node};

/// A document whose commands keep output, errors and exit code apart.
fn separate() -> Value {
    let commands = json!({
        "commands": "{{ command }}", "separateOutputStream": "true",
        "stdOutSeparatorPrefix": "OUT:", "stdErrSeparatorPrefix": "ERR:",
    });
    json!({
        "schemaVersion": "1.0", "sessionType": "NonInteractiveCommands",
        "parameters": { "command": { "type": "String" } },
        "properties": { "linux": commands, "macos": commands },
    })
}

#[tokio::test]
async fn output_errors_and_exit_code_are_told_apart() {
    let (ssm, node) = with_node().await;
    create_document(&ssm, "Separate", separate()).await;
    let script = "sh -c 'test -t 1 || echo out; sleep 0.1; echo err >&2; exit 3'";
    let mut client = Client::start(&ssm, &node, "Separate", json!({ "command": [script] })).await;
    client.ends().await;
    assert!(client.is_ready, "there was a handshake");
    assert_eq!((&client.output[..], &client.errors[..]), (&b"OUT:out\n"[..], &b"ERR:err\n"[..]));
    assert_eq!(client.exit_code, Some(3));
    assert_eq!(ended(&ssm, &client.id).await["Status"], "Terminated");
}

#[tokio::test]
async fn without_separation_all_is_output_and_there_is_no_exit_code() {
    let (ssm, node) = with_node().await;
    let parameters = json!({ "command": ["sh -c 'echo out; echo err >&2; exit 3'"] });
    let mut client = Client::start(&ssm, &node, "AWS-StartNonInteractiveCommand", parameters).await;
    client.ends().await;
    assert_eq!((&client.output[..], &client.errors[..]), (&b"out\nerr\n"[..], &b""[..]));
    assert_eq!(client.exit_code, None);
}

#[tokio::test]
async fn what_a_command_wrote_last_is_sent_until_its_client_has_it() {
    let (ssm, node) = with_node().await;
    let parameters = json!({ "command": ["echo last words"] });
    let mut client = Client::start(&ssm, &node, "AWS-StartNonInteractiveCommand", parameters).await;
    client.to_lose = 2;
    client.until("the loss", |client| client.to_lose == 0).await;
    // Nobody is there any more whom it could concern.
    client.resize(80, 24);
    client.ends().await;
    assert_eq!(&client.output[..], b"last words\n");
}

#[tokio::test]
async fn keys_interrupt_a_command_and_everything_else_is_no_input() {
    let (ssm, node) = with_node().await;
    create_document(&ssm, "Separate", separate()).await;
    let script = "sh -c 'trap \"echo interrupted; exit 7\" INT; echo begun; while :; do sleep 0.05; done'";
    let mut client = Client::start(&ssm, &node, "Separate", json!({ "command": [script] })).await;
    client.shows("begun").await;
    client.send(PayloadType::Output, &b"exit\r"[..]);
    client.send(PayloadType::Output, &b"\x03"[..]);
    client.ends().await;
    assert_eq!(client.exit_code, Some(7));
    assert!(client.output.ends_with(b"interrupted\n"));
}

#[tokio::test]
async fn a_command_that_cannot_start_says_why() {
    let (ssm, node) = with_node().await;
    create_document(&ssm, "Separate", separate()).await;
    let parameters = json!({ "command": ["/no/such/program"] });
    let mut client = Client::start(&ssm, &node, "Separate", parameters).await;
    let reason = client.ends().await;
    assert!(reason.contains("cannot be started"), "{reason}");
    assert!(String::from_utf8_lossy(&client.errors).contains("cannot be started"));
    assert_eq!(client.exit_code, Some(1));
    assert_eq!(ended(&ssm, &client.id).await["Status"], "Failed");
}
