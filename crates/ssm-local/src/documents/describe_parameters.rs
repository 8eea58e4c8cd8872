//! `DescribeDocumentParameters`.

use super::readable::Readable;
use crate::model::operation::{DescribeDocumentParametersRequest, DescribeDocumentParametersResponse};
use crate::protocol::{Call, Error};

/// Answers the parameters that a document declares, as they stand in it, in JSON: what a form needs that
/// asks for them. How the service itself writes them down is nowhere published.
pub(super) fn describe_document_parameters(
    call: &mut Call<'_>,
    request: DescribeDocumentParametersRequest,
) -> Result<DescribeDocumentParametersResponse, Error> {
    let readable = Readable::of(call, &request.document_name)?;
    let version = readable.version(request.document_version.as_deref(), None)?;
    let document = version.content.parse().ok();
    let parameters = document.as_ref().and_then(|document| document.as_value().get("parameters"));
    let config = parameters.map_or_else(|| "{}".to_owned(), |parameters| parameters.to_json());
    Ok(DescribeDocumentParametersResponse { config: Some(config) })
}
