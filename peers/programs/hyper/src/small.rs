//! A whole small program: a parameter is put, got, and listed with its neighbours.

mod client;

use client::{Client, Failure};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let client = Client::new(&std::env::var("AWS_ENDPOINT_URL")?);
    let put = r#"{"Name":"/app/host","Value":"db1","Type":"String","Overwrite":true}"#;
    println!("{:?}", client.call("PutParameter", put).await?);
    let get = r#"{"Name":"/app/host","WithDecryption":true}"#;
    println!("{:?}", client.call("GetParameter", get).await?);
    let by_path = r#"{"Path":"/app","Recursive":true}"#;
    println!("{:?}", client.call("GetParametersByPath", by_path).await?);
    println!("{}", option_env!("PEERS_EDIT").unwrap_or("as written"));
    Ok(())
}
