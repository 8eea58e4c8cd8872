//! HTTP: connections, bounded bodies and request ids. Knows nothing of what is asked.

mod body;
mod request_id;
mod server;

pub(crate) use server::{OverTls, Server, listen};
