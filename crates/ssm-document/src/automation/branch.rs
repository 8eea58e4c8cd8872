use crate::field::{Field, Part, required, unexpected};
use crate::problem::Report;
use crate::structure::{choice, structure};
use crate::value::{Map, Value};

structure! {
    /// `aws:branch`: goes to the step of the first choice that holds.
    ///
    /// ```
    /// use ssm_document::automation::{Branch, Choice, Condition, Operator};
    ///
    /// let is_windows = Condition::compare("{{ OSName }}", Operator::StringEquals, "Windows");
    /// let branch = Branch::new([Choice::new("runPowerShell", is_windows)]).default("runShell");
    /// assert_eq!(branch.choices[0].next_step, "runPowerShell");
    /// ```
    pub struct Branch {
        required {
            /// The choices in their order.
            choices: Vec<Choice> = "Choices",
        }
        optional {
            /// The step if no choice holds; otherwise the automation goes on with the next.
            default: String = "Default",
        }
    }
}

structure! {
    /// A choice of `aws:branch`: a step, and when to go there. The first choice that holds is taken.
    pub struct Choice {
        required {
            /// The step to go to.
            next_step: String = "NextStep",
        }
        part {
            /// When to go there.
            condition: Condition = "Variable" "And" "Or" "Not" "StringEquals" "EqualsIgnoreCase" "StartsWith"
                "EndsWith" "Contains" "NumericEquals" "NumericGreater" "NumericLesser"
                "NumericGreaterOrEquals" "NumericLesserOrEquals" "BooleanEquals",
        }
    }
}

/// A condition of `aws:branch` and `aws:loop`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// All hold.
    And(Vec<Condition>),
    /// One holds at least.
    Or(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A variable compares with a value.
    Compare {
        /// The variable: a reference, or its value once bound.
        variable: Value,
        /// How it is compared.
        operator: Operator,
        /// With what.
        value: Value,
    },
}

choice! {
    /// How a condition compares its variable with its value.
    pub enum Operator {
        /// Equal texts.
        StringEquals = "StringEquals",
        /// Equal texts but for upper and lower case.
        EqualsIgnoreCase = "EqualsIgnoreCase",
        /// The variable starts with the value.
        StartsWith = "StartsWith",
        /// The variable ends with the value.
        EndsWith = "EndsWith",
        /// The variable contains the value.
        Contains = "Contains",
        /// Equal numbers.
        NumericEquals = "NumericEquals",
        /// The variable is greater.
        NumericGreater = "NumericGreater",
        /// The variable is less.
        NumericLesser = "NumericLesser",
        /// The variable is greater or equal.
        NumericGreaterOrEquals = "NumericGreaterOrEquals",
        /// The variable is less or equal.
        NumericLesserOrEquals = "NumericLesserOrEquals",
        /// Equal booleans.
        BooleanEquals = "BooleanEquals",
    }
}

impl Condition {
    /// That `variable`, a reference, compares with `value`.
    pub fn compare(variable: impl Into<Value>, operator: Operator, value: impl Into<Value>) -> Self {
        Self::Compare { variable: variable.into(), operator, value: value.into() }
    }

    /// Whether it holds, once references are bound. `None` if it compares what cannot be compared, such
    /// as text with a number.
    ///
    /// ```
    /// # use ssm_document::automation::{Condition, Operator};
    /// assert_eq!(Condition::compare("10", Operator::NumericGreater, 9).holds(), Some(true));
    /// assert_eq!(Condition::compare("ten", Operator::NumericGreater, 9).holds(), None);
    /// ```
    pub fn holds(&self) -> Option<bool> {
        let each = |conditions: &[Self]| conditions.iter().map(Self::holds).collect::<Option<Vec<bool>>>();
        match self {
            Self::And(conditions) => Some(each(conditions)?.into_iter().all(|holds| holds)),
            Self::Or(conditions) => Some(each(conditions)?.into_iter().any(|holds| holds)),
            Self::Not(condition) => Some(!condition.holds()?),
            Self::Compare { variable, operator, value } => compare(variable, operator, value),
        }
    }
}

fn compare(variable: &Value, operator: &Operator, value: &Value) -> Option<bool> {
    let texts = || Some((text(variable)?, text(value)?));
    let numbers = || Some((number(variable)?, number(value)?));
    Some(match operator {
        Operator::StringEquals => texts().map(|(variable, value)| variable == value)?,
        Operator::EqualsIgnoreCase => {
            texts().map(|(variable, value)| variable.to_lowercase() == value.to_lowercase())?
        }
        Operator::StartsWith => texts().map(|(variable, value)| variable.starts_with(&value))?,
        Operator::EndsWith => texts().map(|(variable, value)| variable.ends_with(&value))?,
        Operator::Contains => texts().map(|(variable, value)| variable.contains(&value))?,
        Operator::NumericEquals => numbers().map(|(variable, value)| variable == value)?,
        Operator::NumericGreater => numbers().map(|(variable, value)| variable > value)?,
        Operator::NumericLesser => numbers().map(|(variable, value)| variable < value)?,
        Operator::NumericGreaterOrEquals => numbers().map(|(variable, value)| variable >= value)?,
        Operator::NumericLesserOrEquals => numbers().map(|(variable, value)| variable <= value)?,
        Operator::BooleanEquals => boolean(variable)? == boolean(value)?,
        Operator::Other(_) => return None,
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_json()),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(number.as_f64()),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Text(text) => text.to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

/// What stands beside a condition in a choice, and is none.
const NEXT_STEP: &str = "NextStep";

impl Part for Condition {
    fn read_from(map: &Map, report: &mut Report) -> Option<Self> {
        let mut operators = map.iter().filter(|(key, _)| !["Variable", NEXT_STEP].contains(key));
        let Some((name, value)) = operators.next() else {
            report.problem("must have a condition");
            return None;
        };
        if operators.next().is_some() {
            report.problem("has several operators, and can have one; And and Or join conditions");
            return None;
        }
        report
            .member(name, |report| match name {
                "And" => Vec::read(value, report).map(Self::And),
                "Or" => Vec::read(value, report).map(Self::Or),
                "Not" => Self::read(value, report).map(|condition| Self::Not(Box::new(condition))),
                _ => {
                    let operator = Operator::from(name);
                    if matches!(operator, Operator::Other(_)) {
                        report.problem("is not a known operator");
                    }
                    Some((operator, value.clone())).map(|(operator, value)| Self::Compare {
                        variable: Value::Null,
                        operator,
                        value,
                    })
                }
            })
            .and_then(|condition| match condition {
                Self::Compare { operator, value, .. } => {
                    Some(Self::Compare { variable: required(map, "Variable", report)?, operator, value })
                }
                other => Some(other),
            })
    }

    fn write_to(&self, map: &mut Map) {
        if Self::read_from(map, &mut Report::default()).as_ref() == Some(self) {
            return;
        }
        let members: Vec<String> = map.keys().filter(|key| *key != NEXT_STEP).map(Into::into).collect();
        for key in members {
            map.remove(&key);
        }
        match self {
            Self::And(conditions) => map.insert("And", conditions.write()),
            Self::Or(conditions) => map.insert("Or", conditions.write()),
            Self::Not(condition) => map.insert("Not", condition.write()),
            Self::Compare { variable, operator, value } => {
                map.insert("Variable", variable.clone());
                map.insert(operator.as_str(), value.clone())
            }
        };
    }
}

impl Field for Condition {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        match value.as_map() {
            Some(map) => Self::read_from(map, report),
            None => unexpected(value, "a condition", report),
        }
    }

    fn write(&self) -> Value {
        let mut map = Map::new();
        self.write_to(&mut map);
        Value::Map(map)
    }
}
