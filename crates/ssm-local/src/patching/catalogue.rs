//! The operations that list patches that exist, of which none are known here.

use crate::model::operation::{
    DescribeAvailablePatchesRequest, DescribeAvailablePatchesResponse,
    DescribeEffectivePatchesForPatchBaselineRequest, DescribeEffectivePatchesForPatchBaselineResponse,
    DescribePatchPropertiesRequest, DescribePatchPropertiesResponse,
};
use crate::protocol::{Call, Error};

/// Answers that no patches are available.
pub(super) fn describe_available_patches(
    _: &mut Call<'_>,
    _: DescribeAvailablePatchesRequest,
) -> Result<DescribeAvailablePatchesResponse, Error> {
    Ok(DescribeAvailablePatchesResponse::default())
}

/// Answers that a baseline, which must exist, approves none of the patches there are.
pub(super) fn describe_effective_patches_for_patch_baseline(
    call: &mut Call<'_>,
    request: DescribeEffectivePatchesForPatchBaselineRequest,
) -> Result<DescribeEffectivePatchesForPatchBaselineResponse, Error> {
    call.store.patching.find(&request.baseline_id, call.identity)?;
    Ok(DescribeEffectivePatchesForPatchBaselineResponse::default())
}

/// Answers that patches have no properties.
pub(super) fn describe_patch_properties(
    _: &mut Call<'_>,
    _: DescribePatchPropertiesRequest,
) -> Result<DescribePatchPropertiesResponse, Error> {
    Ok(DescribePatchPropertiesResponse::default())
}
