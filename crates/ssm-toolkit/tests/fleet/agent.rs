//! A node that does as the test says: it takes messages and answers them as agents do, and runs nothing.

use std::time::Duration;

use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support;

/// A node and its agent.
#[derive(Clone)]
pub struct Agent {
    ssm: ssm_client::Client,
    messages: ec2messages_client::Client,
    pub id: String,
}

impl Agent {
    /// A node that says that it is there.
    pub async fn start(ssm: &LocalSsm, number: u32) -> Self {
        let messages = ec2messages_client::Client::builder()
            .without_env()
            .region("us-east-1")
            .endpoint_url(ssm.endpoint_url())
            .static_credentials("AKIDEXAMPLE", "secret", None)
            .build()
            .unwrap();
        let agent = Self { ssm: support::client(ssm), messages, id: String::new() };
        agent.of(number).await
    }

    /// Another node, over the same connections.
    pub async fn of(&self, number: u32) -> Self {
        let agent = Self { id: format!("i-{number:017x}"), ..self.clone() };
        let call = agent.ssm.update_instance_information(&agent.id);
        let call = call.agent_name("amazon-ssm-agent").agent_status("Active").agent_version("3.3.1.0");
        let call = call.platform_type("Linux").platform_name("Debian GNU/Linux").platform_version("12");
        call.computer_name("host.local").send().await.unwrap();
        agent
    }

    /// Takes the next message, and gives its id; waits until there is one.
    pub async fn take(&self) -> String {
        loop {
            let call = self.messages.get_messages(&self.id, "3fdd6b0e-91b4-4c1f-8a6c-6a2f2d3f3a11");
            let patient = ec2messages_client::CallOptions::new().attempt_timeout(Duration::from_secs(60));
            let answer = call.visibility_timeout_in_seconds(60).options(patient).send().await.unwrap();
            if let Some(message) = answer.messages.into_iter().next() {
                return message.message_id.unwrap();
            }
        }
    }

    /// Says that the command runs.
    pub async fn begin(&self, message: &str) {
        self.reply(message, "InProgress", Value::Null).await;
        self.messages.acknowledge_message(message).send().await.unwrap();
    }

    /// Says that the command has ended with this exit code and output.
    pub async fn finish(&self, message: &str, code: i32, output: &str) {
        let status = if code == 0 { "Success" } else { "Failed" };
        let plugin = json!({
            "status": status, "code": code, "name": "aws:runShellScript", "output": "",
            "standardOutput": output, "standardError": if code == 0 { "" } else { "it went wrong\n" },
            "startDateTime": "2026-01-02T03:04:05.006Z", "endDateTime": "2026-01-02T03:04:06.5Z",
        });
        self.reply(message, status, json!({ "aws:runShellScript": plugin })).await;
    }

    async fn reply(&self, message: &str, status: &str, plugins: Value) {
        let payload = json!({
            "additionalInfo": { "agent": { "name": "amazon-ssm-agent", "ver": "3.3.1.0" }, "runId": "" },
            "documentStatus": status, "documentTraceOutput": "", "runtimeStatus": plugins,
        });
        let id = "7f0e2a1c-4f52-4a53-9f6d-0d1b5e2c7a10";
        self.messages.send_reply(message, payload.to_string(), id).send().await.unwrap();
    }
}
