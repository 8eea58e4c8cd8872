//! `aws:executeAwsApi`, `aws:assertAwsResourceProperty` and `aws:waitForAwsResourceProperty`: operations
//! of this endpoint.

use serde_json::Value;
use ssm_document::automation::{self, AssertAwsResourceProperty, ExecuteAwsApi, WaitForAwsResourceProperty};
use time::Duration;

use super::Outcome;
use crate::automation::calls::{Output, Purpose, Question};
use crate::automation::outputs;
use crate::automation::selector::Selector;
use crate::automation::step::{Activity, Failure, Step};
use crate::automation::text;
use crate::protocol::OwnCall;

/// After how long it is asked again for a property that is awaited.
pub(super) const INTERVAL: Duration = Duration::seconds(1);

pub(super) fn execute(step: &automation::Step, inputs: &ExecuteAwsApi) -> Result<Outcome, Failure> {
    let purpose = Purpose::Execute { outputs: outputs::wanted(step) };
    ask(&inputs.service, &inputs.api, inputs.others(), purpose)
}

pub(super) fn assert_property(
    step: &automation::Step,
    inputs: &AssertAwsResourceProperty,
) -> Result<Outcome, Failure> {
    let purpose = property(step, &inputs.property_selector, &inputs.desired_values, false)?;
    ask(&inputs.service, &inputs.api, inputs.others(), purpose)
}

pub(super) fn wait_for_property(
    step: &automation::Step,
    inputs: &WaitForAwsResourceProperty,
) -> Result<Outcome, Failure> {
    let purpose = property(step, &inputs.property_selector, &inputs.desired_values, true)?;
    ask(&inputs.service, &inputs.api, inputs.others(), purpose)
}

fn property(
    step: &automation::Step,
    selector: &str,
    desired: &[ssm_document::Value],
    is_awaited: bool,
) -> Result<Purpose, Failure> {
    Selector::parse(selector).map_err(Failure::of_inputs)?;
    Ok(Purpose::Property {
        selector: selector.to_owned(),
        desired: desired.iter().map(text::from_document).collect(),
        outputs: outputs::wanted(step),
        is_awaited,
    })
}

fn ask<'a>(
    service: &str,
    api: &str,
    inputs: impl Iterator<Item = (&'a str, &'a ssm_document::Value)>,
    purpose: Purpose,
) -> Result<Outcome, Failure> {
    if !service.eq_ignore_ascii_case("ssm") {
        let message = format!("{service}:{api} cannot be called: the only service at this endpoint is ssm");
        return Err(Failure::of_invocation("UnsupportedService", message));
    }
    let inputs: serde_json::Map<String, Value> =
        inputs.map(|(name, value)| (name.to_owned(), text::from_document(value))).collect();
    let call = OwnCall { operation: operation(api), body: Value::Object(inputs).to_string() };
    Ok(Outcome::Busy(Activity::Asking(Question { call, purpose })))
}

/// The name of an operation that is spelled as the service has it or as the SDK for Python has it:
/// `GetParameter`, `get_parameter`.
fn operation(api: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    api.split('_').map(capital).collect()
}

/// Whether a property of the answer has one of the values that are wanted.
pub(super) fn check_property(
    step: &mut Step,
    selector: &str,
    desired: &[Value],
    outputs: &[Output],
    answer: &Value,
) -> Result<Outcome, Failure> {
    let found = Selector::parse(selector).map_err(Failure::of_inputs)?.pick(answer);
    let Some(found) = found else {
        return Err(Failure::of_verification(format!("the answer has no {selector}")));
    };
    let is_desired = |value: &Value| desired.iter().any(|desired| text::one(desired) == text::one(value));
    let holds = match &found {
        // Paths that pick several want the same of each.
        Value::Array(elements) if !elements.is_empty() => {
            is_desired(&found) || elements.iter().all(is_desired)
        }
        value => is_desired(value),
    };
    if !holds {
        let desired: Vec<String> = desired.iter().map(text::one).collect();
        return Err(Failure::of_verification(format!(
            "{selector} is {}, and not one of the desired values {}",
            text::one(&found),
            desired.join(", ")
        )));
    }
    outputs::pick(step, outputs, answer).map(|()| Outcome::done())
}

#[cfg(test)]
mod tests {
    use super::operation;

    #[test]
    fn operations_are_found_by_either_spelling() {
        for spelled in ["GetParameter", "get_parameter", "getParameter"] {
            assert_eq!(operation(spelled), "GetParameter");
        }
    }
}
