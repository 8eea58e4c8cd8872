//! `aws:updateVariable`.

use ssm_document::automation::UpdateVariable;

use super::Outcome;
use crate::automation::execution::Execution;
use crate::automation::step::Failure;
use crate::automation::text;

pub(super) fn update(execution: &mut Execution, update: &UpdateVariable) -> Result<Outcome, Failure> {
    let name = update.name.strip_prefix("variable:").unwrap_or(&update.name);
    match execution.variables.get_mut(name) {
        Some(variable) => {
            *variable = text::from_document(&update.value);
            Ok(Outcome::done())
        }
        None => Err(Failure::of_inputs(format!("the runbook has no variable {name:?}"))),
    }
}
