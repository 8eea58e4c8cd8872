//! A moto server: another project's imitation of AWS.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Stdio};

use ssm_client::Client;

use crate::loopback;
use crate::python::Environment;

/// A server in a process of its own. It ends when it is dropped, and when this process does.
#[derive(Debug)]
pub struct Server {
    url: String,
    child: Child,
    /// The server reads it, and ends with it.
    stdin: Option<ChildStdin>,
}

impl Server {
    /// Starts a server on a free port.
    #[must_use]
    pub fn start(python: Environment) -> Self {
        let mut command = python.script("moto_server.py");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let stdout = child.stdout.take().expect("the server's output is piped");
        let mut url = String::new();
        BufReader::new(stdout).read_line(&mut url).expect("the server says its address");
        assert!(url.starts_with("http://"), "the server did not come up");
        Self { url: url.trim().to_owned(), stdin: child.stdin.take(), child }
    }

    /// A client of a region. The server keeps regions apart, so each test takes one of its own.
    #[must_use]
    pub fn client(&self, region: &str) -> Client {
        loopback::client(&self.url, region)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
