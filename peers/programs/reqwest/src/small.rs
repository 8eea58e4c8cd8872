//! A whole small program: a parameter is put, got, and listed with its neighbours.

mod client;
mod parameters;

use std::env;

use aws_credential_types::Credentials;
use client::{Client, Failure};
use parameters::{
    GetParameterRequest, GetParameterResponse, GetParametersByPathRequest, GetParametersByPathResponse,
    PutParameterRequest, PutParameterResponse,
};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let client = client_of_the_environment()?;
    let put = PutParameterRequest { name: "/app/host", value: "db1", r#type: "String", overwrite: true };
    let answer: PutParameterResponse = client.call("PutParameter", &put).await?;
    println!("{:?}", answer.version);
    let get = GetParameterRequest { name: "/app/host", with_decryption: true };
    let answer: GetParameterResponse = client.call("GetParameter", &get).await?;
    println!("{:?}", answer.parameter.and_then(|parameter| parameter.value));
    let mut next_token = None;
    loop {
        let by_path =
            GetParametersByPathRequest { path: "/app", recursive: true, next_token: next_token.as_deref() };
        let page: GetParametersByPathResponse = client.call("GetParametersByPath", &by_path).await?;
        for parameter in page.parameters {
            println!("{:?}", parameter.name);
        }
        next_token = page.next_token;
        if next_token.is_none() {
            break;
        }
    }
    println!("{}", option_env!("PEERS_EDIT").unwrap_or("as written"));
    Ok(())
}

fn client_of_the_environment() -> Result<Client, Failure> {
    let region = env::var("AWS_REGION")?;
    let credentials = Credentials::new(
        env::var("AWS_ACCESS_KEY_ID")?,
        env::var("AWS_SECRET_ACCESS_KEY")?,
        env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let endpoint =
        env::var("AWS_ENDPOINT_URL").unwrap_or_else(|_| format!("https://ssm.{region}.amazonaws.com/"));
    Client::new(&endpoint, &region, credentials)
}
