//! Calls by https to an endpoint with a certificate authority of its own.

use std::path::Path;

use ssm_client::types::ParameterType;
use ssm_client::{Client, ErrorKind};
use ssm_local::{LocalSsm, Tls};

/// A client that trusts this authority, or those of the system.
fn client(ssm: &LocalSsm, authority: Option<&Path>) -> Client {
    let builder = Client::builder()
        .without_env()
        .region("eu-central-1")
        .static_credentials("id", "secret", None)
        .endpoint_url(ssm.https_url().unwrap());
    match authority {
        Some(file) => builder.ca_bundle(file.to_str().unwrap()).build().unwrap(),
        None => builder.build().unwrap(),
    }
}

#[tokio::test]
async fn a_client_that_trusts_the_authority_is_served_and_another_says_what_it_misses() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("https-of-the-client");
    let ssm = LocalSsm::builder().tls(Tls::new(&folder)).start().await.unwrap();
    let authority = ssm.certificate_authority().unwrap();
    let trusting = client(&ssm, Some(&authority));
    trusting.put_parameter("/by/https", "yes").r#type(ParameterType::String).send().await.unwrap();
    let read = trusting.get_parameter("/by/https").send().await.unwrap();
    assert_eq!(read.parameter.unwrap().value.as_deref(), Some("yes"));

    let error = client(&ssm, None).get_parameter("/by/https").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    ssm.shutdown().await;
}
