//! Where the output of an association goes.

use crate::model::types::{InstanceAssociationOutputLocation, InvalidOutputLocation};
use crate::protocol::Error;

/// Refuses a place that is none: a folder or a region without a bucket.
pub(super) fn check(location: Option<&InstanceAssociationOutputLocation>) -> Result<(), Error> {
    let Some(location) = location else { return Ok(()) };
    let bucket = location.s3_location.as_ref().and_then(|place| place.output_s3_bucket_name.as_deref());
    match bucket {
        Some(bucket) if !bucket.is_empty() => Ok(()),
        _ => {
            let message = "an OutputLocation has an S3Location with an OutputS3BucketName";
            Err(Error::from(InvalidOutputLocation {}).explained(message))
        }
    }
}
