//! Managed nodes: all of them, waiting for some, and why one is not reachable.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use ssm_toolkit::ClientExt as _;
//!
//! # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let nodes = client.nodes();
//! nodes.wait_until_online(["i-0123456789abcdef0"], Duration::from_secs(300)).await?;
//!
//! for node in nodes.list().await? {
//!     println!("{}: {:?}, agent {:?}", node.id, node.ping_status, node.agent_version);
//! }
//!
//! // Several lines that a person can act on.
//! println!("{}", nodes.reachability("mi-0123456789abcdef0").await?);
//! # Ok(())
//! # }
//! ```

mod error;
mod node;
mod online;
mod reachability;

use std::time::Duration;

use ssm_client::operation::DescribeInstanceInformationRequest;
use ssm_client::types::InstanceInformationStringFilter;
use ssm_client::{Client, Error};

use crate::Pacing;
use crate::looking::{Looks, Missed};

pub use error::NodesError;
pub use node::{Node, Platform};
pub use reachability::{Reachability, Verdict};

/// The most nodes a page, by the service's model.
const PAGE: i32 = 50;

/// The managed nodes of an account and region. Made by [`ClientExt::nodes`](crate::ClientExt::nodes).
#[derive(Clone, Debug)]
pub struct Nodes {
    client: Client,
    pacing: Pacing,
}

impl Nodes {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, pacing: Pacing::default() }
    }

    /// How often nodes are looked at by those who wait for them.
    #[must_use]
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = pacing;
        self
    }

    /// All nodes that ever registered and were not deregistered, by their ids: one call for each 50. What
    /// fails in passing is asked again later.
    ///
    /// # Errors
    ///
    /// Those of `DescribeInstanceInformation`.
    pub async fn list(&self) -> Result<Vec<Node>, Error> {
        self.all(Vec::new()).await
    }

    /// The nodes that have this tag with one of these values.
    ///
    /// # Errors
    ///
    /// Those of `DescribeInstanceInformation`.
    pub async fn with_tag<S: Into<String>>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = S>,
    ) -> Result<Vec<Node>, Error> {
        let values: Vec<String> = values.into_iter().map(Into::into).collect();
        self.all(vec![InstanceInformationStringFilter::new(format!("tag:{key}"), values)]).await
    }

    /// Waits until all of these nodes are online, however many there are, and gives them in the order of
    /// their ids. A node that is not registered yet is waited for too. A call that is under way when the time
    /// is over may take another ten seconds.
    ///
    /// # Errors
    ///
    /// [`NodesError::NotOnline`] when the time is over, with what keeps them; and calls that failed.
    pub async fn wait_until_online<S: Into<String>>(
        &self,
        ids: impl IntoIterator<Item = S>,
        within: Duration,
    ) -> Result<Vec<Node>, NodesError> {
        online::wait(self, ids.into_iter().map(Into::into).collect(), within).await
    }

    /// Whether a node can be reached, and if not what keeps it: from how it is registered, when it was heard
    /// of last, what it runs, the activation that let it in, and whether sessions can be opened to it. Four
    /// calls at most; what the caller may not ask is left open.
    ///
    /// # Errors
    ///
    /// Those of `DescribeInstanceInformation`.
    pub async fn reachability(&self, id: &str) -> Result<Reachability, Error> {
        reachability::of(self, id).await
    }

    async fn all(&self, filters: Vec<InstanceInformationStringFilter>) -> Result<Vec<Node>, Error> {
        let mut looks = Looks::new(self.client.clone(), self.pacing, None);
        described(&mut looks, filters).await.map_err(Missed::into_error)
    }
}

/// The nodes that meet these filters, by their ids.
async fn described(
    looks: &mut Looks,
    filters: Vec<InstanceInformationStringFilter>,
) -> Result<Vec<Node>, Missed> {
    let mut request = DescribeInstanceInformationRequest::new();
    request.filters = (!filters.is_empty()).then_some(filters);
    request.max_results = Some(PAGE);
    let mut nodes: Vec<Node> = looks.all(request).await?.into_iter().map(Node::of).collect();
    nodes.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(nodes)
}

/// The nodes of these ids, at most 50.
async fn of_ids(looks: &mut Looks, ids: &[String]) -> Result<Vec<Node>, Missed> {
    let filter = InstanceInformationStringFilter::new("InstanceIds", ids);
    match described(looks, vec![filter]).await {
        // An id that means nothing yet spoils the whole question, so it is asked without ids.
        Err(Missed::Failed(error)) if error.code() == Some("InvalidInstanceId") => {
            let mut all = described(looks, Vec::new()).await?;
            all.retain(|node| ids.contains(&node.id));
            Ok(all)
        }
        outcome => outcome,
    }
}
