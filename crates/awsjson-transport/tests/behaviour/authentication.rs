//! Calls that are signed by something else than credentials, or not at all.

use std::error::Error;
use std::sync::{Arc, Mutex};

use awsjson_transport::{ErrorKind, RequestSigner, Transport};
use sha2::{Digest, Sha256};

use crate::server::{Answer, Request, Server};
use crate::support::{GET_PARAMETER, SSM, assert_reads_well, builder, call, in_process_with, texts};

/// Keeps what it is asked to sign.
#[derive(Clone, Default)]
struct Recording(Arc<Mutex<Vec<String>>>);

impl RequestSigner for Recording {
    fn key_id(&self) -> &str {
        "mi-0123456789abcdef0"
    }

    fn sign(&self, string_to_sign: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        self.0.lock().unwrap().push(string_to_sign.to_owned());
        Ok("c2lnbmVk+/==".to_owned())
    }
}

struct Refusing;

impl RequestSigner for Refusing {
    fn key_id(&self) -> &str {
        "mi-0123456789abcdef0"
    }

    fn sign(&self, _: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
        Err("the device is locked".into())
    }
}

#[tokio::test]
async fn an_anonymous_call_has_no_signature_and_no_date() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).anonymous().build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("x-amz-target"), Some("AmazonSSM.GetParameter"));
    for absent in ["authorization", "x-amz-date", "x-amz-security-token"] {
        assert_eq!(request.header(absent), None, "{absent}");
    }
    let shown = format!("{transport:?}");
    assert!(shown.contains("credentials: none, calls are anonymous"), "{shown}");
}

#[test]
fn an_anonymous_call_looks_for_no_credentials() {
    let variables = [("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")];
    if !in_process_with(&variables, "authentication::an_anonymous_call_looks_for_no_credentials") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
        let builder = Transport::builder_from_env(&SSM).endpoint_url(&server.url);
        // With half an access key in the environment any other call fails.
        let signed = call(&builder.build().unwrap(), &GET_PARAMETER).await.unwrap_err();
        assert_eq!(signed.kind(), ErrorKind::Credentials);
        let builder = Transport::builder_from_env(&SSM).endpoint_url(&server.url);
        call(&builder.anonymous().build().unwrap(), &GET_PARAMETER).await.unwrap();
        assert_eq!(server.requests()[0].header("authorization"), None);
    });
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a service puts together to check a signature, from nothing but what it received.
fn string_to_sign(request: &Request) -> String {
    let header = |name| request.header(name).unwrap();
    let names = ["content-type", "host", "x-amz-date", "x-amz-target"];
    let headers: String = names.iter().map(|name| format!("{name}:{}\n", header(name))).collect();
    let body = hexadecimal(&Sha256::digest(&request.body));
    let canonical = format!("POST\n/\n\n{headers}\n{}\n{body}", names.join(";"));
    let (date, hash) = (header("x-amz-date"), hexadecimal(&Sha256::digest(canonical)));
    format!("AWS4-HMAC-SHA256\n{date}\n{}/eu-central-1/ssm/aws4_request\n{hash}", &date[..8])
}

#[tokio::test]
async fn a_request_signer_gets_the_string_to_sign_and_gives_the_signature() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let signer = Recording::default();
    let transport = builder(&server.url).request_signer(signer.clone()).build().unwrap();
    call(&transport, &GET_PARAMETER).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(*signer.0.lock().unwrap(), [string_to_sign(request)]);
    let day = &request.header("x-amz-date").unwrap()[..8];
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=mi-0123456789abcdef0/{day}/eu-central-1/ssm/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=c2lnbmVk+/=="
    );
    assert_eq!(request.header("authorization"), Some(expected.as_str()));
    assert_eq!(request.header("x-amz-security-token"), None);
}

#[tokio::test]
async fn a_signer_that_cannot_sign_is_said_to_and_nothing_is_sent() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let transport = builder(&server.url).request_signer(Refusing).build().unwrap();
    let failure = call(&transport, &GET_PARAMETER).await.unwrap_err();
    assert_reads_well(&failure);
    assert_eq!((failure.kind(), failure.attempts()), (ErrorKind::Credentials, 0));
    assert!(failure.is_not_sent() && server.requests().is_empty());
    let texts = texts(&failure);
    assert!(texts[0].contains("what the request signer gave cannot be used to sign"), "{texts:?}");
    assert_eq!(texts[1..], ["no signature was made", "the device is locked"]);
}

#[tokio::test]
async fn what_is_said_last_counts() {
    let server = Server::answering(Answer::of("200 OK", &[], "{}")).await;
    let signer = Recording::default();
    let said = || builder(&server.url).anonymous().request_signer(signer.clone());
    call(&said().build().unwrap(), &GET_PARAMETER).await.unwrap();
    let again = said().static_credentials("AKIDLAST", "secret", None).build().unwrap();
    call(&again, &GET_PARAMETER).await.unwrap();
    let authorization = |index: usize| server.requests()[index].header("authorization").unwrap().to_owned();
    assert!(authorization(0).contains("Credential=mi-"), "{}", authorization(0));
    assert!(authorization(1).contains("Credential=AKIDLAST/"), "{}", authorization(1));
}
