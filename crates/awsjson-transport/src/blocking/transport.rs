//! A transport whose calls are waited for.

use std::fmt;
use std::sync::Arc;

use super::runtime::Runtime;
use crate::failure::Failure;
use crate::reply::Reply;
use crate::service::{OperationInfo, Service};
use crate::transport::{CallOptions, Invocation};

/// Sends the calls of one service, each on the thread that asks for it. Cloning it is cheap, and
/// clones share their connections. See the [module](crate::blocking) for where it may be used.
///
/// ```no_run
/// use awsjson_transport::{
///     CallOptions, Failure, JsonVersion, OperationInfo, Safety, Service, blocking,
/// };
///
/// static SSM: Service = Service {
///     id: "SSM",
///     target_prefix: "AmazonSSM",
///     signing_name: "ssm",
///     endpoint_prefix: "ssm",
///     json_version: JsonVersion::V1_1,
/// };
/// static GET_PARAMETER: OperationInfo = OperationInfo::new("GetParameter", Safety::ReadOnly);
///
/// fn main() -> Result<(), Failure> {
///     let transport = blocking::Transport::from(awsjson_transport::Transport::from_env(&SSM)?);
///     let body = br#"{"Name":"/app/db/host"}"#.to_vec();
///     let reply = transport.invoke(&GET_PARAMETER, None, body, CallOptions::new())?;
///     println!("{}", String::from_utf8_lossy(&reply.body));
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Transport {
    transport: crate::Transport,
    runtime: Arc<Runtime>,
}

impl Transport {
    /// The service that is called.
    pub fn service(&self) -> &'static Service {
        self.transport.service()
    }

    /// The region that is called and signed for.
    pub fn region(&self) -> &str {
        self.transport.region()
    }

    /// The endpoint that is called, for instance `https://ssm.eu-central-1.amazonaws.com`.
    pub fn endpoint(&self) -> &str {
        self.transport.endpoint()
    }

    /// Calls an operation, as [`Transport::invoke`](crate::Transport::invoke) does, and waits for the
    /// answer.
    ///
    /// # Errors
    ///
    /// Everything that can go wrong in a call, and async code, which must not wait.
    pub fn invoke(
        &self,
        operation: &'static OperationInfo,
        host_prefix: Option<String>,
        body: Vec<u8>,
        options: CallOptions,
    ) -> Result<Reply, Failure> {
        self.wait(operation, self.transport.invoke(operation, host_prefix, body, options))
    }

    /// Waits for a call.
    pub(crate) fn wait(
        &self,
        operation: &'static OperationInfo,
        call: Invocation<'_>,
    ) -> Result<Reply, Failure> {
        self.block_on(operation, call)?
    }

    /// The transport that does the work.
    pub(crate) fn inner(&self) -> &crate::Transport {
        &self.transport
    }

    /// Waits for what this operation needs.
    pub(crate) fn block_on<F: Future>(
        &self,
        operation: &'static OperationInfo,
        future: F,
    ) -> Result<F::Output, Failure> {
        self.runtime
            .block_on(future)
            .map_err(|failure| failure.of_operation(operation).at_endpoint(self.endpoint()))
    }
}

/// The same configuration and credentials, with connections of its own: one that async code opened
/// rests whenever the runtime does that it was opened on.
impl From<crate::Transport> for Transport {
    fn from(transport: crate::Transport) -> Self {
        Self { transport: transport.with_own_connections(), runtime: Arc::default() }
    }
}

/// As that of the [async transport](crate::Transport).
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.transport.fmt(f)
    }
}
