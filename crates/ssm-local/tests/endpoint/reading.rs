use serde_json::{Value, json};

use crate::support::{fails, names, ok, put, start};

async fn secret(ssm: &ssm_local::LocalSsm) {
    let input = json!({ "Name": "/app/secret", "Value": "hunter2", "Type": "SecureString" });
    ok(ssm, "PutParameter", input).await;
}

#[tokio::test]
async fn a_parameter_is_found_by_name_version_label_and_arn() {
    let ssm = start().await;
    put(&ssm, "/app/db", "one").await;
    put(&ssm, "/app/db", "two").await;
    ok(
        &ssm,
        "LabelParameterVersion",
        json!({ "Name": "/app/db", "ParameterVersion": 1, "Labels": ["live"] }),
    )
    .await;
    let arn = "arn:aws:ssm:us-east-1:000000000000:parameter/app/db";
    for (name, version, value, selector) in [
        ("/app/db", 2, "two", Value::Null),
        (" /app/db ", 2, "two", Value::Null),
        ("/app/db:1", 1, "one", json!(":1")),
        ("/app/db:live", 1, "one", json!(":live")),
        (arn, 2, "two", Value::Null),
        (&format!("{arn}:1"), 1, "one", json!(":1")),
        (&format!("{arn}:live"), 1, "one", json!(":live")),
    ] {
        let found = ok(&ssm, "GetParameter", json!({ "Name": name })).await["Parameter"].clone();
        assert_eq!(found["Name"], "/app/db", "{name}");
        assert_eq!(found["Version"], version, "{name}");
        assert_eq!(found["Value"], value, "{name}");
        assert_eq!(found["ARN"], arn, "{name}");
        assert_eq!(found["DataType"], "text", "{name}");
        assert_eq!(found["Selector"], selector, "{name}");
        assert!(found["LastModifiedDate"].as_f64().unwrap() > 1.7e9, "{name}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    for (name, code) in [
        ("missing", "ParameterNotFound"),
        ("missing:1", "ParameterNotFound"),
        ("app:2", "ParameterVersionNotFound"),
        ("app:0", "ParameterVersionNotFound"),
        ("app:live", "ParameterVersionNotFound"),
        ("app:1:2", "ParameterNotFound"),
        ("arn:aws:ssm:us-east-1:210987654321:parameter/app", "ParameterNotFound"),
        ("a pp", "ValidationException"),
    ] {
        fails(&ssm, "GetParameter", json!({ "Name": name }), code).await;
    }
}

#[tokio::test]
async fn a_secret_is_told_only_to_those_who_ask() {
    let ssm = start().await;
    secret(&ssm).await;
    let value = |body: Value| body["Parameter"]["Value"].as_str().unwrap().to_owned();
    let hidden = value(ok(&ssm, "GetParameter", json!({ "Name": "/app/secret" })).await);
    assert!(!hidden.contains("hunter2") && !hidden.is_empty());
    let again =
        value(ok(&ssm, "GetParameter", json!({ "Name": "/app/secret", "WithDecryption": false })).await);
    assert_eq!(hidden, again);
    let shown =
        value(ok(&ssm, "GetParameter", json!({ "Name": "/app/secret", "WithDecryption": true })).await);
    assert_eq!(shown, "hunter2");
    for (operation, input) in [
        ("GetParameters", json!({ "Names": ["/app/secret"] })),
        ("GetParametersByPath", json!({ "Path": "/app" })),
        ("GetParameterHistory", json!({ "Name": "/app/secret" })),
        ("DescribeParameters", json!({})),
    ] {
        let mut input = input;
        assert!(!ok(&ssm, operation, input.clone()).await.to_string().contains("hunter2"), "{operation}");
        if operation != "DescribeParameters" {
            input["WithDecryption"] = json!(true);
            assert_eq!(ok(&ssm, operation, input).await["Parameters"][0]["Value"], "hunter2", "{operation}");
        }
    }
}

#[tokio::test]
async fn several_parameters_come_sorted_with_the_names_of_those_missing() {
    let ssm = start().await;
    for name in ["b", "a", "/c/d"] {
        put(&ssm, name, "x").await;
    }
    let input = json!({ "Names": ["b", "missing", "a", "b", "a:7", "/c/d:1", "a:live", "missing"] });
    let found = ok(&ssm, "GetParameters", input).await;
    assert_eq!(names(&found["Parameters"]), ["/c/d", "a", "b"]);
    assert_eq!(found["Parameters"][0]["Selector"], ":1");
    assert_eq!(found["InvalidParameters"], json!(["missing", "a:7", "a:live"]));
}

#[tokio::test]
async fn one_to_ten_names_are_asked_for_at_a_time() {
    let ssm = start().await;
    let names: Vec<String> = (0..11).map(|number| format!("p{number}")).collect();
    let message = fails(&ssm, "GetParameters", json!({ "Names": names }), "ValidationException").await;
    assert!(message.contains("Member must have length less than or equal to 10"), "{message}");
    fails(&ssm, "GetParameters", json!({ "Names": [] }), "ValidationException").await;
    let found = ok(&ssm, "GetParameters", json!({ "Names": names[..10] })).await;
    assert_eq!(found["InvalidParameters"].as_array().unwrap().len(), 10);
    assert_eq!(found["Parameters"], json!([]));
}
