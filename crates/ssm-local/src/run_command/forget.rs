//! Commands of long ago.

use std::time::Duration;

use time::OffsetDateTime;

use crate::protocol::Call;

/// How long a command is remembered: 30 days, as the history of Run Command goes back.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How often it is looked for commands that are too old.
const OFTEN: Duration = Duration::from_secs(60 * 60);

/// Forgets the commands that are over and too old, with their invocations.
pub(super) fn forget_old(call: &mut Call<'_>) {
    let (now, commands) = (call.now, &mut call.store.commands);
    if commands.next_forgetting.is_some_and(|next| now < next) {
        return;
    }
    let is_old = |requested: OffsetDateTime| requested + REMEMBERED <= now;
    let old = commands
        .by_id
        .iter()
        .filter(|(id, command)| is_old(command.requested) && !commands.running.contains(*id));
    for id in old.map(|(id, _)| id.clone()).collect::<Vec<String>>() {
        let nodes = commands.invocations_of(&id).map(|invocation| invocation.instance_id.clone());
        for node in nodes.collect::<Vec<String>>() {
            commands.invocations.remove(&(id.clone(), node));
        }
        commands.by_id.remove(&id);
    }
    commands.next_forgetting = Some(now + OFTEN);
}
