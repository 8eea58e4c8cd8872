//! What opens a data channel: its URL and its token.

use std::fmt;

use zeroize::Zeroizing;

use crate::SessionError;

/// What opens a session's data channel.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) url: StreamUrl,
    pub(crate) token: Token,
}

/// A token, which stays unseen and is overwritten when it is dropped.
#[derive(Clone)]
pub(crate) struct Token(Zeroizing<String>);

impl Token {
    pub(crate) fn new(token: String) -> Self {
        Self(Zeroizing::new(token))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The URL of a data channel, as the service gave it. It may hold a signature, so it stays unseen but for its
/// beginning.
#[derive(Clone)]
pub(crate) struct StreamUrl {
    text: String,
    https: String,
    endpoint: String,
}

/// Each of these in a URL's query means that it is signed.
const OF_SIGNATURES: [&str; 7] = [
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-expires",
    "x-amz-signedheaders",
    "x-amz-signature",
    "x-amz-security-token",
];

impl StreamUrl {
    /// Takes `wss://` URLs, and `ws://` ones to this machine.
    pub(crate) fn parse(text: &str) -> Result<Self, SessionError> {
        let (scheme, rest) =
            text.split_once("://").ok_or(SessionError::Url("it does not begin with wss://"))?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "wss" => true,
            "ws" => false,
            _ => return Err(SessionError::Url("it does not begin with wss://")),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() || authority.contains('@') {
            return Err(SessionError::Url("it names no host, or a user"));
        }
        if !secure && !is_loopback(authority) {
            return Err(SessionError::Url("ws:// would send its token in clear to another machine"));
        }
        let https = format!("{}://{rest}", if secure { "https" } else { "http" });
        Ok(Self { https, endpoint: format!("{scheme}://{authority}"), text: text.to_owned() })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The same with the scheme of HTTP, as signatures and connections have it.
    pub(crate) fn https(&self) -> &str {
        &self.https
    }

    /// What may be shown of it.
    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Whether it was signed by somebody else: then it is used as it is, and once.
    pub(crate) fn is_signed(&self) -> bool {
        let query = self.text.split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|member| {
            let name = member.split('=').next().unwrap_or_default().to_ascii_lowercase();
            OF_SIGNATURES.contains(&name.as_str())
        })
    }
}

/// The transport looks again, by what the host is; this is for the error.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let address = host.parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for StreamUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamUrl").field(&self.endpoint).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_in_clear() {
        for (url, taken) in [
            ("wss://ssmmessages.eu-central-1.amazonaws.com/v1/data-channel/s?role=publish_subscribe", true),
            ("ws://127.0.0.1:4566/v1/data-channel/s", true),
            ("ws://[::1]:4566/", true),
            ("WS://LocalHost/", true),
            ("ws://example.com/", false),
            ("ws://127.0.0.1@example.com/", false),
            ("https://example.com/", false),
            ("wss://", false),
            ("", false),
        ] {
            assert_eq!(StreamUrl::parse(url).is_ok(), taken, "{url}");
        }
    }

    #[test]
    fn a_url_that_is_signed_is_known_by_its_query() {
        let signed = |url| StreamUrl::parse(url).unwrap().is_signed();
        assert!(!signed("wss://h/v1/data-channel/x-amz-date?role=publish_subscribe&cell-number=AAE"));
        assert!(signed("wss://h/p?role=publish_subscribe&X-Amz-Signature=00"));
    }

    #[test]
    fn what_is_secret_is_not_shown() {
        let access = Access {
            url: StreamUrl::parse("wss://h/p?X-Amz-Signature=canary").unwrap(),
            token: Token::new("canary".to_owned()),
        };
        assert!(!format!("{access:?}").contains("canary"));
    }
}
