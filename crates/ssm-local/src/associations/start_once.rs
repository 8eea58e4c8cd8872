//! `StartAssociationsOnce`.

use crate::model::operation::{StartAssociationsOnceRequest, StartAssociationsOnceResponse};
use crate::protocol::{Call, Error};

/// Applies associations at once, whatever their schedules, which go on as they are.
pub(super) fn start_associations_once(
    call: &mut Call<'_>,
    request: StartAssociationsOnceRequest,
) -> Result<StartAssociationsOnceResponse, Error> {
    for id in &request.association_ids {
        call.store.associations.existing(id)?;
    }
    for id in &request.association_ids {
        super::progress::apply(call, id);
    }
    Ok(StartAssociationsOnceResponse {})
}
