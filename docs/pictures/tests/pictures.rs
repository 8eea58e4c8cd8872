//! The pictures that are checked in, and what their sources may not be.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use ssm_pictures::draw;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_picture_is_what_its_source_gives() {
    let mut pictures = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("txt") => {
                let drawn = draw(&fs::read_to_string(&path).unwrap(), folder());
                let drawn = drawn.unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
                let kept = fs::read_to_string(path.with_extension("svg")).unwrap_or_default();
                assert!(drawn == kept, "{} is out of date: cargo run -p ssm-pictures", path.display());
                pictures += 1;
            }
            Some("svg") => assert!(path.with_extension("txt").exists(), "{} has no source", path.display()),
            _ => {}
        }
    }
    assert!(pictures > 0);
}

/// The line and the words of what is wrong with a source.
fn problem(source: &str) -> (usize, String) {
    let problem = draw(source, folder()).unwrap_err();
    (problem.line, problem.text)
}

#[test]
fn a_text_that_does_not_fit_is_an_error_at_its_line() {
    let long = "much too long a heading for so narrow a box, as anybody can see who looks at it";
    for source in [
        format!("rooms 6\ntitle T\nlane l\nbox a 1-2 | {long}"),
        format!("sequence\ntitle T\nactor a | a\nactor b | b\nactor c | c\nmessage a b | {long}"),
        format!("sequence\ntitle T\nactor a | a\nactor b | b\nnote a | {long}"),
    ] {
        let (line, text) = problem(&source);
        assert_eq!(line, source.lines().count(), "{text}");
        assert!(text.contains("wider"), "{text}");
    }
}

#[test]
fn a_statement_that_makes_no_sense_is_an_error_at_its_line() {
    for (source, line, expected) in [
        ("", 1, "no kind"),
        ("rooms 3", 1, "no title"),
        ("rooms many\ntitle T", 1, "1 to 24"),
        ("pie\ntitle T", 1, "no kind of picture"),
        ("rooms 3\ntitle T\nlane l\nbox a 2-4 | A", 4, "2-4 are no columns"),
        ("rooms 3\ntitle T\nbox a 1 | A", 3, "needs a lane"),
        ("rooms 3\ntitle T\nlane l\nbox a 1 | A\narrow a b", 5, "no box b"),
        ("rooms 3\ntitle T\nlane l\nbox a 1 | A\nlane m\nbox b 2 | B\narrow a b", 7, "no column in common"),
        ("sequence\ntitle T\nactor a | A\nshout a", 4, "no statement"),
        ("sequence\ntitle T\nactor a | A\nframe a a | f", 4, "no end"),
        ("chart nowhere.md\ntitle T", 1, "cannot be read"),
        ("chart ../performance/peers.md\ntitle T\nrow what nobody measures", 3, "no such row"),
    ] {
        let (found, text) = problem(source);
        assert!(found == line && text.contains(expected), "{source:?}: line {found}: {text}");
    }
}

#[test]
fn what_is_written_cannot_become_markup() {
    let drawn = draw("rooms 2\ntitle <b> & \"c\"\nlane l\nbox a 1-2 | <script>", folder()).unwrap();
    assert!(!drawn.contains("<script") && !drawn.contains("<b>"), "{drawn}");
}
