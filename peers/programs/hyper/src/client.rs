//! The least that a call can be: bytes out and bytes in, on connections that are kept.

use std::error::Error;
use std::sync::Mutex;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Whatever went wrong.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

type Connection = SendRequest<Full<Bytes>>;

/// Unsigned calls to one address.
pub(crate) struct Client {
    address: String,
    idle: Mutex<Vec<Connection>>,
}

impl Client {
    pub(crate) fn new(endpoint: &str) -> Self {
        let address = endpoint.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { address, idle: Mutex::default() }
    }

    pub(crate) async fn call(&self, operation: &str, body: &'static str) -> Result<Bytes, Failure> {
        let kept = self.idle.lock().map_err(|_| "another task panicked")?.pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        let request = Request::post("/")
            .header("host", &self.address)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("AmazonSSM.{operation}"))
            .body(Full::from(body))?;
        let response = connection.send_request(request).await?;
        let answer = response.into_body().collect().await?.to_bytes();
        connection.ready().await?;
        self.idle.lock().map_err(|_| "another task panicked")?.push(connection);
        Ok(answer)
    }

    async fn connect(&self) -> Result<Connection, Failure> {
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        let (connection, background) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(background);
        Ok(connection)
    }
}
