use serde_json::json;
use ssm_session::protocol::PayloadType;

use super::client::Client;
use super::{create_document, ended, has_status, sessions, with_node};

#[tokio::test]
async fn a_shell_does_what_is_typed_until_it_is_left() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("echo $((40 + 2)); tty");
    client.shows("42\r\n/dev/pts/").await;
    assert!(client.request.is_none(), "a shell needs no handshake");
    let id = client.id.clone();
    let shown = has_status(&ssm, &id, "Connected").await;
    assert_eq!((&shown["Target"], &shown["EndDate"]), (&json!(node), &json!(null)));
    client.line("exit");
    assert_eq!(client.ends().await, "");
    let shown = ended(&ssm, &id).await;
    assert_eq!(shown["Status"], "Terminated");
    assert!(shown["EndDate"].as_f64() >= shown["StartDate"].as_f64());
    assert!(sessions(&ssm, "Active").await.is_empty());
}

#[tokio::test]
async fn a_terminal_has_the_size_that_its_client_says() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.resize(123, 45);
    client.line("stty size");
    client.shows("45 123").await;
    client.resize(80, 24);
    client.line("stty size");
    client.shows("24 80").await;
}

#[tokio::test]
async fn keys_reach_what_runs_in_the_terminal() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("echo beg''un; cat; echo interrupt''ed");
    client.shows("begun").await;
    client.line("to cat");
    client.shows("to cat\r\nto cat").await;
    client.send(PayloadType::Output, &b"\x03"[..]);
    // What is typed until the terminal has taken the key is thrown away with it.
    client.shows("^C\r\n").await;
    client.line("echo go''on");
    client.shows("goon").await;
}

#[tokio::test]
async fn what_a_terminal_shows_comes_whole_and_untouched() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("stty -echo -onlcr; echo read''y");
    client.shows("ready").await;
    client.output.clear();
    client.line("seq 1 20000; printf '\\033[31m\\377\\000\\342\\202\\254'; echo en''d");
    client.shows("end\n").await;
    let expected: Vec<u8> = (1..=20000).flat_map(|number| format!("{number}\n").into_bytes()).collect();
    let begin = client.output.windows(6).position(|part| part == b"1\n2\n3\n").unwrap();
    let rest = &client.output[begin..];
    assert_eq!(&rest[..expected.len()], expected);
    assert!(rest[expected.len()..].starts_with(b"\x1b[31m\xff\x00\xe2\x82\xacend\n"));
}

#[tokio::test]
async fn a_command_has_a_terminal_and_ends_the_session_with_itself() {
    let (ssm, node) = with_node().await;
    let parameters = json!({ "command": ["test -t 0 && echo a terminal: $((6 * 7))"] });
    let mut client = Client::start(&ssm, &node, "AWS-StartInteractiveCommand", parameters).await;
    client.shows("a terminal: 42").await;
    client.ends().await;
    let shown = ended(&ssm, &client.id).await;
    assert_eq!(shown["DocumentName"], "AWS-StartInteractiveCommand");
}

#[tokio::test]
async fn the_preferences_of_an_account_hold_for_its_shells() {
    let (ssm, node) = with_node().await;
    let content = json!({
        "schemaVersion": "1.0", "sessionType": "Standard_Stream",
        "inputs": {
            "shellProfile": { "linux": "GREETING=hello; export GREETING", "windows": "" },
            "maxSessionDuration": "30", "idleSessionTimeout": "5",
        },
    });
    create_document(&ssm, "SSM-SessionManagerRunShell", content).await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("echo profile: $GREETING");
    client.shows("profile: hello").await;
    assert_eq!(has_status(&ssm, &client.id, "Connected").await["MaxSessionDuration"], "30");
}

#[tokio::test]
async fn a_session_that_is_to_run_as_somebody_else_fails_and_says_so() {
    let (ssm, node) = with_node().await;
    let content = json!({
        "schemaVersion": "1.0", "sessionType": "Standard_Stream",
        "inputs": { "runAsEnabled": true, "runAsDefaultUser": "nobody-there" },
    });
    create_document(&ssm, "AsNobody", content).await;
    let mut client = Client::start(&ssm, &node, "AsNobody", json!({})).await;
    let reason = client.ends().await;
    assert!(reason.contains("nobody-there"), "{reason}");
    assert_eq!(ended(&ssm, &client.id).await["Status"], "Failed");
}
