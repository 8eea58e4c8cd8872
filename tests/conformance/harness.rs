//! What the vectors share: a server that answers once, a client for it, and comparisons.

use std::fmt::Debug;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use awsjson_transport::typed::Operation;
use awsjson_transport::{RetryMode, Transport, TransportBuilder};
use awsjson_wire::{Structure, Value, to_json};

pub type Outcome = Result<(), String>;

pub fn report(id: &str, outcome: Outcome) {
    match outcome {
        Ok(()) => println!("{id}"),
        Err(reason) => println!("{id}\t{}", reason.replace('\n', " ")),
    }
}

/// A request as it came in.
struct Received {
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// A server for one request.
pub struct Server {
    port: u16,
    received: JoinHandle<Received>,
}

impl Server {
    pub fn answering(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut answer = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
        for (name, value) in headers {
            answer.push_str(&format!("{name}: {value}\r\n"));
        }
        answer.push_str(&format!("\r\n{body}"));
        let received = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let received = receive(&stream);
            stream.write_all(answer.as_bytes()).unwrap();
            received
        });
        Self { port, received }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Holds the request that came in against the vector.
    pub fn check(self, path: &str, headers: &[(&str, &str)], present: &[&str], body: Option<&str>) -> Outcome {
        // Where no request came, this connection ends the wait for one.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        let received = self.received.join().map_err(|_| "no request came".to_owned())?;
        if received.path != path {
            return Err(format!("the path is {}", received.path));
        }
        let header = |name: &str| {
            let name = name.to_ascii_lowercase();
            received.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
        };
        for (name, value) in headers {
            if header(name) != Some(value) {
                return Err(format!("the header {name} is {:?}", header(name)));
            }
        }
        if let Some(name) = present.iter().find(|name| header(name).is_none()) {
            return Err(format!("the header {name} is missing"));
        }
        let Some(body) = body else { return Ok(()) };
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).map_err(|error| error.to_string());
        let equal = json(body)? == json(&received.body)?;
        if equal { Ok(()) } else { Err(format!("the body is {}", received.body)) }
    }
}

fn receive(stream: &std::net::TcpStream) -> Received {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let start = line();
    let path = start.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let header = line();
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, length)| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Received { path, headers, body: String::from_utf8(body).unwrap() }
}

pub fn client<C: From<Transport>>(builder: TransportBuilder<C>, url: &str) -> Result<C, String> {
    builder
        .without_env()
        .region("us-east-1")
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .endpoint_url(url)
        .retry_mode(RetryMode::Off)
        .build()
        .map_err(|error| error.to_string())
}

/// The operation's host is its endpoint's behind the prefix of the operation.
pub fn check_host<R: Operation>(request: &R, host: &str, resolved: &str) -> Outcome {
    let prefix = request.host_prefix().map_err(|error| error.to_string())?.unwrap_or_default();
    if format!("{prefix}{host}") == resolved { Ok(()) } else { Err(format!("the host prefix is {prefix:?}")) }
}

/// Equal, or equal but for numbers that are not even equal to themselves and so are compared as they
/// are written.
pub fn same<T: PartialEq + Debug + Structure>(actual: &T, expected: &T) -> Outcome {
    let written = |value: &T| to_json(Value::Structure(value)).map_err(|error| error.to_string());
    if actual == expected || written(actual)? == written(expected)? {
        Ok(())
    } else {
        Err(format!("{actual:?} is not {expected:?}"))
    }
}

pub fn timestamp(seconds: f64) -> time::OffsetDateTime {
    let milliseconds = (seconds * 1e3).round() as i128;
    time::OffsetDateTime::from_unix_timestamp_nanos(milliseconds * 1_000_000).unwrap()
}
