//! The typed skin over [`Transport`](crate::Transport): what generated clients are made of.
//!
//! A request type is its own operation: it names its response, its errors and what is known of the
//! operation. One generic function makes the call; one [`Pages`] and one [`Wait`] serve every
//! operation that has pages or a waiter. Each goes over a transport, and is awaited or waited for as that
//! is. Nothing here is compiled until a program calls.

#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod error;
mod items;
mod json;
mod operation;
mod pages;
mod wait;
mod waiter;

#[cfg(feature = "blocking")]
pub use blocking::{BlockingJsonItems, call_blocking};
pub use call::call;
pub use error::{AnyServiceError, Error};
pub use items::Items;
pub use json::{JsonItems, JsonOperation, unknown_operation};
pub use operation::{
    Operation, OperationError, Paged, PagedItems, debug_operation_error, display_operation_error, filled,
    host_label, idempotency_token,
};
pub use pages::Pages;
pub use wait::{Wait, WaitError};
pub use waiter::{Acceptor, Comparator, Matcher, Step, Verdict, Waiter};
