//! An endpoint in front of another one, which refuses one operation.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ssm_local::LocalSsm;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// What to refuse, how often and how.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    pub(crate) operation: &'static str,
    pub(crate) code: &'static str,
    pub(crate) times: usize,
}

/// Hands every exchange on, except those that are refused.
pub(crate) struct Gate {
    port: u16,
    task: AbortHandle,
}

impl Gate {
    pub(crate) async fn refusing(refusal: Refusal, behind: &LocalSsm) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (behind, left) = (behind.port(), Arc::new(AtomicUsize::new(refusal.times)));
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(hand_on(client, behind, refusal, Arc::clone(&left)));
            }
        });
        Self { port, task: task.abort_handle() }
    }

    pub(crate) fn endpoint_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn hand_on(
    mut client: TcpStream,
    behind: u16,
    refusal: Refusal,
    left: Arc<AtomicUsize>,
) -> io::Result<()> {
    let target = format!("x-amz-target: AmazonSSM.{}\r\n", refusal.operation);
    let body = format!(r#"{{"__type":"{}","message":"not for you, today"}}"#, refusal.code);
    let answer = format!("HTTP/1.1 400 Bad Request\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let one_less = |left: usize| left.checked_sub(1);
    let mut service = TcpStream::connect(("127.0.0.1", behind)).await?;
    loop {
        let request = message(&mut client).await?;
        let is_meant = String::from_utf8_lossy(&request).contains(&target);
        if is_meant && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok() {
            client.write_all(answer.as_bytes()).await?;
            continue;
        }
        service.write_all(&request).await?;
        client.write_all(&message(&mut service).await?).await?;
    }
}

/// Reads one HTTP message: its head, and as much as the head says that follows.
async fn message(from: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    while !message.ends_with(b"\r\n\r\n") {
        message.push(from.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&message).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    from.read_exact(&mut body).await?;
    message.append(&mut body);
    Ok(message)
}
