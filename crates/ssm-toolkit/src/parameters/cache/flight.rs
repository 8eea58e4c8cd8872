//! A call under way, and those who wait for it.

use std::sync::Arc;

use ssm_client::{ErrorKind, Failure};
use tokio::sync::watch;

use crate::parameters::{Parameter, ParameterReference, ReadError};

/// A call under way. Whoever has a clone can wait for it.
#[derive(Clone)]
pub(super) struct Flight {
    number: u64,
    landing: watch::Receiver<Option<Landed>>,
}

/// Where a call tells what came of it.
pub(super) type Landing = watch::Sender<Option<Landed>>;

/// What came of a call.
#[derive(Clone)]
pub(super) struct Landed {
    pub(super) outcome: Result<Arc<Parameter>, Arc<ReadError>>,
    /// What may be given out although the call failed.
    pub(super) stale: Option<Arc<Parameter>>,
}

impl Flight {
    pub(super) fn new(number: u64) -> (Self, Landing) {
        let (sender, landing) = watch::channel(None);
        (Self { number, landing }, sender)
    }

    /// By which it is told from other calls for the same parameter.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Whether there will be an outcome.
    pub(super) fn is_under_way(&self) -> bool {
        self.landing.has_changed().is_ok()
    }

    /// Waits for the outcome.
    pub(super) async fn landed(mut self, reference: &ParameterReference) -> Landed {
        let landed = self.landing.wait_for(Option::is_some).await.ok().and_then(|landed| landed.clone());
        landed.unwrap_or_else(|| {
            let problem = "a cache needs a Tokio runtime that goes on until its call has ended";
            let failure = Failure::new(ErrorKind::Configuration, problem);
            let error = ReadError::call(failure, vec![reference.to_string()]);
            Landed { outcome: Err(Arc::new(error)), stale: None }
        })
    }
}
