//! Where the calls go, and those of the nodes.

use std::ffi::OsString;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::LocalSsm;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A fleet on your machine: three managed nodes, one command by a tag, one node that fails.

Usage: fleet [OPTIONS]

Options:
  --endpoint-url URL  use this endpoint, such as that of ssm-local; region and credentials come from
                        the environment
  --help              print this help

Without an option, it starts ssm-local inside itself and needs nothing. The nodes run within this program, as
you, with a real shell. It deregisters them in the end, deletes their activation, and removes their folders.

Exit status: 0 if all went well, the failure of the one node included, 1 if a call failed, 2 for wrong usage.
";

/// Where the calls go.
pub(crate) enum Endpoint {
    /// To an endpoint of this process.
    Local,
    /// To this URL.
    Url(String),
}

impl Endpoint {
    /// What the arguments ask for; none if that is help.
    pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, Stop> {
        let mut arguments = Arguments::new(words);
        let mut url = None;
        while let Some(argument) = arguments.next_argument()? {
            match argument {
                Argument::Option(name) => match name.as_str() {
                    "--help" => return Ok(None),
                    "--endpoint-url" => arguments.value(&mut url)?,
                    _ => return Err(Stop::Usage(format!("unknown option {name}"))),
                },
                Argument::Value(_) => return Err(Stop::Usage("only options are understood".to_owned())),
            }
        }
        Ok(Some(url.map_or(Self::Local, Self::Url)))
    }

    /// A client for it, and the endpoint if it is one of this process.
    pub(crate) async fn open(self) -> Result<(Client, Option<LocalSsm>), Stop> {
        match self {
            Self::Url(url) => Ok((Client::builder().endpoint_url(url).load().await?, None)),
            Self::Local => {
                let (client, local) = start_local().await?;
                Ok((client, Some(local)))
            }
        }
    }
}
