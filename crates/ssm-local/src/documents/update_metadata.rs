//! `UpdateDocumentMetadata`.

use time::OffsetDateTime;

use super::own;
use super::readable::Readable;
use super::review::{Response, Reviews};
use crate::model::operation::{UpdateDocumentMetadataRequest, UpdateDocumentMetadataResponse};
use crate::model::types::{
    DocumentReviewAction, DocumentReviewCommentSource, InvalidDocumentOperation, ReviewStatus,
};
use crate::protocol::{Call, Error};

/// The user who reviews: all calls are made by the account itself.
const REVIEWER: &str = "root";

/// Sends a version of a change template for review, or reviews it.
pub(super) fn update_document_metadata(
    call: &mut Call<'_>,
    request: UpdateDocumentMetadataRequest,
) -> Result<UpdateDocumentMetadataResponse, Error> {
    own::check(call, &request.name)?;
    let readable = Readable::of(call, &request.name)?;
    let number = readable.version(request.document_version.as_deref(), None)?.number;
    let version = call.store.documents.version_mut(&request.name, number);
    let Some(reviews) = version.and_then(|version| version.reviews.as_mut()) else {
        return Err(impossible("only documents of the type Automation.ChangeTemplate are reviewed"));
    };
    let review = request.document_reviews;
    act(reviews, &review.action, review.comment.unwrap_or_default(), call.now)?;
    Ok(UpdateDocumentMetadataResponse {})
}

fn act(
    reviews: &mut Reviews,
    action: &DocumentReviewAction,
    comment: Vec<DocumentReviewCommentSource>,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let is_pending = reviews.status == ReviewStatus::Pending;
    let status = match action {
        DocumentReviewAction::SendForReview if is_pending => {
            return Err(impossible("the version waits for a review already"));
        }
        DocumentReviewAction::SendForReview => ReviewStatus::Pending,
        DocumentReviewAction::UpdateReview => return amend(reviews, comment, now),
        _ if !is_pending => {
            return Err(impossible("the version does not wait for a review; send it for one first"));
        }
        DocumentReviewAction::Approve => ReviewStatus::Approved,
        _ => ReviewStatus::Rejected,
    };
    reviews.status = status.clone();
    let reviewer = REVIEWER.to_owned();
    reviews.responses.push(Response { created: now, updated: now, status, comment, reviewer });
    Ok(())
}

/// Replaces the comment of the latest response.
fn amend(
    reviews: &mut Reviews,
    comment: Vec<DocumentReviewCommentSource>,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let Some(latest) = reviews.responses.last_mut() else {
        return Err(impossible("there is no review of the version that could be updated"));
    };
    latest.comment = comment;
    latest.updated = now;
    Ok(())
}

fn impossible(message: &str) -> Error {
    InvalidDocumentOperation::with_message(message).into()
}
