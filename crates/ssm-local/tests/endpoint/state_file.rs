//! State that outlives the endpoint.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use ssm_local::{LocalSsm, StartError};
use tokio::task::JoinHandle;

use crate::agent::{Agent, command, invocation, shell};
use crate::support::{call, ok, put, request, send};

/// A folder that is removed with all that is in it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("state")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn with_state(file: &Path) -> LocalSsm {
    LocalSsm::builder().state(file).start().await.unwrap()
}

#[tokio::test]
async fn what_was_there_is_there_again() {
    let folder = Folder::new("again");
    let ssm = with_state(&folder.file()).await;
    put(&ssm, "/kept", "1").await;
    put(&ssm, "/kept", "2").await;
    put(&ssm, "/deleted", "1").await;
    ok(&ssm, "DeleteParameter", json!({ "Name": "/deleted" })).await;
    let tags = json!([{ "Key": "team", "Value": "red" }]);
    let resource = json!({ "ResourceType": "Parameter", "ResourceId": "/kept" });
    let mut tagging = resource.clone();
    tagging["Tags"] = tags.clone();
    ok(&ssm, "AddTagsToResource", tagging).await;
    let before = ok(&ssm, "GetParameterHistory", json!({ "Name": "/kept" })).await;
    ssm.shutdown().await;

    let ssm = with_state(&folder.file()).await;
    assert_eq!(ok(&ssm, "GetParameterHistory", json!({ "Name": "/kept" })).await, before);
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], tags);
    let deleted = call(&ssm, "GetParameter", json!({ "Name": "/deleted" })).await;
    assert_eq!(deleted.error().0, "ParameterNotFound");
    ssm.reset().await.unwrap();
    ssm.shutdown().await;

    let ssm = with_state(&folder.file()).await;
    assert_eq!(ok(&ssm, "DescribeParameters", json!({})).await["Parameters"], json!([]));
}

#[tokio::test]
async fn documents_are_there_again_with_their_versions_and_permissions() {
    let folder = Folder::new("documents");
    let ssm = with_state(&folder.file()).await;
    let content = |description: &str| {
        let step = json!({ "name": "a", "action": "aws:runShellScript", "inputs": { "runCommand": ["x"] } });
        json!({ "schemaVersion": "2.2", "description": description, "mainSteps": [step] }).to_string()
    };
    ok(&ssm, "CreateDocument", json!({ "Name": "Kept", "Content": content("first") })).await;
    ok(&ssm, "UpdateDocument", json!({ "Name": "Kept", "Content": content("second") })).await;
    let permission = json!({ "Name": "Kept", "PermissionType": "Share" });
    let mut sharing = permission.clone();
    sharing["AccountIdsToAdd"] = json!(["111122223333"]);
    ok(&ssm, "ModifyDocumentPermission", sharing).await;
    let latest = json!({ "Name": "Kept", "DocumentVersion": "$LATEST" });
    let questions = [
        ("DescribeDocument", &latest),
        ("GetDocument", &latest),
        ("DescribeDocumentPermission", &permission),
    ];
    let mut before = Vec::new();
    for (operation, input) in questions {
        before.push(ok(&ssm, operation, input.clone()).await);
    }
    ssm.shutdown().await;
    let ssm = with_state(&folder.file()).await;
    for ((operation, input), before) in questions.into_iter().zip(before) {
        assert_eq!(ok(&ssm, operation, input.clone()).await, before, "{operation}");
    }
}

#[tokio::test]
async fn a_file_in_use_or_of_another_kind_is_refused_with_its_name() {
    let folder = Folder::new("refused");
    let ssm = with_state(&folder.file()).await;
    let error = LocalSsm::builder().state(folder.file()).start().await.unwrap_err();
    assert!(matches!(&error, StartError::State { path, .. } if *path == folder.file()), "{error:?}");
    ssm.shutdown().await;
    let text = folder.0.join("text");
    std::fs::write(&text, "this is no state file, and long enough not to be taken for an empty one").unwrap();
    let error = LocalSsm::builder().state(&text).start().await.unwrap_err();
    assert!(error.to_string().contains("text"), "{error}");
    assert!(std::fs::read_to_string(&text).unwrap().starts_with("this is no"), "and left as it was");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("private");
    let ssm = with_state(&folder.file()).await;
    let mode = std::fs::metadata(folder.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    ssm.shutdown().await;
}

fn start_program(file: &Path) -> (Child, u16) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ssm-local"));
    let mut child = program.arg("--state").arg(file).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim_end().rsplit(':').next().unwrap().parse().unwrap();
    (child, port)
}

/// Writes versions of a parameter until the endpoint is gone, and returns how many were answered; counts
/// them for all writers too.
async fn write_until_killed(port: u16, name: String, by_all: Arc<AtomicU64>) -> (String, i64) {
    let mut answered = 0;
    loop {
        let input = json!({ "Name": name, "Value": "x", "Type": "String", "Overwrite": true });
        let sent = tokio::spawn(async move { send(port, request("PutParameter", input.to_string())).await });
        match sent.await {
            Ok(answer) => {
                answered = answer.body["Version"].as_i64().unwrap();
                by_all.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => return (name, answered),
        }
    }
}

/// Each time the program is killed while eight clients write, the next one goes on from what was
/// answered: the last version or one that was under way.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost_when_the_program_is_killed() {
    let folder = Folder::new("killed");
    let mut kept: Vec<i64> = vec![0; 8];
    for round in 0..4_u64 {
        let (mut child, port) = start_program(&folder.file());
        let by_all = Arc::new(AtomicU64::new(0));
        let write = |writer| write_until_killed(port, format!("/w/{writer}"), Arc::clone(&by_all));
        let writers: Vec<_> = (0..8).map(|writer| tokio::spawn(write(writer))).collect();
        while by_all.load(Ordering::Relaxed) < 30 + 17 * round {
            assert!(!writers.iter().any(JoinHandle::is_finished), "nobody killed it");
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let mut answered = Vec::new();
        for writer in writers {
            answered.push(writer.await.unwrap());
        }
        let (mut child, port) = start_program(&folder.file());
        for ((name, answered), kept) in answered.into_iter().zip(&mut kept) {
            let answer = send(port, request("GetParameter", json!({ "Name": name }).to_string())).await;
            let version = answer.body["Parameter"]["Version"].as_i64().unwrap_or_default();
            let expected = answered.max(*kept);
            assert!((expected..=expected + 1).contains(&version), "{name}: {version} after {expected}");
            *kept = version;
        }
        let history: Value = send(port, request("DescribeParameters", r#"{"MaxResults":50}"#)).await.body;
        assert!(history["Parameters"].as_array().unwrap().len() <= 8);
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[tokio::test]
async fn commands_go_on_where_they_were() {
    let folder = Folder::new("commands");
    let ssm = with_state(&folder.file()).await;
    let (one, other) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let id = shell(&ssm, &[&one, &other], json!({ "MaxConcurrency": "1" })).await;
    let message = one.take().await;
    let nodes = [one.id.clone(), other.id.clone()];
    ssm.shutdown().await;

    let ssm = with_state(&folder.file()).await;
    let [one, other] = nodes.map(|id| Agent { ssm: &ssm, id });
    assert_eq!(invocation(&ssm, &id, &one).await["Status"], "InProgress");
    assert_eq!(invocation(&ssm, &id, &other).await["Status"], "Pending");
    one.finish(&message, 0, "first", "").await;
    other.run(0, "second", "").await;
    assert_eq!(invocation(&ssm, &id, &one).await["StandardOutputContent"], "first");
    assert_eq!(command(&ssm, &id).await["Status"], "Success");
}
