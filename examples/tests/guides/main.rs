//! The guides: none is forgotten, and no link in the documentation leads nowhere. What their code does is tried by
//! the documentation tests of this package.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Markdown files below a folder.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let found = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    found.chain(folders.iter().flat_map(|folder| pages(folder))).collect()
}

#[test]
fn every_guide_is_tried_and_listed() {
    let tried = include_str!("../../src/guides.rs");
    let index = fs::read_to_string(root().join("docs/guide/README.md")).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let guides = pages(&root().join("docs/guide"));
    assert!(guides.len() > 10, "{guides:?}");
    for guide in guides {
        let name = guide.file_stem().unwrap().to_str().unwrap();
        assert!(tried.contains(&format!("\"{name}\"")), "{name} is not in guides.rs");
        if name != "README" {
            assert!(index.contains(&format!("({name}.md)")), "{name} is not in the index");
            assert!(
                readme.contains(&format!("(docs/guide/{name}.md)")),
                "{name} is not in the root's README"
            );
        }
    }
}

/// The names in the first column of a row such as `| [exec](exec/main.rs), [shell](shell/main.rs) | ... |`.
fn programs_in(row: &str) -> Vec<&str> {
    let column = row.split('|').nth(1).unwrap_or_default();
    column.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect()
}

#[test]
fn every_guide_has_a_program_and_names_it() {
    let table = fs::read_to_string(root().join("examples/README.md")).unwrap();
    for guide in pages(&root().join("docs/guide")) {
        let name = guide.file_stem().unwrap().to_str().unwrap();
        if name == "README" {
            continue;
        }
        let link = format!("(../docs/guide/{name}.md)");
        let row = table.lines().find(|line| line.contains(&link));
        let row = row.unwrap_or_else(|| panic!("{name} has no program in examples/README.md"));
        let text = fs::read_to_string(&guide).unwrap();
        let is_named = |program: &&str| {
            let commands = [format!("--example {program}"), format!("-p ssm-example-{program}")];
            commands.iter().any(|command| text.contains(command))
        };
        let programs = programs_in(row);
        assert!(programs.iter().any(is_named), "{name} says of none of {programs:?} how to run it");
    }
}

#[test]
fn every_program_is_in_the_table() {
    let table = fs::read_to_string(root().join("examples/README.md")).unwrap();
    let mut programs = 0;
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(file) = ["main.rs", "src/main.rs"].into_iter().find(|file| folder.join(file).exists())
        else {
            continue;
        };
        assert!(table.contains(&format!("[{name}]({name}/{file})")), "{name} is not in examples/README.md");
        programs += 1;
    }
    assert!(programs > 20, "{programs}");
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    let of_root = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name));
    let of_crates = pages(&root().join("crates"));
    for page in pages(&root().join("docs")).into_iter().chain(of_crates).chain(of_root) {
        for link in links_of(&fs::read_to_string(&page).unwrap()) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
            if !anchor.is_empty() {
                let anchors = anchors_of(&fs::read_to_string(&target).unwrap());
                assert!(
                    anchors.iter().any(|other| other == anchor),
                    "{}: {link} has no heading",
                    page.display()
                );
            }
            links += 1;
        }
    }
    assert!(links > 50, "{links}");
}

/// The relative links outside of code.
fn links_of(page: &str) -> Vec<String> {
    let prose = page.split("```").step_by(2);
    let targets = prose.flat_map(|text| text.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://")).map(str::to_owned).collect()
}

/// What the headings are linked by, as forges make it.
fn anchors_of(page: &str) -> Vec<String> {
    let prose = page.split("```").step_by(2);
    let headings = prose.flat_map(str::lines).filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let text = heading.trim_start_matches('#').trim().to_lowercase();
            let kept =
                text.chars().filter(|character| character.is_alphanumeric() || " -_".contains(*character));
            kept.collect::<String>().replace(' ', "-")
        })
        .collect()
}
