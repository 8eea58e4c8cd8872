//! The proxies that requests go through.

mod bypass;
mod proxy;

use std::fmt;

use http::Uri;

use super::{Environment, Setting};
use crate::failure::Failure;
use crate::uri::is_https;
use bypass::Bypass;
pub(crate) use proxy::{Protocol, Proxy};

/// Which proxy a request goes through, by the URL it goes to. Requests to this machine's own
/// loopback addresses never go through one.
#[derive(Default)]
pub(crate) struct Proxies {
    for_http: Option<Configured>,
    for_https: Option<Configured>,
    bypass: Bypass,
}

/// A proxy that cannot be used is an error only for a request that would go through it: whoever
/// calls https need not care for what programs use that call http.
type Configured = Result<Proxy, String>;

impl Proxies {
    /// The proxies of the environment, as curl has them: `https_proxy`, `HTTPS_PROXY` or
    /// `http_proxy` by the scheme of the URL, else `all_proxy` or `ALL_PROXY`; none for the hosts in
    /// `no_proxy` or `NO_PROXY`. `HTTP_PROXY` does not count: a web server may have set it to what a
    /// stranger sent in a header.
    pub(crate) fn of_environment(environment: &Environment) -> Result<Self, Failure> {
        let first = |names: &[&'static str]| -> Result<Option<Configured>, Failure> {
            Ok(environment.first(names)?.map(Proxy::parse))
        };
        Ok(Self {
            for_http: first(&["http_proxy", "all_proxy", "ALL_PROXY"])?,
            for_https: first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
            bypass: environment
                .first(&["no_proxy", "NO_PROXY"])?
                .map_or_else(Bypass::default, |list| Bypass::parse(&list.value)),
        })
    }

    /// One proxy for everything.
    pub(crate) fn in_code(url: Setting) -> Result<Self, Failure> {
        let proxy = Proxy::parse(url).map_err(Failure::configuration)?;
        Ok(Self { for_http: Some(Ok(proxy.clone())), for_https: Some(Ok(proxy)), bypass: Bypass::default() })
    }

    /// The proxy for requests to a URI.
    pub(crate) fn for_uri(&self, uri: &Uri) -> Result<Option<&Proxy>, Failure> {
        let configured = if is_https(uri) { &self.for_https } else { &self.for_http };
        match configured {
            Some(configured) if !self.bypass.holds(uri) => {
                configured.as_ref().map(Some).map_err(Failure::configuration)
            }
            _ => Ok(None),
        }
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut proxies = f.debug_map();
        for (scheme, configured) in [("http", &self.for_http), ("https", &self.for_https)] {
            match configured {
                Some(Ok(proxy)) => proxies.entry(&scheme, &format_args!("{proxy}")),
                Some(Err(unusable)) => proxies.entry(&scheme, &format_args!("{unusable}")),
                None => proxies.entry(&scheme, &format_args!("none")),
            };
        }
        proxies.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Origin;
    use crate::uri;

    fn shown(variables: &[(&str, &str)], url: &str) -> String {
        let proxies = Proxies::of_environment(&Environment::of(variables)).unwrap();
        match proxies.for_uri(&uri::parse(url).unwrap()) {
            Ok(Some(proxy)) => proxy.to_string(),
            Ok(None) => "direct".into(),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn the_scheme_of_the_url_chooses_the_variable() {
        let all = [
            ("http_proxy", "http://a:1"),
            ("HTTP_PROXY", "http://b:2"),
            ("https_proxy", "https://c:3"),
            ("HTTPS_PROXY", "http://d:4"),
            ("all_proxy", "http://e:5"),
            ("ALL_PROXY", "http://f:6"),
        ];
        for (from, https, http) in [
            (0, "https://c:3 (from https_proxy)", "http://a:1 (from http_proxy)"),
            (1, "https://c:3 (from https_proxy)", "http://e:5 (from all_proxy)"),
            (3, "http://d:4 (from HTTPS_PROXY)", "http://e:5 (from all_proxy)"),
            (4, "http://e:5 (from all_proxy)", "http://e:5 (from all_proxy)"),
            (5, "http://f:6 (from ALL_PROXY)", "http://f:6 (from ALL_PROXY)"),
            (6, "direct", "direct"),
        ] {
            assert_eq!(shown(&all[from..], "https://example.com/"), https);
            assert_eq!(shown(&all[from..], "http://example.com/"), http);
        }
    }

    #[test]
    fn a_proxy_needs_no_scheme_and_shows_without_its_login() {
        for (value, proxy) in [
            ("proxy.example.com:3128", "http://proxy.example.com:3128 (from HTTPS_PROXY)"),
            ("proxy", "http://proxy (from HTTPS_PROXY)"),
            ("[::1]:3128", "http://[::1]:3128 (from HTTPS_PROXY)"),
            ("me@with:p@ss@proxy:80/", "http://proxy (from HTTPS_PROXY)"),
            ("SOCKS5H://me:hunter2@proxy", "socks5h://proxy:1080 (from HTTPS_PROXY)"),
            ("socks5://[::1]:9050", "socks5://[::1]:9050 (from HTTPS_PROXY)"),
        ] {
            assert_eq!(shown(&[("HTTPS_PROXY", value)], "https://example.com/"), proxy);
        }
    }

    #[test]
    fn loopback_is_never_called_through_a_proxy() {
        for url in ["http://localhost:1/", "https://127.0.0.1/", "https://[::1]:8/", "http://127.9.9.9/"] {
            assert_eq!(shown(&[("ALL_PROXY", "proxy:1")], url), "direct");
            let in_code = Setting::new("proxy:1", Origin::Code(".proxy(..)"));
            let proxies = Proxies::in_code(in_code).unwrap();
            assert!(proxies.for_uri(&uri::parse(url).unwrap()).unwrap().is_none());
        }
    }

    #[test]
    fn a_proxy_that_cannot_be_used_is_an_error_where_it_would_be() {
        for (value, why) in [
            (
                "socks4://me:hunter2@proxy:1",
                "its scheme is socks4; http, https, socks5 and socks5h are supported",
            ),
            ("http://me:hunter2@proxy:port", "its port is not a number from 0 to 65535"),
            ("http://me:hunter2@", "it names no host"),
            ("http://me:hunter2%ff@proxy:1", "its user name or password is not UTF-8"),
        ] {
            let variables = [("https_proxy", value)];
            let line = shown(&variables, "https://example.com/");
            assert_eq!(line, format!("the proxy (from https_proxy) cannot be used: {why}"));
            assert_eq!(shown(&variables, "http://example.com/"), "direct");
            assert_eq!(shown(&variables, "https://localhost/"), "direct");
        }
    }

    #[test]
    fn a_proxys_password_shows_nowhere() {
        let variables = [("ALL_PROXY", "http://me:hunter2@proxy:1"), ("https_proxy", "x://me:hunter2@y")];
        let proxies = Proxies::of_environment(&Environment::of(&variables)).unwrap();
        let shown = format!("{proxies:?}{proxies:#?}");
        assert!(!shown.contains("hunter2") && !shown.contains("me:"), "{shown}");
        assert!(shown.contains("http://proxy:1 (from ALL_PROXY)"), "{shown}");
    }
}
