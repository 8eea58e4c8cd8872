//! What stands in a document: read, checked, and what is told of it without reading it again.

use serde::{Deserialize, Serialize};
use ssm_document::{MAX_BYTES, ParseError, SchemaVersion};

use super::platforms;
use crate::digest;
use crate::model::types::{
    DocumentFormat, DocumentHashType, DocumentParameter, DocumentType, InvalidDocumentContent,
    InvalidDocumentSchemaVersion, MaxDocumentSizeExceeded, PlatformType,
};
use crate::protocol::Error;

/// The content of a version, which is valid.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) format: DocumentFormat,
    pub(super) schema_version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) parameters: Vec<DocumentParameter>,
    pub(super) platform_types: Vec<PlatformType>,
}

impl Content {
    /// Checks the content of a document of this type.
    pub(super) fn check(
        text: String,
        format: Option<DocumentFormat>,
        kind: &DocumentType,
    ) -> Result<Self, Error> {
        let format = format.unwrap_or(DocumentFormat::Json);
        if text.len() > MAX_BYTES {
            return Err(too_large(text.len()));
        }
        let parsed = match format {
            DocumentFormat::Text => return Self::check_text(text, kind),
            DocumentFormat::Yaml => ssm_document::Document::from_yaml(&text),
            _ => ssm_document::Document::from_json(&text),
        };
        let document = parsed.map_err(|error| match error {
            ParseError::TooLarge { bytes } => too_large(bytes),
            error => invalid(error.to_string()),
        })?;
        check_schema(&document, kind)?;
        Ok(Self {
            schema_version: document.schema_version().map(|version| version.as_str().to_owned()),
            description: document.description().map(ToOwned::to_owned),
            parameters: parameters(&document)?,
            platform_types: platforms::of(&document, kind),
            text,
            format,
        })
    }

    fn check_text(text: String, kind: &DocumentType) -> Result<Self, Error> {
        if SchemaVersion::of_document_type(kind.as_str()).is_some() || *kind == DocumentType::Package {
            let message = format!("a document of the type {} is JSON or YAML, not TEXT", kind.as_str());
            return Err(invalid(message));
        }
        if *kind == DocumentType::ChangeCalendar && !text.trim_start().starts_with("BEGIN:VCALENDAR") {
            return Err(invalid("a change calendar begins with BEGIN:VCALENDAR"));
        }
        Ok(Self {
            text,
            format: DocumentFormat::Text,
            schema_version: None,
            description: None,
            parameters: Vec::new(),
            platform_types: Vec::new(),
        })
    }

    /// The digest of the content, by which clients recognize it.
    pub(super) fn sha256(&self) -> String {
        digest::sha256(self.text.as_bytes())
    }

    /// Whether the content has this digest.
    pub(super) fn has_hash(&self, kind: Option<&DocumentHashType>, hash: &str) -> bool {
        let own = match kind {
            Some(DocumentHashType::Sha1) => digest::sha1(self.text.as_bytes()),
            _ => self.sha256(),
        };
        own.eq_ignore_ascii_case(hash)
    }

    /// The content as values. The error is none that a checked content gives.
    pub(super) fn parse(&self) -> Result<ssm_document::Document, ParseError> {
        match self.format {
            DocumentFormat::Json => ssm_document::Document::from_json(&self.text),
            DocumentFormat::Yaml => ssm_document::Document::from_yaml(&self.text),
            _ => ssm_document::Document::parse(&self.text),
        }
    }

    /// The content in another format, and the format that it has then: text stays what it is.
    pub(super) fn in_format(&self, asked: &DocumentFormat) -> (String, DocumentFormat) {
        let converted = match (&self.format, asked) {
            (DocumentFormat::Yaml, DocumentFormat::Json) => {
                self.parse().ok().map(|document| document.to_json_pretty())
            }
            (DocumentFormat::Json, DocumentFormat::Yaml) => {
                self.parse().ok().map(|document| document.to_yaml())
            }
            _ => None,
        };
        match converted {
            Some(text) => (text, asked.clone()),
            None => (self.text.clone(), self.format.clone()),
        }
    }
}

fn check_schema(document: &ssm_document::Document, kind: &DocumentType) -> Result<(), Error> {
    if *kind == DocumentType::ChangeCalendar {
        return Err(invalid("a change calendar is of the format TEXT"));
    }
    let package: &[SchemaVersion] = &[SchemaVersion::V2_0];
    let schemas = match kind {
        DocumentType::Package => Some(package),
        _ => SchemaVersion::of_document_type(kind.as_str()),
    };
    let Some(schemas) = schemas else { return Ok(()) };
    if let Some(version) = document.schema_version()
        && !schemas.contains(&version)
    {
        let possible: Vec<&str> = schemas.iter().map(SchemaVersion::as_str).collect();
        return Err(InvalidDocumentSchemaVersion::with_message(format!(
            "the schema version {:?} is none of a document of the type {}, which has {}",
            version.as_str(),
            kind.as_str(),
            possible.join(" or ")
        ))
        .into());
    }
    if *kind == DocumentType::Package && document.as_value().get("packages").is_none() {
        return Err(invalid("packages: is required"));
    }
    let Err(problems) = document.validate() else { return Ok(()) };
    let problems: Vec<String> = problems
        .iter()
        .filter(|problem| !is_of_default_with_pattern(document, &problem.path))
        .map(ToString::to_string)
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(invalid(problems.join("; "))) }
}

/// Whether this is the default of a parameter with a pattern. Documents are around whose patterns refuse
/// their own defaults, such as a required text that is empty by default; where such a default is used it is
/// refused.
fn is_of_default_with_pattern(document: &ssm_document::Document, path: &str) -> bool {
    let parameter = path.strip_prefix("parameters.").and_then(|rest| rest.split_once('.'));
    parameter.is_some_and(|(name, member)| {
        let declared = document.as_value().get("parameters").and_then(|declared| declared.get(name));
        member.starts_with("default")
            && declared.is_some_and(|declared| declared.get("allowedPattern").is_some())
    })
}

/// The parameters that it declares, in their order.
fn parameters(document: &ssm_document::Document) -> Result<Vec<DocumentParameter>, Error> {
    // Documents of other types may mean something else by a member of this name.
    if document.schema_version().is_none() {
        return Ok(Vec::new());
    }
    let parameters = document.parameters().map_err(|problems| invalid(problems.to_string()))?;
    let described = parameters.iter().map(|(name, parameter)| DocumentParameter {
        name: Some(name.to_owned()),
        r#type: Some(parameter.parameter_type.as_str().into()),
        description: parameter.description.clone(),
        default_value: parameter.default.as_ref().map(|default| match default.as_text() {
            Some(text) => text.to_owned(),
            None => default.to_json(),
        }),
    });
    Ok(described.collect())
}

fn invalid(message: impl Into<String>) -> Error {
    InvalidDocumentContent::with_message(message).into()
}

fn too_large(bytes: usize) -> Error {
    let message = format!("the document has {bytes} bytes, and at most {MAX_BYTES} are allowed");
    MaxDocumentSizeExceeded::with_message(message).into()
}
