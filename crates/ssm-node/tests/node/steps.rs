use serde_json::{Value, json};

use crate::support::{Stage, step, steps};

/// The status, the exit code and the standard output of each step, in the order of the replies.
async fn results(stage: &Stage, id: &str) -> (Value, Vec<(String, Value, Value)>) {
    let last = stage.records.last_reply(id).await;
    let replies = stage.records.with(|content| content.replies[id].clone());
    let entries = replies.iter().filter_map(|reply| reply["runtimeStatus"].as_object());
    let told = entries
        .flatten()
        .map(|(name, entry)| (name.clone(), entry["status"].clone(), entry["standardOutput"].clone()));
    (last["documentStatus"].clone(), told.collect())
}

fn with(mut step: Value, member: &str, value: Value) -> Value {
    step[member] = value;
    step
}

fn inputs(mut step: Value, member: &str, value: Value) -> Value {
    step["inputs"][member] = value;
    step
}

#[tokio::test]
async fn steps_whose_precondition_does_not_hold_are_skipped() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let on = |platform: &str| json!({ "StringEquals": ["platformType", platform] });
    let document = steps(json!([
        with(step("linux", "echo penguin"), "precondition", on("Linux")),
        with(step("windows", "echo window"), "precondition", on("Windows")),
    ]));
    let id = stage.send("c1", document, json!({}));
    let (status, told) = results(&stage, &id).await;
    assert_eq!(status, "Success");
    assert_eq!(told[0], ("linux".into(), json!("Success"), json!("penguin\n")));
    assert_eq!(told[1].1, "Skipped");
    let last = stage.records.last_reply(&id).await;
    assert_eq!(last["additionalInfo"]["runtimeStatusCounts"], json!({ "Success": 1, "Skipped": 1 }));
}

#[tokio::test]
async fn a_failing_step_ends_the_document_only_if_it_says_so() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let goes_on = steps(json!([step("bad", "exit 1"), step("next", "echo next")]));
    let id = stage.send("c1", goes_on, json!({}));
    let (status, told) = results(&stage, &id).await;
    assert_eq!((status, &told[1].1), (json!("Failed"), &json!("Success")));

    let exits = steps(json!([
        inputs(step("bad", "exit 1"), "onFailure", json!("exit")),
        step("next", "echo next"),
        inputs(step("clean", "echo clean"), "finallyStep", json!(true)),
    ]));
    let id = stage.send("c2", exits, json!({}));
    let (status, told) = results(&stage, &id).await;
    let statuses: Vec<&str> = told.iter().filter_map(|(_, status, _)| status.as_str()).collect();
    assert_eq!((status, statuses), (json!("Failed"), vec!["Failed", "Skipped", "Success"]));

    let succeeds = steps(json!([
        inputs(step("bad", "exit 1"), "onFailure", json!("successAndExit")),
        step("next", "echo next"),
    ]));
    let id = stage.send("c3", succeeds, json!({}));
    let (status, told) = results(&stage, &id).await;
    assert_eq!((status, &told[1].1), (json!("Success"), &json!("Skipped")));
}

#[tokio::test]
async fn documents_of_schema_1_2_run_with_their_parameters() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let document = json!({
        "schemaVersion": "1.2",
        "parameters": {
            "commands": { "type": "StringList" },
            "workingDirectory": { "type": "String", "default": "" },
        },
        "runtimeConfig": { "aws:runShellScript": { "properties": [{
            "id": "0.aws:runShellScript", "runCommand": "{{ commands }}",
            "workingDirectory": "{{ workingDirectory }}",
        }] } },
    });
    let parameters = json!({ "commands": ["pwd", "echo $((6 * 7))"], "workingDirectory": "/usr" });
    let id = stage.send("c1", document.clone(), parameters);
    let reply = stage.records.last_reply(&id).await;
    let result = &reply["runtimeStatus"]["aws:runShellScript"];
    assert_eq!(result["standardOutput"], "/usr\n42\n");
    assert!(
        result["outputS3KeyPrefix"].as_str().unwrap().ends_with("/awsrunShellScript/0.awsrunShellScript")
    );

    let id = stage.send("c2", document, json!({ "commands": ["pwd"], "workingDirectory": "/not/there" }));
    let reply = stage.records.last_reply(&id).await;
    let result = &reply["runtimeStatus"]["aws:runShellScript"];
    assert_eq!(result["standardError"], "the working directory /not/there is not there\n");
}

#[tokio::test]
async fn documents_run_documents() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    let inner = json!({
        "schemaVersion": "2.2",
        "parameters": { "word": { "type": "String" } },
        "mainSteps": [step("say", "echo {{ word }}"), step("fail", "echo worse >&2; exit 7")],
    });
    stage.records.with(|content| content.documents.insert("Inner".into(), inner.to_string()));
    let document = steps(json!([{
        "name": "run", "action": "aws:runDocument",
        "inputs": {
            "documentType": "SSMDocument", "documentPath": "Inner",
            "documentParameters": { "word": "hello" },
        },
    }]));
    let id = stage.send("c1", document, json!({}));
    let result = stage.records.last_reply(&id).await["runtimeStatus"]["run"].clone();
    assert_eq!((&result["status"], &result["code"]), (&json!("Failed"), &json!(7)));
    assert_eq!(result["standardOutput"], "hello\n");
    assert_eq!(result["standardError"], "worse\nfailed to run commands: exit status 7\n");
}

#[tokio::test]
async fn content_is_downloaded_from_the_folder_of_s3_and_run() {
    let stage = Stage::new().await;
    let scripts = stage.folder.0.join("s3/bucket/scripts");
    std::fs::create_dir_all(&scripts).unwrap();
    std::fs::write(scripts.join("hello.sh"), "echo hello from $0").unwrap();
    let _node = stage.node().await;
    let download = |path: &str| {
        let info = json!({ "path": path });
        let inputs = json!({ "sourceType": "S3", "sourceInfo": info.to_string(), "onFailure": "exit" });
        json!({ "name": "get", "action": "aws:downloadContent", "inputs": inputs })
    };
    let url = "https://s3.amazonaws.com/bucket/scripts";
    let id = stage.send("c1", steps(json!([download(url), step("run", "sh hello.sh")])), json!({}));
    let (status, told) = results(&stage, &id).await;
    assert_eq!((status, &told[1].2), (json!("Success"), &json!("hello from hello.sh\n")));

    let id = stage.send("c2", steps(json!([download("s3://bucket/none")])), json!({}));
    let result = stage.records.last_reply(&id).await["runtimeStatus"]["get"].clone();
    assert_eq!(result["standardError"], "there is no s3://bucket/none in the folder that stands for S3\n");
}

#[tokio::test]
async fn what_a_node_does_not_do_fails_and_says_so() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    for (action, inputs, expected) in [
        (
            "aws:configureDocker",
            json!({ "action": "Install" }),
            "this node does not support aws:configureDocker",
        ),
        ("aws:madeUp", json!({}), "this node does not support aws:madeUp"),
        ("aws:runPowerShellScript", json!({ "runCommand": ["'x'"] }), "pwsh is not installed on this node"),
        (
            "aws:downloadContent",
            json!({ "sourceType": "GitHub", "sourceInfo": "{}" }),
            "this node downloads from S3 and SSMDocument, not from \"GitHub\"",
        ),
    ] {
        let id = stage.send(
            &awsjson_transport::random_uuid(),
            steps(json!([{ "name": "run", "action": action, "inputs": inputs }])),
            json!({}),
        );
        let result = stage.records.last_reply(&id).await["runtimeStatus"]["run"].clone();
        assert_eq!((&result["status"], &result["code"]), (&json!("Failed"), &json!(1)), "{action}");
        assert_eq!(result["standardError"], format!("{expected}\n"));
    }
}
