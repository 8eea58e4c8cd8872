use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use http::{Request, StatusCode};
use http_body_util::Full;
use hyper::body::Bytes;
use ssm_local::LocalSsm;

use crate::support::{Answer, request, send};

const BODY: &str = "{}";

async fn verifying() -> LocalSsm {
    LocalSsm::builder().region("eu-west-1").credentials("AKIDEXAMPLE", "wJalrXUtnFEMI").start().await.unwrap()
}

/// How a request is signed.
struct Signing {
    secret: &'static str,
    id: &'static str,
    token: Option<&'static str>,
    region: &'static str,
    service: &'static str,
    time: SystemTime,
}

impl Default for Signing {
    fn default() -> Self {
        Self {
            secret: "wJalrXUtnFEMI",
            id: "AKIDEXAMPLE",
            token: None,
            region: "eu-west-1",
            service: "ssm",
            time: SystemTime::now(),
        }
    }
}

impl Signing {
    fn request(&self) -> Request<Full<Bytes>> {
        let mut request = request("DescribeParameters", BODY);
        let token = self.token.map(str::to_owned);
        let identity = Credentials::new(self.id, self.secret, token, None, "test").into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.time)
            .settings(SigningSettings::default())
            .build()
            .unwrap()
            .into();
        let headers: Vec<(String, String)> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let signable = SignableRequest::new(
            "POST",
            "http://127.0.0.1/",
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())),
            SignableBody::Bytes(BODY.as_bytes()),
        );
        let (instructions, _) = sign(signable.unwrap(), &params).unwrap().into_parts();
        instructions.apply_to_request_http1x(&mut request);
        request
    }

    async fn send(&self, ssm: &LocalSsm) -> Answer {
        send(ssm.port(), self.request()).await
    }
}

fn assert_refused(answer: &Answer, code: &str) {
    assert_eq!((answer.error().0, answer.status), (code, StatusCode::BAD_REQUEST), "{}", answer.body);
    assert!(!answer.body.to_string().contains("wJalrXUtnFEMI"));
}

#[tokio::test]
async fn a_request_signed_with_the_secret_is_accepted() {
    let ssm = verifying().await;
    assert_eq!(Signing::default().send(&ssm).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_token_is_accepted_if_it_is_signed() {
    let ssm = verifying().await;
    let signing = Signing { token: Some("session"), ..Signing::default() };
    assert_eq!(signing.send(&ssm).await.status, StatusCode::OK);

    let mut unsigned = Signing::default().request();
    unsigned.headers_mut().insert("x-amz-security-token", "session".parse().unwrap());
    assert_refused(&send(ssm.port(), unsigned).await, "InvalidSignatureException");
}

#[tokio::test]
async fn a_request_without_a_signature_is_refused() {
    let ssm = verifying().await;
    let answer = send(ssm.port(), request("DescribeParameters", BODY)).await;
    assert_refused(&answer, "MissingAuthenticationTokenException");
}

#[tokio::test]
async fn an_unknown_access_key_and_a_wrong_secret_are_told_apart() {
    let ssm = verifying().await;
    let unknown = Signing { id: "AKIDOTHER", ..Signing::default() };
    assert_refused(&unknown.send(&ssm).await, "UnrecognizedClientException");
    let wrong = Signing { secret: "a guess", ..Signing::default() };
    assert_refused(&wrong.send(&ssm).await, "InvalidSignatureException");
}

#[tokio::test]
async fn a_signature_for_no_region_or_another_service_is_refused() {
    let ssm = verifying().await;
    let region = Signing { region: "No Region", ..Signing::default() };
    assert_refused(&region.send(&ssm).await, "InvalidSignatureException");
    let service = Signing { service: "ec2", ..Signing::default() };
    assert_refused(&service.send(&ssm).await, "InvalidSignatureException");
}

#[tokio::test]
async fn clocks_may_differ_by_less_than_five_minutes() {
    let ssm = verifying().await;
    let at = |time| Signing { time, ..Signing::default() };
    let now = SystemTime::now();
    let (near, far) = (Duration::from_secs(4 * 60), Duration::from_secs(6 * 60));
    assert_eq!(at(now - near).send(&ssm).await.status, StatusCode::OK);
    assert_eq!(at(now + near).send(&ssm).await.status, StatusCode::OK);
    assert_refused(&at(now - far).send(&ssm).await, "InvalidSignatureException");
    assert_refused(&at(now + far).send(&ssm).await, "InvalidSignatureException");
}

#[tokio::test]
async fn whatever_was_changed_after_signing_is_noticed() {
    let ssm = verifying().await;
    let mut body = Signing::default().request();
    *body.body_mut() = Full::new(Bytes::from_static(br#"{"MaxResults":1}"#));
    let mut target = Signing::default().request();
    target.headers_mut().insert("x-amz-target", "AmazonSSM.DeleteParameter".parse().unwrap());
    let mut date = Signing::default().request();
    let other = Signing { time: SystemTime::now() - Duration::from_secs(60), ..Signing::default() }.request();
    date.headers_mut().insert("x-amz-date", other.headers()["x-amz-date"].clone());
    for changed in [body, target, date] {
        assert_refused(&send(ssm.port(), changed).await, "InvalidSignatureException");
    }
}

#[tokio::test]
async fn incomplete_signatures_are_refused_as_such() {
    let ssm = verifying().await;
    let mut no_date = Signing::default().request();
    no_date.headers_mut().remove("x-amz-date");
    assert_refused(&send(ssm.port(), no_date).await, "IncompleteSignatureException");
    let mut bad_date = Signing::default().request();
    bad_date.headers_mut().insert("x-amz-date", "yesterday".parse().unwrap());
    assert_refused(&send(ssm.port(), bad_date).await, "IncompleteSignatureException");
    for authorization in ["Bearer abc", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE", "AWS4-HMAC-SHA256"] {
        let mut request = Signing::default().request();
        request.headers_mut().insert("authorization", authorization.parse().unwrap());
        assert_refused(&send(ssm.port(), request).await, "IncompleteSignatureException");
    }
}

#[tokio::test]
async fn a_signature_that_leaves_out_the_target_is_refused() {
    let ssm = verifying().await;
    let mut request = Signing::default().request();
    let authorization = request.headers()["authorization"].to_str().unwrap().replace(";x-amz-target", "");
    request.headers_mut().insert("authorization", authorization.parse().unwrap());
    let answer = send(ssm.port(), request).await;
    assert_refused(&answer, "InvalidSignatureException");
    assert!(answer.error().1.contains("x-amz-target"), "{}", answer.body);
}

#[tokio::test]
async fn without_credentials_any_signature_is_accepted() {
    let ssm = LocalSsm::start().await.unwrap();
    assert_eq!(Signing::default().send(&ssm).await.status, StatusCode::OK);
    let unsigned = send(ssm.port(), request("DescribeParameters", BODY)).await;
    assert_eq!(unsigned.status, StatusCode::OK);
}

#[test]
fn the_builder_does_not_print_the_secret() {
    let builder = LocalSsm::builder().credentials("AKIDEXAMPLE", "wJalrXUtnFEMI");
    assert!(!format!("{builder:?}").contains("wJalrXUtnFEMI"));
}
