//! S3 itself, or a server like it.

use std::fmt::Write as _;

use ssm_client::Client;

use super::{OutputError, OutputStore, Reading, Stored};
use crate::run_command::OutputPlace;

/// S3 itself, or a server that speaks as it does, over the connections and with the credentials of a
/// client. Those must allow `s3:GetObject` for the output of commands.
#[derive(Clone, Debug)]
pub struct S3Store {
    client: Client,
    endpoint_url: Option<String>,
    signs: bool,
}

impl S3Store {
    /// S3 of the regions of the buckets.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self { client: client.clone(), endpoint_url: None, signs: true }
    }

    /// Another server, by a URL such as `https://s3.example.com`, with the bucket as first part of the path.
    /// Plain http is allowed to this machine alone.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Sends requests without a signature, for buckets that everybody may read.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.signs = false;
        self
    }

    fn url(&self, place: &OutputPlace, region: &str) -> String {
        let key = encoded(&place.key);
        match &self.endpoint_url {
            Some(url) => format!("{}/{}/{key}", url.trim_end_matches('/'), place.bucket),
            None => {
                let end = if region.starts_with("cn-") { ".cn" } else { "" };
                format!("https://s3.{region}.amazonaws.com{end}/{}/{key}", place.bucket)
            }
        }
    }
}

impl OutputStore for S3Store {
    fn read<'a>(&'a self, place: &'a OutputPlace, max_bytes: usize) -> Reading<'a> {
        Box::pin(async move {
            let transport = self.client.transport();
            let region = place.region.as_deref().unwrap_or(transport.region());
            let url = self.url(place, region);
            match transport.download(&url, self.signs.then_some(region), max_bytes).await {
                Ok(object) => {
                    Ok(Some(Stored { bytes: object.bytes.to_vec(), total_bytes: object.total_bytes }))
                }
                Err(failure) if failure.code() == Some("NoSuchKey") => Ok(None),
                Err(failure) => Err(OutputError::Call { place: place.clone(), failure }),
            }
        })
    }
}

/// A key as the path of a URL has it.
fn encoded(key: &str) -> String {
    key.bytes().fold(String::with_capacity(key.len()), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            path.push(byte.into());
        } else {
            // Writing to a text does not fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn keys_are_encoded_but_for_their_slashes() {
        assert_eq!(encoded("out/a b/ä~1.txt"), "out/a%20b/%C3%A4~1.txt");
    }
}
