//! The metadata service of an EC2 instance, version 2: a session first, then whatever is asked in it.

use std::net::IpAddr;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{Method, StatusCode, Uri};

use crate::credentials::context::Context;
use crate::credentials::http::{Answer, Limits, request};
use crate::credentials::unavailable::Unavailable;
use crate::failure::OneLine;
use crate::uri::{self, Host};

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const ENDPOINT_MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

const IPV4: &str = "http://169.254.169.254";
const IPV6: &str = "http://[fd00:ec2::254]";

/// Where there is such a service, it answers within milliseconds; elsewhere all programs wait for
/// this. One second and two attempts are what AWS tools use.
const LIMITS: Limits =
    Limits { timeout: Duration::from_secs(1), name: "limit for instance metadata", attempts: 2 };

/// How long a session with the metadata service may be used: six hours, the most it allows. Ours
/// lasts for three requests.
const SESSION_SECONDS: &str = "21600";

pub(super) struct Metadata<'a> {
    context: &'a Context,
    url: String,
}

impl<'a> Metadata<'a> {
    /// The service that the environment leads to, unless it says not to ask any.
    pub(super) fn of(context: &'a Context) -> Result<Self, Unavailable> {
        if context.variable(DISABLED)?.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Err(Unavailable::not_configured(format!("{DISABLED} is true")));
        }
        Ok(Self { context, url: url(context)? })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Begins a session. Where nothing answers, there is no such service: this is no EC2 instance.
    pub(super) async fn session(&self) -> Result<HeaderValue, Unavailable> {
        let seconds = HeaderValue::from_static(SESSION_SECONDS);
        let header = (HeaderName::from_static("x-aws-ec2-metadata-token-ttl-seconds"), seconds);
        let answer =
            self.ask(Method::PUT, "/latest/api/token", header).await.map_err(Unavailable::not_configured)?;
        if answer.status != StatusCode::OK {
            return Err(self.answered(&answer, "to the request for a session"));
        }
        let mut token = HeaderValue::from_bytes(answer.body.trim_ascii()).map_err(|_| {
            self.unusable(Unavailable::failed("the session's token holds characters that a header cannot"))
        })?;
        token.set_sensitive(true);
        Ok(token)
    }

    pub(super) async fn get(&self, path: &str, session: &HeaderValue) -> Result<Answer, Unavailable> {
        let header = (HeaderName::from_static("x-aws-ec2-metadata-token"), session.clone());
        self.ask(Method::GET, path, header).await.map_err(Unavailable::Failed)
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        header: (HeaderName, HeaderValue),
    ) -> Result<Answer, String> {
        let url = format!("{}{path}", self.url);
        let request = request(method, &url, header, Bytes::new()).map_err(|error| error.to_string())?;
        self.context.http.send(request, &LIMITS).await
    }

    pub(super) fn answered(&self, answer: &Answer, to: &str) -> Unavailable {
        let status = answer.status.as_u16();
        Unavailable::failed(format_args!("{} answered HTTP {status} {to}", self.url))
    }

    pub(super) fn unusable(&self, error: Unavailable) -> Unavailable {
        Unavailable::failed(format_args!("the answer of {} cannot be used: {error}", self.url))
    }
}

fn url(context: &Context) -> Result<String, Unavailable> {
    let Some(text) = context.variable(ENDPOINT)? else {
        return match context.variable(ENDPOINT_MODE)?.as_deref() {
            None => Ok(IPV4.to_owned()),
            Some(mode) if mode.eq_ignore_ascii_case("ipv4") => Ok(IPV4.to_owned()),
            Some(mode) if mode.eq_ignore_ascii_case("ipv6") => Ok(IPV6.to_owned()),
            Some(mode) => Err(Unavailable::failed(format_args!(
                "{ENDPOINT_MODE} is \"{}\"; it must be IPv4 or IPv6",
                OneLine::name(mode)
            ))),
        };
    };
    let url = uri::parse(&text)
        .map_err(|flaw| Unavailable::failed(format_args!("{ENDPOINT} is not a URL: {flaw}")))?;
    if uri::is_https(&url) || (url.scheme_str() == Some("http") && is_local(&url)) {
        return Ok(url.to_string().trim_end_matches('/').to_owned());
    }
    Err(Unavailable::failed(format_args!(
        "{ENDPOINT} leads to {}: over plain http only this machine and link-local addresses may be asked",
        OneLine::name(&uri::origin(&url)),
    )))
}

/// This machine, or an address that no router passes on; `fd00:ec2::/32` is that within AWS.
fn is_local(url: &Uri) -> bool {
    uri::is_loopback(url)
        || match uri::host(url) {
            Some(Host::Address(IpAddr::V4(address))) => address.is_link_local(),
            Some(Host::Address(IpAddr::V6(address))) => {
                address.is_unicast_link_local() || address.segments()[..2] == [0xfd00, 0xec2]
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_link_local_addresses_are_local() {
        for (host, local) in [
            ("localhost", true),
            ("127.0.0.1", true),
            ("169.254.169.254", true),
            ("[fd00:ec2::254]", true),
            ("[fe80::1]", true),
            ("10.0.0.1", false),
            ("[fd01::254]", false),
            ("instance.example.com", false),
        ] {
            let url = uri::parse(&format!("http://{host}/")).unwrap();
            assert_eq!(is_local(&url), local, "{host}");
        }
    }
}
