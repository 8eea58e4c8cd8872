//! What fails, and how.

use std::fs;

use crate::{awsjson_codegen, folder, text};

#[test]
fn bad_usage_ends_with_2() {
    for (arguments, line) in [
        (&["--out", "x"][..], "error: no model is given"),
        (&["model.json"], "error: --out DIR is missing"),
        (&["model.json", "--out"], "error: --out needs a value"),
        (&["model.json", "--out", "x", "--verbose"], "error: unknown option --verbose"),
        (
            &["model.json", "--out", "x", "--name", "my ledger"],
            "error: \"my ledger\" cannot be the name of a crate",
        ),
        (&["model.json", "--out", "x", "--name", ""], "error: \"\" cannot be the name of a crate"),
    ] {
        let output = awsjson_codegen(arguments.iter().copied());
        let printed = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{printed}");
        assert!(printed.starts_with(&format!("{line}\n")), "{printed}");
        assert!(printed.contains("Usage: awsjson-codegen MODEL.json... --out DIR"), "{printed}");
    }
}

#[test]
fn a_model_that_cannot_be_used_ends_with_1_and_writes_nothing() {
    let folder = folder("broken");
    let broken = folder.with_extension("json");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&broken, "{\n\"smithy\": \"2.0\",,").unwrap();
    let broken = broken.to_str().unwrap();
    for (arguments, line) in [
        (
            vec![broken],
            format!("error: {broken}: not valid JSON: expected the name of a member, line 2 column 16\n"),
        ),
        (vec!["missing.json"], "error: missing.json: ".to_owned()),
        (vec!["model.json", "--overlay", "missing.json"], "error: missing.json: ".to_owned()),
        (
            vec!["model.json", "--overlay", "model.json"],
            "error: model.json: example.ledger#Ledger: ".to_owned(),
        ),
        (vec!["model.json", "--runtime", "missing"], "error: missing: ".to_owned()),
    ] {
        let output = awsjson_codegen(arguments.into_iter().chain(["--out", folder.to_str().unwrap()]));
        let printed = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{printed}");
        assert!(printed.lines().any(|printed| printed.starts_with(line.trim_end())), "{printed}");
        assert!(!folder.exists());
    }
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_1() {
    let folder = folder("not-a-folder");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file").unwrap();
    let output = awsjson_codegen(["model.json", "--out", folder.to_str().unwrap()]);
    let printed = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.contains(&format!("error: {}", folder.display())), "{printed}");
    fs::remove_file(folder).unwrap();
}

#[test]
fn help_is_no_failure() {
    let output = awsjson_codegen(["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("Exit status: 0 if the crate was written"));
}
