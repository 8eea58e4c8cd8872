//! `LabelParameterVersion`, and what a label may be.

use super::name::starts_with;
use super::parameter::{LabelError, MAXIMUM_LABELS};
use super::reference::{by_name, version_not_found};
use crate::model::operation::{LabelParameterVersionRequest, LabelParameterVersionResponse};
use crate::model::types::ParameterVersionLabelLimitExceeded;
use crate::protocol::{Call, Error};

/// Attaches the labels that are valid to a version, without a number to the latest, and answers
/// those that are not.
pub(super) fn label_parameter_version(
    call: &mut Call<'_>,
    request: LabelParameterVersionRequest,
) -> Result<LabelParameterVersionResponse, Error> {
    let parameter = by_name(&request.name, call)?;
    let number = request.parameter_version.unwrap_or(parameter.latest().number);
    let (valid, invalid) = request.labels.into_iter().partition::<Vec<_>, _>(|label| is_valid(label));
    parameter.label(number, &valid).map_err(|error| match error {
        LabelError::NoSuchVersion => version_not_found(&request.name, number),
        LabelError::TooMany => {
            let message = format!(
                "A parameter version can have maximum {MAXIMUM_LABELS} labels.Move one or more labels to \
                 another version and try again."
            );
            ParameterVersionLabelLimitExceeded::with_message(message).into()
        }
    })?;
    Ok(LabelParameterVersionResponse { invalid_labels: invalid, parameter_version: Some(number) })
}

/// Whether a text can be a label. Its length is checked by the model.
fn is_valid(label: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    label.chars().all(allowed)
        && !label.starts_with(|c: char| c.is_ascii_digit())
        && !starts_with(label, "aws")
        && !starts_with(label, "ssm")
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn labels_have_few_symbols_and_no_reserved_beginning() {
        for good in ["live", "Live-2.b_c", "-x", "laws", "as"] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["1st", "aws", "AWSx", "ssm-a", "SsM", "a b", "a/b", "ä", "a:b"] {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
