//! A whole small program: a parameter is put, got, and listed with its neighbours.

use aws_config::BehaviorVersion;
use aws_sdk_ssm::types::ParameterType;
use aws_sdk_ssm::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::new(&aws_config::load_defaults(BehaviorVersion::latest()).await);
    let put = client.put_parameter().name("/app/host").value("db1");
    put.r#type(ParameterType::String).overwrite(true).send().await?;
    let answer = client.get_parameter().name("/app/host").with_decryption(true).send().await?;
    println!("{:?}", answer.parameter.and_then(|parameter| parameter.value));
    let by_path = client.get_parameters_by_path().path("/app").recursive(true);
    let mut pages = by_path.into_paginator().send();
    while let Some(page) = pages.try_next().await? {
        for parameter in page.parameters() {
            println!("{:?}", parameter.name());
        }
    }
    println!("{}", option_env!("PEERS_EDIT").unwrap_or("as written"));
    Ok(())
}
