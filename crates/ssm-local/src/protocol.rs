//! AWS JSON 1.1 as a server speaks it: which operation is asked, who calls, whether the request is
//! signed and valid, and how answers and errors are written. Knows no operation by name.

mod call;
mod caller;
mod control;
mod error;
mod own_call;
mod routes;
mod service;
mod signature;
mod target;
mod validation;

pub(crate) use call::Call;
pub(crate) use caller::{AccessKeys, Caller};
pub(crate) use error::Error;
pub(crate) use own_call::OwnCall;
pub(crate) use routes::{Patience, Routes};
pub(crate) use service::{Answer, Service};
pub(crate) use target::CONTENT_TYPE_JSON;
