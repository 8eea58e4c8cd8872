//! Why a node is not reachable.

use std::fmt;

use ssm_client::Error;
use ssm_client::operation::{
    DescribeActivationsRequest, DescribeInstancePropertiesRequest, GetConnectionStatusRequest,
};
use ssm_client::types::{
    Activation, ConnectionStatus, DescribeActivationsFilter, DescribeActivationsFilterKeys,
    InstancePropertyStringFilter, PingStatus,
};
use time::OffsetDateTime;

use super::{Node, Nodes, of_ids};
use crate::looking::{Looks, Missed};

/// Whether a node can be reached, and what is known of it. Its `Display` says in a few lines what to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reachability {
    /// The node that was asked for.
    pub node_id: String,
    /// The region that was asked.
    pub region: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// The node, if it is registered.
    pub node: Option<Node>,
    /// Whether sessions can be opened to it; none if that could not be asked.
    pub connection: Option<ConnectionStatus>,
    /// The state of the machine, such as `running` or `stopped`, if it is of EC2 and the service tells.
    pub instance_state: Option<String>,
    /// The activation that let it in, if it is not of EC2 and the activation is still there.
    pub activation: Option<Activation>,
}

/// What keeps a node from being reached.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing: commands and sessions reach it.
    Reachable,
    /// Commands reach it, and sessions do not.
    WithoutSessions,
    /// No node of this id is registered in the account and region.
    NotRegistered,
    /// The machine does not run.
    NotRunning {
        /// Its state, such as `stopped`.
        state: String,
    },
    /// It was heard of, and is no longer.
    ConnectionLost {
        /// When it was heard of last.
        last_ping: Option<OffsetDateTime>,
    },
    /// It is registered and was never heard of, or not for long.
    Inactive,
}

impl Reachability {
    /// Whether commands reach it.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        matches!(self.verdict, Verdict::Reachable | Verdict::WithoutSessions)
    }

    /// What to look after, the likeliest first; nothing if all is well.
    #[must_use]
    pub fn advice(&self) -> Vec<String> {
        let mut advice = Vec::new();
        let region = &self.region;
        match &self.verdict {
            Verdict::Reachable => {}
            Verdict::WithoutSessions => advice.push(format!(
                "allow the machine to reach ssmmessages.{region}.amazonaws.com on port 443, and its role the \
                 actions ssmmessages:*"
            )),
            Verdict::NotRunning { .. } => advice.push("start the machine".to_owned()),
            Verdict::NotRegistered if self.node_id.starts_with("mi-") => advice.push(format!(
                "register the machine again with an activation of {region}: the node was deregistered, or \
                 belongs to another account or region"
            )),
            Verdict::NotRegistered => advice.extend([
                format!("check that {region} is the region of the machine, and that the agent runs on it"),
                "give the machine a role with AmazonSSMManagedInstanceCore".to_owned(),
                network(region),
            ]),
            Verdict::ConnectionLost { .. } | Verdict::Inactive => advice.extend([
                "check that the machine runs, and restart the agent (amazon-ssm-agent) on it".to_owned(),
                network(region),
                "check that its role still has AmazonSSMManagedInstanceCore".to_owned(),
            ]),
        }
        if self.node.as_ref().is_some_and(|node| node.is_latest_agent == Some(false)) {
            advice.push("update the agent: there is a later version".to_owned());
        }
        advice
    }
}

fn network(region: &str) -> String {
    format!("allow the machine to reach ssm, ssmmessages and ec2messages.{region}.amazonaws.com on port 443")
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reachable => f.write_str("reachable"),
            Self::WithoutSessions => f.write_str("reachable by commands, but not by sessions"),
            Self::NotRegistered => f.write_str("not registered"),
            Self::NotRunning { state } => write!(f, "not running: the machine is {state}"),
            Self::ConnectionLost { last_ping: Some(time) } => {
                let (date, clock) = (time.date(), time.time());
                write!(f, "not heard of since {date} {:02}:{:02} UTC", clock.hour(), clock.minute())
            }
            Self::ConnectionLost { last_ping: None } => f.write_str("no longer heard of"),
            Self::Inactive => f.write_str("registered, but not heard of"),
        }
    }
}

impl fmt::Display for Reachability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}: {}", self.node_id, self.region, self.verdict)?;
        if let Some(node) = &self.node {
            let agent = node.agent_version.as_deref().unwrap_or("of unknown version");
            write!(f, "\n  agent {agent}")?;
            if let Some(platform) = &node.platform {
                write!(f, " on {platform}")?;
            }
            if let Some(id) = &node.activation_id {
                write!(f, ", let in by the activation {id}")?;
                match &self.activation {
                    Some(activation) if activation.expired == Some(true) => {
                        f.write_str(", which expired since")?
                    }
                    _ => {}
                }
            }
        }
        self.advice().iter().try_for_each(|advice| write!(f, "\n  - {advice}"))
    }
}

/// Asks for all that there is to know.
pub(super) async fn of(nodes: &Nodes, id: &str) -> Result<Reachability, Error> {
    let mut looks = Looks::new(nodes.client.clone(), nodes.pacing, None);
    let found = of_ids(&mut looks, &[id.to_owned()]).await.map_err(Missed::into_error)?;
    let node = found.into_iter().next();
    let connection = match &node {
        Some(_) => connection(&mut looks, id).await,
        None => None,
    };
    let activation = match node.as_ref().and_then(|node| node.activation_id.as_deref()) {
        Some(activation) => self::activation(&mut looks, activation).await,
        None => None,
    };
    let is_online = node.as_ref().is_some_and(Node::is_online);
    let instance_state = if is_online { None } else { instance_state(&mut looks, id).await };
    let verdict = verdict(node.as_ref(), connection.as_ref(), instance_state.as_deref());
    let region = nodes.client.transport().region().to_owned();
    Ok(Reachability { node_id: id.to_owned(), region, verdict, node, connection, instance_state, activation })
}

fn verdict(node: Option<&Node>, connection: Option<&ConnectionStatus>, state: Option<&str>) -> Verdict {
    let not_running = || {
        let state = state.filter(|state| !state.is_empty() && !state.eq_ignore_ascii_case("running"))?;
        Some(Verdict::NotRunning { state: state.to_owned() })
    };
    let Some(node) = node else { return not_running().unwrap_or(Verdict::NotRegistered) };
    match node.ping_status {
        PingStatus::Online if connection == Some(&ConnectionStatus::NotConnected) => Verdict::WithoutSessions,
        PingStatus::Online => Verdict::Reachable,
        PingStatus::ConnectionLost => {
            not_running().unwrap_or(Verdict::ConnectionLost { last_ping: node.last_ping })
        }
        _ => not_running().unwrap_or(Verdict::Inactive),
    }
}

/// What follows is not worth an error: who may not ask for it still learns the rest.
async fn connection(looks: &mut Looks, id: &str) -> Option<ConnectionStatus> {
    looks.answer(&GetConnectionStatusRequest::new(id)).await.ok()?.status
}

async fn activation(looks: &mut Looks, id: &str) -> Option<Activation> {
    let mut filter = DescribeActivationsFilter::default();
    filter.filter_key = Some(DescribeActivationsFilterKeys::ActivationIds);
    filter.filter_values = Some(vec![id.to_owned()]);
    let mut request = DescribeActivationsRequest::new();
    request.filters = Some(vec![filter]);
    looks.answer(&request).await.ok()?.activation_list.into_iter().next()
}

async fn instance_state(looks: &mut Looks, id: &str) -> Option<String> {
    let mut request = DescribeInstancePropertiesRequest::new();
    request.filters_with_operator = Some(vec![InstancePropertyStringFilter::new("InstanceIds", [id])]);
    looks.answer(&request).await.ok()?.instance_properties.into_iter().next()?.instance_state
}
