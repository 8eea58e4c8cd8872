//! A server in a process of its own, watched.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How many ticks the kernel counts in a second, on every Linux that there is.
const TICKS: u64 = 100;

pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts a server that prints its URL as the last word of a line.
    pub(crate) fn start(mut command: Command) -> Self {
        // moto's server ends with its standard input.
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let address = lines.find_map(|line| {
            let line = line.expect("the server's output is text");
            line.split_once("http://").map(|(_, address)| address.trim().to_owned())
        });
        Self { child, address: address.expect("the server says its address") }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// An entry of its status in memory, in millions of bytes.
    pub(crate) fn memory(&self, entry: &str) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with(entry)).expect("there is such an entry");
        let kilobytes: f64 =
            line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).expect("a number");
        kilobytes * 1024.0 / 1e6
    }

    /// What all its threads have used so far, in user and system mode.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = self.proc("stat");
        // The name before it, in parentheses, may hold blanks.
        let (_, rest) = stat.rsplit_once(") ").expect("a name in parentheses");
        let fields: Vec<&str> = rest.split(' ').collect();
        let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("a number")).sum();
        Duration::from_millis(ticks * 1000 / TICKS)
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).expect("this is Linux")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
