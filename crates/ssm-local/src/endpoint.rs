//! The endpoint as tests and programs start it.

mod builder;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

pub use builder::{Builder, StartError};

use crate::faults::Fault;
use crate::http::Server;
use crate::in_process::{AddNodeError, InProcess, NodeOptions};
use crate::protocol::{Routes, Service};
use crate::request_log::ReceivedRequest;
use crate::store::NotKept;
use crate::tls::Tls;
use crate::{
    associations, automation, compliance, documents, inventory, maintenance_windows, messages, nodes, ops,
    parameters, patching, resource_data_sync, resource_policies, run_command, service_settings, sessions,
    tags,
};

/// A running Systems Manager endpoint.
///
/// It needs a Tokio runtime with I/O and time enabled, and runs as a task of it. It stops when it is
/// dropped; [`shutdown`](Self::shutdown) also lets requests under way finish.
#[derive(Debug)]
pub struct LocalSsm {
    address: SocketAddr,
    tls: Option<Tls>,
    // Nodes end before what they call.
    nodes: InProcess,
    server: Server,
    service: Arc<Service>,
}

impl LocalSsm {
    /// Starts an endpoint on a free port that takes requests with any signature or none.
    ///
    /// # Errors
    ///
    /// [`StartError::Listen`] if there is no free port.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Says how the endpoint is to be before it starts.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// The URL to give to clients, such as `http://127.0.0.1:4583`.
    #[must_use]
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL for clients that insist on https, such as `https://127.0.0.1:4583`, if the endpoint was told
    /// to speak it. The port is that of [`endpoint_url`](Self::endpoint_url).
    #[must_use]
    pub fn https_url(&self) -> Option<String> {
        self.tls.as_ref().map(|_| format!("https://{}", self.address))
    }

    /// The file with the certificate of the authority that https clients have to trust, if there is one.
    #[must_use]
    pub fn certificate_authority(&self) -> Option<PathBuf> {
        self.tls.as_ref().map(Tls::certificate_authority)
    }

    /// The port that the endpoint listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Adds a managed node that runs within this process and takes part like any other: by HTTP. Gives its
    /// id once it is online.
    ///
    /// **The node runs what is sent to it, with a real shell, as the user of this process.** Without nodes
    /// an endpoint runs nothing. Nodes end with the endpoint, together with the steps that they run then,
    /// and are there again after a [`reset`](Self::reset). As long as there are any, requests that a web
    /// page makes are refused.
    ///
    /// ```no_run
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use ssm_local::{LocalSsm, NodeOptions};
    ///
    /// let ssm = LocalSsm::start().await?;
    /// let instance_id = ssm.add_node(NodeOptions::new().tag("role", "web")).await?;
    /// // ... `SendCommand` to `instance_id`, or to the target `tag:role` ...
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Options that cannot be, a folder that cannot be used, and a node that does not get through.
    pub async fn add_node(&self, options: NodeOptions) -> Result<String, AddNodeError> {
        self.nodes.add(&self.service, self.address, options).await
    }

    /// Has a node that was registered be asked for another key, as the service may at any time: with the
    /// next credentials that it gets. Says whether there is such a node.
    ///
    /// # Errors
    ///
    /// If there is a state file and it cannot be written.
    pub async fn ask_for_new_key(&self, instance_id: &str) -> Result<bool, NotKeptError> {
        self.service.ask_for_new_key(instance_id).await.map_err(|NotKept(reason)| NotKeptError(reason))
    }

    /// Has something go wrong with requests from now on.
    pub fn inject(&self, fault: Fault) {
        self.service.faults.inject(fault);
    }

    /// The latest requests for operations of the service that were received, at most 1,000, oldest
    /// first.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.service.requests.all()
    }

    /// Forgets everything: all resources of all accounts and regions, the faults to come and the
    /// requests received.
    ///
    /// # Errors
    ///
    /// If there is a state file and it cannot be written.
    pub async fn reset(&self) -> Result<(), ResetError> {
        self.service.reset().await.map_err(|NotKept(reason)| ResetError(reason))
    }

    /// Stops: ends its nodes with what they run, takes no more connections, gives requests under way up to 5 seconds to finish, and
    /// returns when the port is free again and the state file is closed.
    pub async fn shutdown(self) {
        self.nodes.shutdown().await;
        self.server.shutdown().await;
        self.service.close().await;
    }
}

/// Every operation that is implemented.
pub(crate) fn routes() -> Routes {
    [
        associations::routes,
        automation::routes,
        compliance::routes,
        documents::routes,
        inventory::routes,
        maintenance_windows::routes,
        messages::routes,
        nodes::routes,
        ops::routes,
        parameters::routes,
        patching::routes,
        resource_data_sync::routes,
        resource_policies::routes,
        run_command::routes,
        service_settings::routes,
        sessions::routes,
        tags::routes,
    ]
    .into_iter()
    .fold(Routes::new(), |routes, add| add(routes))
}

/// An endpoint that was told to forget everything and could not write so to its state file.
#[derive(Debug, thiserror::Error)]
#[error("the endpoint is empty, and its state file is not: {0}")]
pub struct ResetError(String);

/// A change that is lost because the state file cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the state file cannot be written: {0}")]
pub struct NotKeptError(String);
