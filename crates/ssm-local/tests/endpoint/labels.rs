use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::{fails, ok, put, start};

async fn two_versions() -> LocalSsm {
    let ssm = start().await;
    put(&ssm, "app", "one").await;
    put(&ssm, "app", "two").await;
    ssm
}

fn label(version: Value, labels: Value) -> Value {
    json!({ "Name": "app", "ParameterVersion": version, "Labels": labels })
}

async fn labels(ssm: &LocalSsm) -> Vec<Value> {
    let history = ok(ssm, "GetParameterHistory", json!({ "Name": "app" })).await;
    history["Parameters"].as_array().unwrap().iter().map(|version| version["Labels"].clone()).collect()
}

#[tokio::test]
async fn a_label_moves_between_versions() {
    let ssm = two_versions().await;
    ok(&ssm, "LabelParameterVersion", label(json!(1), json!(["live", "old"]))).await;
    assert_eq!(labels(&ssm).await, [json!(["live", "old"]), json!([])]);
    ok(&ssm, "LabelParameterVersion", label(json!(2), json!(["live"]))).await;
    assert_eq!(labels(&ssm).await, [json!(["old"]), json!(["live"])]);
}

#[tokio::test]
async fn without_a_number_the_latest_version_is_labelled() {
    let ssm = two_versions().await;
    let answer = ok(&ssm, "LabelParameterVersion", label(Value::Null, json!(["live"]))).await;
    assert_eq!(answer, json!({ "InvalidLabels": [], "ParameterVersion": 2 }));
    assert_eq!(labels(&ssm).await, [json!([]), json!(["live"])]);
}

#[tokio::test]
async fn labels_that_cannot_be_are_told_and_the_others_attached() {
    let ssm = two_versions().await;
    let given = json!(["live", "1st", "aws-x", "SSM", "a/b", "a b"]);
    let answer = ok(&ssm, "LabelParameterVersion", label(json!(1), given)).await;
    assert_eq!(answer["InvalidLabels"], json!(["1st", "aws-x", "SSM", "a/b", "a b"]));
    assert_eq!(labels(&ssm).await[0], json!(["live"]));
    let long = "l".repeat(101);
    fails(&ssm, "LabelParameterVersion", label(json!(1), json!([long])), "ValidationException").await;
    ok(&ssm, "LabelParameterVersion", label(json!(1), json!(["l".repeat(100)]))).await;
}

#[tokio::test]
async fn a_version_has_at_most_ten_labels() {
    let ssm = two_versions().await;
    let ten: Vec<String> = (0..10).map(|number| format!("l{number}")).collect();
    ok(&ssm, "LabelParameterVersion", label(json!(1), json!(ten))).await;
    ok(&ssm, "LabelParameterVersion", label(json!(1), json!(["l0"]))).await;
    let more = label(json!(1), json!(["more"]));
    fails(&ssm, "LabelParameterVersion", more.clone(), "ParameterVersionLabelLimitExceeded").await;
    assert_eq!(labels(&ssm).await[0], json!(ten));
    let eleven: Vec<String> = (0..11).map(|number| format!("m{number}")).collect();
    fails(&ssm, "LabelParameterVersion", label(json!(1), json!(eleven)), "ValidationException").await;
    ok(&ssm, "UnlabelParameterVersion", label(json!(1), json!(["l0"]))).await;
    ok(&ssm, "LabelParameterVersion", more).await;
}

#[tokio::test]
async fn labels_are_taken_away_and_those_that_were_not_there_told() {
    let ssm = two_versions().await;
    ok(&ssm, "LabelParameterVersion", label(json!(1), json!(["live", "old"]))).await;
    let answer = ok(&ssm, "UnlabelParameterVersion", label(json!(1), json!(["old", "missing"]))).await;
    assert_eq!(answer, json!({ "RemovedLabels": ["old"], "InvalidLabels": ["missing"] }));
    assert_eq!(labels(&ssm).await[0], json!(["live"]));
    let answer = ok(&ssm, "UnlabelParameterVersion", label(json!(2), json!(["live"]))).await;
    assert_eq!(answer["InvalidLabels"], json!(["live"]));
}

#[tokio::test]
async fn labels_need_a_parameter_and_a_version() {
    let ssm = two_versions().await;
    for operation in ["LabelParameterVersion", "UnlabelParameterVersion"] {
        let missing = json!({ "Name": "missing", "ParameterVersion": 1, "Labels": ["live"] });
        fails(&ssm, operation, missing, "ParameterNotFound").await;
        fails(&ssm, operation, label(json!(3), json!(["live"])), "ParameterVersionNotFound").await;
        fails(&ssm, operation, label(json!(1), json!([])), "ValidationException").await;
    }
    fails(&ssm, "UnlabelParameterVersion", label(Value::Null, json!(["live"])), "ValidationException").await;
}
