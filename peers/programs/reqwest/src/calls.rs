//! The calls with a client written by hand.

mod client;
mod commands;
#[allow(dead_code, reason = "putting is for the small program")]
mod parameters;

use std::process::ExitCode;

use aws_credential_types::Credentials;
use client::Client;
use commands::{ListCommandsRequest, ListCommandsResponse};
use parameters::{
    GetParameterRequest, GetParameterResponse, GetParametersByPathRequest, GetParametersByPathResponse,
};
use peers_calls::{Failure, Peer};

struct ByHand(Client);

impl Peer for ByHand {
    async fn new(endpoint: &str) -> Result<Self, Failure> {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "static");
        Ok(Self(Client::new(endpoint, "eu-central-1", credentials)?))
    }

    async fn get_parameter(&self) -> Result<usize, Failure> {
        let get = GetParameterRequest { name: "/app/host", with_decryption: true };
        let answer: GetParameterResponse = self.0.call("GetParameter", &get).await?;
        Ok(answer.parameter.and_then(|parameter| parameter.value).into_iter().count())
    }

    async fn get_parameters_by_path(&self) -> Result<usize, Failure> {
        let by_path = GetParametersByPathRequest { path: "/app", recursive: true, next_token: None };
        let page: GetParametersByPathResponse = self.0.call("GetParametersByPath", &by_path).await?;
        Ok(page.parameters.len())
    }

    async fn list_commands(&self) -> Result<usize, Failure> {
        let list = ListCommandsRequest { max_results: 50 };
        let page: ListCommandsResponse = self.0.call("ListCommands", &list).await?;
        Ok(page.commands.len())
    }
}

fn main() -> ExitCode {
    peers_calls::main::<ByHand>()
}
