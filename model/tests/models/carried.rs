//! The crate carries every document of the repository's `model` folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ssm_model::{Document, EC2_MESSAGES, PARTITIONS, SSM};

/// The folder of this package, `model` in the repository.
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

fn documents() -> impl Iterator<Item = Document> {
    let models = [SSM, EC2_MESSAGES];
    let of_models =
        models.into_iter().flat_map(|m| m.documents.iter().chain(m.overlays).chain(m.prose).copied());
    of_models.chain([PARTITIONS])
}

/// Where the document lies in this package.
fn location(document: Document) -> PathBuf {
    let path = document.path.strip_prefix("model/").expect("a path from the repository's root");
    Path::new(FOLDER).join(path)
}

/// Every file below the folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    folders.iter().flat_map(|folder| files_below(folder)).chain(files).collect()
}

#[test]
fn no_document_is_left_behind() {
    let carried: BTreeSet<_> = documents().map(location).collect();
    let services = ["ssm", "ec2messages"].map(|service| Path::new(FOLDER).join(service));
    let present: BTreeSet<_> = services.iter().flat_map(|folder| files_below(folder)).collect();
    let left_behind: Vec<_> = present.difference(&carried).collect();
    assert!(left_behind.is_empty(), "src/lib.rs does not name {left_behind:?}");
}

#[test]
fn each_path_names_the_text_it_comes_with() {
    for document in documents() {
        let text = fs::read_to_string(location(document)).expect(document.path);
        assert!(text == document.text, "{}", document.path);
    }
}

#[test]
fn debug_shows_where_and_how_long_and_not_the_text() {
    let document = Document { path: "model/x.json", text: "{ }" };
    let shown = format!("{document:?}");
    assert_eq!(shown, r#"Document { path: "model/x.json", bytes: 3 }"#);
}
