//! One call, from a typed request to a typed response.

use awsjson_wire::{Blank, Reading, Slot, Structure, Value, read, to_json};

use super::{Error, Operation, OperationError};
use crate::observability;
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
    let reply = exchange(transport, request, options);
    async { read_response::<R>(&reply.await?) }
}

/// Sends a request and gives the answer as it came.
pub(super) fn exchange<R: Operation>(
    transport: Transport,
    mut request: R,
    options: CallOptions,
) -> impl Future<Output = Result<Reply, Error<R::Error>>> + Send {
    request.prepare();
    let prepared = request.host_prefix().and_then(|prefix| Ok((prefix, encode(R::INFO, &request)?)));
    async move {
        let (host_prefix, body) = prepared?;
        transport.invoke(R::INFO, host_prefix, body, options).await.map_err(refine)
    }
}

/// The typed response that an answer holds.
pub(super) fn read_response<R: Operation>(reply: &Reply) -> Result<R::Response, Error<R::Error>> {
    let mut response = R::Response::blank();
    decode(R::INFO, reply, &mut response)?;
    Ok(response)
}

fn encode(operation: &'static OperationInfo, request: &dyn Structure) -> Result<Vec<u8>, Failure> {
    to_json(Value::Structure(request)).map_err(|error| Failure::invalid_request(operation, error.to_string()))
}

/// An answer without a body is one without members.
fn decode(
    operation: &'static OperationInfo,
    reply: &Reply,
    response: &mut dyn Structure,
) -> Result<(), Failure> {
    if reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    read(&reply.body, Slot::Structure(response), Reading::Lenient)
        .map_err(|error| Failure::decode(operation, reply, error))
        .inspect_err(observability::answer_does_not_fit)
}

/// Gives the failure the operation's own error, if the service raised one that it has. What the
/// error's body does not fit stays blank: the code and the message are known all the same.
fn refine<E: OperationError>(failure: Failure) -> Error<E> {
    let mut service = failure.code().and_then(E::from_code);
    if let Some(error) = &mut service {
        let _ = read(failure.body(), Slot::Structure(error.structure_mut()), Reading::Lenient);
    }
    Error::with_service(failure, service)
}
