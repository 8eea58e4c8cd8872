//! Waiters: what to poll, and what each answer means.

use super::names;
use crate::ast::{self, Comparator, Kind, Model, WaiterState};
use crate::error::{Error, Result as Checked};
use crate::resolve::ir::{Acceptor, Matcher, Waiter};

/// The waiter, or why it has to be left out.
pub(super) fn resolve(operation: &str, waiter: &ast::Waiter) -> Result<Waiter, String> {
    let acceptors = waiter
        .acceptors
        .iter()
        .map(|(state, matcher)| {
            let state = match state {
                WaiterState::Success => "Success",
                WaiterState::Failure => "Failure",
                WaiterState::Retry => "Retry",
            };
            Ok(Acceptor { state, matcher: resolve_matcher(matcher)? })
        })
        .collect::<Result<_, _>>()
        .map_err(|reason: String| format!("the waiter {} is left out: {reason}", waiter.name))?;
    Ok(Waiter {
        method: format!("wait_until_{}", outcome(operation, &waiter.name)),
        name: waiter.name.clone(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors,
    })
}

/// A path that the output does not have would be waited for in vain.
pub(super) fn check_paths(model: &Model, id: &str, output: &str, waiter: &Waiter) -> Checked<()> {
    for acceptor in &waiter.acceptors {
        let Matcher::Output { path, .. } = &acceptor.matcher else { continue };
        let mut shape = output;
        for (name, each) in path {
            let missing = format!("its waiter {} names {name}, which {shape} does not have", waiter.name);
            shape = step(model, id, shape, name, *each)?.ok_or_else(|| Error::at(id, missing))?;
        }
    }
    Ok(())
}

/// The shape that one step of a path leads to, if it leads anywhere.
fn step<'a>(model: &'a Model, id: &str, from: &str, name: &str, each: bool) -> Checked<Option<&'a str>> {
    let Kind::Structure { members } = &model.shape(from, id)?.kind else { return Ok(None) };
    let Some(member) = members.iter().find(|member| member.name == name) else { return Ok(None) };
    if !each {
        return Ok(Some(&member.target));
    }
    match &model.shape(&member.target, id)?.kind {
        Kind::List { member } => Ok(Some(&member.target)),
        _ => Ok(None),
    }
}

/// The words of a waiter that the name of its operation does not say already: `CommandExecuted` of
/// `GetCommandInvocation` is `executed`.
fn outcome(operation: &str, waiter: &str) -> String {
    let snake_operation = names::snake_case(operation);
    let known: Vec<&str> = snake_operation.split('_').collect();
    let snake = names::snake_case(waiter);
    let words: Vec<&str> = snake.split('_').collect();
    let news = words.iter().position(|word| !known.contains(word)).unwrap_or(0);
    words.get(news..).unwrap_or_default().join("_")
}

fn resolve_matcher(matcher: &ast::Matcher) -> Result<Matcher, String> {
    Ok(match matcher {
        ast::Matcher::Success(success) => Matcher::Success(*success),
        ast::Matcher::ErrorType(error) => {
            Matcher::ErrorType(error.rsplit('#').next().unwrap_or(error).to_owned())
        }
        ast::Matcher::InputOutput => return Err("it compares the output with the input".to_owned()),
        ast::Matcher::Output { path, comparator, expected } => Matcher::Output {
            path: resolve_path(path)?,
            comparator: match comparator {
                Comparator::Text => "StringEquals",
                Comparator::Boolean => "BooleanEquals",
                Comparator::AllTexts => "AllStringEquals",
                Comparator::AnyText => "AnyStringEquals",
            },
            expected: expected.clone(),
        },
    })
}

/// Member names with dots between, each possibly followed by `[]`: the part of JMESPath that most
/// waiters stay within.
fn resolve_path(path: &str) -> Result<Vec<(String, bool)>, String> {
    path.split('.')
        .map(|segment| {
            let name = segment.strip_suffix("[]");
            let (name, each) = (name.unwrap_or(segment), name.is_some());
            if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                Ok((name.to_owned(), each))
            } else {
                Err(format!("its path {path:?} is more than members and `[]`"))
            }
        })
        .collect()
}
