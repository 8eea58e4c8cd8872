use crate::field::{Field, Named, TextList};
use crate::problem::Report;
use crate::reference;
use crate::value::Value;

/// The name that stands for a node's operating system.
const PLATFORM_TYPE: &str = "platformType";

/// What must hold for a step to run.
///
/// ```
/// use ssm_document::command::Precondition;
///
/// let linux = Precondition::string_equals("platformType", "Linux");
/// assert_eq!(linux.holds("Linux"), Ok(true));
/// assert_eq!(linux.holds("Windows"), Ok(false));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Precondition {
    /// The operands by operator. Agents know the operator `StringEquals` with two operands.
    pub conditions: Named<TextList>,
}

/// A precondition that cannot be decided; agents fail the step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PreconditionError {
    /// Another operator than `StringEquals`.
    #[error("the operator {operator} is not known; it must be StringEquals")]
    Operator {
        /// The operator.
        operator: String,
    },
    /// Not two operands.
    #[error("the operator {operator} takes 2 operands, and has {count}")]
    Operands {
        /// The operator.
        operator: String,
        /// How many operands it has.
        count: usize,
    },
}

impl Precondition {
    /// That two operands are equal. One is `platformType`, or holds a reference to a parameter.
    pub fn string_equals(one: impl Into<String>, other: impl Into<String>) -> Self {
        Self { conditions: Named::from([("StringEquals", TextList::from([one.into(), other.into()]))]) }
    }

    /// Whether it holds on a node whose platform type is `Linux`, `MacOS` or `Windows`, once parameters are
    /// bound. Several conditions must hold together. As on agents, upper and lower case count except in
    /// platform types.
    pub fn holds(&self, platform_type: &str) -> Result<bool, PreconditionError> {
        let mut all = true;
        for (operator, operands) in self.conditions.iter() {
            all &= match (operator, &operands[..]) {
                ("StringEquals", [one, other]) if is_platform(one) => {
                    other.eq_ignore_ascii_case(platform_type)
                }
                ("StringEquals", [one, other]) if is_platform(other) => {
                    one.eq_ignore_ascii_case(platform_type)
                }
                ("StringEquals", [one, other]) => one == other,
                ("StringEquals", operands) => {
                    let count = operands.len();
                    return Err(PreconditionError::Operands { operator: operator.into(), count });
                }
                _ => return Err(PreconditionError::Operator { operator: operator.into() }),
            };
        }
        Ok(all)
    }
}

/// `platformType`, bare or between braces.
fn is_platform(operand: &str) -> bool {
    let bare = operand.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    bare.map_or(operand, str::trim) == PLATFORM_TYPE
}

impl Field for Precondition {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let precondition = Self { conditions: Named::read(value, report)? };
        for (operator, operands) in precondition.conditions.iter() {
            report.member(operator, |report| check(operator, operands, report));
        }
        Some(precondition)
    }

    fn write(&self) -> Value {
        self.conditions.write()
    }
}

/// What agents demand of a condition (amazon-ssm-agent, `agent/framework/runpluginutil`).
fn check(operator: &str, operands: &[String], report: &mut Report) {
    if operator != "StringEquals" {
        return report.problem("is not a known operator; it must be StringEquals");
    }
    let [one, other] = operands else {
        return report.problem(format!("takes 2 operands, and has {}", operands.len()));
    };
    if one == other {
        report.problem("compares an operand with itself");
    }
    if operands.iter().any(|operand| reference::of_parameter_store(operand)) {
        report.problem("refers to Parameter Store, which preconditions cannot");
    }
    if !operands.iter().any(|operand| is_platform(operand) || reference::occurs_in(operand)) {
        report.problem("compares constants; one operand must be platformType or refer to a parameter");
    }
}
