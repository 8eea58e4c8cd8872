//! The hosts that are called without a proxy.

use std::net::IpAddr;

use http::Uri;

use crate::uri::{Host, host, is_loopback};

/// The hosts that `NO_PROXY` lists. The loopback addresses are among them without being listed.
#[derive(Default)]
pub(super) struct Bypass {
    entries: Vec<Entry>,
}

enum Entry {
    /// `*`
    Everything,
    /// A host, and all hosts below it.
    Domain(String),
    /// Addresses that agree with this one in their first bits.
    Network(IpAddr, u32),
}

impl Bypass {
    /// A list separated by commas or white space, of `*`, host names (with or without a dot or `*.`
    /// before them), addresses, and networks such as `10.0.0.0/8`. What is none of these matches
    /// nothing.
    pub(super) fn parse(list: &str) -> Self {
        let entries = list.split(|c: char| c == ',' || c.is_whitespace()).filter(|entry| !entry.is_empty());
        Self { entries: entries.map(Entry::parse).collect() }
    }

    /// Whether a URL's host is among them.
    pub(super) fn holds(&self, uri: &Uri) -> bool {
        is_loopback(uri) || self.entries.iter().any(|entry| host(uri).is_some_and(|host| entry.holds(&host)))
    }
}

impl Entry {
    fn parse(text: &str) -> Self {
        if text == "*" {
            return Self::Everything;
        }
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, bits.parse().ok()),
            None => (text, Some(u32::MAX)),
        };
        let address = address.strip_prefix('[').and_then(|a| a.strip_suffix(']')).unwrap_or(address);
        match (address.parse(), bits) {
            (Ok(address), Some(bits)) => Self::Network(address, bits),
            _ => {
                let name = text.strip_prefix('*').unwrap_or(text);
                Self::Domain(name.trim_matches('.').to_ascii_lowercase())
            }
        }
    }

    fn holds(&self, host: &Host<'_>) -> bool {
        match (self, host) {
            (Self::Everything, _) => true,
            (Self::Domain(domain), Host::Name(name)) => name
                .trim_end_matches('.')
                .strip_suffix(domain.as_str())
                .is_some_and(|before| !domain.is_empty() && (before.is_empty() || before.ends_with('.'))),
            (Self::Network(IpAddr::V4(network), bits), Host::Address(IpAddr::V4(address))) => {
                let differing = u32::from(*network) ^ u32::from(*address);
                differing.checked_shr(32_u32.saturating_sub(*bits)).unwrap_or(0) == 0
            }
            (Self::Network(IpAddr::V6(network), bits), Host::Address(IpAddr::V6(address))) => {
                let differing = u128::from(*network) ^ u128::from(*address);
                differing.checked_shr(128_u32.saturating_sub(*bits)).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_below_a_listed_one_are_called_directly() {
        for (list, host, direct) in [
            ("*", "example.com", true),
            ("example.com", "example.com", true),
            ("example.com", "ssm.example.com", true),
            ("example.com", "badexample.com", false),
            ("example.com", "example.com.evil.net", false),
            (".example.com", "example.com", true),
            (".example.com", "a.b.example.com", true),
            ("*.example.com", "a.example.com", true),
            ("EXAMPLE.com", "a.Example.COM", true),
            ("example.com.", "example.com", true),
            ("example.com", "example.com.", true),
            ("a.net, .amazonaws.com", "ssm.eu-west-1.amazonaws.com", true),
            ("a.net b.net\tc.net", "b.net", true),
            (",, ,", "example.com", false),
            (".", "example.com", false),
            ("", "localhost", true),
            ("", "127.0.0.1", true),
            ("", "127.1.2.3", true),
            ("", "[::1]", true),
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false),
            ("10.1.2.3/32", "10.1.2.4", false),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("0.0.0.0/0", "[2001:db8::1]", false),
            ("0.0.0.0/0", "example.com", false),
            ("10.0.0.0/x", "10.0.0.1", false),
            ("10.0.0.0/99", "10.0.0.0", true),
            ("2001:db8::/32", "[2001:db8:1::1]", true),
            ("2001:db8::/32", "[2001:db9::1]", false),
            ("[2001:db8::1]", "[2001:db8::1]", true),
            ("::/0", "[2001:db8::1]", true),
            ("1.2.3", "91.2.3", false),
        ] {
            let uri = crate::uri::parse(&format!("https://{host}/")).unwrap();
            assert_eq!(Bypass::parse(list).holds(&uri), direct, "{list:?} and {host:?}");
        }
    }
}
