//! From an HTTP request to an answer.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Method, Request, StatusCode};
use time::OffsetDateTime;

use super::routes::Routes;
use super::signature::Verifier;
use super::{Call, Error};
use crate::identity::Identity;
use crate::model::operation::OPERATIONS;
use crate::store::Store;

/// The media type of requests and answers.
pub(crate) const CONTENT_TYPE_JSON: &str = "application/x-amz-json-1.1";

/// What stands before the operation in the target of a request.
const TARGET_PREFIX: &str = "AmazonSSM.";

/// A status and a JSON body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl From<Error> for Answer {
    fn from(error: Error) -> Self {
        Self { status: error.status(), body: error.to_json() }
    }
}

/// Everything that answers requests: the operations, the rules for signatures and the state.
pub(crate) struct Service {
    identity: Identity,
    verifier: Option<Verifier>,
    routes: Routes,
    store: Mutex<Store>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Service {
    /// A service with an empty store. Without a verifier it takes requests with any signature or
    /// none.
    pub(crate) fn new(identity: Identity, verifier: Option<Verifier>, routes: Routes) -> Self {
        Self { identity, verifier, routes, store: Mutex::new(Store::default()) }
    }

    /// Answers one request.
    pub(crate) fn answer(&self, request: &Request<Bytes>) -> Answer {
        match self.try_answer(request) {
            Ok(body) => Answer { status: StatusCode::OK, body },
            Err(error) => error.into(),
        }
    }

    fn try_answer(&self, request: &Request<Bytes>) -> Result<Vec<u8>, Error> {
        let operation = operation(request)?;
        // The service counts in milliseconds.
        let now = OffsetDateTime::now_utc().truncate_to_millisecond();
        if let Some(verifier) = &self.verifier {
            verifier.verify(request, &self.identity.region, now)?;
        }
        let handler = self.routes.get(operation).ok_or_else(|| Error::not_implemented(operation))?;
        handler(request.body(), &|run| {
            // A handler that panicked left the store as it was: each changes it in one step, last.
            let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
            store.forget_expired(now);
            run(&mut Call { identity: &self.identity, now, store: &mut store });
        })
    }
}

/// The operation of the model that a request asks for.
fn operation(request: &Request<Bytes>) -> Result<&'static str, Error> {
    if request.uri().path() != "/" {
        return Err(Error::path(request.uri().path()));
    }
    if request.method() != Method::POST {
        return Err(Error::method(request.method()));
    }
    let target = match request.headers().get("x-amz-target").map(|target| target.to_str()) {
        Some(Ok(target)) => target,
        Some(Err(_)) => return Err(Error::unknown_operation("the header X-Amz-Target is not ASCII text")),
        None => {
            let message = format!("the header X-Amz-Target is missing; it says {TARGET_PREFIX}OPERATION");
            return Err(Error::unknown_operation(message));
        }
    };
    let Some(name) = target.strip_prefix(TARGET_PREFIX) else {
        let message = format!("X-Amz-Target is {target:?} and must start with {TARGET_PREFIX}");
        return Err(Error::unknown_operation(message));
    };
    let known = OPERATIONS.iter().find(|(operation, _)| *operation == name);
    let Some((operation, _)) = known else {
        return Err(Error::unknown_operation(format!("Systems Manager has no operation {name:?}")));
    };
    check_media_type(request)?;
    Ok(operation)
}

fn check_media_type(request: &Request<Bytes>) -> Result<(), Error> {
    let header = request.headers().get(CONTENT_TYPE);
    let found = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(CONTENT_TYPE_JSON) {
        Ok(())
    } else {
        Err(Error::media_type(found, CONTENT_TYPE_JSON))
    }
}
