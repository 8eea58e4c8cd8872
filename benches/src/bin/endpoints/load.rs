//! Many clients that call as fast as they are answered.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// How many parameters there are to read.
pub(crate) const PARAMETERS: usize = 1000;

/// What clients call.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Parameters that there are, one after the other.
    Get,
    /// New versions of 8 parameters for each client, so that they soon have as many as are kept.
    PutVersion,
    /// Parameters that there were not.
    PutNew,
}

/// How many calls a client makes, and for how long, whichever ends first.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) calls: usize,
    pub(crate) time: Duration,
}

/// Puts the parameters that are read.
pub(crate) async fn fill(address: &str) {
    let mut client = Client::new(address);
    for number in 0..PARAMETERS {
        client.call("PutParameter", &put(&format!("/read/{number}"))).await;
    }
}

/// Has as many clients call, and says how many calls were answered in which time. New parameters are
/// named after the round.
pub(crate) async fn run(
    address: &str,
    kind: Kind,
    round: usize,
    clients: usize,
    limit: Limit,
) -> (usize, Duration) {
    let start = Instant::now();
    let mut running = JoinSet::new();
    for number in 0..clients {
        let mut client = Client::new(address);
        running.spawn(async move {
            let mut count = 0;
            while count < limit.calls && start.elapsed() < limit.time {
                let (operation, body) = match kind {
                    Kind::Get => {
                        let which = (number * 61 + count) % PARAMETERS;
                        ("GetParameter", format!(r#"{{"Name":"/read/{which}"}}"#))
                    }
                    Kind::PutVersion => ("PutParameter", put(&format!("/version/{number}/{}", count % 8))),
                    Kind::PutNew => ("PutParameter", put(&format!("/new/{round}/{number}/{count}"))),
                };
                client.call(operation, &body).await;
                count += 1;
            }
            count
        });
    }
    let counts = running.join_all().await;
    (counts.iter().sum(), start.elapsed())
}

fn put(name: &str) -> String {
    format!(r#"{{"Name":"{name}","Value":"a value as long as most","Type":"String","Overwrite":true}}"#)
}

/// One client, on one connection as long as the server keeps it.
struct Client {
    address: String,
    connection: Option<TcpStream>,
    answer: Vec<u8>,
}

impl Client {
    fn new(address: &str) -> Self {
        Self { address: address.to_owned(), connection: None, answer: Vec::new() }
    }

    async fn call(&mut self, operation: &str, body: &str) {
        let request = format!(
            "POST / HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-amz-json-1.1\r\nx-amz-target: \
             AmazonSSM.{operation}\r\nauthorization: AWS4-HMAC-SHA256 \
             Credential=AKID/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=00\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect().await,
        };
        connection.write_all(request.as_bytes()).await.expect("the request is sent");
        if self.read(&mut connection).await {
            self.connection = Some(connection);
        }
        let status = self.answer.get(9..12);
        assert_eq!(status, Some(&b"200"[..]), "{}", String::from_utf8_lossy(&self.answer));
    }

    async fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(&self.address).await.expect("the server accepts");
        connection.set_nodelay(true).expect("an option of every socket");
        connection
    }

    /// Reads one answer, and says whether the connection stays.
    async fn read(&mut self, connection: &mut TcpStream) -> bool {
        self.answer.clear();
        loop {
            let read = connection.read_buf(&mut self.answer).await.expect("the answer can be read");
            let text = String::from_utf8_lossy(&self.answer);
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let head = head.to_ascii_lowercase();
                let stays = head.starts_with("http/1.1") && !head.contains("connection: close");
                let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
                let length: usize = length.and_then(|length| length.parse().ok()).expect("a length");
                if body.len() >= length && stays {
                    return true;
                }
            }
            if read == 0 {
                return false;
            }
        }
    }
}
