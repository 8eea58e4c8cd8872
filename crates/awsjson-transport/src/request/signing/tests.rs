use std::time::Duration;

use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings};
use aws_sigv4::sign::v4;
use proptest::prelude::*;

use super::*;

/// 2015-08-30T12:36:00Z, the date of all the vectors.
fn suite_date() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn credentials(token: Option<&str>) -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET, token.map(str::to_owned), None, "test")
}

fn scope(service: &str) -> SigningScope<'_> {
    SigningScope { region: "us-east-1", service, time: suite_date() }
}

fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> http::Request<Vec<u8>> {
    let mut builder = http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.as_bytes().to_vec()).unwrap()
}

fn authorization(request: &http::Request<Vec<u8>>) -> &str {
    request.headers()[AUTHORIZATION].to_str().unwrap()
}

/// See `signing/vectors.tsv`.
#[test]
fn every_case_of_the_public_suite_gets_its_signature() {
    let signer = Signer::new();
    let mut cases = 0;
    for line in include_str!("vectors.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').map(|column| column.trim_start_matches('-')).collect();
        let [name, method, path, headers, body, token, signed_headers, signature] = columns.as_slice() else {
            panic!("{line}")
        };
        let url = format!("https://example.amazonaws.com{path}");
        let headers: Vec<_> = headers.split('|').filter_map(|header| header.split_once(':')).collect();
        let token = (!token.is_empty()).then_some(*token);
        let mut request = request(method, &url, &headers, body);
        signer.sign(&mut request, &credentials(token), &scope("service")).unwrap();
        let expected = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={signed_headers}, Signature={signature}"
        );
        assert_eq!(authorization(&request), expected, "{name}");
        assert_eq!(request.headers()[DATE], "20150830T123600Z", "{name}");
        assert_eq!(request.headers().get(SESSION_TOKEN).map(|value| value.to_str().unwrap()), token);
        cases += 1;
    }
    assert!(cases > 20, "{cases}");
}

/// The worked example of a signed request in the documentation of IAM.
#[test]
fn the_documented_list_users_request() {
    let mut request = request(
        "GET",
        "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
        &[("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
        "",
    );
    sign(&mut request, credentials(None), &scope("iam")).unwrap();
    assert_eq!(
        authorization(&request),
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date, \
         Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
    );
}

#[test]
fn credentials_that_no_header_can_hold_are_an_error_without_their_text() {
    for (key, token) in [("AKID\nX", None), ("AKID", Some("hunter2\n"))] {
        let credentials = Credentials::new(key, "secret", token.map(str::to_owned), None, "test");
        let mut request = request("POST", "https://example.com/", &[], "{}");
        let error = sign(&mut request, credentials, &scope("ssm")).unwrap_err();
        assert!(!format!("{error}{error:?}").contains("hunter2"));
    }
}

#[test]
fn the_signature_and_the_session_token_are_marked_as_secrets() {
    let mut request = request("POST", "https://example.com/", &[], "{}");
    sign(&mut request, credentials(Some("hunter2")), &scope("ssm")).unwrap();
    assert!(request.headers()[AUTHORIZATION].is_sensitive());
    assert!(request.headers()[SESSION_TOKEN].is_sensitive());
    assert!(!format!("{request:?}").contains("hunter2"));
}

#[test]
fn a_time_that_no_date_has_is_an_error() {
    let century = Duration::from_secs(36_525 * 24 * 3600);
    for time in [suite_date() + 90 * century, SystemTime::UNIX_EPOCH - 40 * century] {
        let mut request = request("POST", "https://example.com/", &[], "{}");
        let scope = SigningScope { time, ..scope("ssm") };
        assert!(sign(&mut request, credentials(None), &scope).is_err());
    }
}

#[test]
fn a_url_without_a_host_is_an_error() {
    let mut request = request("POST", "/path", &[], "{}");
    assert!(sign(&mut request, credentials(None), &scope("ssm")).is_err());
}

/// What the general signer of `aws-sigv4` says to the same request.
fn reference(
    request: &http::Request<Vec<u8>>,
    credentials: &Credentials,
    scope: &SigningScope<'_>,
) -> String {
    let identity = credentials.clone().into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let headers = request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let body = SignableBody::Bytes(request.body());
    let signable =
        SignableRequest::new(request.method().as_str(), request.uri().to_string(), headers, body).unwrap();
    let (instructions, _) = aws_sigv4::http_request::sign(signable, &parameters).unwrap().into_parts();
    let mut headers = instructions.headers();
    headers.find(|(name, _)| *name == "authorization").unwrap().1.to_owned()
}

proptest! {
    /// One signer throughout a case, so that keys are kept and replaced.
    #[test]
    fn signatures_are_those_of_the_general_signer(
        calls in prop::collection::vec(
            (
                ("(GET|POST|PUT)", "(/[a-zA-Z0-9%._~:@!$&'()*+,;=-]{0,4}|/\\.|/\\.\\.|/){0,6}", "(|\\?[a-zA-Z0-9%+=&._/:-]{0,30})", "(|:80|:443|:8443)", prop::bool::ANY),
                prop::collection::vec(("(a-x|b|b|content-type|x-amz-target|user-agent|x-amzn-trace-id|x-[a-z]{1,5})", "[ -~\t]{0,20}"), 0..6),
                prop::collection::vec(any::<u8>(), 0..200),
                ("[A-Z]{1,20}", "[ -~]{1,40}", prop::option::of("[a-zA-Z0-9/+=]{1,40}")),
                ("(us-east-1|eu-central-1)", "(ssm|sts|service)", 0_u64..4_000_000_000),
            ),
            1..4,
        ),
    ) {
        let signer = Signer::new();
        for (line, headers, body, (key, secret, token), (region, service, seconds)) in calls {
            let (method, path, query, port, secure) = line;
            let scheme = if secure { "https" } else { "http" };
            let Ok(uri) = format!("{scheme}://example.com{port}{path}{query}").parse::<http::Uri>() else { continue };
            let mut builder = http::Request::builder().method(method.as_str()).uri(uri);
            for (name, value) in &headers {
                builder = builder.header(name, value);
            }
            let mut request = builder.body(body).unwrap();
            let credentials = Credentials::new(key, secret, token, None, "test");
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let scope = SigningScope { region: &region, service: &service, time };
            let expected = reference(&request, &credentials, &scope);
            for _ in 0..2 {
                signer.sign(&mut request, &credentials, &scope).unwrap();
                prop_assert_eq!(authorization(&request), &expected);
            }
        }
    }

    /// A key is never used for what it was not derived for.
    #[test]
    fn a_kept_key_changes_no_signature(
        scopes in prop::collection::vec(("(a|b)", "(r1|r2)", "(s1|s2)", 0_u64..3, prop::option::of("(t|u)")), 2..20),
    ) {
        let signer = Signer::new();
        for (secret, region, service, day, token) in scopes {
            let credentials = Credentials::new("AKID", secret, token, None, "test");
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 24 * 3600);
            let scope = SigningScope { region: &region, service: &service, time };
            let mut one = request("POST", "https://example.com/", &[], "{}");
            let mut other = one.clone();
            signer.sign(&mut one, &credentials, &scope).unwrap();
            sign(&mut other, credentials, &scope).unwrap();
            prop_assert_eq!(one.headers(), other.headers());
        }
    }
}
