//! One side's connection with a session. Its frames are handed on to the other side as they are.

use std::time::Duration;

use bytes::Bytes;
use serde::Deserialize;
use ssm_session::protocol::{ClientMessage, MessageType};
use time::OffsetDateTime;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Stopped;
use super::message::{message_of, random_id};
use super::socket::{Gone, PING, Reader, Socket, Writer};
use crate::protocol::{Call, Caller, Patience, Service};
use crate::sessions::{self, Side, Standing, channel_closed};

/// How exactly it is kept when something was said last.
const PRECISION: Duration = Duration::from_secs(5);

/// How long an agent may take to leave a session that is over.
const LEAVING: Duration = Duration::from_secs(10);

/// A side's connection, as long as it lasts.
struct Channel<'a> {
    service: &'a Service,
    caller: &'a Caller,
    session: &'a str,
    side: Side,
    id: String,
}

/// Why a channel ends that its side has not closed.
enum End {
    Gone,
    /// The side has another one.
    Replaced,
    Over {
        details: String,
    },
    Stopped,
}

/// What an agent tells of a session.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SessionState {
    session_state: String,
}

pub(super) async fn run(
    service: &Service,
    caller: &Caller,
    session: &str,
    mut socket: Socket,
    stopped: Stopped,
) {
    let Some(token) = socket.token().await else {
        return socket.writer.close(CloseCode::Policy, "the first message must hold a token").await;
    };
    let id = random_id().to_string();
    let open = |call: &mut Call<'_>| {
        let side = sessions::open_data_channel(call, session, &token, &id)?;
        // Before the other side can learn of it.
        Ok((side, service.links.join(session, side, &id)))
    };
    let (side, frames) = match service.within(caller, open).await {
        Ok(opened) => opened,
        Err(error) => return socket.writer.close(CloseCode::Policy, error.message()).await,
    };
    let channel = Channel { service, caller, session, side, id };
    channel.serve(socket, frames, stopped).await;
    service.links.leave(session, side, &channel.id);
    // If this cannot be kept, the next start takes both sides for gone.
    let close = |call: &mut Call<'_>| sessions::close_data_channel(call, session, side, &channel.id);
    let _ = service.note(caller, close).await;
}

impl Channel<'_> {
    async fn serve(&self, socket: Socket, frames: mpsc::Receiver<Bytes>, mut stopped: Stopped) {
        let Socket { mut reader, mut writer } = socket;
        let end = tokio::select! {
            Gone = self.read(&mut reader) => End::Gone,
            end = self.write(&mut writer, frames) => end,
            // The error says that the server is gone.
            _ = stopped.wait_for(|stop| *stop) => End::Stopped,
        };
        match end {
            End::Gone => {}
            End::Replaced => writer.close(CloseCode::Normal, "the session has another connection").await,
            End::Stopped => writer.close(CloseCode::Away, "the endpoint stops").await,
            End::Over { details } => self.dismiss(&mut reader, &mut writer, &details).await,
        }
    }

    /// Says that the session is over, and waits for the agent to leave, which may have something to put
    /// away.
    async fn dismiss(&self, reader: &mut Reader, writer: &mut Writer, details: &str) {
        let id = random_id();
        let destination = self.caller.identity.account_id.as_str();
        let payload = channel_closed(&id.to_string(), self.session, destination, details, self.service.now());
        if let Some(message) = message_of(MessageType::ChannelClosed.as_str(), id, payload)
            && writer.send(message.encode()).await.is_ok()
        {
            // Clients leave when they have read it; whoever does not is shown the door.
            let _ = tokio::time::timeout(LEAVING, reader.closed()).await;
        }
        writer.close(CloseCode::Normal, "the session is over").await;
    }

    async fn read(&self, reader: &mut Reader) -> Gone {
        let mut noted = OffsetDateTime::UNIX_EPOCH;
        loop {
            let frame = match reader.frame().await {
                Ok(frame) => frame,
                Err(gone) => return gone,
            };
            // Whether it was damaged finds the side out that it is for: what is not acknowledged is sent again.
            let Ok(message_type) = ClientMessage::type_of(&frame) else { continue };
            match (self.side, &message_type) {
                (Side::Client, MessageType::InputStreamData)
                | (Side::Agent, MessageType::OutputStreamData) => {
                    self.note_use(&mut noted).await;
                    self.hand_on(frame).await;
                }
                (_, MessageType::Acknowledge) => self.hand_on(frame).await,
                (Side::Agent, MessageType::AgentSessionState) => self.note_state(frame).await,
                // Nothing that a side may say.
                _ => {}
            }
        }
    }

    async fn hand_on(&self, frame: Bytes) {
        let other = match self.side {
            Side::Client => Side::Agent,
            Side::Agent => Side::Client,
        };
        self.service.links.hand_on(self.session, other, frame).await;
    }

    async fn note_use(&self, noted: &mut OffsetDateTime) {
        let now = self.service.now();
        if now < *noted + PRECISION {
            return;
        }
        *noted = now;
        // If it cannot be kept, the next one can.
        let _ = self.service.note(self.caller, |call| sessions::used(call, self.session)).await;
    }

    async fn note_state(&self, frame: Bytes) {
        let Ok(message) = ClientMessage::decode(frame) else { return };
        let state: Result<SessionState, _> = serde_json::from_slice(&message.payload);
        if state.is_ok_and(|state| state.session_state == "Terminating") {
            // If it cannot be kept, the session ends for want of an agent.
            let _ = self.service.note(self.caller, |call| sessions::end_by_agent(call, self.session)).await;
        }
    }

    async fn write(&self, writer: &mut Writer, mut frames: mpsc::Receiver<Bytes>) -> End {
        let mut changes = self.service.changes();
        let mut ping = tokio::time::interval(PING);
        let mut had_peer = None;
        loop {
            changes.borrow_and_update();
            let standing = self
                .service
                .look(self.caller, |call| sessions::standing(call, self.session, self.side, &self.id));
            let written = match standing {
                Standing::Open { has_peer } => self.publish(writer, &mut had_peer, has_peer).await,
                Standing::Replaced => return End::Replaced,
                Standing::Over { details } => {
                    // What was said before is heard before.
                    let _ = pass_on(writer, &mut frames, None).await;
                    return End::Over { details };
                }
            };
            if written.is_err()
                || self.write_until_change(writer, &mut frames, &mut changes, &mut ping).await.is_err()
            {
                return End::Gone;
            }
        }
    }

    /// Writes what the other side says until something changed that may concern the session.
    async fn write_until_change(
        &self,
        writer: &mut Writer,
        frames: &mut mpsc::Receiver<Bytes>,
        changes: &mut tokio::sync::watch::Receiver<Patience>,
        ping: &mut tokio::time::Interval,
    ) -> Result<(), Gone> {
        loop {
            tokio::select! {
                // The sender lives as long as the service.
                _ = changes.changed() => return Ok(()),
                _ = ping.tick() => writer.ping().await?,
                Some(frame) = frames.recv() => pass_on(writer, frames, Some(frame)).await?,
            }
        }
    }

    /// Tells this side whether the other one is there to listen, when that is news.
    async fn publish(
        &self,
        writer: &mut Writer,
        had_peer: &mut Option<bool>,
        has_peer: bool,
    ) -> Result<(), Gone> {
        if had_peer.replace(has_peer) == Some(has_peer) {
            return Ok(());
        }
        let message_type =
            if has_peer { MessageType::StartPublication } else { MessageType::PausePublication };
        // The official agent takes a frame without a payload for a broken one.
        match message_of(message_type.as_str(), random_id(), Bytes::from_static(b"{}")) {
            Some(message) => writer.send(message.encode()).await,
            None => Ok(()),
        }
    }
}

/// Writes a frame, and all others that wait.
async fn pass_on(
    writer: &mut Writer,
    frames: &mut mpsc::Receiver<Bytes>,
    first: Option<Bytes>,
) -> Result<(), Gone> {
    let mut next = first.or_else(|| frames.try_recv().ok());
    while let Some(frame) = next {
        writer.feed(frame).await?;
        next = frames.try_recv().ok();
    }
    writer.flush().await
}
