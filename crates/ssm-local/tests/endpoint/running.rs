//! Commands that really run: nodes within the endpoint, which take part by HTTP like any other.

use std::path::PathBuf;
use std::time::Duration;

use http::header::ORIGIN;
use serde_json::{Value, json};
use ssm_local::{LocalSsm, NodeOptions};

use crate::support::{ok, request, send, start};

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(120);

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("running-{}-{number}", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Sends a script, and gives the command's id.
async fn run(ssm: &LocalSsm, node: &str, script: &str) -> String {
    let input = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node], "Parameters": { "commands": [script] },
    });
    let command = ok(ssm, "SendCommand", input).await;
    command["Command"]["CommandId"].as_str().unwrap().to_owned()
}

async fn invocation(ssm: &LocalSsm, node: &str, command: &str) -> Value {
    ok(ssm, "GetCommandInvocation", json!({ "CommandId": command, "InstanceId": node })).await
}

/// What the invocation says once it is over.
async fn outcome(ssm: &LocalSsm, node: &str, command: &str) -> Value {
    until(ssm, node, command, |status| !["Pending", "InProgress", "Cancelling", "Delayed"].contains(&status))
        .await
}

async fn until(ssm: &LocalSsm, node: &str, command: &str, is_there: impl Fn(&str) -> bool) -> Value {
    let look = async {
        loop {
            let found = invocation(ssm, node, command).await;
            if is_there(found["Status"].as_str().unwrap()) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, look).await.unwrap()
}

/// Waits until there is a file.
async fn file(path: &std::path::Path) {
    while !path.exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_command_runs_with_a_real_shell_and_its_output_is_there() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let listed = ok(&ssm, "DescribeInstanceInformation", json!({})).await;
    let listed = &listed["InstanceInformationList"][0];
    assert_eq!((&listed["InstanceId"], &listed["PingStatus"]), (&json!(node), &json!("Online")));
    let script =
        "true && echo one || echo never; false || echo two; printf 'b\\na\\n' | sort > sorted && cat sorted";
    let id = run(&ssm, &node, script).await;
    let found = outcome(&ssm, &node, &id).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Success"), &json!(0)));
    assert_eq!(found["StandardOutputContent"], "one\ntwo\na\nb\n");
    assert_eq!(found["StandardErrorContent"], "");
}

#[tokio::test]
async fn a_failing_command_shows_its_output_its_error_and_its_exit_code() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let id = run(&ssm, &node, "echo before; ls /not/there; exit 9").await;
    let found = outcome(&ssm, &node, &id).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Failed"), &json!(9)));
    assert_eq!(found["StandardOutputContent"], "before\n");
    let error = found["StandardErrorContent"].as_str().unwrap();
    assert!(error.contains("/not/there"), "{error}");
    assert!(error.ends_with("failed to run commands: exit status 9\n"), "{error}");
}

#[tokio::test]
async fn a_command_that_runs_can_be_cancelled_and_one_can_take_too_long() {
    let (ssm, folder) = (start().await, Folder::new());
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let begun = folder.0.join("begun");
    let id = run(&ssm, &node, &format!("echo begun; touch {}; sleep 1000", begun.display())).await;
    file(&begun).await;
    ok(&ssm, "CancelCommand", json!({ "CommandId": id })).await;
    let found = until(&ssm, &node, &id, |status| status == "Cancelled").await;
    assert_eq!(found["StatusDetails"], "Cancelled");

    let input = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": [node],
        "Parameters": { "commands": ["echo begun; sleep 1000"], "executionTimeout": ["1"] },
    });
    let command = ok(&ssm, "SendCommand", input).await;
    let found = outcome(&ssm, &node, command["Command"]["CommandId"].as_str().unwrap()).await;
    assert_eq!(
        (&found["Status"], &found["StatusDetails"]),
        (&json!("TimedOut"), &json!("ExecutionTimedOut"))
    );
}

#[tokio::test]
async fn a_tag_reaches_its_nodes_and_all_output_goes_where_s3_should_be() {
    let (ssm, folder) = (start().await, Folder::new());
    let options = || NodeOptions::new().s3_folder(folder.0.join("s3"));
    let web = ssm.add_node(options().tag("role", "web")).await.unwrap();
    let other = ssm.add_node(options().tag("role", "web")).await.unwrap();
    ssm.add_node(options().tag("role", "database")).await.unwrap();
    let input = json!({
        "DocumentName": "AWS-RunShellScript", "Targets": [{ "Key": "tag:role", "Values": ["web"] }],
        "Parameters": { "commands": ["seq 10000"] }, "OutputS3BucketName": "bucket", "OutputS3KeyPrefix": "out",
    });
    let command = ok(&ssm, "SendCommand", input).await;
    let id = command["Command"]["CommandId"].as_str().unwrap();
    // What is targeted by tags is known soon after.
    let two = async {
        loop {
            let listed = ok(&ssm, "ListCommands", json!({ "CommandId": id })).await;
            if listed["Commands"][0]["CompletedCount"] == 2 {
                return listed["Commands"][0]["Status"].clone();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert_eq!(tokio::time::timeout(PATIENCE, two).await.unwrap(), "Success");
    for node in [web, other] {
        let found = invocation(&ssm, &node, id).await;
        let shown = found["StandardOutputContent"].as_str().unwrap();
        assert_eq!(shown.len(), 24_000);
        let url = found["StandardOutputUrl"].as_str().unwrap();
        let key = url.split_once("amazonaws.com/").unwrap().1;
        let all = std::fs::read_to_string(folder.0.join("s3").join(key)).unwrap();
        assert!(all.ends_with("\n10000\n"), "{}", all.len());
    }
}

#[tokio::test]
async fn nodes_are_there_again_after_a_reset() {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new().name("web").tag("role", "web")).await.unwrap();
    let id = run(&ssm, &node, "echo one").await;
    outcome(&ssm, &node, &id).await;
    ssm.reset().await.unwrap();
    // With its tags, and online as soon as it is heard of.
    let tagged = json!({ "Filters": [{ "Key": "tag:role", "Values": ["web"] }] });
    let online = async {
        loop {
            let listed = ok(&ssm, "DescribeInstanceInformation", tagged.clone()).await;
            let known = &listed["InstanceInformationList"][0];
            if known["PingStatus"] == "Online" {
                return assert_eq!(known["InstanceId"], node);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, online).await.unwrap();
    let id = run(&ssm, &node, "echo two").await;
    assert_eq!(outcome(&ssm, &node, &id).await["StandardOutputContent"], "two\n");
}

#[tokio::test]
async fn with_a_state_file_nodes_keep_their_ids_and_a_command_in_the_middle_does_not_run_again() {
    let folder = Folder::new();
    let state = folder.0.join("state");
    let start = || LocalSsm::builder().state(&state).credentials("key", "secret").start();
    let ssm = start().await.unwrap();
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let other = ssm.add_node(NodeOptions::new()).await.unwrap();
    assert_ne!(node, other);
    ssm.shutdown().await;

    let ssm = start().await.unwrap();
    assert_eq!(ssm.add_node(NodeOptions::new()).await.unwrap(), node);
    assert_eq!(ssm.add_node(NodeOptions::new()).await.unwrap(), other);
    drop(ssm);
    let open = || LocalSsm::builder().state(&state).start();
    let ssm = loop {
        // The file is free when the last task of the dropped endpoint is gone.
        match open().await {
            Ok(ssm) => break ssm,
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    };
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    let begun = folder.0.join("begun");
    let script = format!("echo begun >> {0}; echo shown; sleep 1000", begun.display());
    let id = run(&ssm, &node, &script).await;
    file(&begun).await;
    ssm.shutdown().await;

    let ssm = open().await.unwrap();
    assert_eq!(ssm.add_node(NodeOptions::new()).await.unwrap(), node);
    let found = outcome(&ssm, &node, &id).await;
    assert_eq!((&found["Status"], &found["StandardOutputContent"]), (&json!("Failed"), &json!("shown\n")));
    assert_eq!(std::fs::read_to_string(begun).unwrap(), "begun\n");
}

#[tokio::test]
async fn web_pages_cannot_run_commands() {
    let ssm = start().await;
    let from_page = || {
        let mut request = request("DescribeInstanceInformation", "{}");
        request.headers_mut().insert(ORIGIN, "http://example.com".parse().unwrap());
        request
    };
    assert_eq!(send(ssm.port(), from_page()).await.status, 200);
    ssm.add_node(NodeOptions::new()).await.unwrap();
    let answer = send(ssm.port(), from_page()).await;
    assert_eq!(answer.error().0, "ValidationException");
}
