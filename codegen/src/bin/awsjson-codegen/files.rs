//! Documents from files.

use std::fs;
use std::path::{Path, PathBuf};

use awsjson_codegen::Source;

/// A document with the path that it was read from.
pub(crate) struct Document {
    path: String,
    text: String,
}

impl Document {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok(Self { path: name, text }),
            Err(error) => Err(format!("{name}: {error}")),
        }
    }

    /// Another text in its place.
    pub(crate) fn with_text(&self, text: String) -> Self {
        Self { path: self.path.clone(), text }
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source { path: &self.path, text: &self.text }
    }
}

pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<Document>, String> {
    paths.iter().map(|path| Document::read(path)).collect()
}

pub(crate) fn sources(documents: &[Document]) -> Vec<Source<'_>> {
    documents.iter().map(Document::source).collect()
}
