//! What the generated types of a server are to its dispatcher.

use crate::{Structure, Wire};

/// A request, and with it the operation that it is for.
pub trait Operation: Structure + Wire {
    /// The name on the wire.
    const NAME: &'static str;
    /// What a successful call answers.
    type Response: Wire;
}

/// An error that an operation may answer.
pub trait Exception: Structure + Wire {
    /// The code on the wire.
    const CODE: &'static str;
    /// The HTTP status that goes with it.
    const STATUS: u16;
}
