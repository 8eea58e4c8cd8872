//! An endpoint that the user names by its URL.

use url::Url;

use crate::failure::{Failure, OneLine};
use crate::loopback::is_loopback;
use crate::settings::Setting;

/// Checks a URL as an endpoint: http or https, a host, perhaps a port and a path, nothing else; and
/// plain http only to this machine unless `allow_insecure_http`.
pub(super) fn parse(setting: &Setting, allow_insecure_http: bool) -> Result<Url, Failure> {
    let refuse = |why: &str| {
        Failure::configuration(format!(
            "the endpoint \"{}\" ({}) cannot be used: {why}",
            OneLine::name(&without_secrets(&setting.value)),
            setting.origin,
        ))
    };
    // The URL parser repairs what it can, as browsers do; a repaired endpoint would be a guess.
    if setting.value.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(refuse("it holds a space, a control character or a backslash"));
    }
    let after_scheme = setting.value.split_once("://").map(|(_, rest)| rest);
    if after_scheme.is_none_or(|rest| rest.starts_with('/')) {
        return Err(refuse("it does not begin with https:// and a host name"));
    }
    let mut url = Url::parse(&setting.value).map_err(|error| refuse(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse("its scheme is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() || setting.value.contains('@') {
        return Err(refuse("it must not hold a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("it must not hold a query or a fragment"));
    }
    if url.scheme() == "http" && !is_loopback(&url) && !allow_insecure_http {
        return Err(refuse(
            "requests carry credentials, and plain http would show them to the network; \
             use https, or allow it by .allow_insecure_http(true)",
        ));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
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

    fn custom(url: &str) -> Result<Url, String> {
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
            assert_eq!(custom(given).unwrap().as_str(), url);
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
