//! Which node it is to be: one whose id and credentials were said, or the one that is registered.

use std::path::Path;
use std::sync::Arc;

use aws_credential_types::provider::SharedCredentialsProvider;
use awsjson_transport::{Transport, TransportBuilder};

use super::{NodeBuilder, StartError};
use crate::client_settings::ClientSettings;
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
        self.who(instance_id, &self.client, self.credentials.clone(), None).map(Some)
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
        if self.client.region.as_ref().is_some_and(|region| *region != identity.region) {
            return Err(StartError::Registered("region"));
        }
        let instance_id = identity.instance_id.clone();
        let mut settings = self.client.clone();
        settings.region = Some(identity.region.clone());
        settings.endpoint_url = settings.endpoint_url.or_else(|| identity.endpoint_url.clone());
        let by_key = settings.tell(ssm_client::Client::builder());
        let registered =
            Registered::new(root, identity, fingerprint, by_key).map_err(|error| match error {
                RegisteredError::Key(source) => StartError::folder(root, source),
                RegisteredError::Client(failure) => StartError::Client(failure),
            })?;
        let registered = Arc::new(registered);
        let credentials = SharedCredentialsProvider::new(RoleCredentials(registered.clone()));
        self.who(instance_id, &settings, Some(credentials), Some(registered))
    }

    /// A node with its clients.
    fn who(
        &self,
        instance_id: String,
        settings: &ClientSettings,
        credentials: Option<SharedCredentialsProvider>,
        registered: Option<Arc<Registered>>,
    ) -> Result<Who, StartError> {
        let (messages_url, sessions_url) = (&self.messages_endpoint_url, &self.sessions_endpoint_url);
        let messages = ec2messages_client::Client::builder();
        let gateway = Transport::builder_from_env(&SSM_MESSAGES);
        Ok(Who {
            instance_id,
            ssm: client(ssm_client::Client::builder(), settings, None, credentials.clone())?,
            messages: client(messages, settings, messages_url.as_deref(), credentials.clone())?,
            gateway: client(gateway, settings, sessions_url.as_deref(), credentials)?,
            registered,
        })
    }
}

/// A client by these settings, and by another endpoint than theirs if one is given.
fn client<C: From<Transport>>(
    builder: TransportBuilder<C>,
    settings: &ClientSettings,
    endpoint_url: Option<&str>,
    credentials: Option<SharedCredentialsProvider>,
) -> Result<C, StartError> {
    let mut builder = settings.tell(builder);
    if let Some(url) = endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if let Some(credentials) = credentials {
        builder = builder.credentials(credentials);
    }
    builder.build().map_err(|error| StartError::Client(error.into_failure()))
}
