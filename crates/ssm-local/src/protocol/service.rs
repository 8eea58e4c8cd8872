//! From an HTTP request to an answer.

mod nodes;
mod progress;
mod state;
mod within;

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use awsjson_wire::Document;
use bytes::Bytes;
use http::header::{AUTHORIZATION, ORIGIN};
use http::{Request, StatusCode};
use serde_json::json;
use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::time::Instant;

use self::nodes::Resident;
use self::state::State;
use super::caller::Caller;
use super::routes::{Patience, Routes};
use super::target::Target;
use super::{AccessKeys, Error, control};
use crate::clock::Clock;
use crate::faults::{Effect, Faults};
use crate::gateway::Links;
use crate::identity::Identity;
use crate::ids::Ids;
use crate::nodes::signer;
use crate::request_log::RequestLog;
use crate::store::{StateFile, Stores};

/// How long a client may be kept waiting for news; the agent waits 20 seconds for an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

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
    /// Changes whenever there may be news for clients that wait. Holds what patience they may have.
    changed: watch::Sender<Patience>,
    /// The nodes that run within the endpoint, and so outlive its state.
    residents: Mutex<Vec<Resident>>,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    /// Who is connected with whom.
    pub(crate) links: Links,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Service {
    /// A service with the state of its file, or an empty one that is forgotten. Without access keys it takes
    /// requests with any signature or none.
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
        Self {
            identity,
            access_keys,
            routes,
            clock,
            state: Mutex::new(State::new(stores, ids)),
            state_file,
            changed: watch::Sender::new(Patience::Left),
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
            let allowed = *changed.borrow_and_update();
            let patience = if Instant::now() < deadline { allowed } else { Patience::Gone };
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

    /// From now on nobody is kept waiting for news.
    pub(crate) fn stop_waiting(&self) {
        self.changed.send_replace(Patience::Gone);
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

    /// The account and region of requests that name none.
    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }
}

#[cfg(test)]
mod tests;
