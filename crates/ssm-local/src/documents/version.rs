//! One version of a document.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::content::Content;
use super::review::Reviews;
use crate::model::types::{DocumentRequires, ReviewStatus};

/// One version of a document.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) number: i64,
    pub(super) name: Option<String>,
    pub(super) display_name: Option<String>,
    pub(super) target_type: Option<String>,
    pub(super) created: OffsetDateTime,
    pub(super) content: Content,
    pub(super) requires: Vec<DocumentRequires>,
    /// The names of the files that belong to it.
    pub(super) attachments: Vec<String>,
    /// How it was reviewed, if it is of a type that is.
    pub(super) reviews: Option<Reviews>,
}

impl Version {
    pub(super) fn number_as_text(&self) -> String {
        self.number.to_string()
    }

    pub(super) fn review_status(&self) -> Option<ReviewStatus> {
        self.reviews.as_ref().map(|reviews| reviews.status.clone())
    }
}
