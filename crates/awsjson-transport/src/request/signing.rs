//! Signature Version 4, in the headers of a request.

use std::error::Error;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

/// What a signature is valid for.
pub(crate) struct Scope<'a> {
    pub(crate) region: &'a str,
    pub(crate) service: &'a str,
    pub(crate) time: SystemTime,
}

/// Adds the date, the session token and the signature to a request. All headers that it has by now
/// are signed, and the host of its URL.
pub(crate) fn sign(
    request: &mut http::Request<Bytes>,
    credentials: Credentials,
    scope: &Scope<'_>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let identity = credentials.into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(SigningSettings::default())
        .build()?
        .into();
    let headers = request
        .headers()
        .iter()
        .map(|(name, value)| Ok((name.as_str(), value.to_str()?)))
        .collect::<Result<Vec<_>, http::header::ToStrError>>()?;
    let signable = SignableRequest::new(
        request.method().as_str(),
        request.uri().to_string(),
        headers.into_iter(),
        SignableBody::Bytes(request.body()),
    )?;
    let (instructions, _) = aws_sigv4::http_request::sign(signable, &params)?.into_parts();
    for header in instructions.into_parts().0 {
        let mut value = HeaderValue::from_str(header.value())?;
        value.set_sensitive(header.sensitive() || header.name() == "authorization");
        request.headers_mut().insert(HeaderName::from_static(header.name()), value);
    }
    Ok(())
}

/// The figures come from the public suite of signing test vectors (`aws-signing-test-suite`, v4) and
/// from the worked example of a signed ListUsers request in the documentation of IAM.
#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// 2015-08-30T12:36:00Z, the date of all the vectors.
    const DATE: Duration = Duration::from_secs(1_440_938_160);

    fn credentials(token: Option<&str>) -> Credentials {
        Credentials::new(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            token.map(str::to_owned),
            None,
            "test",
        )
    }

    fn authorization(mut request: http::Request<Bytes>, service: &str, token: Option<&str>) -> String {
        let scope = Scope { region: "us-east-1", service, time: SystemTime::UNIX_EPOCH + DATE };
        sign(&mut request, credentials(token), &scope).unwrap();
        assert_eq!(request.headers()["x-amz-date"], "20150830T123600Z");
        assert_eq!(request.headers().get("x-amz-security-token").map(|v| v.to_str().unwrap()), token);
        request.headers()["authorization"].to_str().unwrap().to_owned()
    }

    fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> http::Request<Bytes> {
        let mut builder = http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        builder.body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
    }

    const SCOPE: &str = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1";

    #[test]
    fn get_vanilla() {
        assert_eq!(
            authorization(request("GET", "https://example.amazonaws.com/", &[], ""), "service", None),
            format!(
                "{SCOPE}/service/aws4_request, SignedHeaders=host;x-amz-date, \
                 Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
            )
        );
    }

    #[test]
    fn post_vanilla() {
        assert_eq!(
            authorization(request("POST", "https://example.amazonaws.com/", &[], ""), "service", None),
            format!(
                "{SCOPE}/service/aws4_request, SignedHeaders=host;x-amz-date, \
                 Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
            )
        );
    }

    #[test]
    fn get_vanilla_with_session_token() {
        assert_eq!(
            authorization(
                request("GET", "https://example.amazonaws.com/", &[], ""),
                "service",
                Some("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267")
            ),
            format!(
                "{SCOPE}/service/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, \
                 Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"
            )
        );
    }

    #[test]
    fn post_x_www_form_urlencoded() {
        let body_hash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";
        assert_eq!(
            authorization(
                request(
                    "POST",
                    "https://example.amazonaws.com/",
                    &[
                        ("content-type", "application/x-www-form-urlencoded"),
                        ("content-length", "13"),
                        ("x-amz-content-sha256", body_hash),
                    ],
                    "Param1=value1"
                ),
                "service",
                None
            ),
            format!(
                "{SCOPE}/service/aws4_request, \
                 SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, \
                 Signature=d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"
            )
        );
    }

    #[test]
    fn the_documented_list_users_request() {
        assert_eq!(
            authorization(
                request(
                    "GET",
                    "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                    &[("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
                    ""
                ),
                "iam",
                None
            ),
            format!(
                "{SCOPE}/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, \
                 Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
            )
        );
    }

    #[test]
    fn credentials_that_no_header_can_hold_are_an_error_without_their_text() {
        for (key, token) in [("AKID\nX", None), ("AKID", Some("hunter2\n"))] {
            let credentials = Credentials::new(key, "secret", token.map(str::to_owned), None, "test");
            let scope = Scope { region: "us-east-1", service: "ssm", time: SystemTime::UNIX_EPOCH };
            let mut request = request("POST", "https://example.com/", &[], "{}");
            let error = sign(&mut request, credentials, &scope).unwrap_err();
            assert!(!format!("{error}{error:?}").contains("hunter2"));
        }
    }
}
