//! The SSM that a program calls.

use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use ssm_client::error::GetServiceSettingError;
use ssm_client::operation::GetServiceSettingResponse;
use ssm_client::{Client, TransportBuilder};
use ssm_local::LocalSsm;

use crate::{Stop, Target, start_local};

/// A setting that every account has in every region, for [`account_in`].
pub const ANY_SETTING: &str = "/ssm/parameter-store/default-parameter-tier";

/// The SSM that a program calls: one of its own, or where its options lead.
#[derive(Debug)]
pub struct Service {
    client: Client,
    builder: BuilderSource,
}

/// What makes further clients of the same service.
#[derive(Debug)]
enum BuilderSource {
    Local(LocalSsm),
    Endpoint(String),
    Environment,
}

impl Service {
    /// Makes a client for where the calls go, and starts an endpoint if that is inside this program.
    ///
    /// # Errors
    ///
    /// There is no port to listen on, or the environment says nothing usable.
    pub async fn open(target: Target) -> Result<Self, Stop> {
        let builder = match target {
            Target::Local => {
                let (client, local) = start_local().await?;
                return Ok(Self { client, builder: BuilderSource::Local(local) });
            }
            Target::Endpoint(url) => BuilderSource::Endpoint(url),
            Target::Aws => BuilderSource::Environment,
        };
        Ok(Self { client: builder.begin().load().await?, builder })
    }

    /// A client of the service.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Begins another client of the service, with settings of its own.
    pub fn builder(&self) -> TransportBuilder<Client> {
        self.builder.begin()
    }

    /// The endpoint inside this program, if that is where the calls go.
    pub fn local(&self) -> Option<&LocalSsm> {
        match &self.builder {
            BuilderSource::Local(local) => Some(local),
            _ => None,
        }
    }

    /// A path for parameters that nothing is below: this name, which no one else uses at an endpoint inside
    /// this program, and the time in it elsewhere.
    pub fn path(&self, name: &str) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        match self.local() {
            Some(_) => format!("/{name}"),
            None => format!("/{name}-{:x}", now.as_micros()),
        }
    }

    /// Says in one line where the calls go. Which account answers is asked of AWS by a call that only reads.
    ///
    /// # Errors
    ///
    /// The call did not come as far as the service.
    pub async fn introduction(&self) -> Result<String, Stop> {
        let transport = self.client.transport();
        let (endpoint, region) = (transport.endpoint(), transport.region());
        let account = match &self.builder {
            BuilderSource::Local(_) => {
                return Ok(format!("Calls go to {endpoint}, an ssm-local inside this program."));
            }
            BuilderSource::Endpoint(_) => String::new(),
            BuilderSource::Environment => {
                let answer = self.client.get_service_setting(ANY_SETTING).send().await;
                format!(", account {}", account_in(answer)?)
            }
        };
        Ok(format!("Calls go to {endpoint}, region {region}{account}."))
    }

    /// Does something with parameters below a path of its own, and deletes all that is there in the end,
    /// also after a failure or Ctrl-C.
    ///
    /// # Errors
    ///
    /// The first of what went wrong.
    pub async fn with_path(
        &self,
        name: &str,
        work: impl AsyncFnOnce(&str) -> Result<(), Box<dyn Error>>,
    ) -> Result<(), Box<dyn Error>> {
        let path = self.path(name);
        let outcome = tokio::select! {
            outcome = work(&path) => outcome,
            _ = tokio::signal::ctrl_c() => Err("interrupted".into()),
        };
        let cleared = self.clear(&path).await;
        outcome.and(cleared)
    }

    async fn clear(&self, path: &str) -> Result<(), Box<dyn Error>> {
        let below = self.client.get_parameters_by_path(path).recursive(true).items().try_collect().await?;
        let names: Vec<String> = below.into_iter().filter_map(|parameter| parameter.name).collect();
        // The operation takes ten at most.
        for names in names.chunks(10) {
            self.client.delete_parameters(names).send().await?;
        }
        Ok(())
    }

    /// Ends the endpoint inside this program, if there is one.
    pub async fn close(self) {
        if let BuilderSource::Local(local) = self.builder {
            local.shutdown().await;
        }
    }
}

/// The account that answered, by the ARN of [`ANY_SETTING`]; that it is unknown and why, if the service may
/// not tell.
///
/// # Errors
///
/// The call did not come as far as the service.
pub fn account_in(
    answer: Result<GetServiceSettingResponse, ssm_client::error::Error<GetServiceSettingError>>,
) -> Result<String, Stop> {
    match answer {
        Ok(answer) => {
            let arn = answer.service_setting.and_then(|setting| setting.arn).unwrap_or_default();
            Ok(arn.split(':').nth(4).unwrap_or("unknown").to_owned())
        }
        Err(error) => match error.code() {
            Some(code) => Ok(format!("unknown ({code})")),
            None => Err(error.into()),
        },
    }
}

impl BuilderSource {
    fn begin(&self) -> TransportBuilder<Client> {
        match self {
            Self::Local(local) => crate::local::builder(local),
            Self::Endpoint(url) => Client::builder().endpoint_url(url),
            Self::Environment => Client::builder(),
        }
    }
}
