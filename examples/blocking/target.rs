//! Where the calls go.

use std::ffi::OsString;

use ssm_client::blocking::Client;
use ssm_examples::{Argument, Arguments, Stop};
use ssm_local::LocalSsm;
use tokio::runtime::{Builder, Runtime};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
ssm-client in a program without a runtime.

Usage: blocking [OPTIONS]

Options:
  --endpoint-url URL  call this endpoint; region and credentials come from the environment
  --help              print this help

Without an option, it calls an ssm-local beside it and needs nothing.
It creates four standard parameters below /blocking-example, and deletes all that is there.

Exit status: 0 if all went well, 1 if a call failed, 2 for wrong usage.
";

/// Where the calls go.
pub(crate) enum Target {
    /// To an endpoint beside this program.
    Local,
    /// To this URL.
    Endpoint(String),
}

/// An endpoint that runs beside this program, which itself has no runtime, until it is dropped.
pub(crate) struct Local {
    endpoint: LocalSsm,
    _runtime: Runtime,
}

impl Target {
    /// What the arguments ask for; none if that is help.
    pub(crate) fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, Stop> {
        let mut arguments = Arguments::new(words);
        let mut endpoint_url = None;
        while let Some(argument) = arguments.next_argument()? {
            match argument {
                Argument::Option(name) => match name.as_str() {
                    "--help" => return Ok(None),
                    "--endpoint-url" => arguments.value(&mut endpoint_url)?,
                    _ => return Err(Stop::Usage(format!("unknown option {name}"))),
                },
                Argument::Value(_) => return Err(Stop::Usage("only options are understood".to_owned())),
            }
        }
        Ok(Some(endpoint_url.map_or(Self::Local, Self::Endpoint)))
    }

    /// A client for it, and the endpoint if it is one beside this program.
    pub(crate) fn open(self) -> Result<(Client, Option<Local>), Stop> {
        match self {
            Self::Endpoint(url) => Ok((Client::builder().endpoint_url(url).build()?, None)),
            Self::Local => {
                let (key_id, secret) = ("blocking", "checked-by-the-local-endpoint");
                let local = Local::start(key_id, secret)?;
                let client = Client::builder()
                    .without_env()
                    .region("us-east-1")
                    .endpoint_url(local.endpoint.endpoint_url())
                    .static_credentials(key_id, secret, None)
                    .build()?;
                Ok((client, Some(local)))
            }
        }
    }
}

impl Local {
    fn start(key_id: &str, secret: &str) -> Result<Self, Stop> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| Stop::cannot("start the endpoint", &error))?;
        let endpoint = runtime.block_on(LocalSsm::builder().credentials(key_id, secret).start());
        Ok(Self { endpoint: endpoint.map_err(|error| Stop::failure(&error))?, _runtime: runtime })
    }
}
