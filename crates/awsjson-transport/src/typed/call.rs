//! One call, from a typed request to a typed response.
//!
//! A program has each function here once for each operation that it calls. So they are few and short, and
//! everything in them that knows no type is handed on to functions that are compiled once.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use awsjson_wire::{FillStructure, Reading, Slot, Structure, Value, ViewStructure, read, to_json};

use super::error::{Raised, ServiceError};
use super::{Error, Operation, OperationError};
use crate::observability;
use crate::transport::{Invocation, Prepared};
use crate::{CallOptions, Failure, OperationInfo, Reply, Transport};

/// Makes a call. The request is encoded at once, so the future does not hold it and stays small
/// however large the request's type is.
///
/// # Errors
///
/// Everything that can go wrong; see [`Failure`].
#[inline]
pub fn call<R: Operation>(
    transport: Transport,
    request: R,
    options: CallOptions,
) -> impl Future<Output = Result<R::Response, Error<R::Error>>> + Send {
    Call::<R> { reply: exchange(transport, request, options), operation: PhantomData }
}

/// The future of a call. An `async` block would do, for a third more of machine code in each program.
struct Call<R> {
    reply: Invocation<'static>,
    operation: PhantomData<fn() -> R>,
}

impl<R: Operation> Future for Call<R> {
    type Output = Result<R::Response, Error<R::Error>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.reply.as_mut().poll(context).map(answer::<R>)
    }
}

/// Sends a request and gives the answer as it came.
pub(super) fn exchange<R: Operation>(
    transport: Transport,
    mut request: R,
    options: CallOptions,
) -> Invocation<'static> {
    request.prepare();
    dispatch(transport, R::INFO, request.host_prefix(), &request, options)
}

/// What came of a call, typed.
pub(super) fn answer<R: Operation>(outcome: Result<Reply, Failure>) -> Result<R::Response, Error<R::Error>> {
    let mut response = R::Response::unset();
    match settle(R::INFO, outcome, &mut response) {
        Ok(()) => Ok(response),
        Err(failure) => Err(refine(failure)),
    }
}

#[inline(never)]
fn dispatch(
    transport: Transport,
    operation: &'static OperationInfo,
    host_prefix: Result<Option<String>, Failure>,
    request: &dyn ViewStructure,
    options: CallOptions,
) -> Invocation<'static> {
    transport.dispatch(operation, encode(operation, host_prefix, request), options)
}

fn encode(
    operation: &'static OperationInfo,
    host_prefix: Result<Option<String>, Failure>,
    request: &dyn ViewStructure,
) -> Result<Prepared, Failure> {
    let host_prefix = host_prefix?;
    let body = to_json(Value::Structure(request))
        .map_err(|error| Failure::invalid_request(operation, error.to_string()))?;
    Ok(Prepared { host_prefix, body })
}

#[inline(never)]
fn settle(
    operation: &'static OperationInfo,
    outcome: Result<Reply, Failure>,
    response: &mut dyn FillStructure,
) -> Result<(), Failure> {
    decode(operation, &outcome?, response)
}

/// Reads an answer into its response. An answer without a body is one without members.
pub(super) fn decode(
    operation: &'static OperationInfo,
    reply: &Reply,
    response: &mut dyn FillStructure,
) -> Result<(), Failure> {
    if reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    read(&reply.body, Slot::Structure(response), Reading::Lenient)
        .map_err(|error| Failure::decode(operation, reply, error))
        .inspect_err(observability::answer_does_not_fit)
}

/// Gives the failure the operation's own error, if the service raised one that it has.
pub(super) fn refine<E: OperationError>(failure: Failure) -> Error<E> {
    Error::of(raised(failure, |code, fill| Some(Box::new(E::from_code(code, fill)?))))
}

/// The operation's own error, which the function makes of a code.
type MakeError = fn(&str, &dyn Fn(&mut dyn FillStructure)) -> Option<Box<dyn Any + Send + Sync>>;

#[inline(never)]
fn raised(failure: Failure, make_error: MakeError) -> Raised {
    let fill = |error: &mut dyn FillStructure| read_error(&failure, error);
    let service = failure.code().and_then(|code| make_error(code, &fill));
    Raised { failure, service: service.map(|service| Box::new(ServiceError(service))) }
}

/// What the error's body does not fit stays blank: the code and the message are known all the same.
fn read_error(failure: &Failure, error: &mut dyn FillStructure) {
    let _ = read(failure.body(), Slot::Structure(error), Reading::Lenient);
}
