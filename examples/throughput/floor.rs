//! The least that a port forward costs: a connection whose bytes go over two WebSockets, as of client and node to
//! the service, in messages with digests that are made at one end and checked at the other. There are no numbers,
//! no acknowledges, no streams and no repeats.

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use sha2::{Digest, Sha256};
use ssm_examples::Stop;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_tungstenite::tungstenite::{Error, Message};

/// How much is read at a time, and how long a message's payload is.
const CHUNK: usize = 64 << 10;

const DIGEST_BYTES: usize = 32;

/// Listens on a port, and carries each connection to the destination.
pub async fn begin(destination: u16) -> Result<u16, Stop> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(carry(stream, destination));
        }
    });
    Ok(port)
}

async fn carry(local: TcpStream, destination: u16) -> std::io::Result<()> {
    let remote = TcpStream::connect(("127.0.0.1", destination)).await?;
    local.set_nodelay(true)?;
    remote.set_nodelay(true)?;
    let (client, of_client) = web_sockets().await?;
    let (node, of_node) = web_sockets().await?;
    end(local, client);
    end(remote, node);
    let (to_client, from_client) = of_client.split();
    let (to_node, from_node) = of_node.split();
    tokio::spawn(from_client.forward(to_node));
    tokio::spawn(from_node.forward(to_client));
    Ok(())
}

/// A client's and the service's side of a WebSocket.
async fn web_sockets() -> std::io::Result<(WebSocketStream<TcpStream>, WebSocketStream<TcpStream>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (client, accepted) = tokio::join!(TcpStream::connect(listener.local_addr()?), listener.accept());
    let (client, (service, _)) = (client?, accepted?);
    client.set_nodelay(true)?;
    service.set_nodelay(true)?;
    let client = WebSocketStream::from_raw_socket(client, Role::Client, None).await;
    Ok((client, WebSocketStream::from_raw_socket(service, Role::Server, None).await))
}

/// One end: a connection and its WebSocket.
fn end(stream: TcpStream, socket: WebSocketStream<TcpStream>) {
    let (read, write) = stream.into_split();
    let (sink, messages) = socket.split();
    tokio::spawn(send(read, sink));
    tokio::spawn(receive(messages, write));
}

async fn send(
    mut read: impl AsyncRead + Unpin,
    mut sink: impl Sink<Message, Error = Error> + Unpin,
) -> Result<(), Error> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = read.read(&mut chunk).await?;
        if length == 0 {
            return sink.close().await;
        }
        let mut message = BytesMut::with_capacity(DIGEST_BYTES + length);
        message.put_slice(&Sha256::digest(&chunk[..length]));
        message.put_slice(&chunk[..length]);
        sink.send(Message::Binary(message.freeze())).await?;
    }
}

async fn receive(
    mut messages: impl Stream<Item = Result<Message, Error>> + Unpin,
    mut write: impl AsyncWrite + Unpin,
) -> Result<(), Error> {
    while let Some(message) = messages.next().await {
        let mut payload: Bytes = match message? {
            Message::Binary(message) if message.len() >= DIGEST_BYTES => message,
            _ => break,
        };
        let digest = payload.split_to(DIGEST_BYTES);
        if Sha256::digest(&payload)[..] != digest[..] {
            break;
        }
        write.write_all(&payload).await?;
    }
    write.shutdown().await?;
    Ok(())
}
