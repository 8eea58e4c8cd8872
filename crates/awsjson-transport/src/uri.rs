//! URIs: which are taken, and the hosts in them.

use std::net::{IpAddr, Ipv6Addr};

use http::Uri;
use http::uri::Scheme;

/// A host: an address, or a name that stands for some.
#[derive(Debug, PartialEq)]
pub(crate) enum Host<'a> {
    Name(&'a str),
    Address(IpAddr),
}

/// Reads an absolute URI: a scheme, a host, perhaps a port, a path and a query; no user name. Scheme
/// and host become lower case, and the scheme's own port and the fragment are left out. Nothing else
/// is repaired: a repaired URI would be a guess.
pub(crate) fn parse(text: &str) -> Result<Uri, &'static str> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err("it holds a space, a control character or a backslash");
    }
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| !scheme.is_empty()) else {
        return Err("it does not begin with https:// and a host name");
    };
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = split_authority(authority)?;
    let scheme = scheme.to_ascii_lowercase();
    let port = match (scheme.as_str(), port) {
        ("https", Some(443)) | ("http", Some(80)) | (_, None) => String::new(),
        (_, Some(port)) => format!(":{port}"),
    };
    if !rest.is_ascii() {
        return Err("its path is not in ASCII: percent-encode it");
    }
    let rest = rest.split('#').next().unwrap_or_default();
    format!("{scheme}://{}{port}{rest}", host.to_ascii_lowercase()).parse().map_err(|_| "it is not a URI")
}

fn split_authority(authority: &str) -> Result<(&str, Option<u16>), &'static str> {
    if authority.contains('@') {
        return Err("it must not hold a user name or password");
    }
    let end = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at(end);
    if host.is_empty() {
        return Err("it names no host");
    } else if !host.is_ascii() {
        return Err("its host name is not in ASCII: write it in its xn-- form");
    } else if !is_host(host) {
        return Err("its host is neither a name nor an address");
    }
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok((host, None)),
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().map(|port| (host, Some(port))).map_err(|_| NO_PORT)
        }
        _ => Err(NO_PORT),
    }
}

const NO_PORT: &str = "its port is not a number from 0 to 65535";

fn is_host(host: &str) -> bool {
    match bracketed(host) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_')),
    }
}

/// What stands between brackets, as addresses of IPv6 do.
fn bracketed(host: &str) -> Option<&str> {
    host.strip_prefix('[')?.strip_suffix(']')
}

/// A URI's host, which every URI of [`parse`] has.
pub(crate) fn host(uri: &Uri) -> Option<Host<'_>> {
    let text = uri.host()?;
    Some(match bracketed(text).unwrap_or(text).parse() {
        Ok(address) => Host::Address(address),
        Err(_) => Host::Name(text),
    })
}

/// The port that a URI leads to, also if it does not say so.
pub(crate) fn port(uri: &Uri) -> u16 {
    uri.port_u16().unwrap_or(if is_https(uri) { 443 } else { 80 })
}

/// A URI's host as requests name it: with the port, unless its scheme has that anyway.
pub(crate) fn host_and_port(uri: &Uri) -> Option<&str> {
    let authority = uri.authority()?;
    let default_port = match uri.scheme() {
        Some(scheme) if *scheme == Scheme::HTTPS => Some(443),
        Some(scheme) if *scheme == Scheme::HTTP => Some(80),
        _ => None,
    };
    let is_default = authority.port_u16().is_some_and(|port| Some(port) == default_port);
    Some(if is_default { authority.host() } else { authority.as_str() })
}

pub(crate) fn is_https(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

/// Whether the host is this machine by its very name: 127.0.0.0/8, ::1 or `localhost`.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    match host(uri) {
        Some(Host::Address(address)) => address.is_loopback(),
        Some(Host::Name(name)) => name == "localhost",
        None => false,
    }
}

/// A URI without path, query and user name: what may be shown of it.
pub(crate) fn origin(uri: &Uri) -> String {
    let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
    match uri.port_u16() {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_and_host_are_written_one_way() {
        for (text, uri) in [
            ("https://example.com", "https://example.com/"),
            ("HTTPS://Example.COM:443/A?b=C#d", "https://example.com/A?b=C"),
            ("http://example.com:80", "http://example.com/"),
            ("http://example.com:443/", "http://example.com:443/"),
            ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
            ("https://xn--bcher-kva.example?x", "https://xn--bcher-kva.example/?x"),
            ("socks5h://proxy:1080", "socks5h://proxy:1080/"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), uri);
        }
    }

    #[test]
    fn what_is_no_uri_says_why() {
        for (text, why) in [
            ("", "does not begin with"),
            ("example.com", "does not begin with"),
            ("https:/example.com", "does not begin with"),
            ("://example.com", "does not begin with"),
            ("ht^tps://example.com", "not a URI"),
            ("https://", "names no host"),
            ("https:///path", "names no host"),
            ("https://:8080", "names no host"),
            ("https://me@example.com", "user name"),
            ("https://b\u{fc}cher.example", "xn-- form"),
            ("https://example.com/b\u{fc}cher", "percent-encode"),
            ("https://exa mple.com", "a space"),
            ("https://exa%6dple.com", "neither a name nor an address"),
            ("https://[::1", "neither a name nor an address"),
            ("https://[1.2.3.4]", "neither a name nor an address"),
            ("https://::1", "names no host"),
            ("https://a:b:1", "its port is not"),
            ("https://example.com:", "its port is not"),
            ("https://example.com:+1", "its port is not"),
            ("https://example.com:65536", "its port is not"),
            ("https://[::1]x:1", "its port is not"),
        ] {
            let flaw = parse(text).unwrap_err();
            assert!(flaw.contains(why), "{text:?} {flaw}");
        }
    }

    #[test]
    fn addresses_are_told_from_names() {
        let host = |text: &str| format!("{:?}", super::host(&parse(text).unwrap()).unwrap());
        assert_eq!(host("http://[::1]:1/"), "Address(::1)");
        assert_eq!(host("http://127.0.0.1/"), "Address(127.0.0.1)");
        assert_eq!(host("http://127.0.0.1.example/"), "Name(\"127.0.0.1.example\")");
    }

    #[test]
    fn only_the_loopback_addresses_and_localhost_are_this_machine() {
        for (host, here) in [
            ("localhost", true),
            ("LocalHost:1", true),
            ("127.9.9.9", true),
            ("[::1]", true),
            ("0.0.0.0", false),
            ("[::2]", false),
            ("localhost.example", false),
            // A resolver may take these for 127.0.0.1, but nobody can rely on that.
            ("2130706433", false),
            ("127.1", false),
        ] {
            assert_eq!(is_loopback(&parse(&format!("http://{host}/")).unwrap()), here, "{host}");
        }
    }
}
