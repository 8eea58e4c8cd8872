//! No TLS: a program that calls plain http alone, as to a service on the same machine, needs none.

use std::convert::Infallible;
use std::error::Error;

use super::{BoxedError, BoxedIo};
use crate::failure::Failure;
use crate::settings::Setting;

/// It cannot be made.
pub(in crate::connection) struct Stack(Infallible);

impl Stack {
    pub(super) fn set_up(_: Option<&Setting>) -> Result<Self, Failure> {
        Err(Failure::configuration(
            "https needs TLS, and this program is built without: switch on one of the features ring, \
             aws-lc-rs and native-tls",
        ))
    }

    pub(super) async fn connect(&self, _: BoxedIo, _: &str) -> Result<BoxedIo, BoxedError> {
        match self.0 {}
    }
}

pub(in crate::connection) fn reason(_: &(dyn Error + 'static)) -> Option<&'static str> {
    None
}
