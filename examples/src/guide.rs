//! What the code of the guides runs in.

#![allow(clippy::expect_used, clippy::panic, reason = "a guide whose code fails is a failed test")]

use std::error::Error;

use ssm_client::Client;
use ssm_client::types::ParameterType;
use ssm_local::LocalSsm;
use tokio::runtime::Builder;

/// The parameters that are there when a guide's code begins.
const PARAMETERS: [(&str, &str, ParameterType); 3] = [
    ("/app/db/host", "db-1.example.com", ParameterType::String),
    ("/app/db/password", "correct horse battery staple", ParameterType::SecureString),
    ("/app/db/port", "5432", ParameterType::String),
];

/// Runs a guide's code with a client of an endpoint of its own, which has three parameters below `/app/db`,
/// on a runtime with one thread.
///
/// # Panics
///
/// If the code fails.
pub fn guide(code: impl AsyncFnOnce(Client, LocalSsm) -> Result<(), Box<dyn Error>>) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let (key_id, secret) = ("AKIDEXAMPLE", "checked-by-the-endpoint");
        let local = LocalSsm::builder().credentials(key_id, secret).start().await.expect("a free port");
        let client = Client::builder()
            .without_env()
            .region("us-east-1")
            .endpoint_url(local.endpoint_url())
            .static_credentials(key_id, secret, None)
            .build()
            .expect("a usable configuration");
        for (name, value, kind) in PARAMETERS {
            client.put_parameter(name, value).r#type(kind).send().await.expect("a parameter is stored");
        }
        if let Err(error) = code(client, local).await {
            panic!("{error}: {error:?}");
        }
    });
}
