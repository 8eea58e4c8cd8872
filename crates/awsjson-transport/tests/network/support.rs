//! A service to call, and a transport whose waits are recorded and as long as they can be.

use std::time::Duration;

use awsjson_transport::test_util::RecordedTime;
use awsjson_transport::{ErrorKind, Failure, OperationInfo, Reply, Safety, Transport, TransportBuilder};

use crate::endpoint::{Endpoint, Step};
pub use crate::service::{GET_PARAMETER as GET, SSM, call};

pub static PUT: OperationInfo = OperationInfo::new("PutParameter", Safety::Idempotent);
pub static SEND: OperationInfo = OperationInfo::new("SendCommand", Safety::SideEffects);

/// The waits of a call that fails three times and is not throttled.
pub const TWO_WAITS: [u64; 2] = [50, 100];
pub const NO_WAITS: [u64; 0] = [];

/// A complete builder, to change as the test needs.
pub fn builder(url: &str) -> TransportBuilder {
    Transport::builder(&SSM)
        .region("eu-central-1")
        .static_credentials("AKIDEXAMPLE", "hunter2-secret", None)
        .endpoint_url(url)
        .random(|| 1.0)
}

/// What became of a call.
pub struct Outcome {
    pub result: Result<Reply, Failure>,
    /// In milliseconds.
    pub waits: Vec<u64>,
}

impl Outcome {
    pub fn failure(&self) -> &Failure {
        self.result.as_ref().unwrap_err()
    }

    /// It succeeded after this many attempts and these waits.
    #[track_caller]
    pub fn assert_success(&self, attempts: u32, waits: &[u64]) {
        let reply = self.result.as_ref().unwrap();
        assert_eq!((reply.attempts, &self.waits[..]), (attempts, waits));
    }

    /// It failed in this manner after this many attempts and these waits.
    #[track_caller]
    pub fn assert_failure(&self, kind: ErrorKind, attempts: u32, waits: &[u64]) {
        let failure = self.failure();
        assert_eq!(
            (failure.kind(), failure.attempts(), &self.waits[..]),
            (kind, attempts, waits),
            "{failure}"
        );
        assert_eq!(failure.time_spent(), Some(Duration::from_millis(waits.iter().sum())));
    }
}

/// Calls an operation at a URL.
pub async fn outcome_at(
    url: &str,
    operation: &'static OperationInfo,
    change: impl FnOnce(TransportBuilder) -> TransportBuilder,
) -> Outcome {
    let time = RecordedTime::new();
    let transport = change(builder(url)).time(time.clone()).build().unwrap();
    let result = call(&transport, operation).await;
    Outcome { result, waits: in_milliseconds(&time) }
}

/// Calls an operation of an endpoint that behaves like this.
pub async fn outcome(
    operation: &'static OperationInfo,
    steps: impl IntoIterator<Item = Step>,
) -> (Outcome, Endpoint) {
    let endpoint = Endpoint::behaving(steps).await;
    let outcome = outcome_at(&endpoint.url, operation, |builder| builder).await;
    (outcome, endpoint)
}

pub fn in_milliseconds(time: &RecordedTime) -> Vec<u64> {
    time.waits().iter().map(|wait| u64::try_from(wait.as_millis()).unwrap()).collect()
}
