//! Documents with typed content.
//!
//! ```no_run
//! use ssm_document::command::{CommandDocument, Step};
//! use ssm_document::plugin::RunShellScript;
//! use ssm_document::{Content, Document};
//! use ssm_toolkit::ClientExt as _;
//! use ssm_toolkit::documents::Put;
//!
//! # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let step = Step::new("restart", RunShellScript::new(["systemctl restart app"]));
//! let document = Document::from(CommandDocument::new([step]));
//!
//! // Creates it, or makes its next version the default one, or does nothing if it is this one already.
//! match client.documents().put("RestartApp", &document).await? {
//!     Put::Created { .. } | Put::Updated { .. } => println!("stored"),
//!     Put::Unchanged { version } => println!("is version {version} as it stands"),
//! }
//!
//! let stored = client.documents().get("AWS-RunShellScript").await?;
//! if let Content::Command(command) = stored.document.content()? {
//!     println!("{} steps", command.main_steps.len());
//! }
//! # Ok(())
//! # }
//! ```

mod error;
mod put;
mod stored;

use ssm_client::operation::{GetDocumentRequest, ListDocumentsRequest};
use ssm_client::types::{DocumentIdentifier, DocumentKeyValuesFilter, DocumentType};
use ssm_client::{Call, Client};
use ssm_document::{Document, SchemaVersion};

use crate::Pacing;
use crate::looking::Looks;

pub use error::DocumentsError;
pub use put::Put;
pub use stored::StoredDocument;

/// The most documents a page, by the service's model.
const PAGE: i32 = 50;

/// The documents of an account and region, and those that are shared with it. Made by
/// [`ClientExt::documents`](crate::ClientExt::documents).
#[derive(Clone, Debug)]
pub struct Documents {
    client: Client,
    pacing: Pacing,
}

impl Documents {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, pacing: Pacing::default() }
    }

    /// How often a document that was just stored is looked at until it can be used.
    #[must_use]
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = pacing;
        self
    }

    /// The documents of the account itself, those of AWS and of others left out: one call for each 50. What
    /// fails in passing is asked again later.
    ///
    /// # Errors
    ///
    /// Those of `ListDocuments`.
    pub async fn own(&self) -> Result<Vec<DocumentIdentifier>, DocumentsError> {
        let mut filter = DocumentKeyValuesFilter::default();
        filter.key = Some("Owner".to_owned());
        filter.values = Some(vec!["Self".to_owned()]);
        let mut request = ListDocumentsRequest::new();
        request.filters = Some(vec![filter]);
        request.max_results = Some(PAGE);
        let mut looks = Looks::new(self.client.clone(), self.pacing, None);
        looks.all(request).await.map_err(|missed| missed.into_error().into())
    }

    /// The default version of a document, by its name, or by its ARN if another account shares it.
    ///
    /// # Errors
    ///
    /// Those of `GetDocument`, and content that cannot be read.
    pub async fn get(&self, name: &str) -> Result<StoredDocument, DocumentsError> {
        self.read(self.client.get_document(name)).await
    }

    /// A version of a document: a number, `$DEFAULT` or `$LATEST`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub async fn get_version(&self, name: &str, version: &str) -> Result<StoredDocument, DocumentsError> {
        self.read(self.client.get_document(name).document_version(version)).await
    }

    async fn read(&self, call: Call<GetDocumentRequest>) -> Result<StoredDocument, DocumentsError> {
        let answer = call.send().await.map_err(|error| DocumentsError::Call(error.into()))?;
        StoredDocument::of(answer)
    }

    /// Stores a document that does not exist, checked by the rules of its schema before anything is sent, and
    /// waits until it can be used. Gives its version.
    ///
    /// Its type follows from its schema: `Command`, `Automation` or `Session`. For other types see
    /// [`create_as`](Self::create_as).
    ///
    /// # Errors
    ///
    /// [`DocumentsError::Invalid`] with all that is wrong with it; those of `CreateDocument`, such as that
    /// it exists; [`DocumentsError::NotUsable`] if the service did not accept the content after all.
    pub async fn create(&self, name: &str, document: &Document) -> Result<String, DocumentsError> {
        let document_type = type_of(document).ok_or(DocumentsError::UnknownType)?;
        put::create(self, name, document, document_type).await
    }

    /// As [`create`](Self::create), of this type.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create).
    pub async fn create_as(
        &self,
        name: &str,
        document: &Document,
        document_type: DocumentType,
    ) -> Result<String, DocumentsError> {
        put::create(self, name, document, document_type).await
    }

    /// Has the default version of the document say this, whatever there is by now: creates the document, or
    /// stores a new version if the latest one says something else, and makes it the default one if it is
    /// not.
    ///
    /// What counts as the same is the content, not how it is written. Whoever puts the same document at the
    /// same time makes no difference.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create), and those of `GetDocument`, `UpdateDocument` and
    /// `UpdateDocumentDefaultVersion`.
    pub async fn put(&self, name: &str, document: &Document) -> Result<Put, DocumentsError> {
        put::put(self, name, document).await
    }
}

/// The type that a document of this schema has.
fn type_of(document: &Document) -> Option<DocumentType> {
    match document.schema_version()? {
        SchemaVersion::V1_2 | SchemaVersion::V2_0 | SchemaVersion::V2_2 => Some(DocumentType::Command),
        SchemaVersion::V0_3 => Some(DocumentType::Automation),
        SchemaVersion::V1_0 => Some(DocumentType::Session),
        _ => None,
    }
}
