//! Credentials of IAM Identity Center: a login that a person made by another tool, such as
//! `aws sso login`, exchanged for those of a role.

mod token;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use bytes::Bytes;
use form_urlencoded::Serializer;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use super::cache::RENEW_BEFORE_EXPIRY;
use super::context::{Context, blocking};
use super::document;
use super::endpoint::{self, unmodelled};
use super::http::{Limits, request};
use super::unavailable::Unavailable;
use crate::failure::OneLine;
use crate::service::Service;
use crate::settings::Setting;
use token::{Renewal, Token};

pub(super) static PORTAL: Service = unmodelled("SSO", "awsssoportal", "portal.sso");
pub(super) static OIDC: Service = unmodelled("SSO OIDC", "sso-oauth", "oidc");

const BEARER_TOKEN: HeaderName = HeaderName::from_static("x-amz-sso_bearer_token");

const LIMITS: Limits =
    Limits { timeout: Duration::from_secs(5), name: "limit for single sign-on", attempts: 2 };

/// A refresh token may be good for one use only, so it is sent once.
const RENEWAL_LIMITS: Limits = Limits { attempts: 1, ..LIMITS };

/// A profile's settings for single sign-on.
pub(super) struct Login {
    pub(super) profile: String,
    pub(super) session: Option<String>,
    pub(super) start_url: String,
    pub(super) region: Setting,
    pub(super) account_id: String,
    pub(super) role_name: String,
}

pub(super) async fn load(context: &Context, login: &Login) -> Result<Credentials, Unavailable> {
    let token = current_token(context, login).await?;
    let place = login.endpoint(context, &PORTAL).await?;
    let query = Serializer::new(String::new())
        .append_pair("role_name", &login.role_name)
        .append_pair("account_id", &login.account_id)
        .finish();
    let mut bearer = HeaderValue::from_str(&token.access_token)
        .map_err(|_| Unavailable::failed("the login's token holds characters that a header cannot"))?;
    bearer.set_sensitive(true);
    let url = format!("{place}/federation/credentials?{query}");
    let request = request(Method::GET, &url, (BEARER_TOKEN, bearer), Bytes::new())?;
    let answer = context.http.send(request, &LIMITS).await.map_err(Unavailable::Failed)?;
    match answer.status {
        StatusCode::OK => {}
        StatusCode::UNAUTHORIZED => {
            return Err(Unavailable::failed(format_args!(
                "{place} does not accept the login any more: {}",
                login.advice()
            )));
        }
        status => {
            return Err(Unavailable::failed(format_args!(
                "{place} answered HTTP {} to the request for the role {} in the account {}{}",
                status.as_u16(),
                OneLine::name(&login.role_name),
                OneLine::name(&login.account_id),
                said(&answer.body, "message"),
            )));
        }
    }
    document::parse(&answer.body)
        .and_then(|document| role_credentials(&document))
        .map_err(|error| Unavailable::failed(format_args!("the answer of {place} cannot be used: {error}")))
        .and_then(document::unexpired)
}

/// The login's token, renewed if it is about to expire and can be.
async fn current_token(context: &Context, login: &Login) -> Result<Token, Unavailable> {
    let path = token::path(&context.home()?, login.key());
    let token = read(login, &path).await?;
    let now = SystemTime::now();
    if token.expires_at > now + RENEW_BEFORE_EXPIRY {
        return Ok(token);
    }
    let why_not = match token.renewal(now) {
        Some(renewal) => match renew(context, login, &renewal).await {
            Ok(answer) => return keep(token, &answer, path).await,
            Err(error) => format!("; renewing it failed: {error}"),
        },
        None => String::new(),
    };
    if token.expires_at > now {
        return Ok(token);
    }
    // Another program may have renewed it meanwhile, and the refresh token with it.
    let token = read(login, &path).await?;
    if token.expires_at > now {
        return Ok(token);
    }
    Err(Unavailable::failed(format_args!(
        "the login of {} expired at {}{why_not}: {}",
        OneLine::name(login.key()),
        document::shown(token.expires_at),
        login.advice()
    )))
}

async fn read(login: &Login, path: &Path) -> Result<Token, Unavailable> {
    let file = path.to_owned();
    blocking(move || Token::read(&file))
        .await
        .map_err(|error| Unavailable::failed(format_args!("{error}: {}", login.advice())))
}

/// `CreateToken` of the OIDC service.
async fn renew(context: &Context, login: &Login, renewal: &Renewal) -> Result<Value, Unavailable> {
    let url = format!("{}/token", login.endpoint(context, &OIDC).await?);
    let body = json!({
        "grantType": "refresh_token",
        "clientId": renewal.client_id,
        "clientSecret": renewal.client_secret,
        "refreshToken": renewal.refresh_token,
    });
    let content_type = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let request = request(Method::POST, &url, content_type, document::written(&body)?.into())?;
    let answer = context.http.send(request, &RENEWAL_LIMITS).await.map_err(Unavailable::Failed)?;
    if answer.status != StatusCode::OK {
        return Err(Unavailable::failed(format_args!(
            "{url} answered HTTP {}{}",
            answer.status.as_u16(),
            said(&answer.body, "error"),
        )));
    }
    document::parse(&answer.body)
        .and_then(|answer| document::text(&answer, "accessToken").map(|_| ()).map(|()| answer))
        .map_err(|error| Unavailable::failed(format_args!("the answer of {url} cannot be used: {error}")))
}

/// The renewed token, also for other tools. A file that cannot be written, as in a container, does
/// not keep the token from being used.
async fn keep(token: Token, answer: &Value, path: PathBuf) -> Result<Token, Unavailable> {
    let renewed = token.renewed(answer, SystemTime::now())?;
    blocking(move || {
        let _ = renewed.write(&path);
        Ok(renewed)
    })
    .await
}

fn role_credentials(document: &Value) -> Result<Credentials, Unavailable> {
    let given = document.get("roleCredentials").unwrap_or(&Value::Null);
    let milliseconds = given.get("expiration").and_then(Value::as_u64);
    let expiry = milliseconds
        .and_then(|since| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(since)))
        .ok_or_else(|| Unavailable::failed("expiration in it is not a number of milliseconds"))?;
    Ok(Credentials::new(
        document::text(given, "accessKeyId")?,
        document::text(given, "secretAccessKey")?,
        Some(document::text(given, "sessionToken")?.to_owned()),
        Some(expiry),
        "single sign-on",
    ))
}

/// What an error says of itself in this member.
fn said(body: &[u8], member: &str) -> String {
    let document = document::parse(body).unwrap_or(Value::Null);
    match document.get(member).and_then(Value::as_str) {
        Some(text) => format!(": {}", OneLine::name(text)),
        None => String::new(),
    }
}

impl Login {
    /// In the region of the single sign-on, whatever the program's is.
    async fn endpoint(&self, context: &Context, service: &Service) -> Result<String, Unavailable> {
        let sources = context.sources().await?;
        let parameters = context.endpoint_parameters(service, &sources, Some(self.region.clone()))?;
        endpoint::url(service, &parameters)
    }

    /// What the file of the login is named after.
    fn key(&self) -> &str {
        self.session.as_deref().unwrap_or(&self.start_url)
    }

    fn advice(&self) -> String {
        format!("run aws sso login --profile {}", OneLine::name(&self.profile))
    }
}
