use serde_json::json;

use crate::support::{fails, ok, put, start};

const TIER: &str = "/ssm/parameter-store/default-parameter-tier";

#[tokio::test]
async fn settings_have_defaults_are_changed_and_reset() {
    let ssm = start().await;
    let before = ok(&ssm, "GetServiceSetting", json!({ "SettingId": TIER })).await;
    let setting = &before["ServiceSetting"];
    assert_eq!((&setting["SettingValue"], &setting["Status"]), (&json!("Standard"), &json!("Default")));
    assert_eq!(setting["LastModifiedUser"], "System");
    let arn = format!("arn:aws:ssm:us-east-1:000000000000:servicesetting{TIER}");
    assert_eq!(setting["ARN"], arn);

    let change = json!({ "SettingId": arn, "SettingValue": "Advanced" });
    assert_eq!(ok(&ssm, "UpdateServiceSetting", change).await, json!({}));
    let after = ok(&ssm, "GetServiceSetting", json!({ "SettingId": arn })).await;
    let setting = &after["ServiceSetting"];
    assert_eq!((&setting["SettingValue"], &setting["Status"]), (&json!("Advanced"), &json!("Customized")));
    assert_eq!(setting["LastModifiedUser"], "arn:aws:iam::000000000000:root");
    assert!(setting["LastModifiedDate"].as_f64() > before["ServiceSetting"]["LastModifiedDate"].as_f64());

    let reset = ok(&ssm, "ResetServiceSetting", json!({ "SettingId": TIER })).await;
    assert_eq!(reset["ServiceSetting"]["SettingValue"], "Standard");
    assert_eq!(reset["ServiceSetting"]["Status"], "Default");
}

#[tokio::test]
async fn new_parameters_come_into_the_tier_that_was_chosen() {
    let ssm = start().await;
    put(&ssm, "before", "x").await;
    ok(&ssm, "UpdateServiceSetting", json!({ "SettingId": TIER, "SettingValue": "Advanced" })).await;
    assert_eq!(put(&ssm, "after", "x").await["Tier"], "Advanced");
    assert_eq!(put(&ssm, "before", "y").await["Tier"], "Standard");
}

#[tokio::test]
async fn settings_and_values_that_there_are_not_are_refused() {
    let ssm = start().await;
    for operation in ["GetServiceSetting", "ResetServiceSetting"] {
        fails(&ssm, operation, json!({ "SettingId": "/ssm/planet" }), "ServiceSettingNotFound").await;
    }
    let unknown = json!({ "SettingId": "/ssm/planet", "SettingValue": "x" });
    fails(&ssm, "UpdateServiceSetting", unknown, "ServiceSettingNotFound").await;
    let wrong = json!({ "SettingId": TIER, "SettingValue": "Golden" });
    let message = fails(&ssm, "UpdateServiceSetting", wrong, "ValidationException").await;
    assert!(message.contains("Intelligent-Tiering"), "{message}");
}
