//! Temporary credentials of a role, by the Security Token Service.

mod global;
mod xml;

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};

use super::context::Context;
use super::document;
use super::endpoint::{self, unmodelled};
use super::http::{Limits, request};
use super::unavailable::Unavailable;
use crate::failure::OneLine;
use crate::request::signing::{SigningScope, sign};
use crate::service::Service;

static STS: Service = unmodelled("STS", "sts", "sts");

const LIMITS: Limits =
    Limits { timeout: Duration::from_secs(5), name: "limit for the Security Token Service", attempts: 2 };

/// A role to assume.
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) duration_seconds: Option<u32>,
}

/// `AssumeRole`, signed with the credentials of who assumes it.
pub(super) async fn assume_role(
    context: &Context,
    role: &Role,
    with: Credentials,
) -> Result<Credentials, Unavailable> {
    let form = form(role, "AssumeRole", role.external_id.as_deref().map(|id| ("ExternalId", id)));
    let (region, url) = place(context).await?;
    let mut request = post(&url, form)?;
    let scope = SigningScope { region: &region, service: STS.signing_name, time: SystemTime::now() };
    sign(&mut request, with, &scope).map_err(|error| {
        Unavailable::failed(format_args!(
            "the credentials to assume {} with cannot sign: {error}",
            role.shown()
        ))
    })?;
    call(context, request, role).await
}

/// `AssumeRoleWithWebIdentity`, which is not signed: the token says who asks.
pub(super) async fn assume_role_with_web_identity(
    context: &Context,
    role: &Role,
    token: &str,
) -> Result<Credentials, Unavailable> {
    let form = form(role, "AssumeRoleWithWebIdentity", Some(("WebIdentityToken", token)));
    let (_, url) = place(context).await?;
    call(context, post(&url, form)?, role).await
}

/// The region to sign for, and the URL.
pub(super) async fn place(context: &Context) -> Result<(String, String), Unavailable> {
    let sources = context.sources().await?;
    let parameters = context.endpoint_parameters(&STS, &sources, None)?;
    if global::is_meant(&sources, &parameters)? {
        return Ok((global::REGION.to_owned(), global::URL.to_owned()));
    }
    let url = endpoint::url(&STS, &parameters)?;
    Ok((parameters.region.value, url))
}

fn form(role: &Role, action: &str, parameter: Option<(&str, &str)>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("Action", action)
        .append_pair("Version", "2011-06-15")
        .append_pair("RoleArn", &role.arn)
        .append_pair("RoleSessionName", &role.session_name());
    if let Some(seconds) = role.duration_seconds {
        form.append_pair("DurationSeconds", &seconds.to_string());
    }
    form.extend_pairs(parameter).finish()
}

fn post(url: &str, form: String) -> Result<http::Request<Bytes>, Unavailable> {
    let content_type = (CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    request(Method::POST, &format!("{url}/"), content_type, form.into())
}

async fn call(
    context: &Context,
    request: http::Request<Bytes>,
    role: &Role,
) -> Result<Credentials, Unavailable> {
    let failed = |reason: String| {
        Unavailable::failed(format_args!("the role {} could not be assumed: {reason}", role.shown()))
    };
    let answer = context.http.send(request, &LIMITS).await.map_err(&failed)?;
    let text = String::from_utf8_lossy(&answer.body);
    if !answer.status.is_success() {
        let code = xml::text(&text, "Code").unwrap_or_default();
        let message = xml::text(&text, "Message").unwrap_or_default();
        return Err(failed(
            format!(
                "STS answered HTTP {} {}: {}",
                answer.status.as_u16(),
                OneLine::name(&code),
                OneLine::message(&message),
            )
            .trim_end_matches([':', ' '])
            .to_owned(),
        ));
    }
    credentials(&text).map_err(|error| failed(error.to_string()))
}

fn credentials(answer: &str) -> Result<Credentials, Unavailable> {
    let element = |name| {
        xml::text(answer, name)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Unavailable::failed(format_args!("{name} is missing in the answer of STS")))
    };
    let expiry = document::timestamp(&element("Expiration")?)
        .ok_or_else(|| Unavailable::failed("Expiration in the answer of STS is not a date"))?;
    document::unexpired(Credentials::new(
        element("AccessKeyId")?,
        element("SecretAccessKey")?,
        Some(element("SessionToken")?),
        Some(expiry),
        "assumed role",
    ))
}

impl Role {
    fn shown(&self) -> OneLine<'_> {
        OneLine::name(&self.arn)
    }

    /// What the role's user is called in logs. Unless it is configured, the program's beginning of
    /// the session tells one from another.
    fn session_name(&self) -> String {
        self.session_name.clone().unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            format!("awsjson-transport-{}", since.as_millis())
        })
    }
}
