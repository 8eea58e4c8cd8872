//! What every peer is asked to do, and how often.
//!
//! A peer's `calls` program is given an endpoint, the name of a [`Load`], a number of calls and a
//! number of tasks that share them. It prints one line after its first answer, and ends when the last
//! one has been read and its memory is told. Whoever starts it counts what else it cost.

use std::error::Error;
use std::fs;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

use tokio::runtime;

/// What goes wrong in a program of the bench: anything, in words.
pub type Failure = Box<dyn Error + Send + Sync>;

/// The number of commands on a page of `ListCommands`.
pub const COMMANDS: usize = 50;

/// The number of parameters on a page of `GetParametersByPath`.
pub const PARAMETERS: usize = 10;

/// A client, with its calls written as its users write them.
pub trait Peer: Sized + Send + Sync + 'static {
    /// A client of this endpoint with fixed credentials, and without retries.
    fn new(endpoint: &str) -> impl Future<Output = Result<Self, Failure>>;

    /// Gets one parameter, and says how many values the answer has.
    fn get_parameter(&self) -> impl Future<Output = Result<usize, Failure>> + Send;

    /// Gets a page of parameters, and says how many there are.
    fn get_parameters_by_path(&self) -> impl Future<Output = Result<usize, Failure>> + Send;

    /// Lists a page of commands, and says how many there are.
    fn list_commands(&self) -> impl Future<Output = Result<usize, Failure>> + Send;
}

/// What is called.
#[derive(Clone, Copy)]
enum Load {
    GetParameter,
    GetParametersByPath,
    ListCommands,
}

impl FromStr for Load {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        match name {
            "GetParameter" => Ok(Self::GetParameter),
            "GetParametersByPath" => Ok(Self::GetParametersByPath),
            "ListCommands" => Ok(Self::ListCommands),
            other => Err(format!("no load is called {other}").into()),
        }
    }
}

impl Load {
    async fn call<P: Peer>(self, peer: &P) -> Result<(), Failure> {
        let (found, expected) = match self {
            Self::GetParameter => (peer.get_parameter().await?, 1),
            Self::GetParametersByPath => (peer.get_parameters_by_path().await?, PARAMETERS),
            Self::ListCommands => (peer.list_commands().await?, COMMANDS),
        };
        if found == expected { Ok(()) } else { Err(format!("{found} elements instead of {expected}").into()) }
    }
}

/// The `main` of a peer's `calls` program.
#[must_use]
pub fn main<P: Peer>() -> ExitCode {
    match run::<P>() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn run<P: Peer>() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, load, calls, tasks] = arguments.as_slice() else {
        return Err("usage: ENDPOINT LOAD CALLS TASKS".into());
    };
    let (load, calls, tasks): (Load, usize, usize) = (load.parse()?, calls.parse()?, tasks.parse()?);
    let mut builder = match tasks {
        1 => runtime::Builder::new_current_thread(),
        _ => runtime::Builder::new_multi_thread(),
    };
    builder.enable_all().build()?.block_on(async {
        let peer = P::new(endpoint).await?;
        load.call(&peer).await?;
        println!("answered");
        let rest = calls.saturating_sub(1);
        if tasks == 1 { repeat(&peer, load, rest).await } else { share(peer, load, rest, tasks).await }
    })?;
    println!("peak: {}", peak_kilobytes()?);
    Ok(())
}

/// The largest resident set of this process, as the kernel counts it. What it tells the parent counts
/// the parent's own from before this program began.
fn peak_kilobytes() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("the kernel does not tell the largest resident set")?.parse()?)
}

async fn repeat<P: Peer>(peer: &P, load: Load, calls: usize) -> Result<(), Failure> {
    for _ in 0..calls {
        load.call(peer).await?;
    }
    Ok(())
}

async fn share<P: Peer>(peer: P, load: Load, calls: usize, tasks: usize) -> Result<(), Failure> {
    let peer = Arc::new(peer);
    let running: Vec<_> = (0..tasks)
        .map(|_| {
            let peer = peer.clone();
            tokio::spawn(async move { repeat(&*peer, load, calls / tasks).await })
        })
        .collect();
    for task in running {
        task.await??;
    }
    Ok(())
}
