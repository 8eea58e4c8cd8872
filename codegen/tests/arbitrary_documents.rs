//! Whatever a document is, the generator answers with code or with an error, soon, and never panics.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use awsjson_codegen::{Generator, Runtime, Source};
use proptest::prelude::*;
use proptest::sample::Index;

const MODEL: &str = include_str!("golden/model.json");
const OVERLAY: &str = include_str!("golden/overlay.json");

/// Far more than any of these documents takes, on any machine.
const SOON: Duration = Duration::from_secs(30);

/// One change to a document.
#[derive(Clone, Debug)]
enum Change {
    /// Ends the document here.
    Truncate(Index),
    /// Leaves out what stands between.
    Remove(Index, Index),
    /// Repeats what stands between.
    Repeat(Index, Index),
    /// Puts another character here.
    Replace(Index, char),
    /// Puts one of the document's texts in the place of another: what results is still JSON.
    Mistake(Index, Index),
    /// Puts other JSON in the place of a text.
    Retype(Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    let other =
        prop::sample::select(vec!["{}", "[]", "null", "0", "-1.5", "1e999", "true", "\"\"", "[[{}]]"]);
    let character = prop_oneof![any::<char>(), prop::char::range(' ', '~')];
    prop_oneof![
        1 => index().prop_map(Change::Truncate),
        1 => (index(), index()).prop_map(|(from, to)| Change::Remove(from, to)),
        1 => (index(), index()).prop_map(|(from, to)| Change::Repeat(from, to)),
        1 => (index(), character).prop_map(|(at, c)| Change::Replace(at, c)),
        8 => (index(), index()).prop_map(|(at, from)| Change::Mistake(at, from)),
        4 => (index(), other).prop_map(|(at, json)| Change::Retype(at, json)),
    ]
}

fn apply(document: &str, change: &Change) -> String {
    let characters: Vec<char> = document.chars().collect();
    if characters.is_empty() {
        return String::new();
    }
    let between = |from: &Index, to: &Index| {
        let (from, to) = (from.index(characters.len()), to.index(characters.len()));
        (from.min(to), from.max(to).min(from.min(to) + 400))
    };
    let text = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
    let end = characters.len();
    match change {
        Change::Truncate(at) => text(0, at.index(end)),
        Change::Remove(from, to) => {
            let (from, to) = between(from, to);
            text(0, from) + &text(to, end)
        }
        Change::Repeat(from, to) => {
            let (from, to) = between(from, to);
            text(0, to) + &text(from, end)
        }
        Change::Replace(at, c) => {
            let at = at.index(end);
            text(0, at) + &c.to_string() + &text(at + 1, end)
        }
        Change::Mistake(at, from) => {
            replace_text(document, at, |texts| texts[from.index(texts.len())].to_owned())
        }
        Change::Retype(at, json) => replace_text(document, at, |_| (*json).to_owned()),
    }
}

/// Replaces one of the texts between quotation marks, marks included.
fn replace_text(document: &str, at: &Index, by: impl Fn(&[&str]) -> String) -> String {
    let marks: Vec<usize> = document.match_indices('"').map(|(index, _)| index).collect();
    let spans: Vec<(usize, usize)> = marks.chunks_exact(2).map(|pair| (pair[0], pair[1] + 1)).collect();
    if spans.is_empty() {
        return document.to_owned();
    }
    let texts: Vec<&str> = spans.iter().map(|(from, to)| &document[*from..*to]).collect();
    let (from, to) = spans[at.index(spans.len())];
    format!("{}{}{}", &document[..from], by(&texts), &document[to..])
}

/// Generates everything from the documents. An error reads well.
fn generate(model: &str, overlay: &str) -> Result<(), TestCaseError> {
    let started = Instant::now();
    let model = Source { path: "model.json", text: model };
    let overlay = Source { path: "overlay.json", text: overlay };
    match Generator::new(&[model], &[overlay], &[]) {
        Ok(generator) => {
            prop_assert!(!generator.client("arbitrary").is_empty() && !generator.server().is_empty());
            prop_assert!(!generator.package(None, &Runtime::Published).is_empty());
        }
        Err(error) => {
            let line = error.to_string();
            prop_assert!(error.document().is_some_and(|document| line.starts_with(document)), "{}", line);
        }
    }
    prop_assert!(started.elapsed() < SOON);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_model(changes in prop::collection::vec(change(), 1..4)) {
        let model = changes.iter().fold(MODEL.to_owned(), |model, change| apply(&model, change));
        generate(&model, OVERLAY)?;
    }

    #[test]
    fn a_changed_overlay(changes in prop::collection::vec(change(), 1..4)) {
        let overlay = changes.iter().fold(OVERLAY.to_owned(), |overlay, change| apply(&overlay, change));
        generate(MODEL, &overlay)?;
    }

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        generate(&text, OVERLAY)?;
    }
}

#[test]
fn a_model_cut_at_any_place() {
    let step = MODEL.len() / 200;
    for end in (0..MODEL.len()).step_by(step) {
        generate(&MODEL[..end], OVERLAY).unwrap();
    }
}
