use serde_json::json;

use crate::support::{NODE, Stage};

#[tokio::test]
async fn a_real_shell_runs_lists_pipes_and_redirections() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let result =
        stage.run("echo one > file && cat file | tr a-z A-Z; false || echo two >&2; ls missing").await;
    assert_eq!((&result["status"], &result["code"]), (&json!("Failed"), &json!(2)));
    assert_eq!(result["standardOutput"], "ONE\n");
    let error = result["standardError"].as_str().unwrap();
    assert!(error.starts_with("two\n") && error.contains("missing"), "{error}");
    assert!(error.ends_with("failed to run commands: exit status 2\n"), "{error}");
    assert!(result["output"].as_str().unwrap().starts_with("ONE\n\n----------ERROR-------\ntwo\n"));
}

#[tokio::test]
async fn scripts_know_their_node_and_may_name_their_interpreter() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let result = stage.run("echo $AWS_SSM_INSTANCE_ID in $AWS_SSM_REGION_NAME").await;
    assert_eq!(result["standardOutput"], format!("{NODE} in eu-central-1\n"));
    let result = stage.run("#!/bin/cat\nnot run but shown").await;
    assert_eq!(result["standardOutput"], "#!/bin/cat\nnot run but shown\n");
    let result = stage.run("exit 194").await;
    assert_eq!((&result["status"], &result["code"]), (&json!("Failed"), &json!(194)));
    assert!(result["standardError"].as_str().unwrap().contains("asks for a reboot"));
    let result = stage.run("kill -TERM $$").await;
    assert_eq!((&result["status"], &result["code"]), (&json!("Failed"), &json!(143)));
}

#[tokio::test]
async fn replies_have_the_beginning_and_the_folder_of_s3_has_all() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let id = stage.send_script("c1", "yes | head -c 100000; echo wrong >&2");
    let reply = stage.records.last_reply(&id).await;
    let result = &reply["runtimeStatus"]["run"];
    let shown = result["standardOutput"].as_str().unwrap();
    assert_eq!(shown.len(), 24_000);
    assert!(shown.ends_with("y\n---Output truncated---"), "{}", &shown[23_900..]);
    assert_eq!(result["outputS3BucketName"], "bucket");
    let prefix = format!("some/prefix/c1/{NODE}/awsrunShellScript/run");
    assert_eq!(result["outputS3KeyPrefix"], prefix);
    let folder = stage.folder.0.join("s3/bucket").join(prefix);
    assert_eq!(std::fs::read(folder.join("stdout")).unwrap().len(), 100_000);
    assert_eq!(std::fs::read_to_string(folder.join("stderr")).unwrap(), "wrong\n");
}

#[tokio::test]
async fn what_nobody_else_may_read_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new().await;
    let _node = stage.node().await;
    stage.run("echo secret").await;
    let mut folders = vec![stage.folder.0.clone()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o077, 0, "{folder:?}");
        for entry in std::fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            // What stands for S3 is the user's own folder.
            if entry.file_name() == "s3" {
                continue;
            }
            // Replies vanish as they are delivered.
            let Ok(metadata) = entry.metadata() else { continue };
            assert_eq!(metadata.permissions().mode() & 0o077, 0, "{entry:?}");
            match metadata.is_dir() {
                true => folders.push(entry.path()),
                false => files += 1,
            }
        }
    }
    assert!(files >= 4, "{files} files");
}

#[tokio::test]
async fn heartbeats_tell_of_the_machine() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let told = stage.records.until("a heartbeat", |content| content.heartbeats.first().cloned()).await;
    assert_eq!((&told["InstanceId"], &told["PlatformType"]), (&json!(NODE), &json!("Linux")));
    assert_eq!((&told["AgentName"], &told["AgentStatus"]), (&json!("ssm-node"), &json!("Active")));
}
