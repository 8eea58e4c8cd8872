//! Where requests go: by region, or to a URL that the user names.

mod custom;
mod host;
mod partition;
mod region;

use http::Uri;

use crate::failure::{Failure, OneLine};
use crate::service::Service;
use crate::settings::Setting;
use crate::uri::{self, Host};
use region::check_region;

/// What decides where requests go.
#[derive(Clone)]
pub(crate) struct EndpointParameters {
    pub(crate) region: Setting,
    /// A custom endpoint, in place of the region's.
    pub(crate) url: Option<Setting>,
    pub(crate) use_fips: Setting<bool>,
    pub(crate) use_dual_stack: Setting<bool>,
    pub(crate) allow_insecure_http: Setting<bool>,
}

/// The resolved endpoint of a transport.
#[derive(Clone)]
pub(crate) struct Endpoint {
    url: Uri,
    shown: String,
}

impl Endpoint {
    /// Checks the parameters and applies the rules of the services' published endpoints.
    pub(crate) fn resolve(service: &Service, parameters: &EndpointParameters) -> Result<Self, Failure> {
        check_region(&parameters.region)?;
        match &parameters.url {
            Some(url) => {
                let parsed = custom::parse(url, parameters.allow_insecure_http.value)?;
                parameters.refuse_variants(&parsed)?;
                Ok(Self::at(parsed))
            }
            None => Self::of_region(service, parameters),
        }
    }

    fn of_region(service: &Service, parameters: &EndpointParameters) -> Result<Self, Failure> {
        let host = host::of_region(service, parameters)?;
        let url = format!("https://{host}/");
        uri::parse(&url).map(Self::at).map_err(|flaw| {
            Failure::configuration(format!("the service's endpoint {url} cannot be used: {flaw}"))
        })
    }

    fn at(url: Uri) -> Self {
        let shown = url.to_string().trim_end_matches('/').to_owned();
        Self { url, shown }
    }

    pub(crate) fn url(&self) -> &Uri {
        &self.url
    }

    /// The host's name or address, for traces.
    pub(crate) fn host(&self) -> Option<&str> {
        self.url.host()
    }

    /// The port, for traces: the scheme's unless the URL has one.
    pub(crate) fn port(&self) -> u16 {
        uri::port(&self.url)
    }

    /// The URL as errors show it: without the slash at its end.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// The URL that one request goes to. A host prefix comes before the host's name; addresses and
    /// `localhost`, which have no names below them, are left as they are.
    pub(crate) fn with_host_prefix(&self, prefix: Option<&str>) -> Result<Uri, Failure> {
        let Some(prefix) = prefix else { return Ok(self.url.clone()) };
        let Some(Host::Name(host)) = uri::host(&self.url) else { return Ok(self.url.clone()) };
        if uri::is_loopback(&self.url) {
            return Ok(self.url.clone());
        }
        let refuse = || {
            let why = format!("\"{}\" cannot begin a host name", OneLine::name(prefix));
            Failure::new(crate::ErrorKind::InvalidRequest, why)
        };
        if !prefix.split_inclusive('.').all(is_label_with_dot) || prefix.len() + host.len() > 253 {
            return Err(refuse());
        }
        let prefixed = self.url.to_string().replacen("://", &format!("://{prefix}"), 1);
        uri::parse(&prefixed).map_err(|_| refuse())
    }
}

impl EndpointParameters {
    /// FIPS and dual-stack choose among the published endpoints, so they mean nothing to another.
    fn refuse_variants(&self, url: &Uri) -> Result<(), Failure> {
        for (name, wanted) in [("FIPS", &self.use_fips), ("dual-stack", &self.use_dual_stack)] {
            if let (true, Some(custom)) = (wanted.value, &self.url) {
                return Err(Failure::configuration(format!(
                    "the endpoint \"{}\" ({}) and {name} ({}) exclude each other: a custom endpoint is \
                     called as it is; take one of the two back",
                    OneLine::name(url.to_string().trim_end_matches('/')),
                    custom.origin,
                    wanted.origin,
                )));
            }
        }
        Ok(())
    }

    /// Where the endpoint came from, for printing: its own URL, or the region's.
    pub(crate) fn endpoint_origin(&self) -> String {
        match &self.url {
            Some(url) => url.origin.to_string(),
            None => "of the region".to_owned(),
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
        Endpoint::resolve(&SSM, &parameters("us-east-1", Some(url), false, false)).unwrap()
    }

    fn parameters(region: &str, url: Option<&str>, fips: bool, dual_stack: bool) -> EndpointParameters {
        let said = |value| Setting { value, origin: Origin::Code("a test").into() };
        EndpointParameters {
            region: Setting::new(region, Origin::Code("a test")),
            url: url.map(|url| Setting::new(url, Origin::Variable("AWS_ENDPOINT_URL".into()))),
            use_fips: said(fips),
            use_dual_stack: said(dual_stack),
            allow_insecure_http: said(false),
        }
    }

    /// What the published rule set of Systems Manager gives for every region of every partition, and
    /// for regions that are in none, in all four variants: see `endpoint/published.tsv`.
    #[test]
    fn every_region_leads_where_the_published_rule_set_leads() {
        let mut cases = 0;
        for line in include_str!("endpoint/published.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [region, hosts @ ..] = columns.as_slice() else { panic!("{line}") };
            assert_eq!(hosts.len(), 4, "{line}");
            let variants = [(false, false), (true, false), (false, true), (true, true)];
            for (host, (fips, dual_stack)) in hosts.iter().zip(variants) {
                let endpoint = Endpoint::resolve(&SSM, &parameters(region, None, fips, dual_stack)).unwrap();
                assert_eq!(endpoint.shown(), format!("https://{host}"), "{line}");
                cases += 1;
            }
        }
        assert!(cases > 400, "{cases}");
    }

    #[test]
    fn a_custom_endpoint_excludes_fips_and_dual_stack() {
        for (fips, dual_stack, name) in
            [(true, false, "FIPS"), (false, true, "dual-stack"), (true, true, "FIPS")]
        {
            let parameters = parameters("us-east-1", Some("https://example.com"), fips, dual_stack);
            let line = Endpoint::resolve(&SSM, &parameters).err().unwrap().to_string();
            assert_eq!(
                line,
                format!(
                    "the endpoint \"https://example.com\" (from AWS_ENDPOINT_URL) and {name} (set by a test) \
                     exclude each other: a custom endpoint is called as it is; take one of the two back"
                )
            );
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
            assert_eq!(prefixed.to_string(), url);
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
                assert_eq!(outcome.unwrap().host(), Some("example.com"));
            } else {
                let failure = outcome.unwrap_err();
                assert_eq!(failure.kind(), crate::ErrorKind::InvalidRequest, "{prefix}");
            }
        }
    }
}
