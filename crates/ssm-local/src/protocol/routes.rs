//! The operations that are implemented, each with its handler.

use std::collections::BTreeMap;

use awsjson_wire::server::Operation;
use awsjson_wire::{Document, View, missing_members, to_json};

use super::own_call::{AnsweredOwnCall, Asker, NextOwnCall, OwnCall};
use super::validation::validate;
use super::{Call, Error};
use crate::identity::Identity;
use crate::store::Stores;

/// A handler that hides the types of its operation: JSON in, a question out.
type Handler = Box<dyn Fn(&[u8]) -> Result<Question, Error> + Send + Sync>;

/// A valid request that waits to be asked: each time it is, it gives an answer in JSON, an error, or
/// nothing, which means that it should be asked again when there may be news.
pub(super) type Question = Box<dyn FnMut(&mut Call<'_>, Patience) -> Result<Option<Vec<u8>>, Error> + Send>;

/// A handler that may have its client wait: see [`Routes::on_waiting`].
type Waiting<R, Response> = fn(&mut Call<'_>, &R, Patience) -> Result<Option<Response>, Error>;

/// Whether a question may be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// The client waits for news.
    Left,
    /// The client must be answered now.
    Gone,
}

/// Finds the account and region that an unsigned request belongs to: see [`Routes::on_unsigned`].
type Home = fn(&Document, &Stores) -> Option<Identity>;

/// What happens without being asked, as time goes on: see [`Routes::meanwhile`].
type Meanwhile = fn(&mut Call<'_>);

/// Handlers by the name of their operation.
#[derive(Default)]
pub(crate) struct Routes {
    handlers: BTreeMap<&'static str, Handler>,
    homes: BTreeMap<&'static str, Home>,
    meanwhile: Vec<Meanwhile>,
    own_calls: Vec<(NextOwnCall, AnsweredOwnCall)>,
}

impl Routes {
    /// No operations.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Answers the operation of this handler's request with this handler.
    pub(crate) fn on<R>(self, handler: fn(&mut Call<'_>, R) -> Result<R::Response, Error>) -> Self
    where
        R: Operation + Send + 'static,
    {
        self.insert::<R>(Box::new(move |body| {
            let mut request = Some(read_request::<R>(body)?);
            Ok(Box::new(move |call, _| {
                let request =
                    request.take().ok_or_else(|| Error::internal("a request was answered before"))?;
                handler(call, request).and_then(|response| write_response::<R>(&response)).map(Some)
            }))
        }))
    }

    /// Answers the operation of this handler's request with this handler, also if the request is not
    /// signed, though signatures are asked for. Such a request belongs to the account and region that
    /// `home` finds, or to those of the endpoint.
    pub(crate) fn on_unsigned<R>(
        mut self,
        handler: fn(&mut Call<'_>, R) -> Result<R::Response, Error>,
        home: Home,
    ) -> Self
    where
        R: Operation + Send + 'static,
    {
        self.homes.insert(R::NAME, home);
        self.on(handler)
    }

    /// Answers the operation of this handler's request with this handler, which may have the client
    /// wait: as long as it gives no answer and there is [patience](Patience), it is asked again when
    /// messages or nodes changed.
    pub(crate) fn on_waiting<R>(self, handler: Waiting<R, R::Response>) -> Self
    where
        R: Operation + Send + 'static,
    {
        self.insert::<R>(Box::new(move |body| {
            let request = read_request::<R>(body)?;
            Ok(Box::new(move |call, patience| {
                let response = handler(call, &request, patience)?;
                response.map(|response| write_response::<R>(&response)).transpose()
            }))
        }))
    }

    /// Runs this before each call and whenever time went on or something changed, once for each
    /// account and region. It must be quick if there is nothing to do.
    pub(crate) fn meanwhile(mut self, run: Meanwhile) -> Self {
        self.meanwhile.push(run);
        self
    }

    /// Has the endpoint call operations by itself: those that `next` tells, each as a call of its own,
    /// which changes nothing if it fails. `answered` takes the answers.
    pub(crate) fn calling(mut self, next: NextOwnCall, answered: AnsweredOwnCall) -> Self {
        self.own_calls.push((next, answered));
        self
    }

    /// The names of the operations, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.handlers.keys().copied()
    }

    pub(super) fn get(&self, operation: &str) -> Option<&Handler> {
        self.handlers.get(operation)
    }

    /// Where an unsigned request for this operation belongs, if it need not be signed.
    pub(super) fn home_of_unsigned(
        &self,
        operation: &str,
        body: &[u8],
        stores: &Stores,
        default: &Identity,
    ) -> Option<Identity> {
        let home = self.homes.get(operation)?;
        let request: Option<Document> = serde_json::from_slice(body).ok();
        Some(request.and_then(|request| home(&request, stores)).unwrap_or_else(|| default.clone()))
    }

    pub(super) fn run_meanwhile(&self, call: &mut Call<'_>) {
        self.meanwhile.iter().for_each(|run| run(call));
    }

    /// The next operation that the endpoint is to call by itself, and who takes the answer.
    pub(super) fn next_own_call(&self, call: &Call<'_>) -> Option<(AnsweredOwnCall, Asker, OwnCall)> {
        self.own_calls.iter().find_map(|(next, answered)| {
            let (asker, own_call) = next(call)?;
            Some((*answered, asker, own_call))
        })
    }

    fn insert<R: Operation>(mut self, handler: Handler) -> Self {
        let replaced = self.handlers.insert(R::NAME, handler);
        debug_assert!(replaced.is_none(), "{} has two handlers", R::NAME);
        self
    }
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

fn write_response<R: Operation>(response: &R::Response) -> Result<Vec<u8>, Error> {
    to_json(response.view()).map_err(|error| Error::internal(format!("{} has no answer: {error}", R::NAME)))
}
