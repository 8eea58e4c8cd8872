//! The control channel of a node: it is told of sessions that begin and end, and tells what became of them.

use serde_json::json;
use ssm_session::protocol::ClientMessage;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Stopped;
use super::message::{message_of, random_id};
use super::socket::{Gone, PING, Reader, Socket, Writer};
use crate::messages;
use crate::protocol::{Call, Caller, Service};
use crate::sessions::{self, TaskComplete, ToAgent};

/// How many answers wait to be written until the node has to wait.
const ANSWERS: usize = 16;

/// A node's control channel, as long as it lasts.
struct Channel<'a> {
    service: &'a Service,
    caller: &'a Caller,
    node: &'a str,
    id: String,
}

/// Why a channel ends that its node has not closed.
enum End {
    Gone,
    /// The node has another one, or is none any more.
    Replaced,
    Stopped,
}

pub(super) async fn run(
    service: &Service,
    caller: &Caller,
    node: &str,
    mut socket: Socket,
    stopped: Stopped,
) {
    let Some(token) = socket.token().await else {
        return socket.writer.close(CloseCode::Policy, "the first message must hold a token").await;
    };
    let channel = Channel { service, caller, node, id: random_id().to_string() };
    let open = service.within(caller, |call| sessions::open_control_channel(call, node, &token, &channel.id));
    if let Err(error) = open.await {
        return socket.writer.close(CloseCode::Policy, error.message()).await;
    }
    channel.serve(socket, stopped).await;
    // If this cannot be kept, the next start forgets the channel.
    let _ = service.note(caller, |call| sessions::close_control_channel(call, node, &channel.id)).await;
}

impl Channel<'_> {
    async fn serve(&self, socket: Socket, mut stopped: Stopped) {
        let Socket { mut reader, mut writer } = socket;
        let (answers, to_write) = mpsc::channel(ANSWERS);
        let end = tokio::select! {
            Gone = self.read(&mut reader, answers) => End::Gone,
            end = self.write(&mut writer, to_write) => end,
            // The error says that the server is gone.
            _ = stopped.wait_for(|stop| *stop) => End::Stopped,
        };
        match end {
            End::Gone => {}
            End::Replaced => writer.close(CloseCode::Normal, "the node has another control channel").await,
            End::Stopped => writer.close(CloseCode::Away, "the endpoint stops").await,
        }
    }

    async fn read(&self, reader: &mut Reader, answers: mpsc::Sender<ClientMessage>) -> Gone {
        loop {
            let frame = match reader.frame().await {
                Ok(frame) => frame,
                Err(gone) => return gone,
            };
            // Nobody waits for an answer to what cannot be read.
            let Ok(message) = ClientMessage::decode(frame) else { continue };
            if let Some(answer) = self.answer(&message).await
                && answers.send(answer).await.is_err()
            {
                return Gone;
            }
        }
    }

    /// Takes notice of what the node tells, and answers it.
    async fn answer(&self, message: &ClientMessage) -> Option<ClientMessage> {
        match message.message_type.as_str() {
            "agent_task_complete" => {
                let told: TaskComplete = serde_json::from_slice(&message.payload).ok()?;
                let complete = |call: &mut Call<'_>| sessions::complete(call, self.node, &told);
                // The node tells it again if it gets no answer.
                self.service.note(self.caller, complete).await.ok()?;
                let payload = json!({
                    "SchemaVersion": 1,
                    "MessageId": message.id.to_string(),
                    "TaskId": told.task_id,
                    "Topic": told.topic,
                });
                message_of("agent_task_acknowledge", random_id(), payload.to_string())
            }
            "agent_job_ack" => {
                let acknowledge =
                    |call: &mut Call<'_>| messages::acknowledge_job(call, self.node, &message.payload);
                // If it cannot be kept the job is given again, and the node knows that it has it.
                let _ = self.service.note(self.caller, acknowledge).await;
                None
            }
            "agent_job_reply" => {
                let take =
                    |call: &mut Call<'_>| Ok(messages::take_job_reply(call, self.node, &message.payload));
                // The node tells it again if it gets no answer.
                let job = self.service.within(self.caller, take).await.ok()??;
                let payload = json!({ "jobId": job, "acknowledgedMessageId": message.id.to_string() });
                message_of("agent_job_reply_ack", random_id(), payload.to_string())
            }
            _ => None,
        }
    }

    async fn write(&self, writer: &mut Writer, mut answers: mpsc::Receiver<ClientMessage>) -> End {
        let mut changes = self.service.changes();
        let mut ping = tokio::time::interval(PING);
        loop {
            changes.borrow_and_update();
            let Some(messages) = self.news().await else { return End::Replaced };
            for message in messages.iter().filter_map(to_frame) {
                if writer.send(message.encode()).await.is_err() {
                    return End::Gone;
                }
            }
            let written = tokio::select! {
                // The sender lives as long as the service.
                _ = changes.changed() => Ok(()),
                _ = ping.tick() => writer.ping().await,
                answer = answers.recv() => match answer {
                    Some(answer) => writer.send(answer.encode()).await,
                    None => Err(Gone),
                },
            };
            if written.is_err() {
                return End::Gone;
            }
        }
    }

    /// What the node is to be told; none if another channel tells it.
    async fn news(&self) -> Option<Vec<ToAgent>> {
        let has_news =
            self.service.look(self.caller, |call| sessions::has_messages(call, self.node, &self.id))?;
        if !has_news {
            return Some(Vec::new());
        }
        let take = |call: &mut Call<'_>| Ok(sessions::take_messages(call, self.node, &self.id));
        // What cannot be kept is told when it can.
        self.service.within(self.caller, take).await.unwrap_or_else(|_| Some(Vec::new()))
    }
}

fn to_frame(message: &ToAgent) -> Option<ClientMessage> {
    message_of(message.message_type, message.id.parse().ok()?, message.payload.clone())
}
