//! `aws:branch`.

use ssm_document::automation::Branch;

use super::Outcome;
use crate::automation::step::Failure;

/// Goes to the step of the first choice that holds.
pub(super) fn choose(branch: &Branch) -> Result<Outcome, Failure> {
    for (index, choice) in branch.choices.iter().enumerate() {
        match choice.condition.holds() {
            Some(true) => return Ok(Outcome::Done { jump: Some(choice.next_step.clone()) }),
            Some(false) => {}
            None => {
                let message = format!("the choice {} compares what cannot be compared", index + 1);
                return Err(Failure::of_inputs(message));
            }
        }
    }
    Ok(Outcome::Done { jump: branch.default.clone() })
}
