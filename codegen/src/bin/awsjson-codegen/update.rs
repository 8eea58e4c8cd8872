//! A newer model in, and what it means.

use std::error::Error;
use std::path::PathBuf;
use std::{fs, slice};

use awsjson_codegen::{Generator, Source, changes, facts_only};

use crate::files::{Document, read_all, sources};

#[derive(Default)]
pub(crate) struct Arguments {
    newer: PathBuf,
    models: Vec<PathBuf>,
    overlays: Vec<PathBuf>,
    docs: Vec<PathBuf>,
    write: bool,
}

impl Arguments {
    pub(crate) fn parse(given: Vec<String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut newer = None;
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--model" => arguments.models.push(value()?.into()),
                "--overlay" => arguments.overlays.push(value()?.into()),
                "--docs" => arguments.docs.push(value()?.into()),
                "--write" => arguments.write = true,
                option if option.starts_with('-') => return Err(format!("unknown option {option}")),
                model if newer.is_none() => newer = Some(model.into()),
                _ => return Err(format!("one newer model is compared at a time; {argument} is a second")),
            }
        }
        if arguments.models.is_empty() {
            return Err("--model FILE is missing: the document in use".to_owned());
        }
        arguments.newer = newer.ok_or("no newer model is given")?;
        Ok(arguments)
    }

    /// Compares, writes if asked, and says what is different and what is left to do.
    pub(crate) fn run(&self) -> Result<String, Box<dyn Error>> {
        let newer = Document::read(&self.newer)?;
        let newer = newer.with_text(facts_only(&newer.source())?);
        let mut models = read_all(&self.models)?;
        let (overlays, docs) = (read_all(&self.overlays)?, read_all(&self.docs)?);
        let Some(in_use) = models.first_mut() else { return Err("no document is in use".into()) };
        let without_prose = in_use.with_text(facts_only(&in_use.source())?);
        let changes = changes(&without_prose.source(), &newer.source())?;
        *in_use = newer;

        let mut report = Vec::new();
        let breaking: Vec<_> = changes.iter().filter(|change| change.breaks).collect();
        let others: Vec<_> = changes.iter().filter(|change| !change.breaks).collect();
        chapter(&mut report, "What would break programs", &breaking);
        chapter(&mut report, "What else is different", &others);
        let models = sources(&models);
        let unfitting = unfitting(&models, &sources(&overlays), &sources(&docs));
        chapter(&mut report, "What no longer fits", &unfitting);
        if unfitting.is_empty() {
            let generator = Generator::new(&models, &sources(&overlays), &sources(&docs))?;
            chapter(&mut report, "What lacks documentation", &generator.undocumented());
        }
        if self.write {
            self.replace(models.first().map_or("", |newer| newer.text))?;
        }
        Ok(report.join("\n"))
    }

    fn replace(&self, text: &str) -> Result<(), String> {
        let Some(path) = self.models.first() else { return Ok(()) };
        fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The first problem of each overlay and of each document of prose: one that does not fit hides nothing
/// of the others.
fn unfitting(models: &[Source<'_>], overlays: &[Source<'_>], docs: &[Source<'_>]) -> Vec<String> {
    let with_overlay = |overlay| Generator::new(models, slice::from_ref(overlay), &[]);
    let with_docs = |docs| Generator::new(models, &[], slice::from_ref(docs));
    let results = overlays.iter().map(with_overlay).chain(docs.iter().map(with_docs));
    results.filter_map(|result| result.err().map(|error| error.to_string())).collect()
}

fn chapter<T: ToString>(report: &mut Vec<String>, title: &str, lines: &[T]) {
    if !report.is_empty() {
        report.push(String::new());
    }
    report.push(format!(
        "{title}: {}",
        if lines.is_empty() { "nothing".to_owned() } else { lines.len().to_string() }
    ));
    report.extend(lines.iter().map(|line| format!("  {}", line.to_string())));
}
