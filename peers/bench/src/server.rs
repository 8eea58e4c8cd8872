//! The server that all peers call: prepared answers, a thread for each connection, nothing else.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use crate::answers;
use crate::process::Failure;

/// The argument with which this program serves instead of measuring.
pub(crate) const ARGUMENT: &str = "serve";

type Answers = HashMap<&'static [u8], Vec<u8>>;

/// A server in a process of its own, so that its cost is not the peers'. It ends with its owner.
pub(crate) struct Server {
    process: Child,
    pub(crate) endpoint: String,
}

impl Server {
    pub(crate) fn start() -> Result<Self, Failure> {
        let program = std::env::current_exe()?;
        let mut process =
            Command::new(program).arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.as_mut() {
            io::BufRead::read_line(&mut io::BufReader::new(stdout), &mut line)?;
        }
        Ok(Self { process, endpoint: line.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It can only have ended already, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until standard input ends.
pub(crate) fn serve() -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let answers = Arc::new(answers::all());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answers = answers.clone();
            // A connection that breaks is the peer's to report.
            std::thread::spawn(move || converse(stream, &answers).ok());
        }
    });
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn converse(mut stream: TcpStream, answers: &Answers) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        while let Some(length) = request_length(&received) {
            let answer = operation(&received).and_then(|name| answers.get(name));
            stream.write_all(answer.map_or(UNKNOWN, Vec::as_slice))?;
            received.drain(..length);
        }
        match stream.read(&mut chunk)? {
            0 => return Ok(()),
            count => received.extend_from_slice(&chunk[..count]),
        }
    }
}

const UNKNOWN: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

/// The length of the first request with its body, once all of it is there.
fn request_length(received: &[u8]) -> Option<usize> {
    let head = position(received, b"\r\n\r\n")? + 4;
    let body = received[..head].split(|byte| *byte == b'\n').find_map(content_length).unwrap_or(0);
    (received.len() >= head + body).then_some(head + body)
}

fn content_length(line: &[u8]) -> Option<usize> {
    let (name, value) = line.split_at_checked(b"content-length:".len())?;
    let value = name.eq_ignore_ascii_case(b"content-length:").then_some(value)?;
    std::str::from_utf8(value).ok()?.trim().parse().ok()
}

/// The operation that the header `x-amz-target` names.
fn operation(request: &[u8]) -> Option<&[u8]> {
    const PREFIX: &[u8] = b"AmazonSSM.";
    let name = &request[position(request, PREFIX)? + PREFIX.len()..];
    Some(&name[..position(name, b"\r")?])
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
