//! References to Parameter Store.

use serde_json::{Value, json};

use crate::support::{Stage, step, steps};

async fn last_reply(stage: &Stage, document: Value, parameters: Value) -> Value {
    let id = stage.send(&awsjson_transport::random_uuid(), document, parameters);
    stage.records.last_reply(&id).await
}

#[tokio::test]
async fn the_node_reads_parameters_that_documents_and_their_parameters_refer_to() {
    let stage = Stage::new().await;
    stage.records.with(|content| {
        content.parameters.insert("/app/word".into(), ("String", "it's $HOME".into()));
        content.parameters.insert("/app/commands".into(), ("StringList", "echo one,echo two".into()));
        content.parameters.insert("/app/secret".into(), ("SecureString", "hidden".into()));
    });
    let _node = stage.node().await;
    let mut document = steps(json!([step("say", "printf '%s\\n' \"{{ word }}\"")]));
    document["mainSteps"][0]["inputs"]["runCommand"]
        .as_array_mut()
        .unwrap()
        .push("{{ssm:/app/commands}}".into());
    document["parameters"] = json!({ "word": { "type": "String" } });
    let reply = last_reply(&stage, document.clone(), json!({ "word": "{{ ssm:/app/word }}" })).await;
    let home = std::env::var("HOME").unwrap_or_default();
    assert_eq!(reply["runtimeStatus"]["say"]["standardOutput"], format!("it's {home}\none\ntwo\n"));

    for (word, reason) in [
        ("{{ssm:/app/missing}}", "there are no parameters /app/missing"),
        ("{{ssm:/app/secret}}", "the parameter /app/secret is a SecureString"),
    ] {
        let reply = last_reply(&stage, document.clone(), json!({ "word": word })).await;
        assert_eq!(reply["documentStatus"], "Failed");
        let trace = reply["documentTraceOutput"].as_str().unwrap();
        assert!(trace.contains(reason) && !trace.contains("hidden"), "{trace}");
    }
}
