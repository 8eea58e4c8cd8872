//! A program that is built without TLS.

#![cfg(not(any(feature = "ring", feature = "aws-lc-rs", feature = "native-tls")))]

use awsjson_transport::ErrorKind;

use crate::server::{Answer, Server};
use crate::support::{GET_PARAMETER, SEND_COMMAND, assert_reads_well, builder, call};

#[tokio::test]
async fn plain_http_works_and_https_names_the_features() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    call(&builder(&server.url).build().unwrap(), &GET_PARAMETER).await.unwrap();

    let transport = builder("https://localhost:1").build().unwrap();
    let failure = call(&transport, &SEND_COMMAND).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!(failure.kind(), ErrorKind::Configuration);
    assert_eq!(
        failure.to_string(),
        "SendCommand was not sent: https needs TLS, and this program is built without: switch on one of \
         the features ring, aws-lc-rs and native-tls"
    );
}
