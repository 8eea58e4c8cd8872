//! An SSM of the program's own.

use ssm_client::{Client, TransportBuilder};
use ssm_local::LocalSsm;

use crate::Stop;

/// What the endpoint checks signatures with.
pub const LOCAL_KEY_ID: &str = "example";
/// What belongs to it.
pub const LOCAL_SECRET: &str = "checked-by-the-local-endpoint";

/// Starts an endpoint within the program, which checks signatures, and makes a client of it that looks at
/// nothing else.
///
/// # Errors
///
/// There is no port to listen on.
pub async fn start_local() -> Result<(Client, LocalSsm), Stop> {
    let local = LocalSsm::builder().credentials(LOCAL_KEY_ID, LOCAL_SECRET).start().await;
    let local = local.map_err(|error| Stop::failure(&error))?;
    Ok((builder(&local).build()?, local))
}

/// Begins a client of such an endpoint.
pub(crate) fn builder(local: &LocalSsm) -> TransportBuilder<Client> {
    Client::builder().without_env().region("us-east-1").endpoint_url(local.endpoint_url()).static_credentials(
        LOCAL_KEY_ID,
        LOCAL_SECRET,
        None,
    )
}
