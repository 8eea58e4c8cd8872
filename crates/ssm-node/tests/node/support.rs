//! A node with its service and its folder.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use ssm_node::{Node, NodeBuilder};

use crate::service::{Records, Service};

pub const NODE: &str = "i-0123456789abcdef0";

/// A service, and a folder for the node that is to call it.
pub struct Stage {
    pub records: Records,
    pub service: Service,
    pub folder: Folder,
}

/// A folder that is gone after the test.
pub struct Folder(pub PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Stage {
    pub async fn new() -> Self {
        let records = Records::default();
        let service = Service::start(&records, 0).await;
        let name = format!("node-{}", awsjson_transport::random_uuid());
        let folder = Folder(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name));
        Self { records, service, folder }
    }

    pub fn builder(&self) -> NodeBuilder {
        Node::builder()
            .without_env()
            .region("eu-central-1")
            .endpoint_url(format!("http://127.0.0.1:{}", self.service.port))
            .instance_id(NODE)
            .static_credentials("id", "secret", None)
            .folder(&self.folder.0)
            .output_folder(self.folder.0.join("s3"))
            // The service has no gateway.
            .max_sessions(0)
            .retry_delays(Duration::from_millis(1), Duration::from_millis(20))
            .on_event(|event| println!("{event}"))
    }

    pub async fn node(&self) -> Node {
        self.builder().start().await.unwrap()
    }

    /// Sends a command, and gives the id of its message.
    pub fn send(&self, command: &str, document: Value, parameters: Value) -> String {
        let id = message_id(command);
        self.records.send(NODE, &id, "aws.ssm.sendCommand", &payload(command, document, parameters));
        id
    }

    /// Sends a script as a document of one step.
    pub fn send_script(&self, command: &str, script: &str) -> String {
        self.send(command, steps(json!([step("run", script)])), json!({}))
    }

    /// Runs a script, and gives what the last reply says of it.
    pub async fn run(&self, script: &str) -> Value {
        let id = self.send_script(&awsjson_transport::random_uuid(), script);
        self.records.last_reply(&id).await["runtimeStatus"]["run"].clone()
    }
}

pub fn message_id(command: &str) -> String {
    format!("aws.ssm.{command}.{NODE}")
}

pub fn payload(command: &str, document: Value, parameters: Value) -> String {
    json!({
        "CommandId": command, "DocumentName": "Test", "DocumentContent": document, "Parameters": parameters,
        "OutputS3BucketName": "bucket", "OutputS3KeyPrefix": "some/prefix",
    })
    .to_string()
}

pub fn steps(steps: Value) -> Value {
    json!({ "schemaVersion": "2.2", "mainSteps": steps })
}

pub fn step(name: &str, script: &str) -> Value {
    json!({ "name": name, "action": "aws:runShellScript", "inputs": { "runCommand": [script] } })
}
