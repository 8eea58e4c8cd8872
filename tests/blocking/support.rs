//! A server that needs no runtime of the test's.

use serde_json::json;
use ssm_client::blocking::Client;
use ssm_tests::loopback::{Answer, Request, Server};
use tokio::runtime::{Builder, Runtime};

/// A server on a runtime of its own.
pub(crate) struct Endpoint {
    pub(crate) server: Server,
    _network: Runtime,
}

impl Endpoint {
    /// Answers each request with what the handler says.
    pub(crate) fn answering(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let network = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = network.block_on(Server::answering(handler));
        Self { server, _network: network }
    }

    /// Answers GetParameter with a parameter of the name that was asked for.
    pub(crate) fn of_parameters() -> Self {
        Self::answering(|request| Answer::ok(json!({ "Parameter": { "Name": request.json()["Name"] } })))
    }

    pub(crate) fn client(&self) -> Client {
        Client::from(self.server.client())
    }
}

/// Gets a parameter and holds it against its name.
pub(crate) fn get(client: &Client, name: &str) {
    let answer = client.get_parameter(name).send().unwrap();
    assert_eq!(answer.parameter.unwrap().name.as_deref(), Some(name));
}
