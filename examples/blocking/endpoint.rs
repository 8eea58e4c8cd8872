//! Where the calls go.

use ssm_client::blocking::Client;
use ssm_examples::{LOCAL_KEY_ID, LOCAL_SECRET, Stop, Target};
use ssm_local::LocalSsm;
use tokio::runtime::{Builder, Runtime};

/// An endpoint that runs beside this program, which itself has no runtime, until it is dropped.
pub(crate) struct Local {
    endpoint: LocalSsm,
    _runtime: Runtime,
}

/// A client for it, and the endpoint if it is one beside this program.
pub(crate) fn open(target: Target) -> Result<(Client, Option<Local>), Stop> {
    match target {
        Target::Aws => Ok((Client::from_env()?, None)),
        Target::Endpoint(url) => Ok((Client::builder().endpoint_url(url).build()?, None)),
        Target::Local => {
            let local = Local::start()?;
            let client = Client::builder()
                .without_env()
                .region("us-east-1")
                .endpoint_url(local.endpoint.endpoint_url())
                .static_credentials(LOCAL_KEY_ID, LOCAL_SECRET, None)
                .build()?;
            Ok((client, Some(local)))
        }
    }
}

impl Local {
    fn start() -> Result<Self, Stop> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| Stop::cannot("start the endpoint", &error))?;
        let endpoint = runtime.block_on(LocalSsm::builder().credentials(LOCAL_KEY_ID, LOCAL_SECRET).start());
        Ok(Self { endpoint: endpoint.map_err(|error| Stop::failure(&error))?, _runtime: runtime })
    }
}
