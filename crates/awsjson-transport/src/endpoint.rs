//! Where requests go: by region, or to a URL that the user names.

mod custom;
mod partition;
mod region;

use url::{Host, Url};

use crate::failure::{Failure, OneLine};
use crate::service::Service;
use crate::settings::Setting;
use partition::Partition;
pub(crate) use region::check_region;

/// The resolved endpoint of a transport.
pub(crate) struct Endpoint {
    url: Url,
    shown: String,
}

impl Endpoint {
    /// The service's endpoint in a region that [`check_region`] has passed.
    pub(crate) fn of_region(service: &Service, region: &str) -> Result<Self, Failure> {
        let suffix = Partition::of(region).dns_suffix;
        let url = format!("https://{}.{region}.{suffix}/", service.endpoint_prefix);
        match Url::parse(&url) {
            Ok(url) => Ok(Self::at(url)),
            Err(error) => {
                Err(Failure::configuration(format!("the service's endpoint {url} is not a URL: {error}")))
            }
        }
    }

    /// An endpoint that the user names.
    pub(crate) fn custom(url: &Setting, allow_insecure_http: bool) -> Result<Self, Failure> {
        custom::parse(url, allow_insecure_http).map(Self::at)
    }

    fn at(url: Url) -> Self {
        let shown = url.as_str().trim_end_matches('/').to_owned();
        Self { url, shown }
    }

    /// The URL as errors show it: without the slash at its end.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The URL that one request goes to. A host prefix comes before the host's name; addresses and
    /// `localhost`, which have no names below them, are left as they are.
    pub(crate) fn with_host_prefix(&self, prefix: Option<&str>) -> Result<Url, Failure> {
        let mut url = self.url.clone();
        let (Some(prefix), Some(Host::Domain(host))) = (prefix, self.url.host()) else {
            return Ok(url);
        };
        if custom::is_loopback(&self.url) {
            return Ok(url);
        }
        let host = format!("{prefix}{host}");
        let fits = prefix.split_inclusive('.').all(is_label_with_dot)
            && host.len() <= 253
            && url.set_host(Some(&host)).is_ok();
        if fits {
            Ok(url)
        } else {
            Err(Failure::new(
                crate::ErrorKind::InvalidRequest,
                format!("\"{}\" cannot begin a host name", OneLine::name(prefix)),
            ))
        }
    }
}

fn is_label_with_dot(part: &str) -> bool {
    part.strip_suffix('.').is_some_and(|label| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::JsonVersion;
    use crate::settings::Origin;

    static SSM: Service = Service {
        id: "SSM",
        target_prefix: "AmazonSSM",
        signing_name: "ssm",
        endpoint_prefix: "ssm",
        json_version: JsonVersion::V1_1,
    };

    fn custom(url: &str) -> Endpoint {
        Endpoint::custom(&Setting::new(url, Origin::Code("a test")), false).unwrap()
    }

    #[test]
    fn a_region_leads_to_its_partitions_domain() {
        for (region, url) in [
            ("eu-central-1", "https://ssm.eu-central-1.amazonaws.com"),
            ("cn-north-1", "https://ssm.cn-north-1.amazonaws.com.cn"),
            ("us-gov-west-1", "https://ssm.us-gov-west-1.amazonaws.com"),
            ("eusc-de-east-1", "https://ssm.eusc-de-east-1.amazonaws.eu"),
            ("us-iso-east-1", "https://ssm.us-iso-east-1.c2s.ic.gov"),
        ] {
            let endpoint = Endpoint::of_region(&SSM, region).unwrap();
            assert_eq!(endpoint.shown(), url);
            assert!(endpoint.is_https());
        }
    }

    #[test]
    fn a_host_prefix_comes_before_the_host_name_only() {
        for (endpoint, url) in [
            ("https://example.com:8443/a", "https://foo.example.com:8443/a/"),
            ("http://localhost:4566", "http://localhost:4566/"),
            ("http://127.0.0.1:4566", "http://127.0.0.1:4566/"),
            ("https://[2001:db8::1]", "https://[2001:db8::1]/"),
        ] {
            let prefixed = custom(endpoint).with_host_prefix(Some("foo.")).unwrap();
            assert_eq!(prefixed.as_str(), url);
        }
    }

    #[test]
    fn a_host_prefix_cannot_change_which_host_is_called() {
        let endpoint = custom("https://example.com");
        let too_long = format!("{}.", "a".repeat(64));
        for prefix in
            ["", ".", "foo", "evil.com/.", "evil.com#.", "a@.", "a b.", "-a.", "a..", "%2f.", "ä.", &too_long]
        {
            let outcome = endpoint.with_host_prefix(Some(prefix));
            if prefix.is_empty() {
                assert_eq!(outcome.unwrap().host_str(), Some("example.com"));
            } else {
                let failure = outcome.unwrap_err();
                assert_eq!(failure.kind(), crate::ErrorKind::InvalidRequest, "{prefix}");
            }
        }
    }
}
