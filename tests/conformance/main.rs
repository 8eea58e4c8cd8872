//! The protocol's public test vectors, run against a client that the generator makes of their model.
//!
//! The vectors are not ours to copy, so they are read where they lie, beside the repository. A clone
//! without them says so and is held by the vectors of our own, in the test `vectors`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod literal;
mod program;
mod suite;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use libtest_mimic::{Arguments, Trial};
use suite::Suite;

/// Vectors that a client of ours does not pass, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "request SDKAppliedContentEncoding_awsJson1_1",
        "compresses requests, which Systems Manager does not take and no service of ours asks for",
    ),
    ("request SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1", "compresses requests, as above"),
    (
        "request MachinelearningPredictEndpoint",
        "moves one operation of one other service to the host that its input names",
    ),
];

/// How many vectors of the suite are for clients.
const CLIENT_VECTORS: usize = 119;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = read_suite();
    if suite.is_none() {
        eprintln!("\nTHE PROTOCOL'S PUBLIC TEST VECTORS ARE NOT BESIDE THIS REPOSITORY AND WERE NOT RUN\n");
    }
    let is_missing = suite.is_none();
    let trial = Trial::test("every_client_vector_passes_or_is_listed", move || {
        run_vectors(&suite.unwrap_or_default());
        Ok(())
    });
    libtest_mimic::run(&arguments, vec![trial.with_ignored_flag(is_missing)]).exit_code()
}

/// Runs every vector for clients and holds what fails against what is listed.
fn run_vectors(text: &str) {
    let suite = Suite::read(text);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    for service in suite.services() {
        generate(&suite, service, &folder);
    }
    let vectors = suite.client_vectors();
    assert_eq!(vectors.len(), CLIENT_VECTORS);
    program::write(&suite, &vectors, &folder.join("program"));
    let outcomes = run(&folder);
    assert_eq!(outcomes.len(), CLIENT_VECTORS, "every vector has an outcome");

    for (id, reason) in outcomes.iter().filter_map(|(id, outcome)| Some((id, outcome.as_ref()?))) {
        println!("{id}: {reason}");
    }
    let failed = outcomes.iter().filter(|(_, outcome)| outcome.is_some());
    let failed: BTreeSet<&str> = failed.map(|(id, _)| id.as_str()).collect();
    let listed: BTreeSet<&str> = EXCEPTIONS.iter().map(|(id, _)| *id).collect();
    assert_eq!(failed, listed, "what fails is what is listed, no more and no less");
}

fn read_suite() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/awsjson11.json");
    fs::read_to_string(path).ok()
}

/// Makes a client crate of one service of the suite.
fn generate(suite: &Suite, service: &str, folder: &Path) {
    let model = suite.model(service).to_string();
    let source = awsjson_codegen::Source { path: "awsjson11.json", text: &model };
    let generator = awsjson_codegen::Generator::new(&[source], &[], &[]).unwrap();
    let name = suite::crate_name(service);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let runtime = awsjson_codegen::Runtime::Folder(fs::canonicalize(runtime).unwrap().display().to_string());
    for file in generator.package(Some(name), &runtime) {
        // One workspace holds the crates and the program.
        let text = file.text.replace("\n[workspace]\n", "");
        program::write_file(&folder.join(name).join(&file.path), &text);
    }
}

/// Builds and runs the program and gives, for each vector, why it failed if it did.
fn run(folder: &Path) -> BTreeMap<String, Option<String>> {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--package", "conformance-program"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}\n{printed}", String::from_utf8_lossy(&output.stderr));
    printed
        .lines()
        .map(|line| match line.split_once('\t') {
            Some((id, reason)) => (id.to_owned(), Some(reason.to_owned())),
            None => (line.to_owned(), None),
        })
        .collect()
}
