//! What becomes of associations by itself.

use std::collections::BTreeMap;

use time::Duration;

use super::collection::ExecutionKey;
use super::execution::Execution;
use super::run;
use super::state::{FAILED, IN_PROGRESS, NodeState, PENDING};
use crate::protocol::Call;

/// How long executions are remembered.
const MEMORY: Duration = Duration::days(30);

/// Applies the associations that are due, and follows those executions that are under way.
pub(super) fn go_on(call: &mut Call<'_>) {
    let associations = call.store.associations.by_id.values();
    let due = associations.filter(|association| association.next.is_some_and(|next| next <= call.now));
    for id in due.map(|association| association.id.clone()).collect::<Vec<String>>() {
        apply(call, &id);
        let now = call.now;
        if let Some(association) = call.store.associations.by_id.get_mut(&id) {
            association.next = association.next_by_schedule(now);
        }
    }
    let running: Vec<ExecutionKey> = call.store.associations.running.keys().cloned().collect();
    for key in running {
        follow(call, key);
    }
}

/// Has an association applied to the nodes that it is for now.
pub(super) fn apply(call: &mut Call<'_>, id: &str) {
    let Some(mut association) = call.store.associations.by_id.get(id).cloned() else { return };
    forget_old(call, id);
    let execution = call.ids.uuid();
    let started = run::start(call, &association, &execution);
    let nodes = started.as_ref().map_or_else(|_| Vec::new(), |started| started.nodes.clone());
    supersede(call, id, &nodes);
    let execution = Execution {
        association_id: id.to_owned(),
        id: execution,
        version: association.latest().shown.association_version.clone(),
        created: call.now,
        command: started.map(|started| Some(started.command_id)),
        nodes: nodes.into_iter().map(|node| (node, NodeState::pending(call.now))).collect(),
    };
    association.last_execution = Some(call.now);
    association.failure = execution.command.clone().err();
    association.nodes.clone_from(&execution.nodes);
    call.store.associations.by_id.insert(id.to_owned(), association);
    keep(call, execution);
}

/// Nodes that have not begun with an earlier execution never will.
fn supersede(call: &mut Call<'_>, id: &str, nodes: &[String]) {
    for mut execution in under_way(call, id) {
        for node in nodes {
            let waiting = execution.nodes.get_mut(node).filter(|state| state.status == PENDING);
            if let Some(state) = waiting {
                *state = NodeState {
                    status: FAILED.to_owned(),
                    summary: Some("a later execution came before the node began".to_owned()),
                    ..NodeState::pending(call.now)
                };
            }
        }
        keep(call, execution);
    }
}

/// Takes notice of what a node tells: of an execution that it is told to take part in, or of one that it
/// began by itself.
pub(super) fn note(call: &mut Call<'_>, id: &str, node: &str, state: NodeState) {
    let mut executions = under_way(call, id);
    executions.retain(|execution| execution.nodes.get(node).is_some_and(|state| !state.is_over()));
    let has_begun =
        |execution: &&Execution| execution.nodes.get(node).is_some_and(|at| at.status == IN_PROGRESS);
    let meant = executions.iter().find(has_begun).or(executions.last()).cloned();
    let meant = match meant {
        Some(execution) => Some(execution),
        None if state.is_over() => latest(call, id, node),
        None => None,
    };
    let mut execution = meant.unwrap_or_else(|| begun_by_itself(call, id));
    execution.nodes.insert(node.to_owned(), state.clone());
    keep(call, execution);
    let stands = latest(call, id, node).and_then(|execution| execution.nodes.get(node).cloned());
    if let Some(association) = call.store.associations.by_id.get_mut(&id.to_owned()) {
        association.note(node, state);
        // It may have to apply it once more.
        association.nodes.extend(stands.map(|state| (node.to_owned(), state)));
    }
}

fn begun_by_itself(call: &mut Call<'_>, id: &str) -> Execution {
    let association = call.store.associations.by_id.get(id);
    Execution {
        association_id: id.to_owned(),
        version: association.and_then(|found| found.latest().shown.association_version.clone()),
        id: call.ids.uuid(),
        created: call.now,
        command: Ok(None),
        nodes: BTreeMap::new(),
    }
}

/// The executions of an association that are under way, earliest first.
fn under_way(call: &Call<'_>, id: &str) -> Vec<Execution> {
    let associations = &call.store.associations;
    let keys = associations.running.keys().filter(|key| key.0 == id);
    let mut executions: Vec<Execution> =
        keys.filter_map(|key| associations.executions.get(key).cloned()).collect();
    executions.sort_by_key(|execution| execution.created);
    executions
}

/// The latest execution that a node takes part in.
fn latest(call: &Call<'_>, id: &str, node: &str) -> Option<Execution> {
    let executions = call.store.associations.executions_of(id);
    let with_node = executions.filter(|execution| execution.nodes.contains_key(node));
    with_node.max_by_key(|execution| execution.created).cloned()
}

/// Keeps an execution, which is under way as long as something may become of it.
fn keep(call: &mut Call<'_>, execution: Execution) {
    let key = (execution.association_id.clone(), execution.id.clone());
    let associations = &mut call.store.associations;
    if execution.is_over() {
        associations.running.remove(&key);
    } else {
        associations.running.insert(key.clone(), ());
    }
    associations.executions.insert(key, execution);
}

fn forget_old(call: &mut Call<'_>, id: &str) {
    let now = call.now;
    let associations = &mut call.store.associations;
    let old = associations.executions_of(id).filter(|execution| now - execution.created > MEMORY);
    for execution in old.map(|execution| execution.id.clone()).collect::<Vec<String>>() {
        let key = (id.to_owned(), execution);
        associations.executions.remove(&key);
        associations.running.remove(&key);
    }
}

/// Takes notice of nodes that the command of an execution will not bring to apply it.
fn follow(call: &mut Call<'_>, key: ExecutionKey) {
    let Some(mut execution) = call.store.associations.executions.get(&key).cloned() else { return };
    let Ok(Some(command)) = execution.command.clone() else { return };
    let is_waiting = |node: &String| execution.nodes.get(node).is_some_and(|state| state.status == PENDING);
    let mut failures = run::failures(call, &command);
    failures.retain(|(node, _)| is_waiting(node));
    if failures.is_empty() {
        return;
    }
    execution.nodes.extend(failures.iter().cloned());
    keep(call, execution);
    if let Some(association) = call.store.associations.by_id.get_mut(&key.0) {
        for (node, state) in failures {
            association.note(&node, state);
        }
    }
}
