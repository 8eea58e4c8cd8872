//! A first session with Run Command, call by call.

use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::{LocalSsm, NodeOptions};

use crate::program::{Program, endpoint};

async fn call(local: &LocalSsm, operation: &str, input: &Value) -> Value {
    let input = input.to_string();
    let stdout = Program::calling("call", local).arguments(&[operation, &input]).run().await.success();
    serde_json::from_str(&stdout).unwrap()
}

/// Sends a script, and gives its invocation when it has run.
async fn run(local: &LocalSsm, node: &str, parameters: Value) -> Value {
    let sent = json!({
        "DocumentName": "AWS-RunShellScript", "DocumentVersion": "1", "InstanceIds": [node],
        "Parameters": parameters,
    });
    let sent = call(local, "SendCommand", &sent).await;
    let which = json!({ "CommandId": sent["Command"]["CommandId"], "InstanceId": node });
    loop {
        let found = call(local, "GetCommandInvocation", &which).await;
        if !["Pending", "InProgress"].contains(&found["Status"].as_str().unwrap()) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn commands_are_sent_to_a_node_and_show_their_output_whether_they_succeed_or_fail() {
    let local = endpoint().await;
    let node = local.add_node(NodeOptions::new()).await.unwrap();
    let listed = call(&local, "DescribeInstanceInformation", &json!({})).await;
    assert_eq!(listed["InstanceInformationList"][0]["InstanceId"], json!(node));

    let (folder, script) =
        if cfg!(target_os = "linux") { ("/proc", "cat ./uptime") } else { ("/", "ls ./etc/hosts") };
    let parameters = json!({ "commands": [script], "workingDirectory": [folder] });
    let found = run(&local, &node, parameters).await;
    assert_eq!((&found["Status"], &found["StandardErrorContent"]), (&json!("Success"), &json!("")));
    assert!(found["StandardOutputContent"].as_str().unwrap().ends_with('\n'), "{found}");
    let listed = call(&local, "ListCommandInvocations", &json!({ "CommandId": found["CommandId"] })).await;
    assert_eq!(listed["CommandInvocations"][0]["Status"], "Success");

    let script =
        "true && echo and || echo never; false || echo or; printf 'b\\na\\n' | sort > sorted; cat sorted";
    let found = run(&local, &node, json!({ "commands": [script] })).await;
    assert_eq!(found["StandardOutputContent"], "and\nor\na\nb\n");

    let found = run(&local, &node, json!({ "commands": ["echo before", "ls /not/there", "exit 9"] })).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Failed"), &json!(9)));
    assert_eq!(found["StandardOutputContent"], "before\n");
    assert!(found["StandardErrorContent"].as_str().unwrap().contains("/not/there"), "{found}");
    local.shutdown().await;
}
