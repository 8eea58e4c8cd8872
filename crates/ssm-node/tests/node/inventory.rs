//! The inventory of the node.

use std::time::Duration;

use serde_json::json;

use crate::service::Content;
use crate::support::{Stage, steps};

#[tokio::test]
async fn what_the_node_knows_is_put_at_the_start_and_again_when_the_service_was_away() {
    let stage = Stage::new().await;
    let _node = stage.builder().heartbeat_interval(Duration::from_millis(5)).start().await.unwrap();
    let information = async || {
        let find =
            |content: &mut Content| Some(content.inventory.get("AWS:AWSComponent")?["Content"][0].clone());
        stage.records.until("inventory", find).await
    };
    let found = information().await;
    assert_eq!(found["Name"], "ssm-node");
    let heartbeats = stage.records.with(|content| {
        assert!(content.inventory["AWS:Network"]["Content"][0].is_object());
        content.inventory.clear();
        content.heartbeats.len()
    });
    // As long as nothing changes nothing is put.
    stage
        .records
        .until("heartbeats", |content| (content.heartbeats.len() > heartbeats + 3).then_some(()))
        .await;
    stage.records.with(|content| {
        assert!(content.inventory.is_empty());
        content.errors.insert("UpdateInstanceInformation".into(), (5, "InternalServerError"));
    });
    assert_eq!(information().await, found);
}

#[tokio::test]
async fn the_inventory_plugin_puts_what_it_is_asked_for_and_says_what_it_cannot() {
    let stage = Stage::new().await;
    let _node = stage.node().await;
    stage.records.until("inventory", |content| content.inventory.get("AWS:Network").map(drop)).await;
    stage.records.with(|content| content.inventory.clear());
    let gather = json!({
        "name": "gather", "action": "aws:softwareInventory",
        "inputs": { "networkConfig": "Enabled", "applications": "Enabled", "awsComponents": "Disabled" },
    });
    let id = stage.send("c1", steps(json!([gather])), json!({}));
    let result = stage.records.last_reply(&id).await["runtimeStatus"]["gather"].clone();
    assert_eq!(result["status"], "Success", "{result}");
    assert_eq!(result["standardOutput"], "put the inventory types AWS:Network\n");
    assert!(result["standardError"].as_str().unwrap().contains("does not gather applications"), "{result}");
    let types = stage.records.with(|content| content.inventory.keys().cloned().collect::<Vec<_>>());
    assert_eq!(types, ["AWS:Network"]);
}
