//! `run`: a script on many nodes.

use serde_json::{Value, json};
use ssm_local::NodeOptions;

use crate::program::{Program, client, endpoint};

#[tokio::test]
async fn it_needs_nothing_and_shows_a_table() {
    let table = Program::without_environment("run").run().await.success();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 1 + 5 + 2, "{table}");
    assert!(lines[0].starts_with("NODE") && lines[0].ends_with("OUTPUT"), "{table}");
    for (number, name) in ["node-1", "node-2", "node-3", "node-4", "node-5"].into_iter().enumerate() {
        let line =
            lines.iter().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{number}: {table}"));
        assert!(line.contains("Success") && line.contains("  0  ") && line.contains(" in /"), "{line}");
    }
    assert!(lines[7].starts_with("5 of 5 nodes succeeded (command "), "{table}");
    assert!(lines[7].ends_with(", Success)"), "{table}");
}

#[tokio::test]
async fn a_node_that_failed_is_told_in_the_table_and_in_the_status() {
    let script = ["case \"$PWD\" in *", "*) ;; esac"].join("i-");
    let arguments = ["--nodes", "2", &script, "echo before; ls /not/there; exit 9"];
    let outcome = Program::without_environment("run").arguments(&arguments).run().await;
    assert_eq!((outcome.status, outcome.stderr.as_str()), (Some(1), ""), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("Failed") && outcome.stdout.contains("  9  "), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("/not/there"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("\n0 of 2 nodes succeeded"), "{}", outcome.stdout);
}

#[tokio::test]
async fn results_come_as_json() {
    let local = endpoint().await;
    let good = local.add_node(NodeOptions::new().tag("role", "web").tag("stage", "trial")).await.unwrap();
    local.add_node(NodeOptions::new().tag("role", "web")).await.unwrap();
    let url = local.endpoint_url();
    let arguments = [
        "--json",
        "--endpoint-url",
        &url,
        "--tag",
        "role=web",
        "--tag=stage=trial",
        "--max-concurrency=50%",
        "--max-errors=1",
        "echo out",
        "echo err >&2",
    ];
    let stdout = Program::with_credentials("run").arguments(&arguments).run().await.success();
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&report["success"], &report["status"]), (&json!(true), &json!("Success")));
    let plugin = json!({
        "name": "aws:runShellScript", "status": "Success", "response_code": 0,
        "standard_output": "out\n", "standard_error": "err\n",
    });
    let node = json!({
        "node_id": good, "name": "node-1", "status": "Success", "response_code": 0, "truncated": false,
        "plugins": [plugin],
    });
    assert_eq!(report["nodes"], json!([node]));
    let id = report["command_id"].as_str().unwrap();
    let sent = client(&local).list_commands().command_id(id).send().await.unwrap();
    assert_eq!(sent.commands[0].max_concurrency.as_deref(), Some("50%"));

    let ids = ["--ids", &good, "--aws", "true"];
    let table = Program::calling("run", &local).arguments(&ids).run().await.success();
    assert!(table.contains("1 of 1 nodes succeeded"), "{table}");
}

#[tokio::test]
async fn a_command_that_takes_too_long_is_cancelled() {
    let local = endpoint().await;
    let node = local.add_node(NodeOptions::new()).await.unwrap();
    let url = local.endpoint_url();
    let arguments = ["--endpoint-url", &url, "--ids", &node, "--within", "1", "sleep 1000"];
    let outcome = Program::with_credentials("run").arguments(&arguments).run().await;
    let line = outcome.complaint(1);
    assert!(line.contains("is not over in time; it was cancelled"), "{line}");
    let listed = client(&local).list_commands().send().await.unwrap();
    let status = listed.commands[0].status.as_ref().map(|status| status.as_str().to_owned());
    assert!(["Cancelling", "Cancelled"].contains(&status.as_deref().unwrap()), "{status:?}");
}

#[tokio::test]
async fn wrong_usage_is_one_line() {
    for (arguments, expected) in [
        (&["--colour"][..], "unknown option --colour"),
        (&["--aws"], "name the nodes with --tag, --ids or --all"),
        (&["--all", "--ids", "i-1"], "exclude each other"),
        (&["--tag", "role"], "written as KEY=VALUE"),
        (&["--nodes", "51"], "--nodes takes a number from 1 to 50"),
        (&["--aws", "--all", "--nodes", "2"], "--nodes is for the ssm-local"),
        (&["--aws", "--all", "--endpoint-url", "http://127.0.0.1:1"], "exclude each other"),
        (&["--max-errors", "101%"], "--max-errors takes a number from 0 to 100"),
        (&["--within", "soon"], "--within takes a number"),
    ] {
        let outcome = Program::with_credentials("run").arguments(arguments).run().await;
        let line = outcome.complaint(2);
        assert!(line.contains(expected), "{arguments:?}: {line}");
    }
    let help = Program::without_environment("run").arguments(&["--help"]).run().await.success();
    assert!(help.contains("Usage: run") && help.contains("--max-concurrency"), "{help}");
}
