//! The calls with `rusoto_ssm`.

use std::process::ExitCode;

use hyper_rustls::HttpsConnectorBuilder;
use peers_calls::{Failure, Peer};
use rusoto_core::{HttpClient, Region};
use rusoto_credential::StaticProvider;
use rusoto_ssm::{GetParameterRequest, GetParametersByPathRequest, ListCommandsRequest, Ssm, SsmClient};

struct Rusoto(SsmClient);

impl Peer for Rusoto {
    async fn new(endpoint: &str) -> Result<Self, Failure> {
        let credentials = StaticProvider::new_minimal("AKIDEXAMPLE".to_owned(), "secret".to_owned());
        // rusoto's own connector, but for its refusal of plain HTTP.
        let connector =
            HttpsConnectorBuilder::new().with_native_roots().https_or_http().enable_http2().build();
        let region = Region::Custom { name: "eu-central-1".to_owned(), endpoint: endpoint.to_owned() };
        Ok(Self(SsmClient::new_with(HttpClient::from_connector(connector), credentials, region)))
    }

    async fn get_parameter(&self) -> Result<usize, Failure> {
        let request = GetParameterRequest { name: "/app/host".to_owned(), with_decryption: Some(true) };
        let answer = self.0.get_parameter(request).await?;
        Ok(answer.parameter.and_then(|parameter| parameter.value).into_iter().count())
    }

    async fn get_parameters_by_path(&self) -> Result<usize, Failure> {
        let request = GetParametersByPathRequest {
            path: "/app".to_owned(),
            recursive: Some(true),
            ..GetParametersByPathRequest::default()
        };
        let answer = self.0.get_parameters_by_path(request).await?;
        Ok(answer.parameters.unwrap_or_default().len())
    }

    async fn list_commands(&self) -> Result<usize, Failure> {
        let request = ListCommandsRequest { max_results: Some(50), ..ListCommandsRequest::default() };
        let answer = self.0.list_commands(request).await?;
        Ok(answer.commands.unwrap_or_default().len())
    }
}

fn main() -> ExitCode {
    peers_calls::main::<Rusoto>()
}
