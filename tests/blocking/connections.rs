//! What becomes of a connection while nobody calls.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use ssm_client::blocking::Client;
use ssm_tests::loopback;

use crate::support::get;

const ANSWER: &str = r#"{"Parameter":{"Name":"x"}}"#;

/// A connection that stays silent for so long is never closed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers one request, whose body is an object that holds no other.
fn answer(stream: &mut TcpStream) {
    let mut received = Vec::new();
    while !received.ends_with(b"}") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        received.extend(byte);
    }
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{ANSWER}", ANSWER.len()).unwrap();
}

#[test]
fn an_idle_connection_that_the_server_closes_is_closed_without_another_call() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        answer(&mut stream);
        stream.shutdown(Shutdown::Write).unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap(), 0, "the client closes its side too");
    });
    let client = Client::from(loopback::client(&url, "eu-central-1"));
    get(&client, "x");
    server.join().unwrap();
    drop(client);
}
