//! A model in, a client crate out.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use awsjson_codegen::{Generator, Runtime};

use crate::files::{read_all, sources};

#[derive(Default)]
pub(crate) struct Arguments {
    models: Vec<PathBuf>,
    overlays: Vec<PathBuf>,
    docs: Vec<PathBuf>,
    out: PathBuf,
    name: Option<String>,
    runtime: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn parse(given: Vec<String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut out = None;
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--out" => out = Some(value()?.into()),
                "--overlay" => arguments.overlays.push(value()?.into()),
                "--docs" => arguments.docs.push(value()?.into()),
                "--name" => arguments.name = Some(crate_name(value()?)?),
                "--runtime" => arguments.runtime = Some(value()?.into()),
                option if option.starts_with('-') => return Err(format!("unknown option {option}")),
                model => arguments.models.push(model.into()),
            }
        }
        if arguments.models.is_empty() {
            return Err("no model is given".to_owned());
        }
        arguments.out = out.ok_or("--out DIR is missing")?;
        Ok(arguments)
    }

    /// Writes the crate, and says how much was written.
    pub(crate) fn run(&self) -> Result<String, Box<dyn Error>> {
        let (models, overlays, docs) =
            (read_all(&self.models)?, read_all(&self.overlays)?, read_all(&self.docs)?);
        let generator = Generator::new(&sources(&models), &sources(&overlays), &sources(&docs))?;
        for line in generator.left_out() {
            eprintln!("warning: {line}");
        }
        let files = generator.package(self.name.as_deref(), &runtime(self.runtime.as_deref())?);
        for file in &files {
            let path = self.out.join(&file.path);
            let folder = path.parent().unwrap_or(&self.out);
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            fs::write(&path, &file.text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(format!("{} files written to {}", files.len(), self.out.display()))
    }
}

fn crate_name(name: String) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(allowed) {
        true => Ok(name),
        false => Err(format!("{name:?} cannot be the name of a crate")),
    }
}

/// A generator that was built in a checkout has the runtime crates beside it.
fn runtime(given: Option<&Path>) -> Result<Runtime, String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let folder = match given {
        Some(folder) => folder.to_owned(),
        None if beside.join("awsjson-wire").is_dir() => beside,
        None => return Ok(Runtime::Published),
    };
    let folder = fs::canonicalize(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    match folder.to_str() {
        Some(folder) => Ok(Runtime::Folder(folder.to_owned())),
        None => Err(format!("{}: the path is not Unicode", folder.display())),
    }
}
