//! Many connections at a time, as streams within the session.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, IoSlice};
use std::time::Instant;

use bytes::{Buf, Bytes, BytesMut};
use ssm_session::protocol::smux::{Mux, MuxError, MuxLimits, Read};
use ssm_session::protocol::{Flag, PayloadType, Role};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::Destination;
use crate::sessions::data_channel::DataChannel;
use crate::sessions::session::Outcome;

/// How much is read from a connection at a time, and how much of a stream is a piece for it at most.
const CHUNK: usize = 64 * 1024;

/// How many pieces wait for a connection until its stream has to wait.
const PIECES: usize = 8;

/// How many chunks of a connection wait for its stream until it has to wait: while one goes on its way, the next
/// is read.
const CHUNKS: usize = 2;

/// How many tidings of all connections wait to be heard.
const TIDINGS: usize = 64;

/// The streams of a session, each with its connection.
struct Forwarding {
    mux: Mux,
    destination: Destination,
    connections: BTreeMap<u32, Connection>,
    tasks: JoinSet<()>,
    tidings: mpsc::Sender<(u32, Tiding)>,
}

/// A connection as the streams see it.
struct Connection {
    /// To the server; none once the client has no more to say.
    to_server: Option<mpsc::Sender<Bytes>>,
    /// From the server, and not taken by its stream yet: at most [`CHUNKS`].
    from_server: VecDeque<Bytes>,
    /// Tells the connection that it may read on.
    read_on: mpsc::Sender<()>,
    /// Whether the server has no more to say than what is in `from_server`.
    is_silent: bool,
    /// Whether it is over, but for what is in `from_server`.
    is_over: bool,
}

/// What a connection tells.
enum Tiding {
    /// There is room for what the client says.
    Room,
    /// The server says this. It says no more than [`CHUNKS`] times until it is told to.
    Data(Bytes),
    /// The server has no more to say.
    End,
    /// There is no connection.
    NotConnected,
    /// The server hears no more.
    Deaf,
    /// Both directions are over.
    Over,
}

/// Carries connections until the client ends the session. Nobody shows within the streams that he is still
/// there: clients do not since they were told that agents do not, and the WebSocket tells.
pub(super) async fn run(channel: DataChannel, destination: Destination) -> Outcome {
    let mux = Mux::new(Role::Agent, MuxLimits::default());
    let (tidings, mut heard) = mpsc::channel(TIDINGS);
    let (connections, tasks) = (BTreeMap::new(), JoinSet::new());
    let mut forwarding = Forwarding { mux, destination, connections, tasks, tidings };
    match forwarding.run(channel, &mut heard).await {
        Ok(()) => Outcome::Left,
        Err(error) => Outcome::Failed { reason: error.to_string() },
    }
}

impl Forwarding {
    async fn run(
        &mut self,
        channel: DataChannel,
        heard: &mut mpsc::Receiver<(u32, Tiding)>,
    ) -> Result<(), MuxError> {
        let DataChannel { sender, mut receiver } = channel;
        let mut flags = 0_usize;
        loop {
            self.serve_streams();
            while self.tasks.try_join_next().is_some() {}
            let has_output = flags > 0 || self.mux.has_bytes();
            tokio::select! {
                permit = sender.reserve(), if has_output => {
                    // The client, or the service, is gone.
                    let Ok(permit) = permit else { return Ok(()) };
                    let sent = if flags > 0 {
                        flags -= 1;
                        permit.send(PayloadType::Flag, Flag::ConnectToPortError.to_payload())
                    } else {
                        let bytes = self.mux.next_bytes(sender.payload_bytes()).unwrap_or_default();
                        if bytes.is_empty() { Ok(()) } else { permit.send(PayloadType::Output, bytes) }
                    };
                    if sent.is_err() {
                        return Ok(());
                    }
                }
                payload = receiver.receive(), if self.mux.has_room() => match payload {
                    Some((PayloadType::Output, bytes)) => self.mux.receive(Instant::now(), bytes)?,
                    Some((PayloadType::Flag, flag))
                        if Flag::from_payload(&flag) == Some(Flag::TerminateSession) => return Ok(()),
                    Some(_) => {}
                    None => return Ok(()),
                },
                // There is always a sender: this one's own.
                Some((number, tiding)) = heard.recv() => {
                    flags += usize::from(matches!(tiding, Tiding::NotConnected));
                    self.hear(number, tiding);
                }
            }
        }
    }

    /// Begins connections for new streams, and goes on with those whose streams changed.
    fn serve_streams(&mut self) {
        while let Some(number) = self.mux.accept() {
            let (to_server, from_client) = mpsc::channel(PIECES);
            let (read_on, may_read) = mpsc::channel(CHUNKS);
            for _ in 0..CHUNKS {
                // There is room for all.
                let _ = read_on.try_send(());
            }
            let connection = Connection {
                to_server: Some(to_server),
                from_server: VecDeque::new(),
                read_on,
                is_silent: false,
                is_over: false,
            };
            self.connections.insert(number, connection);
            let tell = Teller { number, tidings: self.tidings.clone() };
            self.tasks.spawn(connect(self.destination.clone(), tell, from_client, may_read));
        }
        while let Some(number) = self.mux.changed() {
            self.feed_server(number);
            self.feed_client(number);
        }
    }

    /// Gives the server what the client says, as far as it takes it.
    fn feed_server(&mut self, number: u32) {
        let Some(connection) = self.connections.get_mut(&number) else { return };
        while let Some(to_server) = connection.to_server.as_ref().filter(|to_server| to_server.capacity() > 0)
        {
            match self.mux.read(number, CHUNK) {
                // If the server hears no more, its connection says so.
                Read::Data(data) => drop(to_server.try_send(data)),
                Read::Pending => return,
                Read::End => connection.to_server = None,
            }
        }
    }

    /// Gives the client what the server says, as far as its stream takes it.
    fn feed_client(&mut self, number: u32) {
        let Some(connection) = self.connections.get_mut(&number) else { return };
        while let Some(chunk) = connection.from_server.front_mut() {
            let taken = self.mux.write(number, chunk).unwrap_or(chunk.len());
            chunk.advance(taken);
            if chunk.has_remaining() {
                return;
            }
            connection.from_server.pop_front();
            // There is room, since the chunk came for one of them; a connection that is gone reads no more.
            let _ = connection.read_on.try_send(());
        }
        if connection.is_silent {
            self.mux.finish(number);
        }
        if connection.is_over {
            self.connections.remove(&number);
        }
    }

    fn hear(&mut self, number: u32, tiding: Tiding) {
        match tiding {
            Tiding::Room => self.feed_server(number),
            Tiding::Data(data) => {
                if let Some(connection) = self.connections.get_mut(&number) {
                    connection.from_server.push_back(data);
                }
                self.feed_client(number);
            }
            Tiding::End => {
                if let Some(connection) = self.connections.get_mut(&number) {
                    connection.is_silent = true;
                }
                self.feed_client(number);
            }
            Tiding::Over => {
                if let Some(connection) = self.connections.get_mut(&number) {
                    connection.is_over = true;
                }
                self.feed_client(number);
            }
            Tiding::NotConnected | Tiding::Deaf => {
                self.connections.remove(&number);
                self.mux.close(number);
            }
        }
    }
}

/// A connection's voice.
#[derive(Clone)]
struct Teller {
    number: u32,
    tidings: mpsc::Sender<(u32, Tiding)>,
}

impl Teller {
    /// Says whether somebody hears.
    async fn tell(&self, tiding: Tiding) -> bool {
        self.tidings.send((self.number, tiding)).await.is_ok()
    }
}

async fn connect(
    destination: Destination,
    tell: Teller,
    from_client: mpsc::Receiver<Bytes>,
    may_read: mpsc::Receiver<()>,
) {
    match destination.connect().await {
        Ok(stream) => {
            let (read, write) = stream.into_split();
            tokio::join!(hear_server(read, &tell, may_read), tell_server(write, &tell, from_client));
            tell.tell(Tiding::Over).await;
        }
        Err(_) => {
            tell.tell(Tiding::NotConnected).await;
        }
    }
}

async fn hear_server(mut read: OwnedReadHalf, tell: &Teller, mut may_read: mpsc::Receiver<()>) {
    let mut chunk = BytesMut::new();
    while may_read.recv().await.is_some() {
        chunk.reserve(CHUNK);
        let tiding = match read.read_buf(&mut chunk).await {
            Ok(1..) => Tiding::Data(chunk.split().freeze()),
            Ok(0) | Err(_) => {
                tell.tell(Tiding::End).await;
                return;
            }
        };
        if !tell.tell(tiding).await {
            return;
        }
    }
}

async fn tell_server(mut write: OwnedWriteHalf, tell: &Teller, mut from_client: mpsc::Receiver<Bytes>) {
    let mut pieces = Vec::with_capacity(PIECES);
    while from_client.recv_many(&mut pieces, PIECES).await > 0 {
        if write_all(&mut write, &mut pieces).await.is_err() {
            tell.tell(Tiding::Deaf).await;
            return;
        }
        if from_client.len() < PIECES && !tell.tell(Tiding::Room).await {
            return;
        }
    }
    // The client has no more to say, and may still want to hear. What fails is over anyway.
    let _ = write.shutdown().await;
}

/// Writes all pieces, with as few calls of the system as it takes.
async fn write_all(write: &mut OwnedWriteHalf, pieces: &mut Vec<Bytes>) -> io::Result<()> {
    while !pieces.is_empty() {
        let slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
        let mut written = write.write_vectored(&slices).await?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        pieces.retain_mut(|piece| {
            let here = written.min(piece.len());
            written -= here;
            piece.advance(here);
            piece.has_remaining()
        });
    }
    Ok(())
}
