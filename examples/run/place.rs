//! Where the nodes are.

use ssm_client::Client;
use ssm_examples::{Stop, start_local};
use ssm_local::{LocalSsm, NodeOptions};

use crate::arguments::number;

/// Where the nodes are.
pub(crate) enum Place {
    /// In this process, so many.
    Local(u32),
    /// Where this URL leads.
    Endpoint(String),
    /// Where the environment says.
    Aws,
}

impl Place {
    /// What the options say, as they were written.
    pub(crate) fn of(aws: bool, endpoint_url: Option<String>, nodes: Option<&str>) -> Result<Self, Stop> {
        match (aws, endpoint_url, nodes) {
            (false, None, nodes) => Ok(Self::Local(number("--nodes", nodes.unwrap_or("5"), 1, 50)?)),
            (_, _, Some(_)) => {
                Err(Stop::Usage("--nodes is for the ssm-local inside this program".to_owned()))
            }
            (true, None, None) => Ok(Self::Aws),
            (false, Some(url), None) => Ok(Self::Endpoint(url)),
            (true, Some(_), None) => {
                Err(Stop::Usage("--endpoint-url and --aws exclude each other".to_owned()))
            }
        }
    }

    /// A client for it, and the endpoint if it is one of this process.
    pub(crate) async fn open(&self) -> Result<(Client, Option<LocalSsm>), Stop> {
        match self {
            Self::Aws => Ok((Client::from_env().await?, None)),
            Self::Endpoint(url) => Ok((Client::builder().endpoint_url(url).load().await?, None)),
            Self::Local(nodes) => {
                let (client, local) = start_local().await?;
                for number in 1..=*nodes {
                    let options = NodeOptions::new().tag("number", number.to_string());
                    local.add_node(options).await.map_err(|error| Stop::failure(&error))?;
                }
                Ok((client, Some(local)))
            }
        }
    }
}
