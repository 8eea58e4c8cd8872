use serde_json::{Value, json};

use crate::support::{fails, ok, start};

const NOTICE: &str =
    r#"{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"20","Unit":"Days"}}"#;

fn put(policies: &str, tier: Value) -> Value {
    json!({
        "Name": "app", "Value": "x", "Type": "String", "Tier": tier, "Policies": policies, "Overwrite": true,
    })
}

#[tokio::test]
async fn policies_are_kept_shown_and_removed_by_an_empty_one() {
    let ssm = start().await;
    ok(&ssm, "PutParameter", put(&format!("[{NOTICE}]"), json!("Advanced"))).await;
    for operation in ["DescribeParameters", "GetParameterHistory"] {
        let found = ok(&ssm, operation, json!({ "Name": "app" })).await;
        let policy = &found["Parameters"][0]["Policies"][0];
        assert_eq!(policy["PolicyType"], "NoChangeNotification");
        assert_eq!(policy["PolicyStatus"], "Pending");
        let text: Value = serde_json::from_str(policy["PolicyText"].as_str().unwrap()).unwrap();
        assert_eq!(text, serde_json::from_str::<Value>(NOTICE).unwrap());
    }
    ok(&ssm, "PutParameter", put("[{}]", Value::Null)).await;
    let found = ok(&ssm, "DescribeParameters", json!({})).await;
    assert_eq!(found["Parameters"][0]["Policies"], json!([]));
}

#[tokio::test]
async fn policies_need_the_advanced_tier() {
    let ssm = start().await;
    let policies = format!("[{NOTICE}]");
    fails(&ssm, "PutParameter", put(&policies, Value::Null), "ValidationException").await;
    let answer = ok(&ssm, "PutParameter", put(&policies, json!("Intelligent-Tiering"))).await;
    assert_eq!(answer["Tier"], "Advanced");
}

#[tokio::test]
async fn policies_that_cannot_be_are_refused() {
    let ssm = start().await;
    let expiration = r#"{"Type":"Expiration","Attributes":{"Timestamp":"2099-01-01T00:00:00Z"}}"#;
    for (policies, code) in [
        ("no JSON".to_owned(), "InvalidPolicyAttributeException"),
        (r#"[{"Type":"Party"}]"#.to_owned(), "InvalidPolicyTypeException"),
        (r#"[{"Type":"Expiration","Attributes":{}}]"#.to_owned(), "InvalidPolicyAttributeException"),
        (format!("[{expiration},{expiration}]"), "IncompatiblePolicyException"),
        (format!("[{}]", [NOTICE; 11].join(",")), "PoliciesLimitExceededException"),
    ] {
        fails(&ssm, "PutParameter", put(&policies, json!("Advanced")), code).await;
    }
}

#[tokio::test]
async fn an_expired_parameter_is_gone() {
    let ssm = start().await;
    let past = r#"[{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2020-01-01T00:00:00Z"}}]"#;
    ok(&ssm, "PutParameter", put(past, json!("Advanced"))).await;
    fails(&ssm, "GetParameter", json!({ "Name": "app" }), "ParameterNotFound").await;
    let future = past.replace("2020", "2099");
    ok(&ssm, "PutParameter", put(&future, json!("Advanced"))).await;
    ok(&ssm, "GetParameter", json!({ "Name": "app" })).await;
}
