use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use ssm_local::{Clock, LocalSsm, NodeOptions};
use ssm_session::protocol::PayloadType;
use time::OffsetDateTime;

use super::client::Client;
use super::{create_document, ended, has_status, with_node};
use crate::support::{fails, ok};

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("session-{:x}", fastrand::u64(..)));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Has a shell start two jobs, and gives the processes of both.
async fn start_jobs(client: &mut Client, folder: &Path) -> [u32; 2] {
    let files = ["background", "foreground"].map(|name| folder.join(name));
    let [background, foreground] = files.each_ref().map(|file| file.display());
    client.line(&format!(
        "set -m; sh -c 'echo $$ > {background}.new; mv {background}.new {background}; exec sleep 1000' &"
    ));
    client.line(&format!(
        "sh -c 'trap \"\" HUP; echo $$ > {foreground}.new; mv {foreground}.new {foreground}; exec sleep 1000'"
    ));
    let is_there = |client: &Client| {
        // The client has to go on meanwhile.
        let _ = client;
        files.iter().all(|file| file.exists())
    };
    client.output.clear();
    while !is_there(client) {
        let _ = tokio::time::timeout(Duration::from_millis(20), client.until("the jobs", |_| false)).await;
    }
    files.map(|file| std::fs::read_to_string(file).unwrap().trim().parse().unwrap())
}

/// Waits until a process is gone; a killed one whose parent does not care is a zombie first.
async fn is_gone(process: u32) {
    while std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z ")) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_terminated_session_is_over_for_its_client_and_takes_all_its_jobs_with_it() {
    let ((ssm, node), folder) = (with_node().await, Folder::new());
    let mut client = Client::shell(&ssm, &node).await;
    let jobs = start_jobs(&mut client, &folder.0).await;
    let answer = ok(&ssm, "TerminateSession", json!({ "SessionId": client.id })).await;
    assert_eq!(answer["SessionId"], json!(client.id));
    assert!(client.ends().await.contains("terminated"));
    for job in jobs {
        is_gone(job).await;
    }
    assert_eq!(ended(&ssm, &client.id).await["Status"], "Terminated");
    // It stays over.
    ok(&ssm, "TerminateSession", json!({ "SessionId": client.id })).await;
    let resumed = ok(&ssm, "ResumeSession", json!({ "SessionId": client.id })).await;
    assert_eq!(resumed, json!({ "SessionId": client.id }));
}

#[tokio::test]
async fn sessions_end_with_their_endpoint_and_its_nodes() {
    let ((ssm, node), folder) = (with_node().await, Folder::new());
    let mut client = Client::shell(&ssm, &node).await;
    let jobs = start_jobs(&mut client, &folder.0).await;
    ssm.shutdown().await;
    for job in jobs {
        is_gone(job).await;
    }
}

#[tokio::test]
async fn a_session_goes_on_over_another_connection_and_no_byte_is_lost() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("stty -echo; echo read''y");
    client.shows("ready").await;
    client.output.clear();
    client.line("i=0; while [ $i -lt 300 ]; do i=$((i + 1)); echo line $i; sleep 0.005; done; echo en''d");
    for wanted in ["line 20\r", "line 120\r", "line 220\r"] {
        client.shows(wanted).await;
        client.socket = super::client::open(&url(&ssm, &client.id), &client.token).await;
        client.is_gone = true;
        has_status(&ssm, &client.id, "Connected").await;
        client.resume(&ssm).await;
    }
    client.shows("end").await;
    let shown = String::from_utf8(client.output.clone()).unwrap();
    let lines: Vec<&str> = shown.lines().filter(|line| line.starts_with("line ")).collect();
    let expected: Vec<String> = (1..=300).map(|number| format!("line {number}")).collect();
    assert_eq!(lines, expected);
}

fn url(ssm: &LocalSsm, id: &str) -> String {
    let authority = ssm.endpoint_url().replace("http://", "ws://");
    format!("{authority}/v1/data-channel/{id}?role=publish_subscribe")
}

#[tokio::test]
async fn a_client_that_is_away_is_waited_for() {
    let (ssm, node) = with_node().await;
    let mut client = Client::shell(&ssm, &node).await;
    client.line("echo her''e");
    client.shows("here").await;
    client.socket.close(None).await.unwrap();
    client.is_gone = true;
    has_status(&ssm, &client.id, "Disconnected").await;
    client.line("echo aga''in");
    client.resume(&ssm).await;
    client.shows("again").await;
    has_status(&ssm, &client.id, "Connected").await;
}

#[tokio::test]
async fn sessions_end_when_they_are_not_used_or_last_too_long() {
    let clock = Clock::manual(OffsetDateTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let content = json!({
        "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": { "maxSessionDuration": "30" },
    });
    create_document(&ssm, "Short", content).await;
    let mut idle = Client::shell(&ssm, &node).await;
    let mut long = Client::start(&ssm, &node, "Short", json!({})).await;
    for client in [&mut idle, &mut long] {
        client.line("echo her''e");
        client.shows("here").await;
    }
    clock.advance(Duration::from_secs(19 * 60));
    long.line("echo stil''l");
    long.shows("still").await;
    clock.advance(Duration::from_secs(60));
    assert!(idle.ends().await.contains("not used for 20 minutes"));
    assert_eq!(ended(&ssm, &idle.id).await["Status"], "Terminated");
    long.line("echo an''d");
    long.shows("and").await;
    clock.advance(Duration::from_secs(10 * 60));
    assert!(long.ends().await.contains("has lasted 30 minutes"));
    let shown = ended(&ssm, &long.id).await;
    assert_eq!(shown["EndDate"].as_f64().unwrap() - shown["StartDate"].as_f64().unwrap(), 1800.0);
    let message =
        fails(&ssm, "ResumeSession", json!({ "SessionId": "root-0" }), "DoesNotExistException").await;
    assert!(message.contains("root-0"));
}

#[tokio::test]
async fn a_session_survives_a_restart_of_the_endpoint() {
    let folder = Folder::new();
    let start = |port| LocalSsm::builder().port(port).state(folder.0.join("state")).start();
    let ssm = start(0).await.unwrap();
    let port = ssm.port();
    // A node of its own, which the restart does not concern.
    let node = ssm_node::Node::builder()
        .without_env()
        .region("us-east-1")
        .endpoint_url(ssm.endpoint_url())
        .instance_id("i-0123456789abcdef0")
        .static_credentials("local", "local", None)
        .folder(folder.0.join("node"))
        .retry_delays(Duration::from_millis(20), Duration::from_millis(200))
        .start()
        .await
        .unwrap();
    let connected = async |ssm: &LocalSsm| loop {
        let status = ok(ssm, "GetConnectionStatus", json!({ "Target": node.instance_id() })).await;
        if status["Status"] == "connected" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    connected(&ssm).await;
    let mut client = Client::shell(&ssm, node.instance_id()).await;
    client.line("KEPT=kept; echo befor''e");
    client.shows("before").await;
    ssm.shutdown().await;
    let kept = std::fs::read(folder.0.join("state")).unwrap();
    let has = |text: &str| kept.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has(&client.id) && !has(&client.token), "a state file tells tokens");
    let ssm = start(port).await.unwrap();
    client.is_gone = true;
    client.send(PayloadType::Output, &b"echo after: $KEPT\r"[..]);
    client.resume(&ssm).await;
    client.shows("after: kept").await;
    connected(&ssm).await;
    node.shutdown().await;
}
