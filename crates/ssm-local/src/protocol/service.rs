//! From an HTTP request to an answer.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use awsjson_wire::Document;
use bytes::Bytes;
use http::header::{AUTHORIZATION, ORIGIN};
use http::{Request, StatusCode};
use serde_json::json;
use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::time::Instant;

mod within;

use super::caller::Caller;
use super::routes::{Patience, Routes};
use super::target::Target;
use super::{AccessKeys, Call, Error, control};
use crate::clock::Clock;
use crate::faults::{Effect, Faults};
use crate::gateway::Links;
use crate::identity::Identity;
use crate::ids::Ids;
use crate::nodes::{Added, NewNode, add, ask_for_new_key, restore, signer};
use crate::request_log::RequestLog;
use crate::store::{Batch, NotKept, StateFile, Stores};

/// How long a client may be kept waiting for news; the agent waits 20 seconds for an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// How often it is looked whether something is due.
const TICK: Duration = Duration::from_millis(100);

/// How many operations the endpoint calls by itself before others have their turn.
const OWN_CALLS_AT_ONCE: usize = 64;

/// A status and a JSON body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl From<Error> for Answer {
    fn from(error: Error) -> Self {
        Self { status: error.status(), body: error.to_json() }
    }
}

/// Everything that answers requests: the operations, who may call them, and the state.
pub(crate) struct Service {
    identity: Identity,
    access_keys: AccessKeys,
    routes: Routes,
    clock: Clock,
    state: Mutex<State>,
    state_file: Option<StateFile>,
    /// Changes whenever there may be news for clients that wait.
    changed: watch::Sender<()>,
    /// The nodes that run within the endpoint, and so outlive its state.
    residents: Mutex<Vec<Resident>>,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    /// Who is connected with whom.
    pub(crate) links: Links,
}

struct Resident {
    identity: Identity,
    node: NewNode,
    added: Added,
}

struct State {
    stores: Stores,
    ids: Ids,
    /// How many batches went to the state file.
    batches: u64,
}

impl State {
    fn call<'a>(&'a mut self, caller: &'a Caller, now: OffsetDateTime) -> Call<'a> {
        let Caller { identity, node, is_signed, host, is_tls } = caller;
        let (node, is_signed, is_tls) = (node.as_deref(), *is_signed, *is_tls);
        let (store, others) = self.stores.apart(identity);
        Call { identity, node, is_signed, host, is_tls, now, store, others, ids: &mut self.ids }
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Service {
    /// A service with the state of its file, or an empty one that is forgotten. Without access keys it takes requests with any signature or
    /// none.
    pub(crate) fn new(
        identity: Identity,
        access_keys: AccessKeys,
        routes: Routes,
        clock: Clock,
        ids: Ids,
        state_file: Option<(StateFile, Stores)>,
    ) -> Self {
        let (state_file, stores) = state_file.unzip();
        let mut stores = stores.unwrap_or_default();
        stores.disconnect_all(clock.now());
        let state = State { stores, ids, batches: 0 };
        Self {
            identity,
            access_keys,
            routes,
            clock,
            state: Mutex::new(state),
            state_file,
            changed: watch::Sender::default(),
            residents: Mutex::default(),
            faults: Faults::default(),
            requests: RequestLog::default(),
            links: Links::default(),
        }
    }

    /// Answers one request, or has its connection closed without an answer.
    pub(crate) async fn answer(&self, request: &Request<Bytes>) -> Option<Answer> {
        if request.uri().path().starts_with(control::PATH) {
            return Some(control::answer(self, request).await);
        }
        let target = match Target::of(request) {
            Ok(target) => target,
            Err(error) => return Some(error.into()),
        };
        let entry = self.requests.received(target.operation, request.body(), self.clock.now());
        let answer = match self.faults.next(target.operation) {
            None => self.try_answer(target, request).await,
            Some(Effect::HangUp) => return None,
            Some(Effect::HangUpAfterwards) => {
                // Nobody will learn how it ended.
                let _ = self.try_answer(target, request).await;
                return None;
            }
            Some(Effect::Delay(time)) => {
                tokio::time::sleep(time).await;
                self.try_answer(target, request).await
            }
            Some(Effect::Error { status, code, message }) => Err(Error::injected(status, &code, &message)),
        };
        let answer = match answer {
            Ok(body) => Answer { status: StatusCode::OK, body },
            Err(error) => error.into(),
        };
        self.requests.answered(entry, answer.status);
        Some(answer)
    }

    async fn try_answer(&self, target: Target, request: &Request<Bytes>) -> Result<Vec<u8>, Error> {
        let now = self.clock.now();
        // A page in a browser must not be able to run commands on this machine; browsers name the page.
        if request.headers().contains_key(ORIGIN) && !self.residents().is_empty() {
            return Err(Error::validation("a web page cannot call an endpoint whose nodes run commands"));
        }
        let caller = self.caller(request, &target, now)?.at(request);
        let handler = self.routes.get(target.operation);
        let handler = handler.ok_or_else(|| Error::not_implemented(target.operation))?;
        let mut question = handler(request.body())?;
        let deadline = Instant::now() + LONGEST_WAIT;
        let mut changed = self.changed.subscribe();
        loop {
            let patience = if Instant::now() < deadline { Patience::Left } else { Patience::Gone };
            changed.borrow_and_update();
            let (answer, batch) = self.ask(&caller, |call| question(call, patience));
            // What an answer tells must not be lost afterwards, whoever changed it.
            self.written(batch).await.map_err(Error::not_kept)?;
            if let Some(answer) = answer? {
                return Ok(answer);
            }
            // The sender lives as long as the service.
            let _ = tokio::time::timeout_at(deadline, changed.changed()).await;
        }
    }

    /// Who calls, and for which account and region.
    fn caller(
        &self,
        request: &Request<Bytes>,
        target: &Target,
        now: OffsetDateTime,
    ) -> Result<Caller, Error> {
        if !request.headers().contains_key(AUTHORIZATION) {
            let stores = &self.lock().stores;
            let home = self.routes.home_of_unsigned(target.operation, request.body(), stores, &self.identity);
            if let Some(identity) = home {
                return Ok(Caller::unsigned(identity));
            }
        }
        let signer = |id: &str| signer(&self.lock().stores, id, now);
        self.access_keys.identify(request, target.service.signing_name, &self.identity, now, &signer)
    }

    /// Asks a question in a call of its own: what it changes stays only if it succeeds. Gives also
    /// the number of the batch with the last of the changes that the answer may tell of.
    fn ask<T>(
        &self,
        caller: &Caller,
        question: impl FnOnce(&mut Call<'_>) -> Result<T, Error>,
    ) -> (Result<T, Error>, u64) {
        let mut state = self.lock();
        let answer = self.go_on(&mut state, &caller.identity).map_err(Error::not_kept).and_then(|()| {
            let answer = question(&mut state.call(caller, self.clock.now()))?;
            self.go_on(&mut state, &caller.identity).map_err(Error::not_kept)?;
            Ok(answer)
        });
        if answer.is_err() {
            state.stores.roll_back();
        }
        (answer, state.batches)
    }

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
    fn go_on(&self, state: &mut State, identity: &Identity) -> Result<(), NotKept> {
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

    /// Keeps what was changed.
    fn keep(&self, state: &mut State) -> Result<(), NotKept> {
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
            self.changed.send_replace(());
        }
        Ok(())
    }

    /// Returns when all batches up to this one are in the state file, if there is one.
    async fn written(&self, batch: u64) -> Result<(), NotKept> {
        let Some(file) = &self.state_file else { return Ok(()) };
        file.written(batch).await
    }

    /// What there is to say of the endpoint's health.
    pub(super) fn health(&self) -> Document {
        json!({
            "status": "running",
            "version": env!("CARGO_PKG_VERSION"),
            "operations": self.routes.names().count(),
        })
    }

    /// What time it is for this endpoint.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

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

    /// The account and region of requests that name none.
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
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

    fn residents(&self) -> MutexGuard<'_, Vec<Resident>> {
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

    /// Closes the state file, and returns when that is done.
    pub(crate) async fn close(&self) {
        if let Some(file) = &self.state_file {
            file.close().await;
        }
    }

    /// The state, without what a call left that panicked.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned: PoisonError<MutexGuard<'_, State>>| {
            let mut state = poisoned.into_inner();
            state.stores.roll_back();
            self.state.clear_poison();
            state
        })
    }
}

#[cfg(test)]
mod tests;
