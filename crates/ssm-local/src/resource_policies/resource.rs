//! What can have policies, and what policies it can have.

use serde_json::Value;

use crate::model::types::{
    MalformedResourcePolicyDocumentException, ParameterTier, ResourceNotFoundException,
    ResourcePolicyInvalidParameterException, ResourcePolicyLimitExceededException,
};
use crate::parameters::Key;
use crate::protocol::{Call, Error};

/// The one group of OpsItems.
const OPS_ITEM_GROUP: &str = "opsitemgroup/default";

/// How many bytes the policy of the group of OpsItems may have.
const MAXIMUM_POLICY: usize = 1024;

/// How many policies a resource may have.
pub(super) const MAXIMUM_POLICIES: usize = 1;

/// Refuses the ARN of what can have no policies: all but the group of OpsItems and advanced parameters.
pub(super) fn check(call: &Call<'_>, arn: &str) -> Result<(), Error> {
    if is_group(call, arn) {
        return Ok(());
    }
    let Some(path) = arn.strip_prefix(&call.identity.arn("parameter/")) else {
        let message = format!("{arn:?} is neither {} nor a parameter", call.identity.arn(OPS_ITEM_GROUP));
        return Err(invalid("ResourceArn", message));
    };
    match call.store.parameters.tier(&Key::of(&format!("/{path}"))) {
        Some(ParameterTier::Advanced) => Ok(()),
        Some(_) => {
            let message = "a parameter must be of the advanced tier to have a policy".to_owned();
            Err(invalid("ResourceArn", message))
        }
        None => Err(ResourceNotFoundException::with_message(format!("there is no parameter {arn}")).into()),
    }
}

fn is_group(call: &Call<'_>, arn: &str) -> bool {
    arn == call.identity.arn(OPS_ITEM_GROUP)
}

/// Refuses a text that is no policy, or too long for its resource.
pub(super) fn check_policy(call: &Call<'_>, arn: &str, policy: &str) -> Result<(), Error> {
    if is_group(call, arn) && policy.len() > MAXIMUM_POLICY {
        let message = format!("the policy has {} bytes and may have {MAXIMUM_POLICY}", policy.len());
        return Err(limit(MAXIMUM_POLICY, "PolicySize", message));
    }
    let statements = match serde_json::from_str::<Value>(policy) {
        Ok(Value::Object(mut policy)) => match policy.remove("Statement") {
            Some(Value::Array(statements)) => statements,
            Some(statement) => vec![statement],
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    let is_statement = |statement: &Value| {
        ["Effect", "Action", "Principal"].into_iter().all(|member| statement.get(member).is_some())
    };
    if !statements.is_empty() && statements.iter().all(is_statement) {
        return Ok(());
    }
    let message = "a policy is a JSON object with a Statement, each with Effect, Principal and Action";
    Err(MalformedResourcePolicyDocumentException::with_message(message).into())
}

/// That a parameter cannot be what it is.
pub(super) fn invalid(parameter: &str, message: String) -> Error {
    let parameter_names = vec![parameter.to_owned()];
    ResourcePolicyInvalidParameterException { parameter_names, message: Some(message) }.into()
}

/// That there is more of something than may be.
pub(super) fn limit(limit: usize, of: &str, message: String) -> Error {
    ResourcePolicyLimitExceededException {
        limit: i32::try_from(limit).ok(),
        limit_type: Some(of.to_owned()),
        message: Some(message),
    }
    .into()
}
