//! A document as the service has it.

use ssm_client::operation::GetDocumentResponse;
use ssm_client::types::{DocumentStatus, DocumentType};
use ssm_document::Document;

use super::DocumentsError;

/// A version of a document as the service has it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoredDocument {
    /// Its name, or its ARN if another account shares it.
    pub name: String,
    /// The number of the version.
    pub version: String,
    /// The name of the version, if it has one.
    pub version_name: Option<String>,
    /// What it is for.
    pub document_type: Option<DocumentType>,
    /// Whether it can be used.
    pub status: Option<DocumentStatus>,
    /// What it says.
    pub document: Document,
}

impl StoredDocument {
    pub(super) fn of(answer: GetDocumentResponse) -> Result<Self, DocumentsError> {
        let name = answer.name.unwrap_or_default();
        let document = match Document::parse(answer.content.as_deref().unwrap_or_default()) {
            Ok(document) => document,
            Err(error) => return Err(DocumentsError::Unreadable { name, error }),
        };
        Ok(Self {
            name,
            version: answer.document_version.unwrap_or_default(),
            version_name: answer.version_name.filter(|name| !name.is_empty()),
            document_type: answer.document_type,
            status: answer.status,
            document,
        })
    }
}
