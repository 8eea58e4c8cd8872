//! What hands out credentials to a container, as ECS and EKS Pod Identity have it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssm_examples::{LOCAL_KEY_ID, LOCAL_SECRET};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the container has to show.
pub(crate) const TOKEN: &str = "token-of-the-container";

/// The agent, which listens on this machine as long as the program runs.
pub(crate) struct Agent {
    port: u16,
    requests: Arc<AtomicUsize>,
}

impl Agent {
    pub(crate) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if answer(stream).await.is_ok() {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        Ok(Self { port, requests })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/credentials", self.port)
    }

    /// How often it was asked.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

/// Answers one request, and closes the connection.
async fn answer(stream: TcpStream) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut line, mut known) = (String::new(), false);
    while stream.read_line(&mut line).await? > 2 {
        known |= line.to_ascii_lowercase().trim() == format!("authorization: {TOKEN}");
        line.clear();
    }
    let keys = serde_json::json!({
        "AccessKeyId": LOCAL_KEY_ID,
        "SecretAccessKey": LOCAL_SECRET,
        "Token": "session",
        "Expiration": "2099-01-31T12:00:00Z",
    });
    let (status, body) =
        if known { ("200 OK", keys.to_string()) } else { ("401 Unauthorized", String::new()) };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(format!("{head}{body}").as_bytes()).await?;
    stream.shutdown().await
}
