//! Where the figures come from: the machine, the compiler, and the versions of the peers.

use std::fs;
use std::process::Command;

use crate::build::Workshop;
use crate::peer::Peer;
use crate::process::{self, Failure};

/// A few lines of Markdown that stand with the table.
pub(crate) fn describe(workshop: &Workshop, peers: &[Peer]) -> Result<String, Failure> {
    let compiler = process::run(Command::new("rustc").arg("--version"))?.output;
    let mut text = format!("{}, {}.\n\n", machine()?, compiler.trim());
    for peer in peers {
        let direct = workshop.tree(*peer, &["--depth", "1", "--edges", "normal"])?;
        let versions: Vec<_> = direct
            .iter()
            // Without the folder that follows the version of what is no published package.
            .map(|package| package.split(" (").next().unwrap_or(package))
            .filter(|package| !package.starts_with("tokio "))
            .collect();
        text.push_str(&format!("- {}: {}\n", peer.name(), versions.join(", ")));
    }
    Ok(text)
}

fn machine() -> Result<String, Failure> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let memory = fs::read_to_string("/proc/meminfo")?;
    let model = field(&processors, "model name").unwrap_or("a processor without a name");
    let kilobytes: u64 =
        field(&memory, "MemTotal").and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or(0);
    let cores = std::thread::available_parallelism()?;
    Ok(format!("{model}, {cores} cores, {} GB of memory", kilobytes.div_ceil(1 << 20)))
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim())
}
