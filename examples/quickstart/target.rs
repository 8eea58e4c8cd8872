//! Where the calls go.

use std::ffi::OsString;

use ssm_client::Client;
use ssm_examples::{Argument, Arguments, Stop, start_local};
use ssm_local::LocalSsm;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The first minutes with ssm-client.

Usage: quickstart [OPTIONS]

Options:
  --endpoint-url URL  call this endpoint; region and credentials come from the environment
  --aws               call AWS; region and credentials come from the environment
  --help              print this help

Without an option, it starts ssm-local inside itself and needs nothing.
It creates standard parameters below a path of its own, which cost nothing, and deletes them.

Exit status: 0 if all went well, 1 if a call failed, 2 for wrong usage.
";

/// Where the calls go.
pub(crate) enum Target {
    /// To an endpoint of this process.
    Local,
    /// To this URL.
    Endpoint(String),
    /// Where the environment says.
    Aws,
}

impl Target {
    /// What the arguments ask for; none if that is help.
    pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, Stop> {
        let mut arguments = Arguments::new(words);
        let (mut endpoint_url, mut aws) = (None, false);
        while let Some(argument) = arguments.next_argument()? {
            match argument {
                Argument::Option(name) => match name.as_str() {
                    "--help" => return Ok(None),
                    "--aws" => aws = true,
                    "--endpoint-url" => arguments.value(&mut endpoint_url)?,
                    _ => return Err(Stop::Usage(format!("unknown option {name}"))),
                },
                Argument::Value(_) => return Err(Stop::Usage("only options are understood".to_owned())),
            }
        }
        match (endpoint_url, aws) {
            (None, false) => Ok(Some(Self::Local)),
            (None, true) => Ok(Some(Self::Aws)),
            (Some(url), false) => Ok(Some(Self::Endpoint(url))),
            (Some(_), true) => Err(Stop::Usage("--endpoint-url and --aws exclude each other".to_owned())),
        }
    }

    /// A client for it, and the endpoint if it is one of this process.
    pub(crate) async fn open(self) -> Result<(Client, Option<LocalSsm>), Stop> {
        match self {
            Self::Aws => Ok((Client::from_env().await?, None)),
            Self::Endpoint(url) => Ok((Client::builder().endpoint_url(url).load().await?, None)),
            Self::Local => {
                let (client, local) = start_local().await?;
                Ok((client, Some(local)))
            }
        }
    }
}
