//! The program.

use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::ending::{child_of, is_gone, long};
use crate::support::{NODE, Stage, step, steps};

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ssm-node"));
    program
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("AWS_EC2_METADATA_DISABLED", "true");
    program
}

fn start(stage: &Stage) -> Child {
    let url = format!("http://127.0.0.1:{}", stage.service.port);
    program()
        .args([
            "--instance-id",
            NODE,
            "--endpoint-url",
            &url,
            "--region",
            "eu-central-1",
            "--max-sessions",
            "0",
            "--folder",
        ])
        .arg(&stage.folder.0)
        .envs([("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret")])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn wrong_usage_ends_with_status_2_and_what_cannot_start_with_1() {
    let output = program().arg("--colour").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("ssm-node: there is no option"));
    let folder = "/dev/null/node";
    let arguments = ["--instance-id", NODE, "--region", "eu-central-1", "--folder", folder];
    let output = program().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with("ssm-node: cannot use the folder /dev/null/node: "), "{error}");
}

#[tokio::test]
async fn a_killed_node_runs_nothing_twice_and_its_successor_ends_what_it_left() {
    let stage = Stage::new().await;
    let mut first = start(&stage);
    let script = format!("echo once >> {}/count; {}", stage.folder.0.display(), long(&stage.folder.0));
    let id = stage.send_script("c1", &script);
    let child = child_of(&stage.folder.0).await;
    // Cannot be caught, so the script goes on.
    first.kill().unwrap();
    first.wait().unwrap();

    let second = start(&stage);
    let reply = stage.records.last_reply(&id).await;
    let result = &reply["runtimeStatus"]["run"];
    assert_eq!((&result["status"], &result["standardOutput"]), (&json!("Failed"), &json!("begun\n")));
    is_gone(child).await;
    let next = stage.send_script("c2", "echo next");
    assert_eq!(stage.records.last_reply(&next).await["documentStatus"], "Success");
    assert_eq!(std::fs::read_to_string(stage.folder.0.join("count")).unwrap(), "once\n");

    Command::new("kill").args(["-TERM", &second.id().to_string()]).status().unwrap();
    let output = second.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("runs whatever is sent to it, with a real shell, as "), "{told}");
    assert!(told.contains("command c2 is over: Success"), "{told}");
}

#[tokio::test]
async fn a_script_that_ends_while_its_node_is_dead_is_over_and_the_next_steps_run() {
    let stage = Stage::new().await;
    let mut first = start(&stage);
    let folder = stage.folder.0.display();
    let script = format!(
        "echo once >> {folder}/count; echo $$ > {folder}/pid.new; mv {folder}/pid.new {folder}/pid
         until test -e {folder}/gate; do sleep 0.01; done; echo through; exit 3"
    );
    let id = stage.send("c1", steps(json!([step("wait", &script), step("next", "echo next")])), json!({}));
    let process = child_of(&stage.folder.0).await;
    first.kill().unwrap();
    first.wait().unwrap();
    std::fs::write(stage.folder.0.join("gate"), "").unwrap();
    is_gone(process).await;
    let exit = stage.folder.0.join("orchestration/c1/awsrunShellScript/wait/exit");
    while std::fs::read_to_string(&exit).ok().as_deref() != Some("3\n") {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }

    let mut second = start(&stage);
    assert_eq!(stage.records.last_reply(&id).await["documentStatus"], "Failed");
    let replies = stage.records.with(|content| content.replies[&id].clone());
    let wait = &replies[1]["runtimeStatus"]["wait"];
    assert_eq!((&wait["code"], &wait["standardOutput"]), (&json!(3), &json!("through\n")));
    assert_eq!(replies[2]["runtimeStatus"]["next"]["standardOutput"], "next\n");
    assert_eq!(std::fs::read_to_string(stage.folder.0.join("count")).unwrap(), "once\n");
    second.kill().unwrap();
    second.wait().unwrap();
}
