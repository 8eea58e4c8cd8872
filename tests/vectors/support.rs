//! Calls against one answer, in one line.

use awsjson_transport::typed::{Error, Operation};
use awsjson_transport::{RetryMode, Transport};
use serde_json::Value;

use crate::client::SERVICE;
use crate::server::{Answer, Request, Server};
use crate::{Call, Client};

pub const CONTENT_TYPE: (&str, &str) = ("content-type", "application/x-amz-json-1.0");

pub fn client(url: &str) -> Client {
    let transport = Transport::builder(&SERVICE)
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "a-secret-of-no-account", None)
        .endpoint_url(url)
        .retry_mode(RetryMode::Off)
        .build()
        .unwrap();
    Client::from(transport)
}

/// A client of a server that answers success with this body.
pub async fn answering(body: &str) -> (Client, Server) {
    let server = Server::answering(Answer::of("200 OK", &[CONTENT_TYPE], body)).await;
    (client(&server.url), server)
}

/// The request that a call sends.
pub async fn sent<R: Operation>(call: impl FnOnce(&Client) -> Call<R>) -> Request {
    let (client, server) = answering("{}").await;
    call(&client).send().await.unwrap();
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// The body of the request that a call sends.
pub async fn sent_body<R: Operation>(call: impl FnOnce(&Client) -> Call<R>) -> Value {
    serde_json::from_slice(&sent(call).await.body).unwrap()
}

/// What a call makes of an answer.
pub async fn received<R: Operation>(
    status: &str,
    headers: &[(&str, &str)],
    body: &str,
    call: impl FnOnce(&Client) -> Call<R>,
) -> Result<R::Response, Error<R::Error>> {
    let server = Server::answering(Answer::of(status, headers, body)).await;
    call(&client(&server.url)).send().await
}
