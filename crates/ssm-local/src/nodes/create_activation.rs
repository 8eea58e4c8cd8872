//! `CreateActivation`.

use std::time::Duration;

use time::OffsetDateTime;

use super::activation::Activation;
use crate::model::operation::{CreateActivationRequest, CreateActivationResponse};
use crate::model::types::InvalidParameters;
use crate::protocol::{Call, Error};
use crate::tags;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How far off the end of an activation may be, as `CreateActivation` documents it.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How many letters and digits make up a code.
const CODE_LENGTH: usize = 20;

/// Makes an activation, whose code is told only here.
pub(super) fn create_activation(
    call: &mut Call<'_>,
    request: CreateActivationRequest,
) -> Result<CreateActivationResponse, Error> {
    let new_tags = request.tags.unwrap_or_default();
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    tags::merged(None, new_tags.clone()).map_err(|too_many| Error::validation(too_many.to_string()))?;
    let activation = Activation {
        id: call.ids.uuid(),
        code: call.ids.alphanumeric(CODE_LENGTH),
        description: request.description,
        default_instance_name: request.default_instance_name,
        iam_role: request.iam_role,
        registration_limit: request.registration_limit.unwrap_or(1),
        registrations: 0,
        created: call.now,
        expires: expiration(request.expiration_date, call.now)?,
        tags: new_tags,
    };
    let (id, code) = (activation.id.clone(), activation.code.clone());
    call.store.nodes.activations.insert(id.clone(), activation);
    Ok(CreateActivationResponse { activation_id: Some(id), activation_code: Some(code) })
}

fn expiration(asked: Option<OffsetDateTime>, now: OffsetDateTime) -> Result<OffsetDateTime, Error> {
    match asked {
        None => Ok(now + DAY),
        Some(time) if time > now && time <= now + LONGEST => Ok(time),
        Some(time) => Err(InvalidParameters::with_message(format!(
            "the ExpirationDate {time} must be after now, {now}, and within 30 days"
        ))
        .into()),
    }
}
