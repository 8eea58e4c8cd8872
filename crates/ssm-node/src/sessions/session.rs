//! One session, from its beginning to its end.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use ssm_session::protocol::MessageType;
use tokio::sync::watch;

use super::data_channel::{self, DataChannel, End, Sender, message};
use super::gateway::Gateway;
use super::handshake::Wanted;
use super::message::{Kind, Plan, Task};
#[cfg(unix)]
use super::{command, terminal};
use super::{handshake, port};
use crate::core::Core;
use crate::event::Event;

/// How long a client may take to acknowledge the last of a session. The agent waits two seconds, in which a
/// slow client does not get through what is under way.
const LAST_WORDS: Duration = Duration::from_secs(60);

/// How long the service may take to be told.
const LEAVING: Duration = Duration::from_secs(5);

/// How a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As it should.
    Ended,
    /// Its client wants no more of it.
    Left,
    /// For this reason, which its client reads.
    Failed { reason: String },
}

impl Outcome {
    pub(super) fn failed(reason: impl Into<String>) -> Self {
        Self::Failed { reason: reason.into() }
    }
}

/// Runs a session to its end. Whatever it started has ended then, however it ended.
pub(super) async fn run(
    core: &Arc<Core>,
    gateway: &Arc<Gateway>,
    task: Task,
    mut stopping: watch::Receiver<bool>,
) -> Outcome {
    let Task { session_id, max_payload_bytes, plan } = task;
    core.tell(&Event::SessionStarted { session_id: session_id.clone() });
    let outcome = match plan {
        Err(reason) => Outcome::Failed { reason },
        Ok(plan) => {
            let (channel, driver) = data_channel::new(gateway.clone(), &session_id, &core.instance_id);
            let mut driver = std::pin::pin!(driver.run());
            tokio::select! {
                end = driver.as_mut() => match end {
                    End::Done | End::ByService => Outcome::Ended,
                    End::Broken(reason) => Outcome::Failed { reason },
                },
                outcome = serve(core, &session_id, max_payload_bytes, plan, channel) => {
                    // Now that nobody sends any more, it ends when all is sent.
                    let _ = tokio::time::timeout(LEAVING, driver).await;
                    outcome
                }
                () = stopped(&mut stopping) => Outcome::Ended,
            }
        }
    };
    core.tell(&Event::SessionEnded { session_id });
    outcome
}

async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // The error says that the node is gone.
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn serve(
    core: &Core,
    session_id: &str,
    max_payload_bytes: Option<usize>,
    plan: Plan,
    mut channel: DataChannel,
) -> Outcome {
    tell(&channel.sender, session_id, "Connected").await;
    let Plan { kind, preferences } = plan;
    let key_id = preferences.kms_key_id.as_deref().unwrap_or_default();
    let wanted = Wanted { kind: &kind, key_id, max_payload_bytes };
    let client = match handshake::perform(core, session_id, &wanted, &mut channel).await {
        Ok(client) => client,
        Err(reason) => return Outcome::Failed { reason },
    };
    let sender = channel.sender.clone();
    let outcome = match kind {
        Kind::Port(properties) => port::run(channel, &properties, client).await,
        #[cfg(unix)]
        Kind::Shell => terminal::run(channel, "", &preferences).await,
        #[cfg(unix)]
        Kind::Interactive(text) => terminal::run(channel, &text, &preferences).await,
        #[cfg(unix)]
        Kind::NonInteractive(command) => command::run(channel, &command, &preferences).await,
        #[cfg(not(unix))]
        _ => Outcome::failed("the node runs neither shells nor commands in sessions: that takes Unix"),
    };
    if outcome != Outcome::Left {
        let _ = tokio::time::timeout(LAST_WORDS, sender.flush()).await;
    }
    if !matches!(outcome, Outcome::Failed { .. }) {
        tell(&sender, session_id, "Terminating").await;
    }
    outcome
}

/// Tells the service how the session is. If that fails, the channel's end says why.
async fn tell(sender: &Sender, session_id: &str, state: &str) {
    let payload = json!({ "SchemaVersion": 1, "SessionState": state, "SessionId": session_id });
    let id = uuid::Builder::from_random_bytes(fastrand::u128(..).to_be_bytes()).into_uuid();
    let _ = sender.state(message(MessageType::AgentSessionState, id, payload.to_string()).encode()).await;
}
