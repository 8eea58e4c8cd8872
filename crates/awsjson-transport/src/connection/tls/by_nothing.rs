//! No TLS: a program that calls plain http alone, as to a service on the same machine, needs none.

use std::convert::Infallible;
use std::error::Error;

use super::bundle::Flaw;
use super::{BoxedError, BoxedIo};
use crate::failure::Failure;

/// It cannot be made.
pub(in crate::connection) struct Stack(Infallible);

impl Stack {
    pub(super) fn trusting_the_system() -> Result<Self, Failure> {
        Err(Failure::configuration(MISSING))
    }

    pub(super) fn trusting(_: &[u8]) -> Result<Self, Flaw> {
        Err(Flaw { what: MISSING, cause: None })
    }

    pub(super) async fn connect(&self, _: BoxedIo, _: &str) -> Result<BoxedIo, BoxedError> {
        match self.0 {}
    }
}

const MISSING: &str = "https needs TLS, and this program is built without: switch on one of the features \
     ring, aws-lc-rs, fips and native-tls";

pub(in crate::connection) fn reason(_: &(dyn Error + 'static)) -> Option<&'static str> {
    None
}
