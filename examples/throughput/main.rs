//! What a port forward carries, beside a plain copy between two TCP connections, and beside the least that any
//! port forward costs.
//!
//! Needs no AWS account: it starts `ssm-local` with a node inside itself.

mod floor;
mod peer;
mod processor;

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::NodeOptions;
use ssm_session::PortForward;
use ssm_session::port_forward::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;

use peer::Figures;

const HELP: &str = "\
What a port forward carries, beside a plain copy between two TCP connections on this machine, and beside
the least that any port forward costs: the same hops over bare WebSockets, with digests and nothing else.

Usage: throughput [MEGABYTES]

  MEGABYTES  how much is sent each way; 1000 unless given. Messages of 1 KiB carry a tenth of it.

All ways take turns for three rounds, and the best of each counts. Client, endpoint, node and both ends
of the connection share this process; where the system tells it, what they took of the processors is
said as well. Build it with --release.

Options:
  --help  print this help

Exit status: 0 if all arrived, 1 if not, 2 for wrong usage.
";

const ROUNDS: u32 = 3;

/// How many connections are open at a time in the last part.
const CONNECTIONS: usize = 200;

/// The payload of the plugin and of the agent of AWS.
const SMALL_PAYLOAD: usize = 1024;

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

/// A port that leads to the other peer by some way.
struct Way {
    name: &'static str,
    port: u16,
    bytes: u64,
    best: Option<Figures>,
}

async fn measure(bytes: u64) -> Result<(), Stop> {
    let (client, local) = start_local().await?;
    let node = local.add_node(NodeOptions::new()).await.map_err(|error| Stop::failure(&error))?;
    let destination = peer::serve().await?;
    let agreed = PortForward::to_port(&client, &node, destination);
    let small = PortForward::to_port(&client, &node, destination).payload_bytes(SMALL_PAYLOAD);
    let agreed = agreed.start().await.map_err(|error| Stop::failure(&error))?;
    let small = small.start().await.map_err(|error| Stop::failure(&error))?;
    let (agreed_listener, small_listener) = (listen(&agreed).await?, listen(&small).await?);

    let way = |name, port, bytes| Way { name, port, bytes, best: None };
    let mut ways = [
        way("plain copy", peer::copier(destination).await?, bytes),
        way("bare WebSockets and digests", floor::begin(destination).await?, bytes),
        way("port forward", agreed_listener.local_addr().port(), bytes),
        way("port forward, 1 KiB a message", small_listener.local_addr().port(), bytes / 10),
    ];
    for _ in 0..ROUNDS {
        for way in &mut ways {
            let figures = peer::both_ways(way.port, way.bytes).await?;
            way.best = Some(match way.best.take() {
                Some(best) => best.with(figures),
                None => figures,
            });
        }
    }
    let mut output = std::io::stdout();
    for Way { name, best, .. } in &ways {
        if let Some(best) = best {
            writeln!(output, "{name}: {best}")?;
        }
    }
    for forward in [agreed, small] {
        let began = Instant::now();
        many(&forward).await?;
        let seconds = began.elapsed().as_secs_f64();
        writeln!(output, "{CONNECTIONS} connections at a time, 10 kB each way: {seconds:.2} s")?;
        forward.terminate().await.map_err(|error| Stop::failure(&error))?;
    }
    local.shutdown().await;
    Ok(())
}

async fn listen(forward: &PortForward) -> Result<Listener, Stop> {
    forward.bind("127.0.0.1:0").await.map_err(|error| Stop::failure(&error))
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
