//! What the example programs share: how they read their arguments, and how they end. And what the code of
//! the guides in `docs/guide` runs in, as documentation tests of this package.

mod arguments;
mod guide;
#[cfg(doctest)]
mod guides;
mod local;
mod stop;

pub use arguments::{Argument, Arguments};
pub use guide::guide;
pub use local::start_local;
pub use stop::{Stop, in_one_line};
