//! What the clients of a node are told in code.

use awsjson_transport::{Transport, TransportBuilder};

/// How the services are reached, as far as it was said.
#[derive(Clone)]
pub(crate) struct ClientSettings {
    /// Whether the environment and the shared files of the AWS tools count for what was not said.
    pub(crate) use_env: bool,
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) allow_insecure_http: bool,
}

impl Default for ClientSettings {
    /// Nothing was said.
    fn default() -> Self {
        Self { use_env: true, region: None, endpoint_url: None, allow_insecure_http: false }
    }
}

impl ClientSettings {
    /// Tells all of it to the builder of a client.
    pub(crate) fn tell<C: From<Transport>>(&self, builder: TransportBuilder<C>) -> TransportBuilder<C> {
        let mut builder = builder.allow_insecure_http(self.allow_insecure_http);
        if !self.use_env {
            builder = builder.without_env();
        }
        if let Some(region) = &self.region {
            builder = builder.region(region);
        }
        if let Some(url) = &self.endpoint_url {
            builder = builder.endpoint_url(url);
        }
        builder
    }
}
