//! How change templates are reviewed before changes may be made by them.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::types::{DocumentReviewCommentSource, DocumentType, ReviewStatus};

/// What reviewers said of a version, and what follows.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Reviews {
    pub(super) status: ReviewStatus,
    /// Oldest first.
    pub(super) responses: Vec<Response>,
}

/// What one reviewer did.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Response {
    pub(super) created: OffsetDateTime,
    pub(super) updated: OffsetDateTime,
    pub(super) status: ReviewStatus,
    pub(super) comment: Vec<DocumentReviewCommentSource>,
    pub(super) reviewer: String,
}

impl Reviews {
    /// The reviews of a new version, if documents of this type are reviewed.
    pub(super) fn of(kind: &DocumentType) -> Option<Self> {
        let is_reviewed = *kind == DocumentType::ChangeTemplate;
        is_reviewed.then(|| Self { status: ReviewStatus::NotReviewed, responses: Vec::new() })
    }
}
