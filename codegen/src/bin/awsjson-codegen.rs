//! The generator's command line: a model in, a client crate out.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use awsjson_codegen::{Generator, Runtime, Source};

const USAGE: &str = "\
Generates a Rust client crate from the Smithy JSON AST of an AWS JSON service.

Usage: awsjson-codegen MODEL.json... --out DIR [options]

  MODEL.json...     the documents of one model; of several, the first to define a shape keeps it
  --out DIR         the folder of the new crate; generated files in it are replaced
  --overlay FILE    apply statements to add to the model; may be repeated
  --name NAME       the name of the crate, instead of the service's
  --runtime DIR     the folder that holds awsjson-wire and awsjson-transport, instead of the ones of
                    this checkout or, without one, the published ones
  --help            print this

Exit status: 0 if the crate was written, 1 if the model cannot be used, 2 for bad usage.
";

/// Bad usage, as scripts expect it to be told apart.
const BAD_USAGE: u8 = 2;

#[derive(Default)]
struct Arguments {
    models: Vec<PathBuf>,
    overlays: Vec<PathBuf>,
    out: Option<PathBuf>,
    name: Option<String>,
    runtime: Option<PathBuf>,
}

fn main() -> ExitCode {
    let given: Vec<String> = env::args().skip(1).collect();
    if given.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let (arguments, out) = match parse(given) {
        Ok(parsed) => parsed,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            return ExitCode::from(BAD_USAGE);
        }
    };
    match generate(&arguments, &out) {
        Ok(count) => {
            println!("{count} files written to {}", out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(given: Vec<String>) -> Result<(Arguments, PathBuf), String> {
    let mut arguments = Arguments::default();
    let mut given = given.into_iter();
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => arguments.out = Some(value()?.into()),
            "--overlay" => arguments.overlays.push(value()?.into()),
            "--name" => arguments.name = Some(crate_name(value()?)?),
            "--runtime" => arguments.runtime = Some(value()?.into()),
            option if option.starts_with('-') => return Err(format!("unknown option {option}")),
            model => arguments.models.push(model.into()),
        }
    }
    if arguments.models.is_empty() {
        return Err("no model is given".to_owned());
    }
    let out = arguments.out.take().ok_or("--out DIR is missing")?;
    Ok((arguments, out))
}

fn crate_name(name: String) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(allowed) {
        true => Ok(name),
        false => Err(format!("{name:?} cannot be the name of a crate")),
    }
}

fn generate(arguments: &Arguments, out: &Path) -> Result<usize, Box<dyn Error>> {
    let models = read_all(&arguments.models)?;
    let overlays = read_all(&arguments.overlays)?;
    let generator = Generator::new(&sources(&models), &sources(&overlays))?;
    for line in generator.left_out() {
        eprintln!("warning: {line}");
    }
    let files = generator.package(arguments.name.as_deref(), &runtime(arguments.runtime.as_deref())?);
    for file in &files {
        let path = out.join(&file.path);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        fs::write(&path, &file.text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(files.len())
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, String)>, String> {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok((name, text)),
            Err(error) => Err(format!("{name}: {error}")),
        }
    };
    paths.iter().map(read).collect()
}

fn sources(documents: &[(String, String)]) -> Vec<Source<'_>> {
    documents.iter().map(|(path, text)| Source { path, text }).collect()
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
