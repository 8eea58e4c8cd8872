//! The state behind its lock, and how what a call changed is kept.

use std::sync::{MutexGuard, PoisonError};

use time::OffsetDateTime;

use super::Service;
use crate::ids::Ids;
use crate::protocol::{Call, Caller, Error};
use crate::store::{Batch, NotKept, Stores};

/// The state, which one call at a time has.
pub(super) struct State {
    pub(super) stores: Stores,
    ids: Ids,
    /// How many batches went to the state file.
    pub(super) batches: u64,
}

impl State {
    pub(super) fn new(stores: Stores, ids: Ids) -> Self {
        Self { stores, ids, batches: 0 }
    }

    /// A call of its own, by this caller.
    pub(super) fn call<'a>(&'a mut self, caller: &'a Caller, now: OffsetDateTime) -> Call<'a> {
        let Caller { identity, node, is_signed, host, is_tls } = caller;
        let (node, is_signed, is_tls) = (node.as_deref(), *is_signed, *is_tls);
        let (store, others) = self.stores.apart(identity);
        Call { identity, node, is_signed, host, is_tls, now, store, others, ids: &mut self.ids }
    }
}

impl Service {
    /// Asks a question in a call of its own: what it changes stays only if it succeeds. Gives also
    /// the number of the batch with the last of the changes that the answer may tell of.
    pub(super) fn ask<T>(
        &self,
        caller: &Caller,
        question: impl FnOnce(&mut Call<'_>) -> Result<T, Error>,
    ) -> (Result<T, Error>, u64) {
        let mut state = self.lock();
        let answer = self.go_on(&mut state, &caller.identity).map_err(Error::not_kept).and_then(|()| {
            let answer = question(&mut state.call(caller, self.clock.now()))?;
            // Nothing follows from what changed nothing.
            if state.stores.is_changed() {
                self.go_on(&mut state, &caller.identity).map_err(Error::not_kept)?;
            }
            Ok(answer)
        });
        if answer.is_err() {
            state.stores.roll_back();
        }
        (answer, state.batches)
    }

    /// Keeps what was changed.
    pub(super) fn keep(&self, state: &mut State) -> Result<(), NotKept> {
        if !state.stores.is_changed() {
            return Ok(());
        }
        if let Some(file) = &self.state_file {
            let mut batch = Batch::default();
            let told = state.stores.tell(&mut |place, change| batch.add(place, change));
            told.map_err(|error| NotKept(error.to_string()))?;
            state.batches += 1;
            file.write(state.batches, batch);
        }
        let has_news = state.stores.has_news();
        state.stores.commit();
        if has_news {
            self.changed.send_modify(|_| {});
        }
        Ok(())
    }

    /// Returns when all batches up to this one are in the state file, if there is one.
    pub(super) async fn written(&self, batch: u64) -> Result<(), NotKept> {
        let Some(file) = &self.state_file else { return Ok(()) };
        file.written(batch).await
    }

    /// Closes the state file, and returns when that is done.
    pub(crate) async fn close(&self) {
        if let Some(file) = &self.state_file {
            file.close().await;
        }
    }

    /// The state, without what a call left that panicked.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned: PoisonError<MutexGuard<'_, State>>| {
            let mut state = poisoned.into_inner();
            state.stores.roll_back();
            self.state.clear_poison();
            state
        })
    }
}
