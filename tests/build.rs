//! Writes the list of all generated types by the model's names, from the model alone: a type that
//! the generator leaves out, or names in another way, does not compile here.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[allow(dead_code, clippy::expect_used, clippy::panic, reason = "shared with the tests")]
#[path = "src/model.rs"]
mod model;

use model::{Model, short_name, target};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/model.rs");
    let folder = env::var("OUT_DIR")?;
    let model = Model::ssm();
    let mut list = "Registry {\n    types: vec![\n".to_owned();
    for id in model.reached_types() {
        writeln!(list, "        Type::of::<types::{}>({id:?}),", short_name(id))?;
    }
    list.push_str("    ],\n    operations: vec![\n");
    for operation in model.operations() {
        let model::Operation { name, input, output, errors } = operation;
        let errors: Vec<&str> = errors.iter().map(target).collect();
        writeln!(
            list,
            "        Operation::of::<operation::{name}Request>({name:?}, {input:?}, {output:?}, &{errors:?}),",
        )?;
    }
    list.push_str("    ],\n}\n");
    fs::write(Path::new(&folder).join("registry.rs"), list)?;
    Ok(())
}
