//! Parameters get values, and values take the places of references.

mod arguments;
mod check;
mod resolver;
mod substitute;

pub use arguments::Arguments;
pub use resolver::{Resolved, Resolver, later};

pub(crate) use check::{allowed_pattern, check_value};
pub(crate) use resolver::PSEUDO_PARAMETERS;
pub(crate) use substitute::{bind, declared, environment};
