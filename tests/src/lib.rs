//! What the tests across crates share: servers and clients that we did not write, and the model as
//! a source of values for every type.
//!
//! - [`python`] prepares a pinned Python environment, [`trials`] runs tests that need it, and
//!   [`moto`] runs a server in it.
//! - [`loopback`] is a server that answers as a test says, and [`runtime`] what tests run on.
//! - [`model`] reads the service's model without the generator. [`registry`] knows every generated
//!   type by the model's name, so that [`arbitrary`] and [`complete`] values can be made for all of
//!   them, and [`normal`] forms compared.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

pub mod arbitrary;
pub mod complete;
pub mod loopback;
pub mod model;
pub mod moto;
pub mod normal;
pub mod python;
pub mod registry;
pub mod runtime;
pub mod trials;
