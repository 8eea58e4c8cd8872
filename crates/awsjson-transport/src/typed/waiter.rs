//! What a waiter polls for: Smithy's `waitable`, as data.

use awsjson_wire::{Value, ViewStructure};

/// What to wait for, how often to look, and what each answer means.
#[derive(Debug)]
pub struct Waiter {
    /// The name in the model, such as `CommandExecuted`.
    pub name: &'static str,
    /// The least time between two looks, in seconds.
    pub min_delay: u64,
    /// The greatest time between two looks, in seconds.
    pub max_delay: u64,
    /// What answers mean; the first that matches decides.
    pub acceptors: &'static [Acceptor],
}

/// What one kind of answer means.
#[derive(Debug)]
pub struct Acceptor {
    /// What it means.
    pub verdict: Verdict,
    /// Which answers it concerns.
    pub matcher: Matcher,
}

/// What an answer means for the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What was waited for has happened.
    Success,
    /// It will not happen any more.
    Failure,
    /// It has not happened yet.
    Retry,
}

/// Which answers an acceptor concerns.
#[derive(Debug)]
pub enum Matcher {
    /// Any response, or any error.
    Success(bool),
    /// An error of this code.
    ErrorType(&'static str),
    /// A response in which the value at a path compares so.
    Output {
        /// The way to the value.
        path: &'static [Step],
        /// How it is compared.
        comparator: Comparator,
        /// With what it is compared.
        expected: &'static str,
    },
}

/// One step of a path into a response.
#[derive(Debug)]
pub struct Step {
    /// The member to go to.
    pub member: &'static str,
    /// Whether to go on through each of its elements.
    pub each: bool,
}

/// How a value is compared with the expected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is this text.
    StringEquals,
    /// It is this boolean.
    BooleanEquals,
    /// There are values, and all are this text.
    AllStringEquals,
    /// One of the values is this text.
    AnyStringEquals,
}

impl Waiter {
    /// What a response means. One that no acceptor concerns means that nothing has happened yet.
    pub(super) fn judge_response(&self, response: Value<'_>) -> Verdict {
        self.first(|matcher| match matcher {
            Matcher::Success(success) => *success,
            Matcher::ErrorType(_) => false,
            Matcher::Output { path, comparator, expected } => {
                let mut values = Vec::new();
                collect(response, path, &mut values);
                comparator.holds(&values, expected)
            }
        })
        .unwrap_or(Verdict::Retry)
    }

    /// What an error means, if any acceptor concerns it.
    pub(super) fn judge_error(&self, code: Option<&str>) -> Option<Verdict> {
        self.first(|matcher| match matcher {
            Matcher::Success(success) => !success && code.is_some(),
            Matcher::ErrorType(expected) => code == Some(expected),
            Matcher::Output { .. } => false,
        })
    }

    fn first(&self, matches: impl Fn(&Matcher) -> bool) -> Option<Verdict> {
        self.acceptors.iter().find(|acceptor| matches(&acceptor.matcher)).map(|acceptor| acceptor.verdict)
    }
}

impl Comparator {
    fn holds(self, values: &[Value<'_>], expected: &str) -> bool {
        let is_expected = |value: &Value<'_>| match value {
            Value::String(text) => *text == expected,
            Value::Boolean(value) => value.to_string() == expected,
            _ => false,
        };
        match self {
            Self::StringEquals | Self::BooleanEquals => values.first().is_some_and(is_expected),
            Self::AllStringEquals => !values.is_empty() && values.iter().all(is_expected),
            Self::AnyStringEquals => values.iter().any(is_expected),
        }
    }
}

fn collect<'a>(value: Value<'a>, path: &[Step], found: &mut Vec<Value<'a>>) {
    let Some((step, rest)) = path.split_first() else {
        found.push(value);
        return;
    };
    let Value::Structure(structure) = value else { return };
    let Some(member) = member(structure, step.member) else { return };
    match (step.each, member) {
        (true, Value::List(list)) => {
            for index in 0..list.len() {
                collect(list.element(index), rest, found);
            }
        }
        (true, _) => {}
        (false, member) => collect(member, rest, found),
    }
}

fn member<'a>(structure: &'a dyn ViewStructure, name: &str) -> Option<Value<'a>> {
    structure.shape().find(name, 0).and_then(|index| structure.value(index))
}
