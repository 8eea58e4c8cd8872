use std::path::Path;

use serde_json::json;

use crate::support::{NODE, Stage, message_id, step, steps};

/// A script that starts a process beside itself, says so, and takes long.
pub fn long(folder: &Path) -> String {
    let file = folder.join("pid");
    format!("sleep 1000 & echo begun; echo $! > {0}.new; mv {0}.new {0}; sleep 1000", file.display())
}

/// The process that such a script started.
pub async fn child_of(folder: &Path) -> u32 {
    let file = folder.join("pid");
    loop {
        if let Ok(text) = std::fs::read_to_string(&file) {
            return text.trim().parse().unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// Waits until a process is gone; a killed one whose parent does not care is a zombie first.
pub async fn is_gone(process: u32) {
    loop {
        match std::fs::read_to_string(format!("/proc/{process}/stat")) {
            Ok(stat) if !stat.contains(") Z ") => {}
            _ => return,
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_cancelled_command_ends_with_all_that_it_started() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let document = steps(json!([step("long", &long(&stage.folder.0)), step("next", "echo next")]));
    let id = stage.send("c1", document, json!({}));
    let child = child_of(&stage.folder.0).await;
    let cancel = message_id("c2");
    stage.records.send(NODE, &cancel, "aws.ssm.cancelCommand", &json!({ "CancelMessageId": id }).to_string());
    assert_eq!(stage.records.last_reply(&id).await["documentStatus"], "Cancelled");
    let replies = stage.records.with(|content| content.replies[&id].clone());
    let result = &replies[1]["runtimeStatus"]["long"];
    assert_eq!((&result["status"], &result["code"]), (&json!("Cancelled"), &json!(137)));
    assert_eq!(result["standardOutput"], "begun\n");
    assert_eq!(replies[2]["runtimeStatus"]["next"]["status"], "Cancelled");
    is_gone(child).await;
    stage
        .records
        .until("the acknowledgement", |content| content.acknowledged.contains(&cancel).then_some(()))
        .await;
}

#[tokio::test]
async fn a_step_that_takes_too_long_has_timed_out_and_keeps_its_output() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let mut slow = step("slow", &long(&stage.folder.0));
    slow["inputs"]["timeoutSeconds"] = json!("2");
    let id = stage.send("c1", steps(json!([slow])), json!({}));
    let child = child_of(&stage.folder.0).await;
    let reply = stage.records.last_reply(&id).await;
    let result = &reply["runtimeStatus"]["slow"];
    assert_eq!(reply["documentStatus"], "TimedOut");
    assert_eq!((&result["status"], &result["code"]), (&json!("TimedOut"), &json!(137)));
    assert_eq!(result["standardOutput"], "begun\n");
    is_gone(child).await;
}

#[tokio::test]
async fn a_node_that_shuts_down_answers_what_it_ends() {
    let stage = Stage::new().await;
    let node = stage.node().await;
    let id = stage.send_script("c1", &long(&stage.folder.0));
    let child = child_of(&stage.folder.0).await;
    node.shutdown().await;
    let reply = stage.records.last_reply(&id).await;
    assert_eq!(reply["documentStatus"], "Failed");
    assert_eq!(reply["runtimeStatus"]["run"]["standardOutput"], "begun\n");
    let error = &reply["runtimeStatus"]["run"]["standardError"];
    assert_eq!(error, "the node was stopped in the middle of the step\n");
    is_gone(child).await;
}

#[tokio::test]
async fn a_dropped_node_takes_its_processes_with_it_and_the_next_one_answers_without_running_again() {
    let stage = Stage::new().await;
    let node = stage.node().await;
    let script = format!("echo once >> {}/count; {}", stage.folder.0.display(), long(&stage.folder.0));
    let id = stage.send_script("c1", &script);
    let child = child_of(&stage.folder.0).await;
    drop(node);
    is_gone(child).await;

    let _node = loop {
        // The folder is free as soon as the last task of the dropped node is gone.
        match stage.builder().start().await {
            Ok(node) => break node,
            Err(ssm_node::StartError::Taken { .. }) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    };
    let reply = stage.records.last_reply(&id).await;
    assert_eq!(reply["documentStatus"], "Failed");
    assert!(reply["documentTraceOutput"].as_str().unwrap().contains("does not run again"));
    assert_eq!(reply["runtimeStatus"]["run"]["standardOutput"], "begun\n");
    assert_eq!(std::fs::read_to_string(stage.folder.0.join("count")).unwrap(), "once\n");
}

#[tokio::test]
async fn commands_run_beside_each_other_up_to_the_limit() {
    let stage = Stage::new().await;
    let _node = stage.builder().max_concurrent_commands(2).start().await.unwrap();
    // Each of the two waits for the other one's file.
    let folder = stage.folder.0.display();
    let meet = |own: &str, other: &str| {
        format!("touch {folder}/{own}; until test -e {folder}/{other}; do sleep 0.01; done; echo met")
    };
    let one = stage.send_script("c1", &meet("one", "other"));
    let other = stage.send_script("c2", &meet("other", "one"));
    let third = stage.send_script("c3", &format!("ls {folder} | grep -c -e '^one$' -e '^other$'"));
    for (id, output) in [(one, "met\n"), (other, "met\n"), (third, "2\n")] {
        let reply = stage.records.last_reply(&id).await;
        assert_eq!(reply["runtimeStatus"]["run"]["standardOutput"], output, "{id}");
    }
}
