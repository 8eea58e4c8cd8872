//! Credentials of a container: ECS tasks, EKS Pod Identity, and what behaves like them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use http::{Method, Uri};

use super::context::{Context, blocking};
use super::document;
use super::http::{Limits, request};
use super::unavailable::Unavailable;
use crate::failure::OneLine;
use crate::settings::read_bounded;
use crate::uri::{self, Host};

const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL_URI: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Where a relative URI leads: the ECS agent.
const ECS_AGENT: &str = "http://169.254.170.2";

/// The hosts besides this machine that plain http is good for: the agents of ECS and of EKS, which
/// are reached without leaving the host.
const AGENTS: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)),
];

/// The agent may have to ask the service first.
const LIMITS: Limits =
    Limits { timeout: Duration::from_secs(5), name: "limit for container credentials", attempts: 2 };

pub(super) async fn load(context: &Context) -> Result<Credentials, Unavailable> {
    let url = url(context)?;
    let accept = (ACCEPT, HeaderValue::from_static("application/json"));
    let mut request = request(Method::GET, &url.to_string(), accept, Bytes::new())?;
    if let Some(token) = authorization(context).await? {
        request.headers_mut().insert(AUTHORIZATION, token);
    }
    let answer = context.http.send(request, &LIMITS).await.map_err(Unavailable::Failed)?;
    let place = uri::origin(&url);
    if !answer.status.is_success() {
        return Err(Unavailable::failed(format_args!("{place} answered HTTP {}", answer.status.as_u16())));
    }
    document::parse(&answer.body)
        .and_then(|document| document::credentials(&document, "Token", "container"))
        .map_err(|error| Unavailable::failed(format_args!("the answer of {place} cannot be used: {error}")))
        .and_then(document::unexpired)
}

fn url(context: &Context) -> Result<Uri, Unavailable> {
    if let Some(path) = context.variable(RELATIVE_URI)? {
        return match uri::parse(&format!("{ECS_AGENT}{path}")) {
            Ok(url) if path.starts_with('/') => Ok(url),
            _ => Err(Unavailable::failed(format_args!("{RELATIVE_URI} does not begin with a slash"))),
        };
    }
    let Some(text) = context.variable(FULL_URI)? else {
        return Err(Unavailable::not_configured(format!("{RELATIVE_URI} and {FULL_URI} are not set")));
    };
    let url = uri::parse(&text)
        .map_err(|flaw| Unavailable::failed(format_args!("{FULL_URI} is not a URL: {flaw}")))?;
    if uri::is_https(&url) || (url.scheme_str() == Some("http") && is_local(&url)) {
        return Ok(url);
    }
    Err(Unavailable::failed(format_args!(
        "{FULL_URI} leads to {}: over plain http only this machine, 169.254.170.2, 169.254.170.23 and \
         [fd00:ec2::23] may be asked, others over https",
        OneLine::name(&uri::origin(&url)),
    )))
}

fn is_local(url: &Uri) -> bool {
    uri::is_loopback(url)
        || matches!(uri::host(url), Some(Host::Address(address)) if AGENTS.contains(&address))
}

/// The token to show, of a file if there is one: EKS renews the file's.
async fn authorization(context: &Context) -> Result<Option<HeaderValue>, Unavailable> {
    let (origin, token) = match context.variable(TOKEN_FILE)? {
        Some(path) => {
            let token = blocking(move || {
                read_bounded(path.as_ref()).map_err(|error| {
                    Unavailable::failed(format_args!("{path} ({TOKEN_FILE}) cannot be read: {error}"))
                })
            });
            (TOKEN_FILE, Some(token.await?.trim().to_owned()))
        }
        None => (TOKEN, context.variable(TOKEN)?),
    };
    let Some(token) = token else { return Ok(None) };
    let mut value = HeaderValue::from_str(&token).map_err(|_| {
        Unavailable::failed(format_args!("the token of {origin} holds characters that a header cannot"))
    })?;
    value.set_sensitive(true);
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::credentials::context::InCode;
    use crate::credentials::http::Http;
    use crate::settings::Environment;

    #[test]
    fn a_relative_uri_leads_to_the_agent_of_ecs_and_comes_first() {
        let environment = Environment::of(&[(RELATIVE_URI, "/v2/a?b"), (FULL_URI, "http://localhost/")]);
        let http = Arc::new(Http::new(environment.clone()));
        let context = Context { environment, profile: None, in_code: InCode::default(), http };
        assert_eq!(url(&context).unwrap(), "http://169.254.170.2/v2/a?b");
    }

    #[test]
    fn this_machine_and_the_agents_are_local() {
        for (host, local) in [
            ("localhost", true),
            ("127.8.9.10", true),
            ("[::1]", true),
            ("169.254.170.2", true),
            ("169.254.170.23", true),
            ("[fd00:ec2::23]", true),
            ("169.254.170.3", false),
            ("[fd00:ec2::24]", false),
            ("localhost.example.com", false),
            ("[::ffff:10.0.0.1]", false),
        ] {
            let url = uri::parse(&format!("http://{host}:1234/x")).unwrap();
            assert_eq!(is_local(&url), local, "{host}");
        }
    }
}
