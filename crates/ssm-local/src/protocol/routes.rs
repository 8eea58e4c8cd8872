//! The operations that are implemented, each with its handler.

use std::collections::BTreeMap;

use awsjson_wire::{Wire, missing_members, to_json};

use super::validation::validate;
use super::{Call, Error};
use crate::model::operation::Operation;

/// A handler that hides the types of its operation: JSON in, JSON out. The call is opened only once
/// the request is known to be valid.
type Handler = Box<dyn Fn(&[u8], OpenCall<'_>) -> Result<Vec<u8>, Error> + Send + Sync>;

/// Runs a function in a call of the endpoint.
pub(super) type OpenCall<'a> = &'a dyn Fn(&mut dyn FnMut(&mut Call<'_>));

/// Handlers by the name of their operation.
#[derive(Default)]
pub(crate) struct Routes {
    handlers: BTreeMap<&'static str, Handler>,
}

impl Routes {
    /// No operations.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Answers the operation of this handler's request with this handler.
    pub(crate) fn on<R>(mut self, handler: fn(&mut Call<'_>, R) -> Result<R::Response, Error>) -> Self
    where
        R: Operation + 'static,
    {
        let replaced = self.handlers.insert(R::NAME, Box::new(move |body, open| run(handler, body, open)));
        debug_assert!(replaced.is_none(), "{} has two handlers", R::NAME);
        self
    }

    /// The names of the operations, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.handlers.keys().copied()
    }

    pub(super) fn get(&self, operation: &str) -> Option<&Handler> {
        self.handlers.get(operation)
    }
}

fn run<R: Operation>(
    handler: fn(&mut Call<'_>, R) -> Result<R::Response, Error>,
    body: &[u8],
    open: OpenCall<'_>,
) -> Result<Vec<u8>, Error> {
    let mut request = Some(read_request::<R>(body)?);
    let mut answer = None;
    open(&mut |call| answer = request.take().map(|request| handler(call, request)));
    let response = answer.ok_or_else(|| Error::internal(format!("{} was not answered", R::NAME)))??;
    to_json(response.view()).map_err(|error| Error::internal(format!("{} has no answer: {error}", R::NAME)))
}

fn read_request<R: Operation>(body: &[u8]) -> Result<R, Error> {
    // Clients may leave out the body of a request that sets nothing.
    let body = if body.is_empty() { b"{}" } else { body };
    let mut request = R::blank();
    let missing =
        missing_members(body, request.slot()).map_err(|error| Error::serialization(error.to_string()))?;
    validate(request.view(), &missing)?;
    Ok(request)
}
