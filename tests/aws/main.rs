//! `aws`, the command line that most people know, against ssm-local with a node that runs commands.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

use std::process::ExitCode;

use serde_json::{Value, json};
use ssm_local::{LocalSsm, NodeOptions};
use ssm_tests::loopback::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
use ssm_tests::python::Environment;
use ssm_tests::runtime::block_on;
use ssm_tests::trials::{self, Test};

const REGION: &str = "eu-central-1";

const TESTS: &[Test<Environment>] = &[
    ("a_first_session_runs_a_command_in_a_folder_and_shows_its_output", |python| {
        block_on(first_session(python));
    }),
    ("a_failing_command_shows_its_output", |python| block_on(failure(python))),
    ("a_script_has_all_of_the_shell", |python| block_on(shell(python))),
    ("a_document_of_ones_own_runs_with_its_parameters", |python| block_on(document(python))),
    ("parameters_are_put_listed_page_by_page_and_deleted", |python| block_on(parameters(python))),
];

fn main() -> ExitCode {
    trials::run(env!("CARGO_TARGET_TMPDIR"), |python| python, TESTS)
}

/// An endpoint and the command line.
struct Session<'a> {
    python: &'a Environment,
    ssm: LocalSsm,
}

impl<'a> Session<'a> {
    async fn start(python: &'a Environment) -> Self {
        let builder = LocalSsm::builder().region(REGION).credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
        Self { python, ssm: builder.start().await.unwrap() }
    }

    async fn aws(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = tokio::process::Command::from(self.python.aws());
        command
            .arg("ssm")
            .args(arguments)
            .env("AWS_ENDPOINT_URL_SSM", self.ssm.endpoint_url())
            .env("AWS_DEFAULT_REGION", REGION)
            .env("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID)
            .env("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
        command.output().await.unwrap()
    }

    /// Runs a command that succeeds, and gives what it prints.
    async fn ok(&self, arguments: &[&str]) -> Value {
        let output = self.aws(arguments).await;
        let (printed, said) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?}: {printed}{said}");
        if printed.is_empty() { Value::Null } else { serde_json::from_str(&printed).unwrap() }
    }

    /// Runs a command that fails, and gives what it says.
    async fn fails(&self, arguments: &[&str]) -> String {
        let output = self.aws(arguments).await;
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Sends a script and waits until it has run; the waiter fails if the script does.
    async fn run(&self, node: &str, parameters: &str, succeeds: bool) -> Value {
        self.run_document(node, "AWS-RunShellScript", parameters, &[], succeeds).await
    }

    /// Runs a document. Of one with several steps it must be said which is waited for.
    async fn run_document(
        &self,
        node: &str,
        document: &str,
        parameters: &str,
        step: &[&str],
        succeeds: bool,
    ) -> Value {
        let document = ["--document-name", document, "--parameters", parameters];
        let sent = [&["send-command", "--instance-ids", node][..], &document].concat();
        let sent = self.ok(&sent).await;
        assert_eq!(sent["Command"]["InstanceIds"], json!([node]));
        let id = sent["Command"]["CommandId"].as_str().unwrap();
        let which = [&["--command-id", id, "--instance-id", node][..], step].concat();
        let waited = self.aws(&[&["wait", "command-executed"][..], &which].concat()).await;
        assert_eq!(waited.status.success(), succeeds, "{}", String::from_utf8_lossy(&waited.stderr));
        self.ok(&[&["get-command-invocation"][..], &which].concat()).await
    }
}

async fn first_session(python: &Environment) {
    let session = Session::start(python).await;
    let node = session.ssm.add_node(NodeOptions::new()).await.unwrap();
    let listed = session.ok(&["describe-instance-information"]).await;
    let known = &listed["InstanceInformationList"][0];
    assert_eq!((&known["InstanceId"], &known["PingStatus"]), (&json!(node), &json!("Online")));

    let is_linux = cfg!(target_os = "linux");
    let (folder, script) = if is_linux { ("/proc", "cat ./uptime") } else { ("/", "pwd") };
    let parameters = format!("commands='{script}',workingDirectory={folder}");
    let found = session.run(&node, &parameters, true).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Success"), &json!(0)));
    assert_eq!(found["StandardErrorContent"], "");
    let shown = found["StandardOutputContent"].as_str().unwrap();
    if is_linux {
        let numbers: Result<Vec<f64>, _> = shown.split_whitespace().map(str::parse).collect();
        assert_eq!(numbers.map(|numbers| numbers.len()), Ok(2), "{shown}");
    } else {
        assert_eq!(shown, "/\n");
    }

    let id = found["CommandId"].as_str().unwrap();
    let listed = session.ok(&["list-command-invocations", "--command-id", id, "--details"]).await;
    let invocation = &listed["CommandInvocations"][0];
    assert_eq!((&invocation["InstanceId"], &invocation["Status"]), (&json!(node), &json!("Success")));
    assert_eq!(invocation["CommandPlugins"][0]["Output"], shown);
    session.ssm.shutdown().await;
}

async fn failure(python: &Environment) {
    let session = Session::start(python).await;
    let node = session.ssm.add_node(NodeOptions::new()).await.unwrap();
    let parameters = r#"{"commands":["echo before","ls /not/there","exit 9"]}"#;
    let found = session.run(&node, parameters, false).await;
    assert_eq!((&found["Status"], &found["ResponseCode"]), (&json!("Failed"), &json!(9)));
    assert_eq!(found["StandardOutputContent"], "before\n");
    assert!(found["StandardErrorContent"].as_str().unwrap().contains("/not/there"), "{found}");
    session.ssm.shutdown().await;
}

async fn shell(python: &Environment) {
    let session = Session::start(python).await;
    let node = session.ssm.add_node(NodeOptions::new()).await.unwrap();
    let script =
        "true && echo and || echo never; false || echo or; printf 'b\\na\\n' | sort > sorted; cat < sorted";
    let parameters = json!({ "commands": [script] }).to_string();
    let found = session.run(&node, &parameters, true).await;
    assert_eq!(found["StandardOutputContent"], "and\nor\na\nb\n");
    session.ssm.shutdown().await;
}

async fn document(python: &Environment) {
    let session = Session::start(python).await;
    let node = session.ssm.add_node(NodeOptions::new()).await.unwrap();
    let step = |name: &str, script: &str| json!({ "action": "aws:runShellScript", "name": name, "inputs": { "runCommand": [script] } });
    let content = json!({
        "schemaVersion": "2.2",
        "parameters": { "who": { "type": "String", "default": "nobody" } },
        "mainSteps": [step("greet", "echo hello {{ who }}"), step("leave", "echo bye")],
    });
    let content = content.to_string();
    let created = ["create-document", "--name", "Greet", "--document-type", "Command", "--content", &content];
    assert_eq!(session.ok(&created).await["DocumentDescription"]["DocumentVersion"], "1");
    let listed = session.ok(&["list-documents", "--filters", "Key=Owner,Values=Self"]).await;
    assert_eq!(listed["DocumentIdentifiers"][0]["Name"], "Greet");
    let found = session.run_document(&node, "Greet", "who=world", &["--plugin-name", "leave"], true).await;
    let id = found["CommandId"].as_str().unwrap();
    let listed = session.ok(&["list-command-invocations", "--command-id", id, "--details"]).await;
    let plugins = listed["CommandInvocations"][0]["CommandPlugins"].as_array().unwrap();
    let outputs: Vec<_> = plugins.iter().map(|plugin| plugin["Output"].as_str().unwrap()).collect();
    assert_eq!(outputs, ["hello world\n", "bye\n"]);
    session.ok(&["delete-document", "--name", "Greet"]).await;
    let said = session.fails(&["describe-document", "--name", "Greet"]).await;
    assert!(said.contains("(InvalidDocument)"), "{said}");
    session.ssm.shutdown().await;
}

async fn parameters(python: &Environment) {
    let session = Session::start(python).await;
    for name in ["/app/a", "/app/b", "/app/c"] {
        let put = ["put-parameter", "--name", name, "--value", "x", "--type", "SecureString"];
        assert_eq!(session.ok(&put).await["Version"], 1);
    }
    let said = session.fails(&["put-parameter", "--name", "/app/a", "--value", "y"]).await;
    assert!(said.contains("(ParameterAlreadyExists)"), "{said}");
    // The command line asks for all pages, here of one parameter each.
    let by_path = ["get-parameters-by-path", "--path", "/app", "--with-decryption", "--page-size", "1"];
    let found = session.ok(&by_path).await;
    assert_eq!(found["Parameters"].as_array().unwrap().len(), 3);
    assert!(found["Parameters"].as_array().unwrap().iter().all(|parameter| parameter["Value"] == "x"));
    session.ok(&["delete-parameters", "--names", "/app/a", "/app/b", "/app/c"]).await;
    assert_eq!(session.ok(&by_path).await["Parameters"], json!([]));
    session.ssm.shutdown().await;
}
