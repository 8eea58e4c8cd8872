//! Tiers and the number of versions.

use serde_json::{Value, json};

use crate::support::{fails, ok, put, start};

fn sized(name: &str, length: usize, tier: Value) -> Value {
    json!({ "Name": name, "Value": "x".repeat(length), "Type": "String", "Tier": tier, "Overwrite": true })
}

#[tokio::test]
async fn a_standard_value_has_4_kb_and_an_advanced_one_8() {
    let ssm = start().await;
    ok(&ssm, "PutParameter", sized("standard", 4096, Value::Null)).await;
    fails(&ssm, "PutParameter", sized("standard", 4097, Value::Null), "ValidationException").await;
    fails(&ssm, "PutParameter", sized("standard", 4097, json!("Standard")), "ValidationException").await;
    ok(&ssm, "PutParameter", sized("advanced", 8192, json!("Advanced"))).await;
    fails(&ssm, "PutParameter", sized("advanced", 8193, json!("Advanced")), "ValidationException").await;
    fails(&ssm, "PutParameter", sized("clever", 8193, json!("Intelligent-Tiering")), "ValidationException")
        .await;
}

#[tokio::test]
async fn an_advanced_parameter_stays_advanced() {
    let ssm = start().await;
    assert_eq!(ok(&ssm, "PutParameter", sized("app", 1, Value::Null)).await["Tier"], "Standard");
    assert_eq!(ok(&ssm, "PutParameter", sized("app", 1, json!("Advanced"))).await["Tier"], "Advanced");
    fails(&ssm, "PutParameter", sized("app", 1, json!("Standard")), "ValidationException").await;
    assert_eq!(ok(&ssm, "PutParameter", sized("app", 5000, Value::Null)).await["Tier"], "Advanced");
    let clever = ok(&ssm, "PutParameter", sized("app", 1, json!("Intelligent-Tiering"))).await;
    assert_eq!(clever["Tier"], "Advanced");
}

#[tokio::test]
async fn intelligent_tiering_chooses_by_need() {
    let ssm = start().await;
    let tier = json!("Intelligent-Tiering");
    assert_eq!(ok(&ssm, "PutParameter", sized("small", 1, tier.clone())).await["Tier"], "Standard");
    assert_eq!(ok(&ssm, "PutParameter", sized("large", 5000, tier.clone())).await["Tier"], "Advanced");
    assert_eq!(ok(&ssm, "PutParameter", sized("small", 5000, tier.clone())).await["Tier"], "Advanced");
    let typed = json!({ "Name": "doc", "Value": "{}", "Type": "String", "DataType": "json", "Tier": tier });
    assert_eq!(ok(&ssm, "PutParameter", typed).await["Tier"], "Advanced");
    let standard = json!({ "Name": "doc2", "Value": "{}", "Type": "String", "DataType": "json" });
    fails(&ssm, "PutParameter", standard, "ValidationException").await;
}

#[tokio::test]
async fn a_hundred_versions_are_kept_unless_the_oldest_is_labelled() {
    let ssm = start().await;
    for _ in 0..101 {
        put(&ssm, "app", "x").await;
    }
    fails(&ssm, "GetParameter", json!({ "Name": "app:1" }), "ParameterVersionNotFound").await;
    ok(&ssm, "LabelParameterVersion", json!({ "Name": "app", "ParameterVersion": 2, "Labels": ["keep"] }))
        .await;
    let input = json!({ "Name": "app", "Value": "x", "Overwrite": true });
    let message = fails(&ssm, "PutParameter", input.clone(), "ParameterMaxVersionLimitExceeded").await;
    assert!(message.contains("Version 2,"), "{message}");
    ok(&ssm, "LabelParameterVersion", json!({ "Name": "app", "ParameterVersion": 3, "Labels": ["keep"] }))
        .await;
    assert_eq!(ok(&ssm, "PutParameter", input).await["Version"], 102);
}
