//! Stage four: the intermediate representation to Rust, one file per concern.

mod blocking;
mod client;
mod documentation;
mod enums;
mod errors;
mod groups;
mod json;
mod operations;
mod package;
mod pages;
mod rust_type;
mod server;
mod structures;
mod text;
mod types;
mod unions;
mod waiters;

use crate::resolve::ir::Service;
pub use package::Runtime;
pub(crate) use package::{crate_name, package};

/// Which side of the wire the types are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Requests are built and responses are read.
    Client,
    /// Requests are read and checked and responses are built.
    Server,
}

/// One emitted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder that it is written to.
    pub path: String,
    /// Its text.
    pub text: String,
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), text }
}

/// The modules of a client: `types`, `operation`, `error`, `client` and `blocking`.
pub(crate) fn client(service: &Service, crate_name: &str) -> Vec<File> {
    vec![
        file("types.rs", types::emit(service, Side::Client)),
        file("operation.rs", operations::emit(service)),
        file("error.rs", errors::emit(service)),
        file("client.rs", client::emit(service, crate_name)),
        file("blocking.rs", blocking::emit(service)),
    ]
}

/// The modules of a server: `types` and `operation`.
pub(crate) fn server(service: &Service) -> Vec<File> {
    vec![file("types.rs", types::emit(service, Side::Server)), file("operation.rs", server::emit(service))]
}
