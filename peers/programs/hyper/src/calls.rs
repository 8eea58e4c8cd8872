//! The calls with bare hyper. Answers are not decoded, so their last byte says whether they are whole.

mod client;

use std::process::ExitCode;

use client::Client;
use peers_calls::{COMMANDS, Failure, PARAMETERS, Peer};

struct Bare(Client);

impl Bare {
    async fn call(&self, operation: &str, body: &'static str, elements: usize) -> Result<usize, Failure> {
        let answer = self.0.call(operation, body).await?;
        Ok(if answer.ends_with(b"}") { elements } else { 0 })
    }
}

impl Peer for Bare {
    async fn new(endpoint: &str) -> Result<Self, Failure> {
        Ok(Self(Client::new(endpoint)))
    }

    async fn get_parameter(&self) -> Result<usize, Failure> {
        self.call("GetParameter", r#"{"Name":"/app/host","WithDecryption":true}"#, 1).await
    }

    async fn get_parameters_by_path(&self) -> Result<usize, Failure> {
        self.call("GetParametersByPath", r#"{"Path":"/app","Recursive":true}"#, PARAMETERS).await
    }

    async fn list_commands(&self) -> Result<usize, Failure> {
        self.call("ListCommands", r#"{"MaxResults":50}"#, COMMANDS).await
    }
}

fn main() -> ExitCode {
    peers_calls::main::<Bare>()
}
