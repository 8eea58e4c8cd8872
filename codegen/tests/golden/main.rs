//! What the generator makes of a small model that has one of everything, byte for byte.
//!
//! After a wanted change of the generator, `UPDATE_GOLDEN=1 cargo test -p awsjson-codegen --test golden`
//! writes the files anew; the difference then shows what users will see. The files are compiled and
//! used by the test `vectors` of the workspace.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use awsjson_codegen::{File, Generator, Source};

fn generator() -> Generator {
    let model = Source { path: "model.json", text: include_str!("model.json") };
    let overlay = Source { path: "overlay.json", text: include_str!("overlay.json") };
    let prose = Source { path: "prose.md", text: include_str!("prose.md") };
    Generator::new(&[model], &[overlay], &[prose]).unwrap()
}

/// The emitted files of both sides, by their path below `expected`.
fn emitted() -> BTreeMap<String, String> {
    let generator = generator();
    let sides = [("client", generator.client("golden")), ("server", generator.server())];
    let below = |side: &str, file: File| (format!("{side}/{}", file.path), file.text);
    sides.into_iter().flat_map(|(side, files)| files.into_iter().map(move |file| below(side, file))).collect()
}

fn expected_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/expected")
}

fn expected() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for side in fs::read_dir(expected_folder()).unwrap() {
        let side = side.unwrap();
        for file in fs::read_dir(side.path()).unwrap() {
            let file = file.unwrap();
            let path = format!("{}/{}", side.file_name().display(), file.file_name().display());
            files.insert(path, fs::read_to_string(file.path()).unwrap());
        }
    }
    files
}

fn update() {
    let _ = fs::remove_dir_all(expected_folder());
    for (path, text) in emitted() {
        let path = expected_folder().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn the_emitted_files_are_the_checked_in_ones() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        update();
    }
    let (expected, emitted) = (expected(), emitted());
    assert_eq!(expected.keys().collect::<Vec<_>>(), emitted.keys().collect::<Vec<_>>());
    for (path, text) in &emitted {
        let mut lines = text.lines().zip(expected[path].lines()).enumerate();
        if let Some((index, (emitted, expected))) = lines.find(|(_, (emitted, expected))| emitted != expected)
        {
            panic!("{path}, line {}\nexpected: {expected}\n emitted: {emitted}", index + 1);
        }
        assert_eq!(text.len(), expected[path].len(), "{path}");
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(emitted(), emitted());
    let package = |generator: Generator| generator.package(None, &awsjson_codegen::Runtime::Published);
    assert_eq!(package(generator()), package(generator()));
}

#[test]
fn the_capabilities_are_those_of_the_overlay() {
    assert_eq!(generator().capabilities().collect::<Vec<_>>(), ["spare-parts", "tools", "workshop"]);
}
