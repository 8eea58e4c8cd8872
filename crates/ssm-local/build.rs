//! Generates the types and the tables of operations of both services from their models.

use std::error::Error;
use std::path::Path;

use awsjson_codegen::{Generator, Source};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let sources = |documents: &'static [ssm_model::Document]| -> Vec<Source<'static>> {
        documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
    };
    let folder = std::env::var("OUT_DIR")?;
    for (name, model) in [("ssm", ssm_model::SSM), ("ec2messages", ssm_model::EC2_MESSAGES)] {
        let generator = Generator::new(&sources(model.documents), &sources(model.overlays), &[])?;
        let folder = Path::new(&folder).join(name);
        std::fs::create_dir_all(&folder)?;
        for file in generator.server() {
            std::fs::write(folder.join(&file.path), &file.text)?;
        }
    }
    Ok(())
}
