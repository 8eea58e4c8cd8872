//! `DescribeDocument`.

use super::answer;
use super::readable::Readable;
use crate::model::operation::{DescribeDocumentRequest, DescribeDocumentResponse};
use crate::protocol::{Call, Error};

/// Answers all that is known of a version but its content.
pub(super) fn describe_document(
    call: &mut Call<'_>,
    request: DescribeDocumentRequest,
) -> Result<DescribeDocumentResponse, Error> {
    let readable = Readable::of(call, &request.name)?;
    let version = readable.version(request.document_version.as_deref(), request.version_name.as_deref())?;
    Ok(DescribeDocumentResponse { document: Some(answer::description(call, &readable, version)) })
}
