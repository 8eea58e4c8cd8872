//! An endpoint that the user names by its URL.

use http::Uri;

use crate::failure::{Failure, OneLine};
use crate::settings::Setting;
use crate::uri::{self, is_https, is_loopback};

/// Checks a URL as an endpoint: http or https, a host, perhaps a port and a path, nothing else; and
/// plain http only to this machine unless `allow_insecure_http`.
pub(super) fn parse(setting: &Setting, allow_insecure_http: bool) -> Result<Uri, Failure> {
    let refuse = |why: &str| {
        Failure::configuration(format!(
            "the endpoint \"{}\" ({}) cannot be used: {why}",
            OneLine::name(&without_secrets(&setting.value)),
            setting.origin,
        ))
    };
    let text = setting.value.as_str();
    let url = uri::parse(&if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
        .map_err(&refuse)?;
    if !matches!(url.scheme_str(), Some("http" | "https")) {
        return Err(refuse("its scheme is neither http nor https"));
    }
    if text.contains('@') {
        return Err(refuse("it must not hold a user name or password"));
    }
    if text.contains(['?', '#']) {
        return Err(refuse("it must not hold a query or a fragment"));
    }
    if !is_https(&url) && !is_loopback(&url) && !allow_insecure_http {
        return Err(refuse(
            "requests carry credentials, and plain http would show them to the network; \
             use https, or allow it by .allow_insecure_http(true)",
        ));
    }
    Ok(url)
}

/// A URL that is refused is shown, but a password or a signed query in it must not be.
fn without_secrets(url: &str) -> String {
    let (before_query, query) = match url.find(['?', '#']) {
        Some(start) => (&url[..start], "?…"),
        None => (url, ""),
    };
    match before_query.rsplit_once('@') {
        Some((before, host)) => {
            let scheme = before.find("://").map_or("", |end| &before[..end + 3]);
            format!("{scheme}…@{host}{query}")
        }
        None => format!("{before_query}{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Origin;

    fn custom(url: &str) -> Result<Uri, String> {
        let setting = Setting::new(url, Origin::Code(".endpoint_url(..)"));
        parse(&setting, false).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_path_is_kept_and_ends_with_a_slash() {
        for (given, url) in [
            ("https://example.com", "https://example.com/"),
            ("https://example.com/custom", "https://example.com/custom/"),
            ("https://example.com/a/b/", "https://example.com/a/b/"),
            ("HTTPS://Example.com:8443", "https://example.com:8443/"),
            ("http://[::1]:4566", "http://[::1]:4566/"),
            ("http://127.8.9.10", "http://127.8.9.10/"),
            ("http://localhost:4566", "http://localhost:4566/"),
        ] {
            assert_eq!(custom(given).unwrap().to_string(), url);
        }
    }

    #[test]
    fn plain_http_to_another_machine_is_refused() {
        for url in [
            "http://ssm.eu-central-1.amazonaws.com",
            "http://localhost.example.com",
            "http://0.0.0.0:4566",
            "http://10.0.0.1",
            "http://[::2]",
        ] {
            let line = custom(url).unwrap_err();
            assert!(line.contains("plain http"), "{line}");
            assert!(line.contains(url), "{line}");
            let setting = Setting::new(url, Origin::Code(".endpoint_url(..)"));
            assert!(parse(&setting, true).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_cannot_be_an_endpoint_is_refused_by_value_and_origin() {
        for url in [
            "",
            "localhost:4566",
            "example.com",
            "ftp://example.com",
            "file:///etc/passwd",
            "https:example.com",
            "https:/example.com",
            "https:///example.com",
            "https://",
            "https://example.com:99999",
            "https://example .com",
            " https://example.com",
            "https://example.com\\a",
            "https://exa\nmple.com",
            "https://[::1",
            "https://b\u{fc}cher.example",
        ] {
            let line = custom(url).unwrap_err();
            assert!(line.starts_with("the endpoint \""), "{line}");
            assert!(line.contains("(set by .endpoint_url(..))"), "{line}");
        }
    }

    #[test]
    fn a_refused_url_does_not_show_its_secrets() {
        for url in [
            "https://me:hunter2@example.com/",
            "https://hunter2@example.com",
            "https://example.com/?token=hunter2",
            "https://example.com/#hunter2",
            "me:hunter2@example.com",
            "https://:@hunter2@example.com?x@y",
        ] {
            let line = custom(url).unwrap_err();
            assert!(!line.contains("hunter2"), "{line}");
            assert!(line.contains("example.com"), "{line}");
        }
    }
}
