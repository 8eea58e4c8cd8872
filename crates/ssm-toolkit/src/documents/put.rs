//! Storing documents.

use std::time::Duration;

use ssm_client::Error;
use ssm_client::operation::DescribeDocumentRequest;
use ssm_client::types::{DocumentDescription, DocumentFormat, DocumentStatus, DocumentType};
use ssm_document::{Document, Format};
use tokio::time::Instant;

use super::{Documents, DocumentsError, StoredDocument, type_of};
use crate::looking::{Looks, Missed};

/// How long the service may take until a document can be used.
const ACTIVE_WITHIN: Duration = Duration::from_secs(60);

/// What [`Documents::put`] did, so that the document says what it is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// The document did not exist.
    Created {
        /// Its version.
        version: String,
    },
    /// The default version said something else.
    Updated {
        /// The version that is the default one now.
        version: String,
    },
    /// The default version says this already.
    Unchanged {
        /// The version.
        version: String,
    },
}

impl Put {
    /// The version that is the default one now.
    #[must_use]
    pub fn version(&self) -> &str {
        match self {
            Self::Created { version } | Self::Updated { version } | Self::Unchanged { version } => version,
        }
    }
}

pub(super) async fn create(
    documents: &Documents,
    name: &str,
    document: &Document,
    document_type: DocumentType,
) -> Result<String, DocumentsError> {
    document.validate_as(document_type.as_str())?;
    let (content, format) = written(document);
    let call = documents.client.create_document(content, name);
    let answer =
        call.document_type(document_type).document_format(format).send().await.map_err(Error::from)?;
    let version = version(answer.document_description);
    active(documents, name, &version).await?;
    Ok(version)
}

pub(super) async fn put(
    documents: &Documents,
    name: &str,
    document: &Document,
) -> Result<Put, DocumentsError> {
    let latest = match documents.get_version(name, "$LATEST").await {
        Err(DocumentsError::Call(error)) if error.code() == Some("InvalidDocument") => {
            match documents.create(name, document).await {
                Ok(version) => return Ok(Put::Created { version }),
                // Somebody else was faster.
                Err(DocumentsError::Call(error)) if error.code() == Some("DocumentAlreadyExists") => {
                    documents.get_version(name, "$LATEST").await?
                }
                Err(error) => return Err(error),
            }
        }
        other => other?,
    };
    let version = match update(documents, &latest, document).await? {
        Some(version) => version,
        // Somebody else was faster again.
        None => documents.get_version(name, "$LATEST").await?.version,
    };
    if default_version(documents, name).await? == version {
        return Ok(Put::Unchanged { version });
    }
    let call = documents.client.update_document_default_version(name, &version);
    call.send().await.map_err(Error::from)?;
    Ok(Put::Updated { version })
}

/// The version that says it: the latest, or one more. None if the service has it already.
async fn update(
    documents: &Documents,
    latest: &StoredDocument,
    document: &Document,
) -> Result<Option<String>, DocumentsError> {
    if latest.document.as_value() == document.as_value() {
        return Ok(Some(latest.version.clone()));
    }
    match type_of(document) {
        Some(document_type) => document.validate_as(document_type.as_str())?,
        None => document.validate()?,
    }
    let (content, format) = written(document);
    let call = documents.client.update_document(content, &latest.name).document_version("$LATEST");
    match call.document_format(format).send().await.map_err(Error::from) {
        Ok(answer) => {
            let version = version(answer.document_description);
            active(documents, &latest.name, &version).await?;
            Ok(Some(version))
        }
        Err(error) if error.code() == Some("DuplicateDocumentContent") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Written as it was read, so that people find it as they know it.
fn written(document: &Document) -> (String, DocumentFormat) {
    match document.format() {
        Format::Yaml => (document.to_yaml(), DocumentFormat::Yaml),
        Format::Text => (document.as_value().as_text().unwrap_or_default().to_owned(), DocumentFormat::Text),
        _ => (document.to_json_pretty(), DocumentFormat::Json),
    }
}

fn version(description: Option<DocumentDescription>) -> String {
    description.and_then(|description| description.document_version).unwrap_or_default()
}

async fn default_version(documents: &Documents, name: &str) -> Result<String, DocumentsError> {
    let answer = documents.client.describe_document(name).send().await.map_err(Error::from)?;
    Ok(answer.document.and_then(|document| document.default_version).unwrap_or_default())
}

/// Waits until a version can be used.
async fn active(documents: &Documents, name: &str, version: &str) -> Result<(), DocumentsError> {
    let deadline = Instant::now().checked_add(ACTIVE_WITHIN);
    let mut looks = Looks::new(documents.client.clone(), documents.pacing, deadline);
    let mut request = DescribeDocumentRequest::new(name);
    request.document_version = Some(version.to_owned());
    let named = || name.to_owned();
    loop {
        let missed = match looks.answer(&request).await {
            Ok(answer) => {
                let described = answer.document.unwrap_or_default();
                match described.status {
                    Some(DocumentStatus::Active) | None => return Ok(()),
                    Some(DocumentStatus::Failed) => {
                        let reason = described.status_information.unwrap_or_default();
                        return Err(DocumentsError::NotUsable { name: named(), reason });
                    }
                    _ => looks.pause(false).await.err(),
                }
            }
            // What was just stored may not be found at once.
            Err(Missed::Failed(error)) if is_unknown(&error) => looks.pause(false).await.err(),
            Err(missed) => Some(missed),
        };
        match missed {
            None => {}
            Some(Missed::Late) => return Err(DocumentsError::NotActive { name: named() }),
            Some(Missed::Failed(error)) => return Err(error.into()),
        }
    }
}

fn is_unknown(error: &Error) -> bool {
    matches!(error.code(), Some("InvalidDocument" | "InvalidDocumentVersion"))
}
