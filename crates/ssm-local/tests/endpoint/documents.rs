//! Documents.

mod creating;
mod listing;
mod of_aws;
mod permissions;
mod reading;
mod reviews;
mod versions;

use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::ok;

/// A command document with this description.
fn content(description: &str) -> Value {
    json!({
        "schemaVersion": "2.2",
        "description": description,
        "parameters": {
            "words": { "type": "StringList", "default": ["hello", "world"] },
            "times": { "type": "Integer", "description": "How often.", "default": 3 },
        },
        "mainSteps": [
            { "name": "say", "action": "aws:runShellScript", "inputs": { "runCommand": ["echo {{ words }}"] } },
        ],
    })
}

/// Creates a command document.
async fn create(ssm: &LocalSsm, name: &str) -> Value {
    let input = json!({ "Name": name, "Content": content("first").to_string() });
    ok(ssm, "CreateDocument", input).await["DocumentDescription"].clone()
}

/// Adds a version with this description.
async fn update(ssm: &LocalSsm, name: &str, description: &str) -> Value {
    let content = content(description).to_string();
    let input = json!({ "Name": name, "DocumentVersion": "$LATEST", "Content": content });
    ok(ssm, "UpdateDocument", input).await["DocumentDescription"].clone()
}
