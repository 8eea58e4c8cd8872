//! Reading an object of S3, or whatever a URL leads to, with the connections of a transport.

use std::pin::Pin;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::SigningParams;
use bytes::Bytes;
use http::header::{CONTENT_RANGE, RANGE, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use super::Transport;
use crate::authentication::Proof;
use crate::deadline::Deadline;
use crate::failure::{ErrorKind, Failure, Part, ServiceError, header_text};
use crate::response::Advice;
use crate::retry::FailedAttempt;
use crate::seams::{Answer, Limits};
use crate::service::{OperationInfo, Safety};
use crate::uri::{is_https, is_loopback, origin, parse};

static GET_OBJECT: OperationInfo = OperationInfo::new("GetObject", Safety::ReadOnly);

/// The beginning of an object, or all of it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Object {
    /// The bytes, from the first one.
    pub bytes: Bytes,
    /// How many the object has.
    pub total_bytes: u64,
}

/// The future of [`Transport::download`].
pub type Download<'a> = Pin<Box<dyn Future<Output = Result<Object, Failure>> + Send + 'a>>;

impl Transport {
    /// Reads at most `max_bytes` from the beginning of what S3, or a server like it, has at `url`.
    ///
    /// The request is signed for S3 in `region` with this transport's credentials; without a region it is
    /// not signed, as is right for URLs that are signed themselves or public. Connections, certificates,
    /// proxies, time-outs and retries are those of this transport. Only https is allowed, but on this
    /// machine itself.
    ///
    /// # Errors
    ///
    /// A URL that cannot be called, and everything that can go wrong on the way. The code of an object
    /// that is not there is `NoSuchKey`. No error shows the path or the query of the URL.
    pub fn download<'a>(&'a self, url: &'a str, region: Option<&'a str>, max_bytes: usize) -> Download<'a> {
        Box::pin(async move {
            let refused =
                |why: &str| Failure::invalid_request(&GET_OBJECT, format!("its URL is refused: {why}"));
            let uri = parse(url).map_err(refused)?;
            if !is_https(&uri) && !is_loopback(&uri) {
                return Err(refused("it is plain http to another machine"));
            }
            if max_bytes == 0 {
                return Ok(Object::default());
            }
            let outcome = self.attempts(&uri, region, max_bytes).await;
            outcome.map_err(|failure| failure.of_operation(&GET_OBJECT).at_endpoint(&origin(&uri)))
        })
    }

    async fn attempts(&self, uri: &Uri, region: Option<&str>, max_bytes: usize) -> Result<Object, Failure> {
        let configuration = &self.0.configuration;
        let time_limit = configuration.call_timeout.as_ref().map(|timeout| timeout.value);
        let deadline = Deadline::of_call(time_limit);
        let attempts = configuration.max_attempts.value;
        let mut retries = self.0.retries.of_call(&configuration.seams, attempts, time_limit);
        loop {
            retries.next_attempt();
            let mut request = http::Request::new(Bytes::new());
            *request.uri_mut() = uri.clone();
            let last = HeaderValue::try_from(format!("bytes=0-{}", max_bytes - 1));
            request.headers_mut().insert(RANGE, last.map_err(|_| unusable("limit"))?);
            if let Some(region) = region {
                // What shows who calls in another way means nothing to S3.
                if let Proof::Credentials(credentials) = configuration.authentication.proof(deadline).await? {
                    add_signature(&mut request, &credentials, region, retries.signing_time())?;
                }
            }
            request.headers_mut().insert(USER_AGENT, configuration.user_agent.clone());
            let limits = Limits {
                deadline: deadline.or_sooner(configuration.attempt_timeout.value, "attempt time-out"),
                max_bytes,
            };
            let outcome = self.0.sender.send(request, limits).await;
            let failed = match outcome {
                Ok(answer) => match object(answer) {
                    Ok(object) => {
                        retries.succeeded();
                        return Ok(object);
                    }
                    Err(failed) => failed,
                },
                Err(failure) => failure.into(),
            };
            let FailedAttempt { failure, advice } = failed;
            let failure = failure.of_operation(&GET_OBJECT);
            let (wait, _) = retries.failed(FailedAttempt { failure, advice })?;
            configuration.seams.time.wait(wait).await;
        }
    }
}

/// What an answer to a request for the beginning says.
fn object(answer: Answer) -> Result<Object, FailedAttempt> {
    let Answer { status, headers, body, cut } = answer;
    match status {
        // Of an object without a byte there is no first one.
        StatusCode::RANGE_NOT_SATISFIABLE => return Ok(Object::default()),
        status if status.is_success() => {
            let total_bytes = total(&headers).unwrap_or(0).max(body.len() as u64);
            return Ok(Object { bytes: body, total_bytes });
        }
        _ => {}
    }
    let advice = Advice::of(&headers);
    let xml = String::from_utf8_lossy(&body).into_owned();
    let mut error = ServiceError::classify(status.as_u16(), &headers, Part { bytes: body, cut });
    error.code = error.code.or_else(|| element(&xml, "Code"));
    error.message = error.message.or_else(|| element(&xml, "Message"));
    let request_id = header_text(&headers, "x-amz-request-id");
    Err(FailedAttempt { failure: Failure::service(status.as_u16(), request_id, error), advice })
}

/// The length of the whole, of `bytes 0-99/1234`.
fn total(headers: &HeaderMap) -> Option<u64> {
    header_text(headers, CONTENT_RANGE.as_str())?.rsplit_once('/')?.1.parse().ok()
}

/// The text of an element of an error, which has no attributes.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    (!text.is_empty() && !text.contains('<')).then(|| text.to_owned())
}

/// Signs as S3 has it: paths as they are, and the hash of the body in a header.
fn add_signature(
    request: &mut http::Request<Bytes>,
    credentials: &Credentials,
    region: &str,
    time: SystemTime,
) -> Result<(), Failure> {
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    let identity = credentials.clone().into();
    let parameters = SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("s3")
        .time(time)
        .settings(settings)
        .build()
        .map_err(|_| unusable("region"))?
        .into();
    let range = request.headers().get(RANGE).and_then(|range| range.to_str().ok()).unwrap_or_default();
    let headers = [(RANGE.as_str(), range)].into_iter();
    let signable = SignableRequest::new("GET", request.uri().to_string(), headers, SignableBody::Bytes(&[]));
    let signed = signable.and_then(|signable| sign(signable, &parameters));
    let (instructions, _) = signed.map_err(|_| unusable("credentials"))?.into_parts();
    instructions.apply_to_request_http1x(request);
    Ok(())
}

fn unusable(what: &str) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, format!("its {what} cannot be used to sign"))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use bytes::Bytes;
    use http::header::AUTHORIZATION;

    use super::*;

    /// The example of a GET of an object in "Signature Calculations for the Authorization Header" of the
    /// Amazon S3 API Reference.
    #[test]
    fn the_signature_is_that_of_the_services_own_example() {
        let mut request = http::Request::new(Bytes::new());
        *request.uri_mut() = Uri::from_static("https://examplebucket.s3.amazonaws.com/test.txt");
        request.headers_mut().insert(RANGE, HeaderValue::from_static("bytes=0-9"));
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "example");
        let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        add_signature(&mut request, &credentials, "us-east-1", time).unwrap();
        let authorization = request.headers()[AUTHORIZATION].to_str().unwrap();
        let expected = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
        assert!(authorization.ends_with(&format!("Signature={expected}")), "{authorization}");
        assert!(!format!("{request:?}").contains(secret));
    }

    #[test]
    fn the_length_of_the_whole_and_the_words_of_an_error_are_found() {
        let mut headers = HeaderMap::new();
        assert_eq!(total(&headers), None);
        headers.insert(CONTENT_RANGE, HeaderValue::from_static("bytes 0-99/1234"));
        assert_eq!(total(&headers), Some(1234));
        headers.insert(CONTENT_RANGE, HeaderValue::from_static("bytes 0-99/*"));
        assert_eq!(total(&headers), None);
        let xml = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message></Message></Error>";
        assert_eq!(element(xml, "Code").as_deref(), Some("NoSuchKey"));
        assert_eq!((element(xml, "Message"), element(xml, "Error"), element(xml, "Key")), (None, None, None));
    }
}
