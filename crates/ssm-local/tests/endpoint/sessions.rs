//! Sessions over real WebSockets, with nodes that have a real shell. Their client is a small one, made of the
//! protocol alone.

mod client;
mod commands;
mod endings;
mod gateway;
mod history;
mod ports;
mod shells;

use serde_json::{Value, json};
use ssm_local::{LocalSsm, NodeOptions};

use crate::support::{ok, start};

/// An endpoint with a node.
async fn with_node() -> (LocalSsm, String) {
    let ssm = start().await;
    let node = ssm.add_node(NodeOptions::new()).await.unwrap();
    (ssm, node)
}

/// Makes a session document.
async fn create_document(ssm: &LocalSsm, name: &str, content: Value) {
    let input = json!({ "Name": name, "DocumentType": "Session", "Content": content.to_string() });
    ok(ssm, "CreateDocument", input).await;
}

/// The sessions of a list.
async fn sessions(ssm: &LocalSsm, state: &str) -> Vec<Value> {
    let answer = ok(ssm, "DescribeSessions", json!({ "State": state })).await;
    answer["Sessions"].as_array().unwrap().clone()
}

/// Waits until a session is in the history, and gives what is told of it.
async fn ended(ssm: &LocalSsm, id: &str) -> Value {
    let input = json!({ "State": "History", "Filters": [{ "key": "SessionId", "value": id }] });
    loop {
        let answer = ok(ssm, "DescribeSessions", input.clone()).await;
        if let Some(session) = answer["Sessions"].as_array().unwrap().first() {
            return session.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// Waits until an open session has this status.
async fn has_status(ssm: &LocalSsm, id: &str, status: &str) -> Value {
    let filters = json!([{ "key": "SessionId", "value": id }, { "key": "Status", "value": status }]);
    loop {
        let answer = ok(ssm, "DescribeSessions", json!({ "State": "Active", "Filters": filters })).await;
        if let Some(session) = answer["Sessions"].as_array().unwrap().first() {
            return session.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
