//! Who sends and who counts, and the plain copy between them.

use std::fmt;
use std::time::{Duration, Instant};

use ssm_examples::Stop;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::processor;

const CHUNK: usize = 64 << 10;

/// What was measured, to the node and from it.
pub struct Figures([Direction; 2]);

struct Direction {
    bytes: u64,
    took: Duration,
    /// What the whole process took of the processors, where the system tells it.
    processors: Option<Duration>,
}

impl Direction {
    /// Ends a measurement that began with this.
    fn end(bytes: u64, (began, before): (Instant, Option<Duration>)) -> Self {
        let took = began.elapsed();
        let processors = before.zip(processor::time()).map(|(before, after)| after.saturating_sub(before));
        Self { bytes, took, processors }
    }

    fn begin() -> (Instant, Option<Duration>) {
        (Instant::now(), processor::time())
    }
}

impl Figures {
    /// The better ones of both.
    pub fn with(self, other: Self) -> Self {
        let ([to, from], [other_to, other_from]) = (self.0, other.0);
        let better = |one: Direction, other: Direction| if one.took <= other.took { one } else { other };
        Self([better(to, other_to), better(from, other_from)])
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        write!(f, "{:.0} MB/s", megabytes / self.took.as_secs_f64())?;
        match self.processors {
            Some(time) => write!(f, " ({:.2} ms of processors a MB)", time.as_secs_f64() * 1e3 / megabytes),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [to, from] = &self.0;
        write!(f, "{to} to the node, {from} from it")
    }
}

/// Sends so many bytes to a port until all are counted there, then takes as many from it.
pub async fn both_ways(port: u16, bytes: u64) -> Result<Figures, Stop> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let began = Direction::begin();
    stream.write_all(&bytes.to_be_bytes()).await?;
    send(&mut stream, bytes).await?;
    let counted = stream.read_u64().await?;
    let to = Direction::end(bytes, began);
    let began = Direction::begin();
    stream.write_u64(bytes).await?;
    let taken = take(&mut stream, bytes).await?;
    if (counted, taken) != (bytes, bytes) {
        return Err(Stop::Failure(format!("{counted} and {taken} of {bytes} bytes arrived")));
    }
    Ok(Figures([to, Direction::end(bytes, began)]))
}

async fn send(stream: &mut TcpStream, bytes: u64) -> std::io::Result<()> {
    let chunk = vec![7; CHUNK];
    let mut left = bytes;
    while left > 0 {
        let part = left.min(CHUNK as u64);
        stream.write_all(&chunk[..usize::try_from(part).unwrap_or(CHUNK)]).await?;
        left -= part;
    }
    Ok(())
}

/// Takes so many bytes, or as many as come, and counts them.
async fn take(stream: &mut TcpStream, bytes: u64) -> std::io::Result<u64> {
    let mut chunk = vec![0; CHUNK];
    let mut taken = 0;
    while taken < bytes {
        match stream.read(&mut chunk).await? {
            0 => break,
            length => taken += length as u64,
        }
    }
    Ok(taken)
}

/// Listens on a port, and on each connection counts what it is sent, says so, and sends what it is asked for.
pub async fn serve() -> Result<u16, Stop> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(count(stream));
        }
    });
    Ok(port)
}

async fn count(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let bytes = stream.read_u64().await?;
    let taken = take(&mut stream, bytes).await?;
    stream.write_u64(taken).await?;
    let wanted = stream.read_u64().await?;
    send(&mut stream, wanted).await
}

/// Listens on a port, and copies between each connection and another one to the destination.
pub async fn copier(destination: u16) -> Result<u16, Stop> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut other = TcpStream::connect(("127.0.0.1", destination)).await?;
                tokio::io::copy_bidirectional_with_sizes(&mut stream, &mut other, CHUNK, CHUNK).await
            });
        }
    });
    Ok(port)
}
