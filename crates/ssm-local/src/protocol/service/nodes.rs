//! What the endpoint does with nodes that no operation of the service does.

use std::sync::{MutexGuard, PoisonError};

use super::Service;
use crate::identity::Identity;
use crate::nodes::{Added, NewNode, add, ask_for_new_key, restore};
use crate::protocol::Caller;
use crate::store::NotKept;

/// A node that runs within the endpoint.
pub(super) struct Resident {
    identity: Identity,
    node: NewNode,
    added: Added,
}

impl Service {
    /// Has a registered node be asked for another key with the next credentials that it gets. Says whether
    /// there is such a node.
    pub(crate) async fn ask_for_new_key(&self, instance_id: &str) -> Result<bool, NotKept> {
        let (is_there, batch) = {
            let mut state = self.lock();
            let now = self.clock.now();
            let is_there = state.stores.identities().into_iter().any(|identity| {
                ask_for_new_key(&mut state.call(&Caller::unsigned(identity), now), instance_id)
            });
            if let Err(not_kept) = self.keep(&mut state) {
                state.stores.roll_back();
                return Err(not_kept);
            }
            (is_there, state.batches)
        };
        self.written(batch).await?;
        Ok(is_there)
    }

    /// Adds a node that runs within the endpoint.
    pub(crate) async fn add_node(&self, identity: Identity, node: NewNode) -> Result<Added, NotKept> {
        let (added, batch) = {
            let mut state = self.lock();
            let nobody = Caller::unsigned(identity.clone());
            let added = add(&mut state.call(&nobody, self.clock.now()), &node);
            if let Err(not_kept) = self.keep(&mut state) {
                state.stores.roll_back();
                return Err(not_kept);
            }
            self.residents().push(Resident { identity, node, added: added.clone() });
            (added, state.batches)
        };
        self.written(batch).await?;
        Ok(added)
    }

    /// Returns when a node has a control channel that sessions can come by.
    pub(crate) async fn until_connected(&self, identity: Identity, node: &str) {
        let caller = Caller::unsigned(identity);
        let mut changes = self.changes();
        while !self.look(&caller, |call| call.store.sessions.is_connected(node)) {
            // The sender lives as long as the service.
            let _ = changes.changed().await;
        }
    }

    pub(super) fn residents(&self) -> MutexGuard<'_, Vec<Resident>> {
        self.residents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything: the state, the faults to come and the requests received. The nodes that run
    /// within the endpoint are there again.
    pub(crate) async fn reset(&self) -> Result<(), NotKept> {
        let batch = {
            let mut state = self.lock();
            state.stores.clear();
            for Resident { identity, node, added } in self.residents().iter() {
                let nobody = Caller::unsigned(identity.clone());
                restore(&mut state.call(&nobody, self.clock.now()), node, added);
            }
            self.faults.clear();
            self.requests.clear();
            self.keep(&mut state)?;
            state.batches
        };
        self.written(batch).await
    }
}
