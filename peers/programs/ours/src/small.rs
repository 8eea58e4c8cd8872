//! A whole small program: a parameter is put, got, and listed with its neighbours.

use ssm_client::types::ParameterType;
use ssm_client::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env().await?;
    client.put_parameter("/app/host", "db1").r#type(ParameterType::String).overwrite(true).send().await?;
    let answer = client.get_parameter("/app/host").with_decryption(true).send().await?;
    println!("{:?}", answer.parameter.and_then(|parameter| parameter.value));
    let mut parameters = client.get_parameters_by_path("/app").recursive(true).items();
    while let Some(parameter) = parameters.try_next().await? {
        println!("{:?}", parameter.name);
    }
    println!("{}", option_env!("PEERS_EDIT").unwrap_or("as written"));
    Ok(())
}
