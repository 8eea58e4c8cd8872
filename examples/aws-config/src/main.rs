//! Lists parameters with credentials that `aws-config` finds.
//!
//! Whatever implements `ProvideCredentials` of the crate `aws-credential-types` fits as it is: a provider of
//! `aws-config`, as here, or one of your own. Region and endpoint come from where they come without it.

use std::error::Error;

use aws_config::BehaviorVersion;
use aws_smithy_http_client::tls::{self, rustls_provider::CryptoMode};
use ssm_client::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let provider = tls::Provider::Rustls(CryptoMode::Ring);
    let http_client = aws_smithy_http_client::Builder::new().tls_provider(provider).build_https();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(http_client).load().await;
    let credentials = config.credentials_provider().ok_or("aws-config is told to find no credentials")?;

    let client = Client::builder().credentials(credentials).load().await?;
    let mut parameters = client.describe_parameters().items();
    let mut count = 0;
    while let Some(parameter) = parameters.try_next().await? {
        println!("{}", parameter.name.unwrap_or_default());
        count += 1;
    }
    println!("{count} parameters");
    Ok(())
}
