//! What the example programs share: how they read their arguments, and how they end.

mod arguments;
mod stop;

pub use arguments::{Argument, Arguments};
pub use stop::{Stop, in_one_line};
