//! One connection at a time, whose bytes are the session's: for SSH, and for clients that know no other way.

use bytes::BytesMut;
use ssm_session::protocol::reliability::PAYLOAD_BYTES;
use ssm_session::protocol::{Flag, PayloadType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use super::Destination;
use crate::sessions::data_channel::{DataChannel, Receiver, Sender};
use crate::sessions::session::Outcome;

/// How a connection ended.
enum End {
    /// The client has closed its own; it may have another one.
    Disconnected,
    /// The server has closed it.
    Closed,
    /// The client ends the session, or is gone.
    Session,
}

/// Carries one connection after the other if these are forwarded, otherwise one.
pub(super) async fn run(channel: DataChannel, destination: &Destination, is_forwarding: bool) -> Outcome {
    let DataChannel { sender, mut receiver } = channel;
    let mut first = None;
    loop {
        let stream = match destination.connect().await {
            Ok(stream) => stream,
            Err(error) => return Outcome::failed(format!("Unable to connect to specified port: {error}")),
        };
        match carry(stream, &sender, &mut receiver, first.take()).await {
            End::Session => return Outcome::Left,
            End::Closed if !is_forwarding => return Outcome::Ended,
            End::Closed | End::Disconnected => {}
        }
        // The next connection is made when there is something to say by it.
        first = loop {
            match receiver.receive().await {
                Some((PayloadType::Output, payload)) => break Some(payload),
                Some((PayloadType::Flag, flag))
                    if Flag::from_payload(&flag) == Some(Flag::TerminateSession) =>
                {
                    return Outcome::Left;
                }
                Some(_) => {}
                None => return Outcome::Left,
            }
        };
    }
}

async fn carry(
    stream: TcpStream,
    sender: &Sender,
    receiver: &mut Receiver,
    first: Option<bytes::Bytes>,
) -> End {
    let (read, mut write) = stream.into_split();
    if let Some(first) = first
        && write.write_all(&first).await.is_err()
    {
        return End::Closed;
    }
    tokio::select! {
        end = to_client(read, sender) => end,
        end = to_server(receiver, write) => end,
    }
}

async fn to_client(mut read: OwnedReadHalf, sender: &Sender) -> End {
    let mut chunk = BytesMut::with_capacity(16 * PAYLOAD_BYTES);
    loop {
        chunk.reserve(16 * PAYLOAD_BYTES);
        match read.read_buf(&mut chunk).await {
            Ok(1..) => {
                if sender.send(PayloadType::Output, chunk.split().freeze()).await.is_err() {
                    return End::Session;
                }
            }
            Ok(0) | Err(_) => return End::Closed,
        }
    }
}

async fn to_server(receiver: &mut Receiver, mut write: OwnedWriteHalf) -> End {
    while let Some((payload_type, payload)) = receiver.receive().await {
        match (payload_type, Flag::from_payload(&payload)) {
            (PayloadType::Output, _) => match write.write_all(&payload).await {
                Ok(()) => {}
                Err(_) => return End::Closed,
            },
            (PayloadType::Flag, Some(Flag::DisconnectToPort)) => return End::Disconnected,
            (PayloadType::Flag, Some(Flag::TerminateSession)) => return End::Session,
            _ => {}
        }
    }
    End::Session
}
