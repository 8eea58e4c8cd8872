//! The calls with `aws_sdk_ssm`.

use std::process::ExitCode;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region};
use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::Credentials;
use peers_calls::{Failure, Peer};

struct AwsSdk(Client);

impl Peer for AwsSdk {
    async fn new(endpoint: &str) -> Result<Self, Failure> {
        let configuration = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::from_static("eu-central-1"))
            .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "static"))
            .endpoint_url(endpoint)
            .retry_config(RetryConfig::disabled())
            .load()
            .await;
        Ok(Self(Client::new(&configuration)))
    }

    async fn get_parameter(&self) -> Result<usize, Failure> {
        let answer = self.0.get_parameter().name("/app/host").with_decryption(true).send().await?;
        Ok(answer.parameter.and_then(|parameter| parameter.value).into_iter().count())
    }

    async fn get_parameters_by_path(&self) -> Result<usize, Failure> {
        let answer = self.0.get_parameters_by_path().path("/app").recursive(true).send().await?;
        Ok(answer.parameters().len())
    }

    async fn list_commands(&self) -> Result<usize, Failure> {
        let answer = self.0.list_commands().max_results(50).send().await?;
        Ok(answer.commands().len())
    }
}

fn main() -> ExitCode {
    peers_calls::main::<AwsSdk>()
}
