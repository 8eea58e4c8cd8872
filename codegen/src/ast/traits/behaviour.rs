//! The traits that describe behaviour: paging and waiting.

use super::Given;
use crate::ast::Json;
use crate::error::Result;

/// How an operation is paged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paginated {
    pub(crate) input_token: Option<String>,
    pub(crate) output_token: Option<String>,
    pub(crate) items: Option<String>,
}

impl Paginated {
    pub(super) fn read(given: &Given<'_>) -> Result<Paginated> {
        Ok(Paginated {
            input_token: given.optional_text_member("inputToken")?,
            output_token: given.optional_text_member("outputToken")?,
            items: given.optional_text_member("items")?,
        })
    }
}

/// What to poll for until something has happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiter {
    pub(crate) name: String,
    pub(crate) min_delay: u64,
    pub(crate) max_delay: u64,
    pub(crate) acceptors: Vec<(WaiterState, Matcher)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaiterState {
    Success,
    Failure,
    Retry,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    Success(bool),
    ErrorType(String),
    Output {
        path: String,
        comparator: Comparator,
        expected: String,
    },
    /// A path into input and output at once.
    InputOutput,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparator {
    /// `stringEquals`
    Text,
    /// `booleanEquals`
    Boolean,
    /// `allStringEquals`
    AllTexts,
    /// `anyStringEquals`
    AnyText,
}

/// Smithy's own defaults, in seconds.
const DEFAULT_MIN_DELAY: u64 = 2;
const DEFAULT_MAX_DELAY: u64 = 120;

impl Waiter {
    pub(super) fn read_all(given: &Given<'_>) -> Result<Vec<Waiter>> {
        let waiters = given.value.as_object().ok_or_else(|| given.refuse("expected an object of waiters"))?;
        waiters.iter().map(|(name, waiter)| Waiter::read(given, name, waiter)).collect()
    }

    fn read(given: &Given<'_>, name: &str, json: &Json) -> Result<Waiter> {
        if !name.starts_with(|c: char| c.is_ascii_uppercase())
            || !name.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return Err(given.refuse(&format!("{name:?} is not the name of a waiter")));
        }
        let delay = |member, default| match json.get(member) {
            None => Ok(default),
            Some(delay) => delay
                .as_integer()
                .and_then(|delay| u64::try_from(delay).ok().filter(|delay| *delay > 0))
                .ok_or_else(|| given.refuse(&format!("`{member}` of {name} is a number of seconds from 1"))),
        };
        let min_delay = delay("minDelay", DEFAULT_MIN_DELAY)?;
        let max_delay = delay("maxDelay", DEFAULT_MAX_DELAY.max(min_delay))?;
        if max_delay < min_delay {
            return Err(given.refuse(&format!("`maxDelay` of {name} is less than its `minDelay`")));
        }
        let acceptors = json.get("acceptors").and_then(Json::as_array);
        let acceptors = acceptors.ok_or_else(|| given.refuse(&format!("{name} has no `acceptors`")))?;
        let acceptors =
            acceptors.iter().map(|acceptor| read_acceptor(given, name, acceptor)).collect::<Result<_>>()?;
        Ok(Waiter { name: name.to_owned(), min_delay, max_delay, acceptors })
    }
}

fn read_acceptor(given: &Given<'_>, name: &str, json: &Json) -> Result<(WaiterState, Matcher)> {
    let state = match json.get("state").and_then(Json::as_str) {
        Some("success") => WaiterState::Success,
        Some("failure") => WaiterState::Failure,
        Some("retry") => WaiterState::Retry,
        _ => return Err(given.refuse(&format!("a `state` of {name} is success, failure or retry"))),
    };
    let matcher = json.get("matcher").and_then(Json::as_object).and_then(<[_]>::first);
    let matcher = match matcher.map(|(kind, value)| (kind.as_str(), value)) {
        Some(("success", Json::Boolean(value))) => Matcher::Success(*value),
        Some(("errorType", Json::String(error))) => Matcher::ErrorType(error.clone()),
        Some(("output", output)) => read_output(given, name, output)?,
        Some(("inputOutput", _)) => Matcher::InputOutput,
        _ => return Err(given.refuse(&format!("{name} has a matcher that Smithy does not know"))),
    };
    Ok((state, matcher))
}

fn read_output(given: &Given<'_>, name: &str, output: &Json) -> Result<Matcher> {
    let text = |member| match output.get(member).and_then(Json::as_str) {
        Some(text) => Ok(text),
        None => Err(given.refuse(&format!("an `output` of {name} has no text `{member}`"))),
    };
    let comparator = match text("comparator")? {
        "stringEquals" => Comparator::Text,
        "booleanEquals" => Comparator::Boolean,
        "allStringEquals" => Comparator::AllTexts,
        "anyStringEquals" => Comparator::AnyText,
        other => {
            return Err(given.refuse(&format!("{name} compares by {other:?}, which Smithy does not know")));
        }
    };
    Ok(Matcher::Output { path: text("path")?.to_owned(), comparator, expected: text("expected")?.to_owned() })
}
