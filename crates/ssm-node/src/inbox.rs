//! Messages come in by a long poll and are taken over.

use std::sync::Arc;

use awsjson_transport::random_uuid;
use ec2messages_client::types::{self, FailureType};
use ec2messages_client::{CallOptions, Failure};
use tokio::sync::Notify;
use tokio::time::{Duration, Instant};

use crate::backoff::Backoff;
use crate::command::Job;
use crate::commands::Commands;
use crate::core::Core;
use crate::event::Event;
use crate::ledger::{Entry, Stage};
use crate::message::{Command, Message, Unfit};
use crate::reply::{Status, payload};

/// How many seconds messages stay hidden that this node got, as the agent asks for it.
const VISIBILITY_TIMEOUT: i32 = 10;

/// An empty answer that comes sooner than this is of an endpoint that does not let nodes wait.
const SOON: Duration = Duration::from_secs(1);

/// Takes messages, and what the last run of the node left.
pub(crate) struct Inbox {
    pub(crate) core: Arc<Core>,
    pub(crate) commands: Commands,
    /// Has the node say that it is there: the endpoint may have forgotten it.
    pub(crate) heartbeat: Arc<Notify>,
}

impl Inbox {
    /// Goes on with what was taken over before the node stopped.
    pub(crate) fn resume(&self, unfinished: Vec<Entry>) {
        for Entry { message_id, association_id, stage } in unfinished {
            let (payload, finished) = match stage {
                Stage::Received { payload } => (payload, None),
                Stage::Running { payload, finished } => (payload, Some(finished)),
                Stage::Ended => continue,
            };
            if let Ok(command) = Command::read(&payload) {
                self.commands.start(Job { message_id, association_id, command, payload }, finished);
            }
        }
    }

    /// Polls until dropped.
    pub(crate) async fn run(&self) {
        let mut backoff = Backoff::new(self.core.pace.first_retry, self.core.pace.longest_retry);
        let mut is_lost = false;
        loop {
            let begun = Instant::now();
            match self.poll().await {
                Ok(messages) => {
                    if std::mem::take(&mut is_lost) {
                        self.heartbeat.notify_one();
                    }
                    if messages.is_empty() && begun.elapsed() < SOON {
                        tokio::time::sleep(backoff.next()).await;
                    }
                    backoff.reset();
                    for message in messages {
                        self.take(message).await;
                    }
                }
                // Nothing came, which is no failure.
                Err(failure) if failure.is_timeout() && begun.elapsed() >= self.core.pace.poll_timeout => {}
                Err(failure) => {
                    self.core.unreachable(&failure);
                    // An endpoint that lost its state has to hear of the node first.
                    is_lost = true;
                    if failure.code() == Some("InvalidDestinationException") {
                        self.heartbeat.notify_one();
                    }
                    tokio::time::sleep(backoff.next()).await;
                }
            }
        }
    }

    async fn poll(&self) -> Result<Vec<types::Message>, Failure> {
        // A repetition is the next poll's business.
        let options = CallOptions::new().attempt_timeout(self.core.pace.poll_timeout).max_attempts(1);
        let call = self
            .core
            .messages
            .get_messages(&self.core.instance_id, random_uuid())
            .visibility_timeout_in_seconds(VISIBILITY_TIMEOUT)
            .options(options);
        let answer = call.send().await.map_err(ec2messages_client::Error::into_failure)?;
        Ok(answer.messages)
    }

    async fn take(&self, message: types::Message) {
        match Message::read(message, &self.core.instance_id) {
            Some(Ok(Message::SendCommand { id, command, payload })) => {
                self.take_command(id, command, payload).await;
            }
            Some(Ok(Message::CancelCommand { id, command_id })) => {
                self.commands.cancel(&command_id);
                self.acknowledge(&id).await;
            }
            Some(Err(unfit)) => self.refuse(unfit).await,
            None => {}
        }
    }

    /// Takes a command over: keeps it, says so, acknowledges the message, runs it. One that is known is
    /// only acknowledged once more.
    async fn take_command(&self, id: String, command: Command, text: String) {
        if self.core.ledger.is_known(&command.id) {
            return self.acknowledge(&id).await;
        }
        if self.commands.is_full() {
            // It comes again.
            return;
        }
        let stage = Stage::Received { payload: text.clone() };
        let entry = Entry { message_id: id.clone(), association_id: None, stage };
        if let Err(error) = self.core.ledger.keep(&command.id, entry).await {
            // What cannot be kept could run twice.
            return self.core.folder_failed("cannot take a command over", &error);
        }
        let reply = payload(&self.core, &command.id, Status::InProgress, "", &[], &[]);
        if let Err(error) = self.core.outbox.put(&id, reply).await {
            self.core.folder_failed("cannot keep a reply", &error);
        }
        self.acknowledge(&id).await;
        self.commands.start(Job { message_id: id, association_id: None, command, payload: text }, None);
    }

    /// If this fails the message comes again, and is acknowledged then.
    async fn acknowledge(&self, id: &str) {
        if let Err(error) = self.core.messages.acknowledge_message(id).send().await {
            self.core.unreachable(&error);
        }
    }

    async fn refuse(&self, unfit: Unfit) {
        let Unfit { id, reason } = unfit;
        self.core.tell(&Event::MessageRefused { message_id: id.clone(), reason });
        let call = self.core.messages.fail_message(FailureType::InternalHandlerException, id);
        if let Err(error) = call.send().await {
            self.core.unreachable(&error);
        }
    }
}
