//! What becomes of associations by itself.

use time::Duration;

use super::collection::ExecutionKey;
use super::execution::Execution;
use super::run;
use super::state::NodeState;
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

/// Applies an association to the nodes that it is for now.
pub(super) fn apply(call: &mut Call<'_>, id: &str) {
    let Some(mut association) = call.store.associations.by_id.get(id).cloned() else { return };
    forget_old(call, id);
    let started = run::start(call, &association);
    let nodes = started.as_ref().map_or_else(|_| Vec::new(), |started| started.nodes.clone());
    let execution = Execution {
        association_id: id.to_owned(),
        id: call.ids.uuid(),
        version: association.latest().shown.association_version.clone(),
        created: call.now,
        command: started.map(|started| started.command_id),
        nodes: nodes.into_iter().map(|node| (node, NodeState::pending(call.now))).collect(),
    };
    association.last_execution = Some(call.now);
    association.failure = execution.command.clone().err();
    association.nodes.clone_from(&execution.nodes);
    let key = (id.to_owned(), execution.id.clone());
    if execution.command.is_ok() {
        call.store.associations.running.insert(key.clone(), ());
    }
    call.store.associations.executions.insert(key, execution);
    call.store.associations.by_id.insert(id.to_owned(), association);
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

/// Takes notice of what became of an execution on its nodes.
fn follow(call: &mut Call<'_>, key: ExecutionKey) {
    let Some(mut execution) = call.store.associations.executions.get(&key).cloned() else { return };
    let Ok(command) = execution.command.clone() else { return };
    let mut news = Vec::new();
    for (node, state) in run::states(call, &command) {
        let before = execution.nodes.get(&node);
        if before.is_none_or(|before| before.detailed_status != state.detailed_status) {
            news.push((node, state));
        }
    }
    execution.nodes.extend(news.iter().cloned());
    if execution.nodes.values().all(NodeState::is_over) {
        call.store.associations.running.remove(&key);
    }
    if news.is_empty() {
        return;
    }
    // What an earlier execution comes to is no longer how the association stands.
    let associations = &call.store.associations;
    let is_latest = associations.executions_of(&key.0).all(|other| other.created <= execution.created);
    if let Some(association) = call.store.associations.by_id.get_mut(&key.0).filter(|_| is_latest) {
        for (node, state) in news {
            association.note(&node, state);
        }
    }
    call.store.associations.executions.insert(key, execution);
}
