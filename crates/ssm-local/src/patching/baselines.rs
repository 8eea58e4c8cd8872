//! `DescribePatchBaselines`.

use super::baseline::Content;
use super::condition::{Conditions, invalid};
use super::provided::Provided;
use crate::model::operation::{DescribePatchBaselinesRequest, DescribePatchBaselinesResponse};
use crate::model::types::{OperatingSystem, PatchBaselineIdentity};
use crate::paging;
use crate::protocol::{Call, Error};

/// How many baselines a page has unless the request says it.
const PAGE: usize = 100;

/// Answers the baselines of the service and of the account that meet all filters.
pub(super) fn describe_patch_baselines(
    call: &mut Call<'_>,
    request: DescribePatchBaselinesRequest,
) -> Result<DescribePatchBaselinesResponse, Error> {
    let keys = ["NAME_PREFIX", "OPERATING_SYSTEM", "OWNER"];
    let conditions = Conditions::of(request.filters, &keys).map_err(invalid)?;
    let provided = Provided::all().iter().map(|provided| {
        let id = provided.id(call.identity);
        ("AWS", identity(call, id, &provided.operating_system, provided.content()))
    });
    let own = call.store.patching.baselines.iter().map(|(id, baseline)| {
        ("Self", identity(call, id.clone(), &baseline.operating_system, baseline.content.clone()))
    });
    let found = provided.chain(own).filter(|(owner, baseline)| {
        let operating_system = baseline.operating_system.as_ref().map_or("", OperatingSystem::as_str);
        conditions.accept("OWNER", owner)
            && conditions.accept("OPERATING_SYSTEM", operating_system)
            && conditions
                .accept_beginning("NAME_PREFIX", baseline.baseline_name.as_deref().unwrap_or_default())
    });
    // ARNs come before ids, as they do here.
    let found = found.map(|(_, baseline)| (baseline.baseline_id.clone().unwrap_or_default(), baseline));
    let size = paging::size(request.max_results, PAGE);
    let token = request.next_token.as_deref();
    let page = call.store.paging.page::<String, _, _>("DescribePatchBaselines", token, size, found)?;
    Ok(DescribePatchBaselinesResponse { baseline_identities: page.items, next_token: page.next_token })
}

/// What a baseline is in lists.
pub(super) fn identity(
    call: &Call<'_>,
    id: String,
    operating_system: &OperatingSystem,
    content: Content,
) -> PatchBaselineIdentity {
    let is_default = call.store.patching.default(operating_system, call.identity) == id;
    PatchBaselineIdentity {
        baseline_id: Some(id),
        baseline_name: Some(content.name),
        operating_system: Some(operating_system.clone()),
        baseline_description: content.description,
        default_baseline: Some(is_default),
    }
}
