//! Which node it is to be: one whose id and credentials were said, or the one that is registered.

use std::path::Path;
use std::sync::Arc;

use awsjson_transport::{Transport, TransportBuilder};

use super::{NodeBuilder, StartError};
use crate::registration::{Identity, Registered, RegisteredError, RoleCredentials};
use crate::sessions::SSM_MESSAGES;

/// Which node it is to be, and by what it calls.
pub(super) struct Who {
    pub(super) instance_id: String,
    pub(super) ssm: ssm_client::Client,
    pub(super) messages: ec2messages_client::Client,
    pub(super) gateway: Transport,
    pub(super) registered: Option<Arc<Registered>>,
}

impl NodeBuilder {
    /// The node that was said in code; none if the one that is registered in the folder is meant.
    pub(super) fn given(&self) -> Result<Option<Who>, StartError> {
        let Some(instance_id) = self.instance_id.clone() else { return Ok(None) };
        if !crate::folder::is_file_name(&instance_id) || instance_id.len() < 10 {
            return Err(StartError::InstanceId(instance_id));
        }
        let ssm = self.client(ssm_client::Client::builder(), self.endpoint_url.as_deref());
        let messages = self.client(ec2messages_client::Client::builder(), self.messages_url());
        let gateway = self.client(Transport::builder_from_env(&SSM_MESSAGES), self.sessions_url());
        Ok(Some(Who {
            instance_id,
            ssm: ssm.build().map_err(|error| StartError::Client(error.into_failure()))?,
            messages: messages.build().map_err(|error| StartError::Client(error.into_failure()))?,
            gateway: gateway.build().map_err(|error| StartError::Client(error.into_failure()))?,
            registered: None,
        }))
    }

    /// The node that is registered in the folder.
    pub(super) fn registered(
        &self,
        root: &Path,
        identity: Identity,
        fingerprint: String,
    ) -> Result<Who, StartError> {
        if self.credentials.is_some() {
            return Err(StartError::Registered("credentials"));
        }
        if self.region.as_ref().is_some_and(|region| *region != identity.region) {
            return Err(StartError::Registered("region"));
        }
        let Identity { instance_id, region, endpoint_url, .. } = identity.clone();
        let ssm_url = self.endpoint_url.as_ref().or(endpoint_url.as_ref()).map(String::as_str);
        let messages_url = self.messages_url().or(endpoint_url.as_deref());
        let sessions_url = self.sessions_url().or(endpoint_url.as_deref());
        let ssm = || self.client(ssm_client::Client::builder(), ssm_url).region(&region);
        let registered =
            Registered::new(root, identity, fingerprint, ssm()).map_err(|error| match error {
                RegisteredError::Key(source) => StartError::folder(root, source),
                RegisteredError::Client(failure) => StartError::Client(failure),
            })?;
        let registered = Arc::new(registered);
        let credentials = RoleCredentials(registered.clone());
        let messages = self.client(ec2messages_client::Client::builder(), messages_url).region(&region);
        let gateway = self.client(Transport::builder_from_env(&SSM_MESSAGES), sessions_url).region(&region);
        let ssm = ssm().credentials(credentials.clone()).build();
        let messages = messages.credentials(credentials.clone()).build();
        let gateway = gateway.credentials(credentials).build();
        Ok(Who {
            instance_id,
            ssm: ssm.map_err(|error| StartError::Client(error.into_failure()))?,
            messages: messages.map_err(|error| StartError::Client(error.into_failure()))?,
            gateway: gateway.map_err(|error| StartError::Client(error.into_failure()))?,
            registered: Some(registered),
        })
    }

    fn messages_url(&self) -> Option<&str> {
        self.messages_endpoint_url.as_deref().or(self.endpoint_url.as_deref())
    }

    fn sessions_url(&self) -> Option<&str> {
        self.sessions_endpoint_url.as_deref().or(self.endpoint_url.as_deref())
    }

    /// Tells a client's builder what was said in code.
    fn client<C: From<Transport>>(
        &self,
        mut builder: TransportBuilder<C>,
        endpoint_url: Option<&str>,
    ) -> TransportBuilder<C> {
        builder = builder.allow_insecure_http(self.allow_insecure_http);
        if !self.use_env {
            builder = builder.without_env();
        }
        if let Some(region) = &self.region {
            builder = builder.region(region);
        }
        if let Some(url) = endpoint_url {
            builder = builder.endpoint_url(url);
        }
        if let Some(credentials) = &self.credentials {
            builder = builder.credentials(credentials.clone());
        }
        builder
    }
}
