//! What a port forward carries, beside a plain copy between two TCP connections.
//!
//! Needs no AWS account: it starts `ssm-local` with a node inside itself.

use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::NodeOptions;
use ssm_session::PortForward;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

const HELP: &str = "\
What a port forward carries, beside a plain copy between two TCP connections on this machine.

Usage: throughput [MEGABYTES]

  MEGABYTES  how much is sent each way; 1000 unless given

Client, endpoint, node and both ends of the connection share this machine. Build it with --release.

Options:
  --help  print this help

Exit status: 0 if all arrived, 1 if not, 2 for wrong usage.
";

/// How many connections are open at a time in the last part.
const CONNECTIONS: usize = 200;
const CHUNK: usize = 64 << 10;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report("throughput"),
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = Arguments::new(std::env::args_os().skip(1));
    let mut megabytes = 1000;
    while let Some(argument) = arguments.next_argument()? {
        match argument {
            Argument::Option(name) if name == "--help" => {
                std::io::stdout().write_all(HELP.as_bytes())?;
                return Ok(());
            }
            Argument::Option(name) => return Err(Stop::Usage(format!("unknown option {name}"))),
            Argument::Value(value) => {
                megabytes = value.parse().map_err(|_| Stop::Usage(format!("{value} is no number")))?;
            }
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Stop::cannot("start the runtime", &error))?;
    runtime.block_on(measure(megabytes * 1_000_000))
}

async fn measure(bytes: u64) -> Result<(), Stop> {
    let (client, local) = start_local().await?;
    let node = local.add_node(NodeOptions::new()).await.map_err(|error| Stop::failure(&error))?;

    let destination = serve().await?;
    let plain = copier(destination).await?;
    line("plain copy", bytes, both_ways(plain, bytes).await?)?;
    for payload_bytes in [1024, 32 << 10] {
        let start = PortForward::to_port(&client, &node, destination).payload_bytes(payload_bytes);
        let forward = start.start().await.map_err(|error| Stop::failure(&error))?;
        let listener = forward.bind("127.0.0.1:0").await.map_err(|error| Stop::failure(&error))?;
        let took = both_ways(listener.local_addr().port(), bytes).await?;
        line(&format!("port forward, {payload_bytes} bytes a message"), bytes, took)?;
        let began = Instant::now();
        many(&forward).await?;
        let seconds = began.elapsed().as_secs_f64();
        writeln!(std::io::stdout(), "{CONNECTIONS} connections at a time, 10 kB each way: {seconds:.2} s")?;
        drop(listener);
        forward.terminate().await.map_err(|error| Stop::failure(&error))?;
    }
    local.shutdown().await;
    Ok(())
}

fn line(what: &str, bytes: u64, took: [Duration; 2]) -> Result<(), Stop> {
    let [to, from] = took.map(|took| bytes as f64 / 1e6 / took.as_secs_f64());
    Ok(writeln!(std::io::stdout(), "{what}: {to:.0} MB/s to the node, {from:.0} MB/s from it")?)
}

/// Sends so many bytes to a port until all are counted there, then takes as many from it.
async fn both_ways(port: u16, bytes: u64) -> Result<[Duration; 2], Stop> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let chunk = vec![7; CHUNK];
    let began = Instant::now();
    stream.write_all(&bytes.to_be_bytes()).await?;
    let mut left = bytes;
    while left > 0 {
        let part = left.min(CHUNK as u64);
        stream.write_all(&chunk[..usize::try_from(part).unwrap_or(CHUNK)]).await?;
        left -= part;
    }
    let counted = stream.read_u64().await?;
    let to = began.elapsed();
    let began = Instant::now();
    stream.write_u64(bytes).await?;
    let mut chunk = vec![0; CHUNK];
    let mut left = bytes;
    while left > 0 {
        let length = stream.read(&mut chunk).await?;
        if length == 0 {
            return Err(Stop::Failure("the connection ended early".to_owned()));
        }
        left -= length as u64;
    }
    if counted != bytes {
        return Err(Stop::Failure(format!("{counted} of {bytes} bytes arrived")));
    }
    Ok([to, began.elapsed()])
}

/// Many connections at a time through one session, each of which sends and takes 10 kB.
async fn many(forward: &PortForward) -> Result<(), Stop> {
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let mut connection = forward.connect().await?;
        connections.spawn(async move {
            let bytes = vec![1; 10_000];
            connection.write_u64(10_000).await?;
            connection.write_all(&bytes).await?;
            let counted = connection.read_u64().await?;
            connection.write_u64(10_000).await?;
            let mut heard = vec![0; 10_000];
            connection.read_exact(&mut heard).await?;
            std::io::Result::Ok(counted == 10_000)
        });
    }
    while let Some(done) = connections.join_next().await {
        match done {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) | Err(_) => return Err(Stop::Failure("a connection lost bytes".to_owned())),
            Ok(Err(error)) => return Err(Stop::cannot("use a connection", &error)),
        }
    }
    Ok(())
}

/// Listens on a port, and on each connection counts what it is sent, says so, and sends what it is asked for.
async fn serve() -> Result<u16, Stop> {
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
    let mut chunk = vec![0; CHUNK];
    let bytes = stream.read_u64().await?;
    let mut counted = 0;
    while counted < bytes {
        let length = stream.read(&mut chunk).await?;
        if length == 0 {
            return Ok(());
        }
        counted += length as u64;
    }
    stream.write_u64(counted).await?;
    let mut left = stream.read_u64().await?;
    while left > 0 {
        let part = left.min(CHUNK as u64);
        stream.write_all(&chunk[..usize::try_from(part).unwrap_or(CHUNK)]).await?;
        left -= part;
    }
    Ok(())
}

/// Listens on a port, and copies between each connection and another one to the destination.
async fn copier(destination: u16) -> Result<u16, Stop> {
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
