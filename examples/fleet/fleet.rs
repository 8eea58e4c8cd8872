//! Three machines, which are three folders here.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ssm_client::Client;
use ssm_client::types::{PingStatus, Tag};
use ssm_examples::Stop;
use ssm_node::{Node, Registration};

/// How many machines there are.
const MACHINES: i32 = 3;

/// How long the nodes may take until the service has heard of all of them.
const ONLINE_WITHIN: Duration = Duration::from_secs(60);

/// The nodes, and what is to be cleared up behind them.
pub(crate) struct Fleet {
    /// The value of the tag `fleet` that these nodes have and no others.
    name: String,
    /// The IAM role of the nodes.
    role: String,
    folder: PathBuf,
    activation_id: Option<String>,
    nodes: Vec<Node>,
    /// Of all nodes that were registered, in their order.
    ids: Vec<String>,
}

impl Fleet {
    /// A fleet without machines.
    pub(crate) fn new(role: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let name = format!("demo-{:x}-{}", now.as_micros(), std::process::id());
        let folder = std::env::temp_dir().join(format!("ssm-{name}"));
        let role = role.to_owned();
        Self { name, role, folder, activation_id: None, nodes: Vec::new(), ids: Vec::new() }
    }

    /// The value of the tag `fleet` that these nodes have and no others.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The ids of the nodes, in the order of their registration.
    pub(crate) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Makes one activation, and registers each machine with it: the id and the code are all that a machine
    /// needs. What it gets is an id and a key of its own, kept in its folder; so a node starts with no more
    /// than that.
    pub(crate) async fn register(&mut self, client: &Client) -> Result<(), Stop> {
        let made = client
            .create_activation(&self.role)
            .default_instance_name("demo")
            .registration_limit(MACHINES)
            .tags([Tag::new("fleet", &self.name)])
            .send()
            .await?;
        let (Some(id), Some(code)) = (made.activation_id, made.activation_code) else {
            return Err(Stop::Failure("the activation has no id or no code".to_owned()));
        };
        writeln!(io::stdout(), "\nOne activation, for {MACHINES} machines tagged fleet={}", self.name)?;
        self.activation_id = Some(id.clone());
        for machine in 1..=MACHINES {
            let folder = self.folder.join(format!("machine-{machine}"));
            let registered = Registration::new(&id, &code)
                .region(client.transport().region())
                .endpoint_url(client.transport().endpoint())
                .folder(&folder)
                .register()
                .await
                .map_err(|error| Stop::failure(&error))?;
            writeln!(io::stdout(), "  machine {machine} is {registered}")?;
            self.ids.push(registered);
            let node = Node::builder().folder(folder).start().await;
            self.nodes.push(node.map_err(|error| Stop::failure(&error))?);
        }
        Ok(())
    }

    /// Waits until the service has heard of all nodes.
    pub(crate) async fn until_online(&self, client: &Client) -> Result<(), Stop> {
        let asking = async {
            loop {
                let all = client.describe_instance_information().items().try_collect().await?;
                let is_online = |id: &String| {
                    all.iter().any(|node| {
                        node.instance_id.as_ref() == Some(id) && node.ping_status == Some(PingStatus::Online)
                    })
                };
                if self.ids.iter().all(is_online) {
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        match tokio::time::timeout(ONLINE_WITHIN, asking).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Stop::Failure(format!("not all nodes are online after {ONLINE_WITHIN:?}"))),
        }
    }

    /// Stops the nodes and takes back what was made, as far as it goes.
    pub(crate) async fn clear_up(self, client: &Client) -> Result<(), Stop> {
        for node in self.nodes {
            node.shutdown().await;
        }
        let mut outcome = Ok(());
        for id in &self.ids {
            let gone = client.deregister_managed_instance(id).send().await;
            outcome = outcome.and(gone.map(drop).map_err(Stop::from));
        }
        if let Some(id) = self.activation_id {
            let gone = client.delete_activation(id).send().await;
            outcome = outcome.and(gone.map(drop).map_err(Stop::from));
        }
        match tokio::task::spawn_blocking(move || std::fs::remove_dir_all(self.folder)).await {
            Ok(Err(error)) if error.kind() != io::ErrorKind::NotFound => {
                outcome.and(Err(Stop::cannot("remove the folders of the nodes", &error)))
            }
            _ => outcome,
        }
    }
}
