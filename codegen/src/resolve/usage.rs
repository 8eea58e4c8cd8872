//! Which shapes are used where: by requests, by whom, and within themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::Circles;
use crate::ast::Model;
use crate::error::Result;

/// What the operations reach through members.
pub(super) struct Usage {
    /// Shapes that a request can hold.
    pub(super) in_requests: BTreeSet<String>,
    /// Every shape that is reached, with the capabilities of the operations that reach it.
    pub(super) reached: BTreeMap<String, BTreeSet<String>>,
    /// Which types need a box on the way to themselves.
    pub(super) circles: Circles,
    pub(super) required_circles: Circles,
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
        let mut usage = Usage {
            in_requests: BTreeSet::new(),
            reached: BTreeMap::new(),
            circles: Circles::direct(model),
            required_circles: Circles::required(model),
        };
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

/// Not by recursion: a chain of shapes may be as long as the model.
fn reach_members(model: &Model, user: &str, id: &str, reached: &mut BTreeSet<String>) -> Result<()> {
    let mut open = vec![model.shape(id, user)?.members(id)];
    while let Some(members) = open.pop() {
        for (member, target) in members {
            if reached.insert(target.to_owned()) {
                open.push(model.shape(target, &member)?.members(target));
            }
        }
    }
    Ok(())
}
