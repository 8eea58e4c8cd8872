//! `PutParameter`.

use super::name::{self, Key};
use super::parameter::{Content, OldestIsLabelled, Parameter};
use super::policy::Policies;
use super::value::{self, Value};
use super::{allowed_pattern, data_type, key_id, tier};
use crate::model::operation::{PutParameterRequest, PutParameterResponse};
use crate::model::types::{
    HierarchyTypeMismatchException, ParameterAlreadyExists, ParameterMaxVersionLimitExceeded, ParameterType,
};
use crate::protocol::{Call, Error};
use crate::tags;

/// Creates a parameter, or, if it may overwrite, adds a version to one.
pub(super) fn put_parameter(
    call: &mut Call<'_>,
    mut request: PutParameterRequest,
) -> Result<PutParameterResponse, Error> {
    let key = name::new(&request.name, call.identity)?;
    let overwrite = request.overwrite.unwrap_or_default();
    let new_tags = request.tags.take().unwrap_or_default();
    if overwrite && !new_tags.is_empty() {
        return Err(Error::validation(
            "tags cannot be given together with Overwrite; tag an existing parameter with AddTagsToResource",
        ));
    }
    let before = call.store.parameters.get(&key);
    if before.is_some() && !overwrite {
        let message = "The parameter already exists. To overwrite this value, set the overwrite option in the \
                       request to true.";
        return Err(ParameterAlreadyExists::with_message(message).into());
    }
    let name = request.name.trim().to_owned();
    let content = content(call, &key, request, before)?;
    tags::check_keys(new_tags.iter().map(|tag| &tag.key))?;
    let new_tags =
        tags::merged(None, new_tags).map_err(|too_many| Error::validation(too_many.to_string()))?;

    let tier = content.tier.clone();
    let version = store(call, &key, &name, content)?;
    call.store.parameters.watch_expiration(&key);
    if !new_tags.is_empty() {
        call.store.tags.set(key.resource(), new_tags);
    }
    Ok(PutParameterResponse { version: Some(version), tier: Some(tier) })
}

/// What the new version consists of, if every rule allows it.
fn content(
    call: &Call<'_>,
    key: &Key,
    request: PutParameterRequest,
    before: Option<&Parameter>,
) -> Result<Content, Error> {
    let text = request.value;
    value::check(&text)?;
    let latest = before.map(|parameter| &parameter.latest().content);
    let kind = kind(request.r#type, latest)?;
    let key_id = key_id::resolve(&kind, request.key_id, latest.and_then(|latest| latest.key_id.clone()))?;
    let description = request.description.or_else(|| latest?.description.clone());
    let pattern = request.allowed_pattern.or_else(|| latest?.allowed_pattern.clone());
    allowed_pattern::check(pattern.as_deref(), &text)?;
    let data_type = request.data_type.filter(|data_type| !data_type.is_empty());
    let data_type = data_type.or_else(|| Some(latest?.data_type.clone()));
    let data_type = data_type.unwrap_or_else(|| data_type::TEXT.to_owned());
    data_type::check(&data_type, &kind, &text)?;
    let policies = match request.policies {
        Some(policies) => Policies::parse(&policies)?,
        None => latest.map(|latest| latest.policies.clone()).unwrap_or_default(),
    };
    let demand = tier::Demand { value: &text, has_policies: !policies.is_empty(), data_type: &data_type };
    let tier = request.tier.or_else(|| tier::default(before, &call.store.service_settings));
    let tier = tier::resolve(tier, before, &demand, &call.store.parameters)?;
    let version = before.map_or(1, |parameter| parameter.latest().number + 1);
    // Also of a parameter that was deleted and created anew every version has its own ciphertext.
    let identifier = format!("{key}:{version}:{}", call.now.unix_timestamp_nanos());
    let value = Value::new(text, &kind, &call.store.parameters.secrets, &identifier);
    Ok(Content { kind, value, key_id, description, allowed_pattern: pattern, data_type, tier, policies })
}

/// The type of the parameter, which stays what it was.
fn kind(asked: Option<ParameterType>, latest: Option<&Content>) -> Result<ParameterType, Error> {
    match (asked, latest.map(|latest| &latest.kind)) {
        (Some(asked), Some(kind)) if asked != *kind => {
            let message = format!(
                "the parameter is a {} and cannot become a {}; delete it and create it anew",
                kind.as_str(),
                asked.as_str()
            );
            Err(HierarchyTypeMismatchException::with_message(message).into())
        }
        (_, Some(kind)) => Ok(kind.clone()),
        (Some(asked), None) => Ok(asked),
        (None, None) => Err(Error::validation("A parameter type is required when you create a parameter.")),
    }
}

/// Stores the version and returns its number.
fn store(call: &mut Call<'_>, key: &Key, name: &str, content: Content) -> Result<i64, Error> {
    let Some(parameter) = call.store.parameters.get_mut(key) else {
        call.store.parameters.insert(key.clone(), Parameter::new(name, content, call.now));
        return Ok(1);
    };
    parameter.add(content, call.now).map_err(|OldestIsLabelled(oldest)| {
        let message = format!(
            "You attempted to create a new version of {name} by calling the PutParameter API with the \
             overwrite flag. Version {oldest}, the oldest version, can't be deleted because it has a label \
             associated with it. Move the label to another version of the parameter, and try again."
        );
        ParameterMaxVersionLimitExceeded::with_message(message).into()
    })
}
