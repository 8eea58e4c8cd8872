//! One proxy.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderValue, Uri};
use percent_encoding::percent_decode_str;

use super::{Configured, Setting};
use crate::failure::OneLine;
use crate::settings::Origin;
use crate::uri;

/// A proxy. Its user name and password show in none of its texts.
#[derive(Clone)]
pub(crate) struct Proxy {
    uri: Uri,
    protocol: Protocol,
    login: Option<Login>,
    origin: Arc<Origin>,
}

/// How a proxy is asked for a connection.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Protocol {
    /// By `CONNECT` for https; plain http is handed to it whole.
    Http,
    /// By SOCKS 5, with an address for a target.
    Socks5,
    /// By SOCKS 5, with a name that the proxy resolves.
    Socks5h,
}

/// The user name and the password that a proxy wants to see.
#[derive(Clone)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: String,
    /// Both as the header `Proxy-Authorization` has them.
    pub(crate) basic: HeaderValue,
}

impl Proxy {
    /// A URL whose scheme, if it has none, is http.
    pub(super) fn parse(setting: Setting) -> Configured {
        let Setting { value, origin } = setting;
        // What cannot be parsed may hold a password anywhere, so no part of it is shown.
        let refuse = |why: &dyn fmt::Display| format!("the proxy ({origin}) cannot be used: {why}");
        let (scheme, rest) = value.split_once("://").unwrap_or(("http", &value));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (login, place) = match authority.rsplit_once('@') {
            Some((login, place)) => (Some(login), place),
            None => (None, authority),
        };
        let login = login.map(Login::parse).transpose().map_err(|why| refuse(&why))?;
        let scheme = scheme.to_ascii_lowercase();
        let protocol = match scheme.as_str() {
            "http" | "https" => Protocol::Http,
            "socks5" => Protocol::Socks5,
            "socks5h" => Protocol::Socks5h,
            other => {
                let other = OneLine::name(other);
                return Err(refuse(&format_args!(
                    "its scheme is {other}; http, https, socks5 and socks5h are supported"
                )));
            }
        };
        let mut uri = uri::parse(&format!("{scheme}://{place}")).map_err(|flaw| refuse(&flaw))?;
        if protocol != Protocol::Http && uri.port().is_none() {
            uri = uri::parse(&format!("{scheme}://{place}:1080")).map_err(|flaw| refuse(&flaw))?;
        }
        Ok(Self { uri, protocol, login, origin })
    }

    /// Where the proxy is.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    pub(crate) fn protocol(&self) -> Protocol {
        self.protocol
    }

    pub(crate) fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }
}

impl Login {
    /// Both are percent-encoded, as the parts of a URL are.
    fn parse(text: &str) -> Result<Self, &'static str> {
        let (user, password) = text.split_once(':').unwrap_or((text, ""));
        let decoded = |part| match percent_decode_str(part).decode_utf8() {
            Ok(text) => Ok(text.into_owned()),
            Err(_) => Err("its user name or password is not UTF-8"),
        };
        let (user, password) = (decoded(user)?, decoded(password)?);
        let encoded = BASE64_STANDARD.encode(format!("{user}:{password}"));
        let mut basic = HeaderValue::try_from(format!("Basic {encoded}"))
            .map_err(|_| "its user name or password is too long for a header")?;
        basic.set_sensitive(true);
        Ok(Self { user, password, basic })
    }
}

/// As errors show it: scheme, host, port and where it was set.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", uri::origin(&self.uri), self.origin)
    }
}
