//! From an HTTP request to an answer.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{Request, StatusCode};
use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::time::Instant;

use super::caller::Caller;
use super::routes::{Patience, Question, Routes};
use super::target::Target;
use super::{AccessKeys, Call, Error};
use crate::clock::Clock;
use crate::identity::Identity;
use crate::ids::Ids;
use crate::nodes::signer;
use crate::store::Stores;

/// How long a client may be kept waiting for news; the agent waits 20 seconds for an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// How often it is looked whether something is due.
const TICK: Duration = Duration::from_millis(100);

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
    /// Changes whenever the state does.
    changed: watch::Sender<()>,
}

struct State {
    stores: Stores,
    ids: Ids,
}

impl State {
    fn call<'a>(&'a mut self, caller: &'a Caller, now: OffsetDateTime) -> Call<'a> {
        let Caller { identity, node, is_signed, host } = caller;
        let (node, is_signed) = (node.as_deref(), *is_signed);
        Call { identity, node, is_signed, host, now, store: self.stores.of(identity), ids: &mut self.ids }
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Service {
    /// A service with an empty store. Without access keys it takes requests with any signature or
    /// none.
    pub(crate) fn new(
        identity: Identity,
        access_keys: AccessKeys,
        routes: Routes,
        clock: Clock,
        ids: Ids,
    ) -> Self {
        let state = Mutex::new(State { stores: Stores::default(), ids });
        Self { identity, access_keys, routes, clock, state, changed: watch::Sender::default() }
    }

    /// Answers one request.
    pub(crate) async fn answer(&self, request: &Request<Bytes>) -> Answer {
        match self.try_answer(request).await {
            Ok(body) => Answer { status: StatusCode::OK, body },
            Err(error) => error.into(),
        }
    }

    async fn try_answer(&self, request: &Request<Bytes>) -> Result<Vec<u8>, Error> {
        let target = Target::of(request)?;
        let now = self.clock.now();
        let caller = self.caller(request, &target, now)?.at(request);
        let handler = self.routes.get(target.operation);
        let handler = handler.ok_or_else(|| Error::not_implemented(target.operation))?;
        let mut question = handler(request.body())?;
        let deadline = Instant::now() + LONGEST_WAIT;
        let mut changed = self.changed.subscribe();
        loop {
            let patience = if Instant::now() < deadline { Patience::Left } else { Patience::Gone };
            changed.borrow_and_update();
            if let Some(answer) = self.ask(&caller, &mut question, patience)? {
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
        self.access_keys.identify(request, target.service, &self.identity, now, &signer)
    }

    /// Asks a question in a call of its own: what it changes stays only if it succeeds.
    fn ask(
        &self,
        caller: &Caller,
        question: &mut Question,
        patience: Patience,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut state = self.lock();
        self.go_on(&mut state, &caller.identity);
        let answer = question(&mut state.call(caller, self.clock.now()), patience);
        if answer.is_ok() {
            self.go_on(&mut state, &caller.identity);
        } else {
            state.stores.roll_back();
        }
        answer
    }

    /// Has happen what is due, for as long as it is polled.
    pub(crate) async fn tick(&self) {
        loop {
            self.clock.moved_or(TICK).await;
            let identities = self.lock().stores.identities();
            for identity in &identities {
                self.go_on(&mut self.lock(), identity);
            }
        }
    }

    /// Has happen what is due or follows from what was changed, and keeps all of it.
    fn go_on(&self, state: &mut State, identity: &Identity) {
        let nobody = Caller::unsigned(identity.clone());
        self.routes.run_meanwhile(&mut state.call(&nobody, self.clock.now()));
        if state.stores.is_changed() {
            state.stores.commit();
            self.changed.send_replace(());
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
