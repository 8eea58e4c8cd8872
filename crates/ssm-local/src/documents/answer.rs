//! Documents as they are described to clients.

use super::readable::Readable;
use super::version::Version;
use crate::model::types::{
    AttachmentInformation, DocumentDescription, DocumentHashType, DocumentIdentifier, DocumentStatus,
    ReviewInformation, ReviewStatus, Tag,
};
use crate::protocol::Call;
use crate::tags::Resource;

/// A version with all that is known of it but its content.
pub(super) fn description(
    call: &Call<'_>,
    readable: &Readable<'_>,
    version: &Version,
) -> DocumentDescription {
    let reviews = version.reviews.as_ref();
    let in_review = |status: ReviewStatus| {
        let version = readable.versions().rfind(|version| version.review_status() == Some(status.clone()));
        version.map(Version::number_as_text)
    };
    DocumentDescription {
        hash: Some(version.content.sha256()),
        hash_type: Some(DocumentHashType::Sha256),
        name: Some(readable.shown_name.clone()),
        display_name: version.display_name.clone(),
        version_name: version.name.clone(),
        owner: Some(readable.owner.clone()),
        created_date: Some(version.created),
        status: Some(DocumentStatus::Active),
        document_version: Some(version.number_as_text()),
        description: version.content.description.clone(),
        parameters: version.content.parameters.clone(),
        platform_types: version.content.platform_types.clone(),
        document_type: Some(readable.document.kind.clone()),
        schema_version: version.content.schema_version.clone(),
        latest_version: Some(readable.latest().to_string()),
        default_version: Some(readable.document.default.to_string()),
        document_format: Some(version.content.format.clone()),
        target_type: version.target_type.clone(),
        tags: tags(call, readable),
        attachments_information: attachments(version),
        requires: version.requires.clone(),
        author: reviews.map(|_| call.identity.user_arn()),
        review_information: review_information(version),
        approved_version: in_review(ReviewStatus::Approved),
        pending_review_version: in_review(ReviewStatus::Pending),
        review_status: version.review_status(),
        ..DocumentDescription::default()
    }
}

/// A version as it stands in a list of documents.
pub(super) fn identifier(call: &Call<'_>, readable: &Readable<'_>, version: &Version) -> DocumentIdentifier {
    DocumentIdentifier {
        name: Some(readable.shown_name.clone()),
        created_date: Some(version.created),
        display_name: version.display_name.clone(),
        owner: Some(readable.owner.clone()),
        version_name: version.name.clone(),
        platform_types: version.content.platform_types.clone(),
        document_version: Some(version.number_as_text()),
        document_type: Some(readable.document.kind.clone()),
        schema_version: version.content.schema_version.clone(),
        document_format: Some(version.content.format.clone()),
        target_type: version.target_type.clone(),
        tags: tags(call, readable),
        requires: version.requires.clone(),
        review_status: version.review_status(),
        author: version.reviews.as_ref().map(|_| call.identity.user_arn()),
    }
}

/// The tags of a document, which others than its owner do not see.
pub(super) fn tags(call: &Call<'_>, readable: &Readable<'_>) -> Vec<Tag> {
    if readable.owner != call.identity.account_id {
        return Vec::new();
    }
    let tags = call.store.tags.of(&Resource::document(&readable.shown_name)).into_iter().flatten();
    tags.map(|(key, value)| Tag { key: key.clone(), value: value.clone() }).collect()
}

fn attachments(version: &Version) -> Vec<AttachmentInformation> {
    version.attachments.iter().map(|name| AttachmentInformation { name: Some(name.clone()) }).collect()
}

fn review_information(version: &Version) -> Vec<ReviewInformation> {
    let responses = version.reviews.iter().flat_map(|reviews| &reviews.responses);
    let information = responses.map(|response| ReviewInformation {
        reviewed_time: Some(response.updated),
        status: Some(response.status.clone()),
        reviewer: Some(response.reviewer.clone()),
    });
    information.collect()
}
