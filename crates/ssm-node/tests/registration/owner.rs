//! The account's owner: makes activations, sends commands, looks at what came of them.

use std::time::Duration;

use ssm_client::Client;
use ssm_client::types::{CommandInvocation, InstanceInformation, Tag, Target};

pub const REGION: &str = "eu-central-1";
pub const ACCESS_KEY_ID: &str = "AKIDOWNER";
pub const SECRET_ACCESS_KEY: &str = "the-owners-secret";

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Clone)]
pub struct Owner(pub Client);

/// What lets machines in.
#[derive(Clone)]
pub struct Activation {
    pub id: String,
    pub code: String,
}

impl Owner {
    pub fn of(endpoint_url: &str) -> Self {
        let client = Client::builder()
            .without_env()
            .region(REGION)
            .endpoint_url(endpoint_url)
            .static_credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None)
            .max_attempts(10)
            .build();
        Self(client.unwrap())
    }

    /// An activation for so many machines, of name `rack` and role `service`, with a tag.
    pub async fn activation(&self, limit: i32) -> Activation {
        let call = self.0.create_activation("service").default_instance_name("rack");
        let call = call.registration_limit(limit).tags([Tag::new("role", "web")]);
        let made = call.send().await.unwrap();
        Activation { id: made.activation_id.unwrap(), code: made.activation_code.unwrap() }
    }

    pub async fn node(&self, id: &str) -> Option<InstanceInformation> {
        let all = self.0.describe_instance_information().items().try_collect().await.unwrap();
        all.into_iter().find(|node| node.instance_id.as_deref() == Some(id))
    }

    pub async fn until_online(&self, id: &str) -> InstanceInformation {
        until(&format!("{id} to be online"), async || {
            let node = self.node(id).await?;
            (node.ping_status.as_ref()?.as_str() == "Online").then_some(node)
        })
        .await
    }

    pub async fn until_ready_for_sessions(&self, id: &str) {
        until(&format!("{id} to be ready for sessions"), async || {
            let answer = self.0.get_connection_status(id).send().await.unwrap();
            (answer.status?.as_str() == "connected").then_some(())
        })
        .await;
    }

    /// Sends a script to the nodes with the tag, and gives the command's id.
    pub async fn send(&self, script: &str) -> String {
        let target = Target::new().key("tag:role").values(["web"]);
        let parameters = [("commands", vec![script.to_owned()])];
        let call = self.0.send_command("AWS-RunShellScript").targets([target]).parameters(parameters);
        call.send().await.unwrap().command.unwrap().command_id.unwrap()
    }

    /// What became of a command, once it is over on all of its nodes.
    pub async fn invocations(&self, command_id: &str) -> Vec<CommandInvocation> {
        until(&format!("{command_id} to be over"), async || {
            let call = self.0.list_command_invocations().command_id(command_id).details(true);
            let all = call.items().try_collect().await.unwrap();
            let is_over = |one: &CommandInvocation| {
                !matches!(
                    one.status.as_ref().map(|s| s.as_str()),
                    Some("Pending" | "InProgress" | "Delayed") | None
                )
            };
            (!all.is_empty() && all.iter().all(is_over)).then_some(all)
        })
        .await
    }

    /// The status and the standard output of a command that is over on one node.
    pub async fn output(&self, command_id: &str, node: &str) -> (String, String) {
        until(&format!("{command_id} to be over on {node}"), async || {
            let answer = self.0.get_command_invocation(command_id, node).send().await.ok()?;
            let status = answer.status?.as_str().to_owned();
            let is_over = !matches!(status.as_str(), "Pending" | "InProgress" | "Delayed");
            is_over.then(|| (status, answer.standard_output_content.unwrap_or_default()))
        })
        .await
    }
}

/// Asks until there is an answer.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("in vain: {what}"))
}
