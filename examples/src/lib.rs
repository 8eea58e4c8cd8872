//! What the example programs share: how they read their arguments, where their calls go, and how they end.
//! And what the code of the guides in `docs/guide` runs in, as documentation tests of this package.

mod again;
mod arguments;
mod guide;
#[cfg(doctest)]
mod guides;
mod local;
mod program;
mod service;
mod stop;
mod target;

pub use again::run_again;
pub use arguments::{Argument, Arguments};
pub use guide::guide;
pub use local::{LOCAL_KEY_ID, LOCAL_SECRET, start_local};
pub use program::program;
pub use service::{ANY_SETTING, Service, account_in};
pub use stop::{Stop, in_one_line};
pub use target::{TARGET_HELP, Target, TargetOptions};
