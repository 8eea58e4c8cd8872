//! Executions of long ago.

use time::Duration;

use super::execution::Execution;
use crate::protocol::Call;
use crate::tags::Resource;

/// How long an execution is remembered after it has ended: 30 days, as the history of Automation goes
/// back.
const REMEMBERED: Duration = Duration::days(30);

/// How often it is looked for executions that are too old.
const OFTEN: Duration = Duration::hours(1);

/// Forgets the executions that ended too long ago, with their tags and client tokens.
pub(super) fn forget_old(call: &mut Call<'_>) {
    let (now, automations) = (call.now, &mut call.store.automations);
    if automations.next_forgetting.is_some_and(|next| now < next) {
        return;
    }
    automations.next_forgetting = Some(now + OFTEN);
    let is_old = |execution: &&Execution| execution.ended.is_some_and(|ended| now - ended >= REMEMBERED);
    let old = automations.by_id.values().filter(is_old).map(|execution| execution.id.clone());
    for id in old.collect::<Vec<String>>() {
        automations.by_id.remove(&id);
        call.store.tags.forget(&Resource::automation(&id));
    }
    let known = &automations.by_id;
    let tokens = automations.tokens.iter().filter(|(_, used)| !known.contains(&used.execution_id));
    for token in tokens.map(|(token, _)| token.clone()).collect::<Vec<String>>() {
        automations.tokens.remove(&token);
    }
}
