//! A server on loopback that costs the thread that calls it nothing but the calls.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::answers;

/// Starts a server on threads of its own and gives its URL. It ends with the process.
///
/// It answers each operation with the same answer of real size, whatever else the request says.
#[must_use]
pub fn start() -> String {
    let get_parameter = http(&answers::get_parameter());
    let get_parameters_by_path = http(&answers::get_parameters_by_path(None));
    let list_commands = http(&answers::list_commands());
    answering(move |request| match request.header("x-amz-target") {
        Some("AmazonSSM.ListCommands") => list_commands.clone(),
        Some("AmazonSSM.GetParametersByPath") => get_parameters_by_path.clone(),
        _ => get_parameter.clone(),
    })
}

/// The same with an answer of so many pages, each of which takes some time.
#[must_use]
pub fn start_paging(pages: usize, pause: Duration) -> String {
    answering(move |request| {
        thread::sleep(pause);
        let body: Value = serde_json::from_slice(&request.body).expect("a request's body is JSON");
        let page: usize = body["NextToken"].as_str().map_or(0, |token| token.parse().unwrap_or(0));
        let next = (page + 1 < pages).then(|| (page + 1).to_string());
        http(&answers::get_parameters_by_path(next.as_deref()))
    })
}

fn answering(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("a listener has an address");
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || serve(stream, &*answer));
        }
    });
    format!("http://{address}")
}

struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

/// The headers are those that the service sends.
fn http(body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nServer: Server\r\nDate: Sun, 22 Nov 2026 08:00:00 GMT\r\n\
         Content-Type: application/x-amz-json-1.1\r\nContent-Length: {length}\r\nConnection: keep-alive\r\n\
         x-amzn-RequestId: 00000000-1111-2222-3333-444444444444\r\n\r\n{body}"
    )
    .into_bytes()
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&Request) -> Vec<u8>) {
    stream.set_nodelay(true).expect("a socket takes its options");
    let mut received = Vec::new();
    while let Some(request) = receive(&mut stream, &mut received) {
        if stream.write_all(&answer(&request)).is_err() {
            return;
        }
    }
}

/// The next request; none when the client has gone.
fn receive(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<Request> {
    let mut part = [0; 16 * 1024];
    loop {
        if let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&received[..end]).into_owned();
            let length: usize = header(&head, "content-length").map_or(Some(0), |text| text.parse().ok())?;
            let whole = end + 4 + length;
            if received.len() >= whole {
                let body = received.drain(..whole).skip(end + 4).collect();
                return Some(Request { head, body });
            }
        }
        let count = stream.read(&mut part).ok().filter(|&count| count > 0)?;
        received.extend_from_slice(&part[..count]);
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
