//! Keeping a process under the account's throughput.

mod bucket;

use std::fmt;
use std::sync::Arc;

use bucket::Bucket;
use ssm_client::intercept::{BeforeAttempt, Intercept, Verdict};

/// Calls a second that an account has in a region for all reads of parameters together, unless higher
/// throughput is switched on: the quota that AWS publishes for Systems Manager.
const STANDARD_READS: u32 = 40;

/// The same for `PutParameter`: what the support of AWS tells those who ask.
const STANDARD_WRITES: u32 = 3;

/// Keeps the calls of a process under the throughput that an account has for parameters.
///
/// Each call takes a turn, and turns come at most so often a second: evenly, in bursts of a hundredth of a
/// second's at most. Who waits longest comes next. Who gives up waiting takes no turn. Clones are the same
/// pacer: give one to [`Parameters::pacer`](super::Parameters::pacer) wherever an account is called in a
/// region, and everything that is read, watched, cached or stored there keeps to it together.
///
/// A pacer knows of this process alone. Where others call the same account, give each its share by
/// [`set_rate`](Self::set_rate), and let the client learn the rest:
/// [`RetryMode::Adaptive`](ssm_client::RetryMode::Adaptive) slows down when the service throttles.
///
/// A turn is that of a call. What the client repeats of it goes out after the client's own wait, and
/// counts too if the pacer is also an [interceptor](ssm_client::intercept) of the client: each repetition
/// takes a turn that the next calls wait for.
///
/// ```
/// use ssm_client::Client;
/// use ssm_toolkit::ClientExt as _;
/// use ssm_toolkit::parameters::{PacedCall, Pacer};
///
/// let pacer = Pacer::standard();
/// // Ten of these processes share the account.
/// pacer.set_rate(PacedCall::GetParameters, 4);
/// let client = Client::builder().region("eu-central-1").intercept(pacer.clone()).build()?;
/// let parameters = client.parameters().pacer(&pacer);
/// # Ok::<(), ssm_client::Error>(())
/// ```
#[derive(Clone)]
pub struct Pacer(Arc<Buckets>);

struct Buckets {
    get_parameter: Arc<Bucket>,
    get_parameters: Arc<Bucket>,
    get_parameters_by_path: Arc<Bucket>,
    put_parameter: Arc<Bucket>,
}

/// A call that has a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PacedCall {
    /// `GetParameter`: one name. A [`ParameterCache`](super::ParameterCache) makes these.
    GetParameter,
    /// `GetParameters`: up to ten names.
    GetParameters,
    /// `GetParametersByPath`: a page of up to ten.
    GetParametersByPath,
    /// `PutParameter`.
    PutParameter,
}

impl Pacer {
    /// The standard throughput: 40 reads a second of all three kinds together, and 3 writes.
    #[must_use]
    pub fn standard() -> Self {
        let reads = Arc::new(Bucket::new(STANDARD_READS));
        Self(Arc::new(Buckets {
            get_parameter: Arc::clone(&reads),
            get_parameters: Arc::clone(&reads),
            get_parameters_by_path: reads,
            put_parameter: Arc::new(Bucket::new(STANDARD_WRITES)),
        }))
    }

    /// The higher throughput that an account can switch on: a second, 10,000 `GetParameter`, 1,000
    /// `GetParameters`, 100 `GetParametersByPath` and 10 `PutParameter`. An account may have been granted
    /// others: [`set_rate`](Self::set_rate) has them kept to.
    #[must_use]
    pub fn higher_throughput() -> Self {
        Self(Arc::new(Buckets {
            get_parameter: Arc::new(Bucket::new(10_000)),
            get_parameters: Arc::new(Bucket::new(1000)),
            get_parameters_by_path: Arc::new(Bucket::new(100)),
            put_parameter: Arc::new(Bucket::new(10)),
        }))
    }

    /// Changes how many turns a second there are for a call, from now on, also for those who wait. 0 counts
    /// as 1. Of the [standard](Self::standard) throughput all reads are one.
    pub fn set_rate(&self, call: PacedCall, per_second: u32) {
        self.bucket(call).set_rate(per_second);
    }

    /// How many turns a second there are for a call.
    #[must_use]
    pub fn rate(&self, call: PacedCall) -> u32 {
        self.bucket(call).rate()
    }

    /// Waits for a turn: for calls that a program makes without [`Parameters`](super::Parameters).
    pub async fn turn(&self, call: PacedCall) {
        self.bucket(call).turn().await;
    }

    fn bucket(&self, call: PacedCall) -> &Bucket {
        match call {
            PacedCall::GetParameter => &self.0.get_parameter,
            PacedCall::GetParameters => &self.0.get_parameters,
            PacedCall::GetParametersByPath => &self.0.get_parameters_by_path,
            PacedCall::PutParameter => &self.0.put_parameter,
        }
    }
}

/// Counts what the client repeats. First attempts are counted by their calls' turns.
impl Intercept for Pacer {
    fn before_attempt(&self, attempt: &mut BeforeAttempt<'_>) -> Verdict {
        if attempt.number() > 1
            && let Some(call) = PacedCall::of_operation(attempt.operation())
        {
            self.bucket(call).owe();
        }
        Verdict::Send
    }
}

impl PacedCall {
    fn of_operation(name: &str) -> Option<Self> {
        match name {
            "GetParameter" => Some(Self::GetParameter),
            "GetParameters" => Some(Self::GetParameters),
            "GetParametersByPath" => Some(Self::GetParametersByPath),
            "PutParameter" => Some(Self::PutParameter),
            _ => None,
        }
    }
}

/// Shows the turns a second.
impl fmt::Debug for Pacer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Pacer");
        shown.field("get_parameter", &self.rate(PacedCall::GetParameter));
        shown.field("get_parameters", &self.rate(PacedCall::GetParameters));
        shown.field("get_parameters_by_path", &self.rate(PacedCall::GetParametersByPath));
        shown.field("put_parameter", &self.rate(PacedCall::PutParameter));
        shown.finish()
    }
}
