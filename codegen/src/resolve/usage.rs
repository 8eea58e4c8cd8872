//! Which shapes are used where: by requests, by whom, and within themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::{Kind, Model};
use crate::error::Result;

/// What the operations reach through members.
#[derive(Default)]
pub(super) struct Usage {
    /// Shapes that a request can hold.
    pub(super) in_requests: BTreeSet<String>,
    /// Every shape that is reached, with the capabilities of the operations that reach it.
    pub(super) reached: BTreeMap<String, BTreeSet<String>>,
}

/// An operation's shapes: its id, input, output, errors and capability.
pub(super) struct Roots {
    pub(super) operation: String,
    pub(super) input: Option<String>,
    pub(super) output: Option<String>,
    pub(super) errors: Vec<String>,
    pub(super) capability: Option<String>,
}

impl Usage {
    /// The inputs and outputs themselves become requests and responses; they are only reached if
    /// some shape holds them as a member. Errors are reached as they are.
    pub(super) fn of(model: &Model, roots: &[Roots]) -> Result<Usage> {
        let mut usage = Usage::default();
        for root in roots {
            let mut from_request = BTreeSet::new();
            if let Some(input) = &root.input {
                reach_members(model, &root.operation, input, &mut from_request)?;
            }
            let mut all = from_request.clone();
            if let Some(output) = &root.output {
                reach_members(model, &root.operation, output, &mut all)?;
            }
            for error in &root.errors {
                reach(model, &root.operation, error, &mut all)?;
            }
            usage.in_requests.extend(from_request);
            for shape in all {
                usage.reached.entry(shape).or_default().extend(root.capability.clone());
            }
        }
        Ok(usage)
    }
}

fn reach(model: &Model, user: &str, id: &str, reached: &mut BTreeSet<String>) -> Result<()> {
    if reached.insert(id.to_owned()) {
        reach_members(model, user, id, reached)?;
    }
    Ok(())
}

fn reach_members(model: &Model, user: &str, id: &str, reached: &mut BTreeSet<String>) -> Result<()> {
    let shape = model.shape(id, user)?;
    if matches!(shape.kind, Kind::Enum { .. } | Kind::IntEnum { .. }) {
        return Ok(());
    }
    for (member, target) in shape.targets(id) {
        reach(model, &member, target, reached)?;
    }
    Ok(())
}

/// Whether the shape `to` is part of the shape `from` without a list or map between, so that it
/// would have no finite size.
pub(super) fn holds_directly(model: &Model, from: &str, to: &str) -> Result<bool> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(id) = open.pop() {
        if id == to {
            return Ok(true);
        }
        if !seen.insert(id.clone()) {
            continue;
        }
        if let Kind::Structure { members } | Kind::Union { members } = &model.shape(&id, to)?.kind {
            open.extend(members.iter().map(|member| member.target.clone()));
        }
    }
    Ok(false)
}
