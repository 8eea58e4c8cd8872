//! Why a call failed: one type for every way a call can end other than with its answer.

mod history;
mod kind;
mod line;
mod one_line;
mod service_error;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

pub(crate) use history::History;
pub use kind::ErrorKind;
pub(crate) use one_line::OneLine;
pub use service_error::MAX_ERROR_BYTES;
pub(crate) use service_error::{Part, ServiceError, header_text, request_id};

use crate::reply::Reply;
use crate::retry;
use crate::service::{OperationInfo, Safety};

/// Why a call failed, without the types of its operation. One pointer in size.
///
/// # What it prints
///
/// `Display` is one line that a person can act on: operation, what went wrong, with which endpoint,
/// and the facts of the answer, if one came. Text from outside (a service's message, a host name) is
/// flattened to that line and cut when it is very long.
///
/// The line never repeats what [`source`](Error::source) prints. Where the cause is an error of
/// another library (of the HTTP client, of a credentials provider), the line says it in its own
/// short words, and `source` leads to that error and its own causes as they are, except that the URL
/// is taken off them because the line names the endpoint. Where the cause's text is itself what the
/// reader needs (where an answer does not fit), it stands in the line, and `source` goes on with the
/// cause's cause. So printing the line and then each source says everything, and nothing twice.
///
/// `Debug` shows the same line and sources as text. Bodies and credentials are in neither.
pub struct Failure(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static OperationInfo>,
    endpoint: Option<String>,
    /// What went wrong, in words that complete the beginning that `line` gives each kind.
    problem: String,
    status: Option<u16>,
    request_id: Option<String>,
    service_error: Option<ServiceError>,
    sent: bool,
    history: History,
    cause: Cause,
}

enum Cause {
    None,
    /// Continues after the line.
    Source(Box<dyn Error + Send + Sync>),
    /// Continues after the line, of several failures at once.
    Shared(Arc<dyn Error + Send + Sync>),
    /// Stands in the line; only its own source continues.
    InLine(Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// A failure of this kind, before anything was sent. `problem` is what went wrong, in the words
    /// of a sentence's middle: no capital letter, no full stop.
    pub fn new(kind: ErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            endpoint: None,
            problem: problem.into(),
            status: None,
            request_id: None,
            service_error: None,
            sent: false,
            history: History::default(),
            cause: Cause::None,
        }))
    }

    /// The request cannot be sent as it is, and `problem` says why.
    pub fn invalid_request(operation: &'static OperationInfo, problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, problem).of_operation(operation)
    }

    /// The call succeeded, but its answer does not fit. The cause says where and how; its text must
    /// not hold any of the answer's values.
    pub fn decode(
        operation: &'static OperationInfo,
        reply: &Reply,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        let mut failure = Self::new(ErrorKind::Decode, String::new())
            .of_operation(operation)
            .answered(reply.status, reply.request_id.clone())
            .with_history(History::of_attempts(reply.attempts));
        failure.0.cause = Cause::InLine(cause.into());
        failure
    }

    pub(crate) fn configuration(problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, problem)
    }

    pub(crate) fn credentials(problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, problem)
    }

    pub(crate) fn too_large(max_bytes: usize) -> Self {
        Self::new(
            ErrorKind::ResponseTooLarge,
            format!("more than {max_bytes} bytes, the limit that .max_response_bytes(..) sets"),
        )
    }

    pub(crate) fn service(status: u16, request_id: Option<String>, error: ServiceError) -> Self {
        let mut failure = Self::new(ErrorKind::Service, String::new()).answered(status, request_id);
        failure.0.service_error = Some(error);
        failure
    }

    pub(crate) fn of_operation(mut self, operation: &'static OperationInfo) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn at_endpoint(mut self, endpoint: &str) -> Self {
        self.0.endpoint = Some(endpoint.to_owned());
        self
    }

    /// Whether any of this attempt's request left this machine.
    pub(crate) fn sent(mut self, sent: bool) -> Self {
        self.0.sent = sent;
        self
    }

    /// The head of an answer had come before the failure.
    pub(crate) fn answered(mut self, status: u16, request_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.request_id = request_id;
        self.sent(true)
    }

    pub(crate) fn caused_by(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.cause = Cause::Source(source.into());
        self
    }

    pub(crate) fn caused_by_shared(mut self, source: Arc<dyn Error + Send + Sync>) -> Self {
        self.0.cause = Cause::Shared(source);
        self
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called. `None` when a transport could not be built.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|operation| operation.name)
    }

    /// The endpoint that the call went to or would have gone to, for instance
    /// `https://ssm.eu-central-1.amazonaws.com`.
    pub fn endpoint(&self) -> Option<&str> {
        self.0.endpoint.as_deref()
    }

    /// The HTTP status, if an answer came.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The error's code as the service gave it, without name space or type URI: `ParameterNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.service_error.as_ref()?.code.as_deref()
    }

    /// The error's message as the service gave it. It may hold line breaks.
    pub fn message(&self) -> Option<&str> {
        self.0.service_error.as_ref()?.message.as_deref()
    }

    /// The id that the service gave the request, for asking its operators about it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The body of a service error, at most [`MAX_ERROR_BYTES`] of it;
    /// empty for every other kind. It may hold anything, so neither `Display` nor `Debug` show it.
    pub fn body(&self) -> &Bytes {
        static NONE: Bytes = Bytes::new();
        match &self.0.service_error {
            Some(error) => &error.body,
            None => &NONE,
        }
    }

    /// One of the time-outs passed: of connecting, of the last attempt, or of the whole call. A
    /// longer one may help, or none of the service's doing: see [`time_spent`](Self::time_spent).
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// The service refused the request because too many came. It did not run.
    pub fn is_throttling(&self) -> bool {
        self.kind() == ErrorKind::Service && retry::is_throttling(self.status(), self.code())
    }

    /// The same request may succeed if it is sent again later, and sending it again does not make
    /// anything happen twice. The transport has done so by then as often as it was told.
    pub fn is_retryable(&self) -> bool {
        let passes = match self.kind() {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Interrupted => true,
            ErrorKind::Service => self.is_throttling() || retry::is_transient(self.status(), self.code()),
            _ => false,
        };
        passes && (self.safety() != Safety::SideEffects || !self.may_have_run())
    }

    /// Nothing of the request left this machine, in any attempt.
    pub fn is_not_sent(&self) -> bool {
        !self.0.sent && !self.0.history.sent_before
    }

    /// The request may have reached the service and taken effect there: in one of the attempts it
    /// went out, the operation is not a read-only one, and no answer to that attempt rules it out. An
    /// answer does when its status is below 500 and no success, when its code says so, or when it
    /// tells of throttling.
    pub fn may_have_run(&self) -> bool {
        self.0.history.may_have_run_before || self.may_have_run_at_last()
    }

    /// The last attempt may have run.
    fn may_have_run_at_last(&self) -> bool {
        if !self.0.sent || self.safety() == Safety::ReadOnly {
            return false;
        }
        match self.kind() {
            ErrorKind::Service => !retry::did_not_run(self.status(), self.code()),
            _ => true,
        }
    }

    /// An unknown operation is taken for one that must not run twice.
    fn safety(&self) -> Safety {
        self.0.operation.map_or(Safety::SideEffects, |operation| operation.safety)
    }

    fn sources(&self) -> impl Iterator<Item = &(dyn Error + 'static)> {
        std::iter::successors(self.source(), |&error| error.source())
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.cause {
            Cause::None => None,
            Cause::Source(source) => Some(source.as_ref()),
            Cause::Shared(source) => Some(source.as_ref()),
            Cause::InLine(cause) => cause.source(),
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources: Vec<String> = self.sources().map(|source| source.to_string()).collect();
        f.debug_struct("Failure")
            .field("kind", &self.kind())
            .field("line", &self.to_string())
            .field("sources", &sources)
            .finish_non_exhaustive()
    }
}
