//! AWS JSON 1.1 as a server speaks it: which operation is asked, whether the request is signed and
//! valid, and how answers and errors are written. Knows no operation by name.

mod call;
mod error;
mod routes;
mod service;
mod signature;
mod validation;

pub(crate) use call::Call;
pub(crate) use error::Error;
pub(crate) use routes::Routes;
pub(crate) use service::{Answer, CONTENT_TYPE_JSON, Service};
pub(crate) use signature::Verifier;
