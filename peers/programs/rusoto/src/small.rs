//! A whole small program: a parameter is put, got, and listed with its neighbours.

use std::error::Error;

use rusoto_core::Region;
use rusoto_ssm::{GetParameterRequest, GetParametersByPathRequest, PutParameterRequest, Ssm, SsmClient};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = SsmClient::new(Region::default());
    client
        .put_parameter(PutParameterRequest {
            name: "/app/host".to_owned(),
            value: "db1".to_owned(),
            type_: Some("String".to_owned()),
            overwrite: Some(true),
            ..PutParameterRequest::default()
        })
        .await?;
    let answer = client
        .get_parameter(GetParameterRequest { name: "/app/host".to_owned(), with_decryption: Some(true) })
        .await?;
    println!("{:?}", answer.parameter.and_then(|parameter| parameter.value));
    let mut next_token = None;
    loop {
        let page = client
            .get_parameters_by_path(GetParametersByPathRequest {
                path: "/app".to_owned(),
                recursive: Some(true),
                next_token,
                ..GetParametersByPathRequest::default()
            })
            .await?;
        for parameter in page.parameters.unwrap_or_default() {
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
