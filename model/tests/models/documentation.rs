//! Everything of the models is explained, in words that say more than the name and are our own.

mod entries;
mod own_words;

use awsjson_codegen::{Generator, Source};
use ssm_model::{Document, EC2_MESSAGES, Model, SSM};

use entries::{Entry, entries};

fn sources(documents: &'static [Document]) -> Vec<Source<'static>> {
    documents.iter().map(|document| Source { path: document.path, text: document.text }).collect()
}

fn generator(model: &Model, prose: &'static [Document]) -> Generator {
    let generator = Generator::new(&sources(model.documents), &sources(model.overlays), &sources(prose));
    generator.expect("the documentation fits the model")
}

/// All that is said, of both services.
fn all_entries() -> Vec<Entry> {
    [SSM, EC2_MESSAGES].iter().flat_map(|model| model.prose).flat_map(entries).collect()
}

#[test]
fn nothing_is_left_unexplained() {
    for model in [&SSM, &EC2_MESSAGES] {
        assert_eq!(generator(model, model.prose).undocumented(), Vec::<String>::new());
    }
}

#[test]
fn what_is_missing_would_be_named() {
    let missing = generator(&SSM, &[]).undocumented();
    assert!(missing.len() > 3_000, "{}", missing.len());
    for name in ["GetParameter", "GetParameterRequest$Name", "ParameterTier$Advanced", "ParameterNotFound"] {
        assert!(missing.iter().any(|missing| missing == name), "{name}");
    }
}

#[test]
fn no_entry_only_repeats_a_name() {
    let trivial: Vec<_> = all_entries().into_iter().filter(Entry::is_trivial).collect();
    assert!(trivial.is_empty(), "{trivial:#?}");
}

#[test]
fn a_text_of_the_names_own_words_counts_as_trivial() {
    let entry = |text: &str| Entry::new("DocumentDescription", "DocumentVersion", text);
    assert!(entry("The version of the document.").is_trivial());
    assert!(!entry("Which version is meant: a number, or `$LATEST`.").is_trivial());
}

#[test]
fn every_entry_is_a_sentence() {
    let open: Vec<_> = all_entries().into_iter().filter(|entry| !entry.ends_well()).collect();
    assert!(open.is_empty(), "{open:#?}");
}
