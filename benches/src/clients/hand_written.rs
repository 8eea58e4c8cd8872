use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use serde::{Deserialize, Serialize};

use super::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};

/// What a program writes that needs three operations and no client: reqwest, aws-sigv4 and serde, as
/// their documentation has it; no retries, no time-outs, no typed errors.
pub struct HandWritten {
    client: reqwest::Client,
    url: String,
    credentials: Credentials,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetParameterRequest<'a> {
    name: &'a str,
    with_decryption: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetParameterResponse {
    parameter: Parameter,
}

/// One parameter, all of it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Parameter {
    /// Where it is.
    #[serde(rename = "ARN")]
    pub arn: Option<String>,
    /// What kind of text it is.
    pub data_type: Option<String>,
    /// Seconds since 1970.
    pub last_modified_date: Option<f64>,
    /// Its name.
    pub name: Option<String>,
    /// String, StringList or SecureString.
    pub r#type: Option<String>,
    /// Its value.
    pub value: Option<String>,
    /// How often it was written.
    pub version: Option<i64>,
}

impl HandWritten {
    /// A client of this endpoint.
    #[must_use]
    pub fn new(endpoint_url: &str) -> Self {
        Self {
            client: super::plain_http(),
            url: format!("{endpoint_url}/"),
            credentials: Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "bench"),
        }
    }

    /// One parameter.
    pub async fn get_parameter(&self, name: &str) -> Option<Parameter> {
        let body = serde_json::to_vec(&GetParameterRequest { name, with_decryption: true }).ok()?;
        let request = self.signed("AmazonSSM.GetParameter", body)?;
        let request = reqwest::Request::try_from(request).ok()?;
        let response = self.client.execute(request).await.ok()?.error_for_status().ok()?;
        let answer: GetParameterResponse = serde_json::from_slice(&response.bytes().await.ok()?).ok()?;
        Some(answer.parameter)
    }

    fn signed(&self, target: &str, body: Vec<u8>) -> Option<http::Request<Vec<u8>>> {
        let mut request = http::Request::post(&self.url)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", target)
            .body(body)
            .ok()?;
        let identity = self.credentials.clone().into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name("ssm")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .ok()?
            .into();
        let headers =
            request.headers().iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let body = SignableBody::Bytes(request.body());
        let signable = SignableRequest::new("POST", request.uri().to_string(), headers, body).ok()?;
        let (instructions, _) = sign(signable, &parameters).ok()?.into_parts();
        instructions.apply_to_request_http1x(&mut request);
        Some(request)
    }
}
