//! Generates the types and the table of operations of the service from its model.

use std::error::Error;
use std::path::Path;

use awsjson_codegen::{Generator, Source};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let sources = |documents: &'static [ssm_model::Document]| -> Vec<Source<'static>> {
        documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
    };
    let model = ssm_model::SSM;
    let generator = Generator::new(&sources(model.documents), &sources(model.overlays))?;
    let folder = std::env::var("OUT_DIR")?;
    for file in generator.server() {
        std::fs::write(Path::new(&folder).join(&file.path), &file.text)?;
    }
    Ok(())
}
