//! An SSM of the program's own.

use ssm_client::Client;
use ssm_local::LocalSsm;

use crate::Stop;

/// Starts an endpoint within the program, which checks signatures, and makes a client of it that looks at
/// nothing else.
///
/// # Errors
///
/// There is no port to listen on.
pub async fn start_local() -> Result<(Client, LocalSsm), Stop> {
    let (key_id, secret) = ("example", "checked-by-the-local-endpoint");
    let local = LocalSsm::builder().credentials(key_id, secret).start().await;
    let local = local.map_err(|error| Stop::failure(&error))?;
    let client = Client::builder()
        .without_env()
        .region("us-east-1")
        .endpoint_url(local.endpoint_url())
        .static_credentials(key_id, secret, None)
        .build()?;
    Ok((client, local))
}
