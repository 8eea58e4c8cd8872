//! What happens without being asked: what is due, and what the endpoint calls by itself.

use std::time::Duration;

use super::Service;
use super::state::State;
use crate::identity::Identity;
use crate::protocol::{Caller, Error, Patience};
use crate::store::NotKept;

/// How often it is looked whether something is due.
const TICK: Duration = Duration::from_millis(100);

/// How many operations the endpoint calls by itself before others have their turn.
const OWN_CALLS_AT_ONCE: usize = 64;

impl Service {
    /// Has happen what is due, for as long as it is polled.
    pub(crate) async fn tick(&self) {
        loop {
            self.clock.moved_or(TICK).await;
            let identities = self.lock().stores.identities();
            for identity in &identities {
                let batch = {
                    let mut state = self.lock();
                    if self.go_on(&mut state, identity).is_err() {
                        state.stores.roll_back();
                    }
                    state.batches
                };
                // Whoever asks next learns that the file cannot be written.
                let _ = self.written(batch).await;
            }
        }
    }

    /// Has happen what is due or follows from what was changed, and keeps all of it.
    pub(super) fn go_on(&self, state: &mut State, identity: &Identity) -> Result<(), NotKept> {
        self.happen(state, identity)?;
        for _ in 0..OWN_CALLS_AT_ONCE {
            if !self.call_itself(state, identity)? {
                break;
            }
        }
        Ok(())
    }

    /// Calls the next operation that the endpoint is to call by itself, if there is one. The operation
    /// and what follows from its answer are kept together.
    fn call_itself(&self, state: &mut State, identity: &Identity) -> Result<bool, NotKept> {
        let nobody = Caller::unsigned(identity.clone());
        let mut call = state.call(&nobody, self.clock.now());
        let Some((answered, asker, own_call)) = self.routes.next_own_call(&call) else { return Ok(false) };
        let handler = self.routes.get(&own_call.operation);
        let handler = handler.ok_or_else(|| Error::not_implemented(&own_call.operation));
        let answer =
            handler.and_then(|handler| handler(own_call.body.as_bytes())).and_then(|mut question| {
                let answer = question(&mut call, Patience::Gone)?;
                answer.ok_or_else(|| Error::internal(format!("{} has no answer yet", own_call.operation)))
            });
        if answer.is_err() {
            state.stores.roll_back();
        }
        answered(&mut state.call(&nobody, self.clock.now()), asker, answer);
        self.happen(state, identity)?;
        Ok(true)
    }

    /// Has happen what is due or follows from what was changed but for the calls of the endpoint itself.
    fn happen(&self, state: &mut State, identity: &Identity) -> Result<(), NotKept> {
        let nobody = Caller::unsigned(identity.clone());
        self.routes.run_meanwhile(&mut state.call(&nobody, self.clock.now()));
        self.keep(state)
    }
}
