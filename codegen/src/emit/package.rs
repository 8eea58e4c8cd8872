//! A crate around the generated modules, for the command line.

use super::{File, client, file};
use crate::resolve::ir::Service;
use crate::resolve::pascal_case;

/// Where the generated crate finds `awsjson-wire` and `awsjson-transport`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a package registry, at the version of this generator.
    Published,
    /// In this folder, side by side.
    Folder(String),
}

/// The files of a client crate of this name.
pub(crate) fn package(service: &Service, name: &str, runtime: &Runtime) -> Vec<File> {
    let mut files =
        vec![file("Cargo.toml", manifest(service, name, runtime)), file("src/lib.rs", root(service))];
    for module in client(service, name) {
        files.push(file(&format!("src/{}", module.path), module.text));
    }
    files
}

fn manifest(service: &Service, name: &str, runtime: &Runtime) -> String {
    let dependency = |dependency: &str| match runtime {
        Runtime::Published => format!("{dependency} = \"{}\"\n", env!("CARGO_PKG_VERSION")),
        Runtime::Folder(folder) => {
            format!("{dependency} = {{ path = {} }}\n", toml(&format!("{folder}/{dependency}")))
        }
    };
    let capabilities: Vec<String> = service.capabilities.iter().map(|name| format!("\"{name}\"")).collect();
    let mut features = format!(
        "default = [{}]\nblocking = [\"awsjson-transport/blocking\"]\njson = []\n",
        capabilities.join(", ")
    );
    for capability in &service.capabilities {
        features.push_str(&format!("{capability} = []\n"));
    }
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         description = {}\n\n[features]\n{features}\n[dependencies]\n{}{}\
         time = {{ version = \"0.3\", default-features = false }}\n\n[workspace]\n",
        toml(&format!("A client of {}.", service.title)),
        dependency("awsjson-transport"),
        dependency("awsjson-wire"),
    )
}

/// A string of TOML.
fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn root(service: &Service) -> String {
    format!(
        "//! A typed client of {} (API version {}), generated from its model.\n\
         \n\
         #![forbid(unsafe_code)]\n\
         #![allow(clippy::too_many_arguments, clippy::large_enum_variant, rustdoc::invalid_html_tags)]\n\
         \n\
         /// The client for programs without a runtime.\n\
         #[cfg(feature = \"blocking\")]\n\
         pub mod blocking;\n\
         /// The client and its calls.\n\
         mod client;\n\
         /// The errors of each operation.\n\
         pub mod error;\n\
         /// A request and a response for each operation.\n\
         pub mod operation;\n\
         /// The structures, unions and enumerations of the service.\n\
         pub mod types;\n\
         \n\
         pub use awsjson_transport::typed::{{Error, Items, Pages, Wait, WaitError}};\n\
         pub use awsjson_transport::{{CallOptions, ErrorKind, Failure}};\n\
         pub use client::{{Call, Client, SERVICE}};\n",
        service.title, service.version
    )
}

/// The name of the crate for a service: `Machine Learning` has `machine-learning-client`.
pub(crate) fn crate_name(sdk_id: &str) -> String {
    let lower = sdk_id.to_ascii_lowercase();
    let name: String = lower.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = name.trim_matches('-');
    match name.chars().next() {
        Some(first) if first.is_ascii_lowercase() => format!("{name}-client"),
        _ => format!("service-{}-client", pascal_case(name).to_ascii_lowercase()),
    }
}
