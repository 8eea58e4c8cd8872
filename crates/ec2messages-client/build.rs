//! Generates the client from the model, into the build's own folder.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use awsjson_codegen::{Generator, Source};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let generator = Generator::new(
        &sources(ssm_model::EC2_MESSAGES.documents),
        &sources(ssm_model::EC2_MESSAGES.overlays),
        &sources(ssm_model::EC2_MESSAGES.prose),
    )?;
    for file in generator.client(env!("CARGO_PKG_NAME")) {
        fs::write(Path::new(&folder).join(file.path), file.text)?;
    }
    Ok(())
}

fn sources(documents: &'static [ssm_model::Document]) -> Vec<Source<'static>> {
    documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
}
