//! The clients that are compared.

mod hand_written;
mod unsigned;

use ssm_client::{Client, RetryMode};

pub use hand_written::HandWritten;
pub use unsigned::Unsigned;

/// The region of all clients here.
pub const REGION: &str = "eu-central-1";
/// The access key of all clients here, which is of no account.
pub const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
/// The secret that goes with it.
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// The parameter that all of them get.
pub const NAME: &str = "/app/production/database-07/connection-string";

/// This project's client, with its settings as they are but for the endpoint.
#[must_use]
pub fn ours(endpoint_url: &str) -> Client {
    Client::builder()
        .without_env()
        .region(REGION)
        .static_credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None)
        .endpoint_url(endpoint_url)
        .retry_mode(RetryMode::Standard)
        .build()
        .expect("the client is complete")
}

/// The HTTP client of the two that use reqwest. All calls here are plain http, so it has no TLS.
fn plain_http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client is set up")
}
