//! An agent that does as it is told: it speaks to the endpoint as nodes do, and runs nothing.

use http::StatusCode;
use serde_json::{Value, json};
use ssm_local::LocalSsm;

use crate::support::{Answer, message_request, ok, send};

/// A node with its agent.
pub struct Agent<'a> {
    pub ssm: &'a LocalSsm,
    pub id: String,
}

/// A message as the agent got it.
pub struct Message {
    pub id: String,
    pub topic: String,
    pub payload: Value,
    pub raw: Value,
}

impl<'a> Agent<'a> {
    /// A node of EC2 that says that it is there.
    pub async fn start(ssm: &'a LocalSsm, number: u32) -> Self {
        let agent = Self { ssm, id: format!("i-{number:017x}") };
        agent.ping().await;
        agent
    }

    /// A hybrid node that registers with an activation that has these tags.
    pub async fn register(ssm: &'a LocalSsm, tags: Value) -> Self {
        let activation = ok(ssm, "CreateActivation", json!({ "IamRole": "service", "Tags": tags })).await;
        let node = ok(ssm, "RegisterManagedInstance", registration(&activation)).await;
        let agent = Self { ssm, id: node["InstanceId"].as_str().unwrap().to_owned() };
        agent.ping().await;
        agent
    }

    /// Says that the node is there and what it is.
    pub async fn ping(&self) {
        let input = json!({
            "InstanceId": self.id, "AgentName": "amazon-ssm-agent", "AgentStatus": "Active",
            "AgentVersion": "3.3.1.0", "PlatformType": "Linux", "PlatformName": "Debian GNU/Linux",
            "PlatformVersion": "12", "IPAddress": "10.0.0.1", "ComputerName": "host.local",
        });
        assert_eq!(ok(self.ssm, "UpdateInstanceInformation", input).await, json!({}));
    }

    /// Calls an operation of message delivery.
    pub async fn call(&self, operation: &str, input: &Value) -> Answer {
        send(self.ssm.port(), message_request(operation, input)).await
    }

    async fn ok(&self, operation: &str, input: Value) -> Value {
        let answer = self.call(operation, &input).await;
        assert_eq!(answer.status, StatusCode::OK, "{operation}: {}", answer.body);
        answer.body
    }

    /// The messages that are there, at least one: waits for it.
    pub async fn messages(&self) -> Vec<Message> {
        let input = json!({
            "Destination": self.id, "MessagesRequestId": "3fdd6b0e-91b4-4c1f-8a6c-6a2f2d3f3a11",
            "VisibilityTimeoutInSeconds": 10,
        });
        let answer = self.ok("GetMessages", input.clone()).await;
        assert_eq!(answer["MessagesRequestId"], input["MessagesRequestId"]);
        let messages = answer["Messages"].as_array().unwrap().iter();
        messages
            .map(|raw| Message {
                id: raw["MessageId"].as_str().unwrap().to_owned(),
                topic: raw["Topic"].as_str().unwrap().to_owned(),
                payload: serde_json::from_str(raw["Payload"].as_str().unwrap()).unwrap(),
                raw: raw.clone(),
            })
            .collect()
    }

    /// The one message that is there.
    pub async fn message(&self) -> Message {
        let mut messages = self.messages().await;
        assert_eq!(messages.len(), 1);
        messages.remove(0)
    }

    pub async fn acknowledge(&self, message: &Message) {
        self.ok("AcknowledgeMessage", json!({ "MessageId": message.id })).await;
    }

    /// Replies that the document stands so, and its plugins so.
    pub async fn reply(&self, message: &Message, status: &str, plugins: Value) -> Value {
        let payload = json!({
            "additionalInfo": { "agent": { "name": "amazon-ssm-agent", "ver": "3.3.1.0" }, "runId": "" },
            "documentStatus": status, "documentTraceOutput": "", "runtimeStatus": plugins,
        });
        let input = json!({
            "MessageId": message.id, "ReplyId": "7f0e2a1c-4f52-4a53-9f6d-0d1b5e2c7a10",
            "Payload": payload.to_string(),
        });
        self.ok("SendReply", input).await
    }

    /// Takes a command over: it runs from then on.
    pub async fn take(&self) -> Message {
        let message = self.message().await;
        self.reply(&message, "InProgress", Value::Null).await;
        self.acknowledge(&message).await;
        message
    }

    /// Takes a command of `AWS-RunShellScript` over and ends it with this output and exit code.
    pub async fn run(&self, code: i32, output: &str, error: &str) {
        let message = self.take().await;
        self.finish(&message, code, output, error).await;
    }

    /// Does as the message says that has a node look at its associations, and gives the pending ones.
    pub async fn refresh(&self) -> Vec<Value> {
        let message = self.take().await;
        assert_eq!(message.payload["DocumentName"], "AWS-RefreshAssociation");
        self.reply(&message, "Success", Value::Null).await;
        let list = ok(self.ssm, "ListInstanceAssociations", json!({ "InstanceId": self.id })).await;
        let mut found = list["Associations"].as_array().unwrap().clone();
        found.retain(|association| association["DetailedStatus"] == "Pending");
        found
    }

    /// Tells how an association stands here.
    pub async fn tell(&self, association: &Value, status: &str) {
        let input = json!({
            "AssociationId": association, "InstanceId": self.id,
            "ExecutionResult": {
                "Status": status, "ExecutionDate": 1_700_000_000, "ErrorCode": "",
                "ExecutionSummary": format!("it is {status}"),
            },
        });
        assert_eq!(ok(self.ssm, "UpdateInstanceAssociationStatus", input).await, json!({}));
    }

    /// Applies the one association that is pending, and tells that it came to this.
    pub async fn apply(&self, status: &str) {
        let [association] = self.refresh().await.try_into().unwrap();
        for status in ["Pending", "InProgress", status] {
            self.tell(&association["AssociationId"], status).await;
        }
    }

    /// Ends a command of `AWS-RunShellScript` that was taken over.
    pub async fn finish(&self, message: &Message, code: i32, output: &str, error: &str) {
        let status = if code == 0 { "Success" } else { "Failed" };
        let plugin = json!({ "aws:runShellScript": {
            "status": status, "code": code, "name": "aws:runShellScript", "output": "",
            "standardOutput": output, "standardError": error,
            "startDateTime": "2026-01-02T03:04:05.006Z", "endDateTime": "2026-01-02T03:04:06.5Z",
        } });
        self.reply(message, status, plugin).await;
    }
}

/// The request of a machine that registers with an activation.
pub fn registration(activation: &Value) -> Value {
    json!({
        "ActivationId": activation["ActivationId"], "ActivationCode": activation["ActivationCode"],
        "Fingerprint": "d3b0c1de-0000-4000-8000-000000000001", "PublicKey": PUBLIC_KEY, "PublicKeyType": "Rsa",
    })
}

/// Starts a command of `AWS-RunShellScript` and gives its id.
pub async fn shell(ssm: &LocalSsm, nodes: &[&Agent<'_>], more: Value) -> String {
    let ids: Vec<&str> = nodes.iter().map(|agent| agent.id.as_str()).collect();
    let mut input = json!({
        "DocumentName": "AWS-RunShellScript", "InstanceIds": ids, "Parameters": { "commands": ["uptime"] },
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let command = ok(ssm, "SendCommand", input).await;
    command["Command"]["CommandId"].as_str().unwrap().to_owned()
}

/// What `GetCommandInvocation` answers.
pub async fn invocation(ssm: &LocalSsm, command: &str, agent: &Agent<'_>) -> Value {
    ok(ssm, "GetCommandInvocation", json!({ "CommandId": command, "InstanceId": agent.id })).await
}

/// The command as `ListCommands` shows it.
pub async fn command(ssm: &LocalSsm, id: &str) -> Value {
    let mut listed = ok(ssm, "ListCommands", json!({ "CommandId": id })).await;
    assert_eq!(listed["Commands"].as_array().unwrap().len(), 1);
    listed["Commands"][0].take()
}

/// An RSA key for tests alone: base64 of the DER of its `SubjectPublicKeyInfo`.
pub const PUBLIC_KEY: &str = include_str!("keys/public.txt");

/// The private key to it: base64 of the DER of its `RSAPrivateKey`.
pub const PRIVATE_KEY: &str = include_str!("keys/private.txt");

/// Another public key.
pub const OTHER_PUBLIC_KEY: &str = include_str!("keys/other_public.txt");
