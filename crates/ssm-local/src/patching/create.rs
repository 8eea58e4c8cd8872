//! `CreatePatchBaseline`.

use super::baseline::{Baseline, Content};
use super::check;
use crate::model::operation::{CreatePatchBaselineRequest, CreatePatchBaselineResponse};
use crate::model::types::{IdempotentParameterMismatch, OperatingSystem, ResourceLimitExceededException};
use crate::protocol::{Call, Error};
use crate::tags::{self, Resource};

/// How many baselines an account may have.
const MAXIMUM: usize = 50;

/// Creates a baseline, or answers the one that was created for the same token.
pub(super) fn create_patch_baseline(
    call: &mut Call<'_>,
    request: CreatePatchBaselineRequest,
) -> Result<CreatePatchBaselineResponse, Error> {
    let content = Content::of(&request);
    let operating_system = request.operating_system.unwrap_or(OperatingSystem::Windows);
    if let Some(token) = &request.client_token
        && let Some(id) = created_before(call, token, &operating_system, &content)?
    {
        return Ok(CreatePatchBaselineResponse { baseline_id: Some(id) });
    }
    check::content(&operating_system, &content)?;
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags =
        tags::merged(None, new_tags).map_err(|too_many| Error::validation(too_many.to_string()))?;
    if call.store.patching.baselines.len() >= MAXIMUM {
        let message = format!("there are {MAXIMUM} patch baselines already; delete one first");
        return Err(ResourceLimitExceededException::with_message(message).into());
    }
    let id = call.ids.resource("pb");
    let baseline = Baseline {
        operating_system,
        asked_by: request.client_token.map(|token| (token, content.clone())),
        content,
        created: call.now,
        modified: call.now,
    };
    call.store.patching.baselines.insert(id.clone(), baseline);
    if !new_tags.is_empty() {
        call.store.tags.set(Resource::patch_baseline(&id), new_tags);
    }
    Ok(CreatePatchBaselineResponse { baseline_id: Some(id) })
}

fn created_before(
    call: &Call<'_>,
    token: &str,
    operating_system: &OperatingSystem,
    content: &Content,
) -> Result<Option<String>, Error> {
    for (id, baseline) in call.store.patching.baselines.iter() {
        let Some((asked_by, asked)) = &baseline.asked_by else { continue };
        if asked_by == token {
            if asked == content && baseline.operating_system == *operating_system {
                return Ok(Some(id.clone()));
            }
            let message = "the ClientToken was used for another patch baseline";
            return Err(IdempotentParameterMismatch::with_message(message).into());
        }
    }
    Ok(None)
}
