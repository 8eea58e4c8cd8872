//! Generates Rust clients and servers from Smithy models of AWS JSON services.
//!
//! A model goes through four stages, each a module:
//!
//! 1. `ast` reads Smithy's JSON AST into a faithful model;
//! 2. `overlay` applies a project's own corrections and additions, and refuses those that no longer
//!    fit;
//!    `prose` adds documentation in a project's own words, kept as Markdown;
//! 3. `resolve` chooses every Rust name and type, and answers every question once;
//! 4. `emit` writes Rust, one file per concern.
//!
//! The generator is pure and deterministic: the same documents give the same bytes. It knows no
//! service and reads no files; whoever calls it does.
//!
//! ```
//! use awsjson_codegen::{Generator, Source};
//!
//! let model = r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "example#Greeter": {
//!             "type": "service",
//!             "version": "2026-01-01",
//!             "operations": [{ "target": "example#Greet" }],
//!             "traits": { "aws.protocols#awsJson1_1": {} }
//!         },
//!         "example#Greet": { "type": "operation" }
//!     }
//! }"#;
//! let generator = Generator::new(&[Source { path: "greeter.json", text: model }], &[], &[])?;
//! assert!(generator.client("greeter").iter().any(|file| file.text.contains("pub struct GreetRequest")));
//! # Ok::<(), awsjson_codegen::Error>(())
//! ```

mod ast;
mod emit;
mod error;
mod overlay;
mod prose;
mod renewal;
mod resolve;

use std::fmt;

use ast::Model;
pub use emit::{File, Runtime};
pub use error::{Error, Result};
pub use renewal::Change;
use resolve::ir::Service;

/// A document, with the path by which errors name it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Where the document comes from.
    pub path: &'a str,
    /// The document.
    pub text: &'a str,
}

/// A model that was read and resolved, ready to be emitted.
pub struct Generator {
    service: Service,
}

impl Generator {
    /// Reads the documents of one model, of which the first to define a shape keeps it, applies the
    /// overlays in order, and adds the documentation that `prose` has as Markdown.
    ///
    /// # Errors
    ///
    /// A document that is not a Smithy model, a model that cannot be generated, and an overlay or
    /// documentation that does not fit. Each names the document and the shape or line.
    pub fn new(documents: &[Source<'_>], overlays: &[Source<'_>], prose: &[Source<'_>]) -> Result<Generator> {
        let mut model = Model::load(documents)?;
        for overlay in overlays {
            overlay::apply(&mut model, overlay)?;
        }
        prose::apply(&mut model, prose)?;
        let service = resolve::resolve(&model).map_err(|error| model.locate(error, documents))?;
        Ok(Generator { service })
    }

    /// The modules of a client: `types.rs`, `operation.rs`, `error.rs`, `client.rs`, and `blocking.rs`,
    /// which belongs behind a feature of that name. They expect to be modules of those names at the
    /// root of a crate that depends on `awsjson-wire`, `awsjson-transport` and `time`, and that has at
    /// its root what is public in `client.rs`. Examples in documentation name the crate.
    #[must_use]
    pub fn client(&self, crate_name: &str) -> Vec<File> {
        emit::client(&self.service, crate_name)
    }

    /// The modules of a server: `types.rs` and `operation.rs`, side by side in one module of a crate
    /// that depends on `awsjson-wire` and `time`.
    #[must_use]
    pub fn server(&self) -> Vec<File> {
        emit::server(&self.service)
    }

    /// A whole client crate. Without a name it takes the service's.
    #[must_use]
    pub fn package(&self, name: Option<&str>, runtime: &Runtime) -> Vec<File> {
        let own_name = emit::crate_name(&self.service.sdk_id);
        emit::package(&self.service, name.unwrap_or(&own_name), runtime)
    }

    /// What the model has and the generated code lacks: for each a line with the operation, the thing
    /// and the reason.
    pub fn left_out(&self) -> impl Iterator<Item = String> {
        let operations = self.service.operations.iter();
        operations.flat_map(|operation| {
            operation.left_out.iter().map(|reason| format!("{}: {reason}", operation.name))
        })
    }

    /// What no documentation explains: operations, types, members (`Type$Member`), values and errors,
    /// by their names in the model, sorted. An error's message and what only repeats an operation
    /// need none.
    #[must_use]
    pub fn undocumented(&self) -> Vec<String> {
        prose::undocumented(&self.service)
    }

    /// The capabilities that operations are tagged with, sorted.
    pub fn capabilities(&self) -> impl Iterator<Item = &str> {
        self.service.capabilities.iter().map(String::as_str)
    }
}

/// A published document without its prose, in one spelling: members and elements a line each, shapes
/// by their ids.
///
/// # Errors
///
/// Text that is not JSON.
pub fn facts_only(document: &Source<'_>) -> Result<String> {
    renewal::facts_only(document.text).map_err(|error| error.in_document(document.path))
}

/// What a newer document of a model has otherwise than the one in use, what breaks programs first.
/// Prose counts as well, so [`facts_only`] comes before.
///
/// # Errors
///
/// Text that is not a Smithy JSON AST.
pub fn changes(old: &Source<'_>, new: &Source<'_>) -> Result<Vec<Change>> {
    renewal::changes(old.text, new.text)
}

impl fmt::Debug for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator")
            .field("service", &self.service.sdk_id)
            .field("operations", &self.service.operations.len())
            .finish_non_exhaustive()
    }
}
