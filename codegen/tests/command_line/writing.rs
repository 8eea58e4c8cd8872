//! What is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{awsjson_codegen, folder, text};

/// Generates a crate of the model beside this file and says what was printed.
fn generate(folder: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["model.json", "--out", folder.to_str().unwrap()];
    arguments.extend(more);
    let output = awsjson_codegen(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => drop(files.insert(path.clone(), fs::read_to_string(path).unwrap())),
        }
    }
    files
}

/// Shares the folder of the tests' own build, so that dependencies are built once, and its versions,
/// so that none has to be fetched.
fn build(folder: &Path) -> String {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--all-features"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .output()
        .unwrap();
    let printed = text(&output.stderr);
    assert!(output.status.success(), "{printed}");
    printed
}

#[test]
fn a_crate_that_compiles_without_a_warning() {
    let folder = folder("compiles");
    let printed = generate(&folder, &[]);
    assert!(printed.contains(&format!("7 files written to {}", folder.display())), "{printed}");
    let printed = build(&folder);
    assert!(!printed.contains("warning"), "{printed}");
}

#[test]
fn what_is_left_out_is_said() {
    let printed = generate(&folder("left-out"), &[]);
    assert!(printed.contains("warning: ListEntries: the waiter EntriesFound is left out: "), "{printed}");
}

#[test]
fn the_same_again_the_second_time() {
    let folder = folder("twice");
    generate(&folder, &[]);
    let first = files(&folder);
    generate(&folder, &[]);
    assert_eq!(files(&folder), first);
}

#[test]
fn the_name_and_the_runtime_that_were_asked_for() {
    let folder = folder("named");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").canonicalize().unwrap();
    generate(&folder, &["--name", "my-ledger", "--runtime", runtime.to_str().unwrap()]);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-ledger\"\n"), "{manifest}");
    assert!(manifest.contains("description = \"A client of A \\\"Ledger\\\" of Entries.\"\n"), "{manifest}");
    let wire = runtime.join("awsjson-wire");
    assert!(
        manifest.contains(&format!("awsjson-wire = {{ path = \"{}\" }}\n", wire.display())),
        "{manifest}"
    );
}

#[test]
fn overlays_are_applied() {
    let folder = folder("overlay");
    let overlay = folder.with_extension("json");
    let statement = |operation: &str| {
        format!(
            r#""example.ledger#{operation}": {{ "type": "apply", "traits": {{ "awsjson.codegen#capability": "books" }} }}"#
        )
    };
    let statements = ["ListEntries", "Ping", "PutPage"].map(statement).join(", ");
    let text = format!(
        r#"{{ "smithy": "2.0", "metadata": {{ "reason": "A test." }}, "shapes": {{ {statements} }} }}"#
    );
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&overlay, text).unwrap();
    generate(&folder, &["--overlay", overlay.to_str().unwrap()]);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains(
            "default = [\"books\"]\nblocking = [\"awsjson-transport/blocking\"]\njson = []\nbooks = []\n"
        ),
        "{manifest}"
    );
}
