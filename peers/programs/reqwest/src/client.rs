//! What a program writes that calls a few operations without an SDK.

use std::error::Error;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use reqwest::Request;
use reqwest::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Whatever went wrong.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Signed calls to one endpoint.
pub(crate) struct Client {
    http: reqwest::Client,
    endpoint: String,
    region: String,
    credentials: Credentials,
}

impl Client {
    pub(crate) fn new(endpoint: &str, region: &str, credentials: Credentials) -> Result<Self, Failure> {
        // An error says that another part of the program chose a provider before; that one serves too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            http: reqwest::Client::builder().build()?,
            endpoint: endpoint.to_owned(),
            region: region.to_owned(),
            credentials,
        })
    }

    pub(crate) async fn call<I: Serialize, O: DeserializeOwned>(
        &self,
        operation: &str,
        input: &I,
    ) -> Result<O, Failure> {
        let body = serde_json::to_vec(input)?;
        let mut request = self
            .http
            .post(&self.endpoint)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("AmazonSSM.{operation}"))
            .build()?;
        self.sign(&mut request, &body)?;
        *request.body_mut() = Some(body.into());
        let response = self.http.execute(request).await?;
        let status = response.status();
        let answer = response.bytes().await?;
        if !status.is_success() {
            return Err(format!("{operation}: {status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok(serde_json::from_slice(&answer)?)
    }

    fn sign(&self, request: &mut Request, body: &[u8]) -> Result<(), Failure> {
        let identity = self.credentials.clone().into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name("ssm")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let headers = request.headers().iter().map(|(name, value)| Ok((name.as_str(), value.to_str()?)));
        let headers: Vec<_> = headers.collect::<Result<_, Failure>>()?;
        let signable = SignableRequest::new(
            request.method().as_str(),
            request.url().as_str(),
            headers.into_iter(),
            SignableBody::Bytes(body),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        for header in instructions.into_parts().0 {
            let value = HeaderValue::from_str(header.value())?;
            request.headers_mut().insert(HeaderName::from_static(header.name()), value);
        }
        Ok(())
    }
}
