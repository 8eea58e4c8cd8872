//! The calls with `ssm_client`.

use std::process::ExitCode;

use peers_calls::{Failure, Peer};
use ssm_client::Client;

struct Ours(Client);

impl Peer for Ours {
    async fn new(endpoint: &str) -> Result<Self, Failure> {
        let client = Client::builder()
            .region("eu-central-1")
            .static_credentials("AKIDEXAMPLE", "secret", None)
            .endpoint_url(endpoint)
            .max_attempts(1)
            .build()?;
        Ok(Self(client))
    }

    async fn get_parameter(&self) -> Result<usize, Failure> {
        let answer = self.0.get_parameter("/app/host").with_decryption(true).send().await?;
        Ok(answer.parameter.and_then(|parameter| parameter.value).into_iter().count())
    }

    async fn get_parameters_by_path(&self) -> Result<usize, Failure> {
        let answer = self.0.get_parameters_by_path("/app").recursive(true).send().await?;
        Ok(answer.parameters.len())
    }

    async fn list_commands(&self) -> Result<usize, Failure> {
        let answer = self.0.list_commands().max_results(50).send().await?;
        Ok(answer.commands.len())
    }
}

fn main() -> ExitCode {
    peers_calls::main::<Ours>()
}
