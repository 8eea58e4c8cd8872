//! A service, a node and a client.

use std::path::PathBuf;
use std::time::Duration;

use ssm_client::Client;
use ssm_client::types::{
    ConnectionStatus, DocumentType, Session, SessionFilter, SessionFilterKey, SessionState,
};
use ssm_local::LocalSsm;
use ssm_node::Node;

use crate::keys::Keys;

pub struct Stage {
    ssm: LocalSsm,
    node: Node,
    folder: PathBuf,
    pub client: Client,
}

impl Stage {
    /// With a node that has keys opened by this service, and that is connected.
    pub async fn new(keys: Keys) -> Self {
        let ssm = LocalSsm::start().await.unwrap();
        let name = format!("sessions-{:016x}", fastrand::u64(..));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let node = Node::builder()
            .without_env()
            .region("us-east-1")
            .endpoint_url(ssm.endpoint_url())
            .instance_id("i-0123456789abcdef0")
            .static_credentials("local", "local", None)
            .folder(&folder)
            .retry_delays(Duration::from_millis(20), Duration::from_secs(1))
            .key_service(keys)
            .start()
            .await
            .unwrap();
        let client = Client::builder()
            .without_env()
            .region("us-east-1")
            .endpoint_url(ssm.endpoint_url())
            .static_credentials("local", "local", None)
            .build()
            .unwrap();
        let stage = Self { ssm, node, folder, client };
        while stage.client.get_connection_status(stage.node_id()).send().await.unwrap().status
            != Some(ConnectionStatus::Connected)
        {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stage
    }

    pub fn node_id(&self) -> &str {
        self.node.instance_id()
    }

    /// Sets the account's preferences of sessions.
    pub async fn prefer(&self, inputs: &str) {
        let content =
            format!(r#"{{ "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {inputs} }}"#);
        self.client
            .create_document(content, "SSM-SessionManagerRunShell")
            .document_type(DocumentType::Session)
            .send()
            .await
            .unwrap();
    }

    /// Waits until a session is over, and gives what is told of it.
    pub async fn history(&self, id: &str) -> Session {
        loop {
            let filter = SessionFilter::new(SessionFilterKey::SessionId, id);
            let answer = self.client.describe_sessions(SessionState::History).filters([filter]).send().await;
            if let Some(session) = answer.unwrap().sessions.pop() {
                return session;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub async fn shutdown(self) {
        self.node.shutdown().await;
        self.ssm.shutdown().await;
        let _ = std::fs::remove_dir_all(self.folder);
    }
}
