//! Where output is kept in full.

use std::fmt;

/// An object in S3 that holds what a plugin printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OutputPlace {
    /// The region of the bucket, as far as it is known.
    pub region: Option<String>,
    /// The bucket.
    pub bucket: String,
    /// The object's key, not encoded.
    pub key: String,
}

impl OutputPlace {
    /// The object of this key in a bucket of this region.
    #[must_use]
    pub fn new(region: impl Into<String>, bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { region: Some(region.into()), bucket: bucket.into(), key: key.into() }
    }

    /// The place that the service names by this URL; none if it names none.
    pub(super) fn of(url: &str, region: Option<&str>) -> Option<Self> {
        let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
        let (within_host, service) = match host.find("s3.").or_else(|| host.find("s3-")) {
            Some(0) => (None, host),
            Some(at) => (host.get(..at)?.strip_suffix('.'), host.get(at..)?),
            None => return None,
        };
        let (bucket, key) = match within_host {
            Some(bucket) => (bucket, path),
            None => path.split_once('/')?,
        };
        if bucket.is_empty() || key.is_empty() {
            return None;
        }
        let of_host = service.get(3..).and_then(|rest| rest.split('.').next());
        let of_host = of_host.filter(|region| *region != "amazonaws" && !region.is_empty());
        let region = region.filter(|region| !region.is_empty()).or(of_host).map(str::to_owned);
        Some(Self { region, bucket: bucket.to_owned(), key: key.to_owned() })
    }
}

/// `s3://bucket/key`.
impl fmt::Display for OutputPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::OutputPlace;

    #[test]
    fn urls_in_all_of_the_services_forms_name_a_place() {
        for (url, region, expected) in [
            ("https://s3.eu-west-1.amazonaws.com/bucket/out/stdout", None, Some("eu-west-1")),
            ("https://s3-eu-west-1.amazonaws.com/bucket/out/stdout", None, Some("eu-west-1")),
            ("https://bucket.s3.eu-west-1.amazonaws.com/out/stdout", None, Some("eu-west-1")),
            ("https://s3.amazonaws.com/bucket/out/stdout", None, None),
            ("https://s3.amazonaws.com/bucket/out/stdout", Some("us-west-2"), Some("us-west-2")),
        ] {
            let place = OutputPlace::of(url, region).unwrap();
            assert_eq!((place.bucket.as_str(), place.key.as_str()), ("bucket", "out/stdout"), "{url}");
            assert_eq!(place.region.as_deref(), expected, "{url}");
            assert_eq!(place.to_string(), "s3://bucket/out/stdout");
        }
        for url in ["", "https://", "https://s3.amazonaws.com/bucket", "https://example.com/a/b", "s3://a/b"]
        {
            assert_eq!(OutputPlace::of(url, None), None, "{url}");
        }
    }
}
