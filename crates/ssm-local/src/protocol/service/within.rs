//! What the gateway does with the store: it is no operation, and its clients are connected for long.

use bytes::Bytes;
use http::Request;
use http::header::AUTHORIZATION;
use tokio::sync::watch;

use super::{Service, signer};
use crate::identity::Identity;
use crate::protocol::{Call, Caller, Error, Patience};
use crate::store::Stores;

impl Service {
    /// Does something as a call of its own: it changes nothing if it fails, and is kept when this returns.
    pub(crate) async fn within<T>(
        &self,
        caller: &Caller,
        act: impl FnOnce(&mut Call<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (answer, batch) = self.ask(caller, act);
        self.written(batch).await.map_err(Error::not_kept)?;
        answer
    }

    /// Takes notice of something that cannot fail but for the state file, likewise.
    pub(crate) async fn note(&self, caller: &Caller, act: impl FnOnce(&mut Call<'_>)) -> Result<(), Error> {
        let note = |call: &mut Call<'_>| {
            act(call);
            Ok(())
        };
        self.within(caller, note).await
    }

    /// Looks at something. What is due does not happen first, so that it costs little to look often.
    pub(crate) fn look<T>(&self, caller: &Caller, at: impl FnOnce(&Call<'_>) -> T) -> T {
        let mut state = self.lock();
        at(&state.call(caller, self.clock.now()))
    }

    /// Changes whenever there may be something to see for those who are connected.
    pub(crate) fn changes(&self) -> watch::Receiver<Patience> {
        self.changed.subscribe()
    }

    /// Who makes a request that is signed for this service. One that need not be signed, and is not,
    /// belongs where `home` finds, or to the account and region of the endpoint.
    pub(crate) fn identify(
        &self,
        request: &Request<Bytes>,
        service: &str,
        home: impl FnOnce(&Stores) -> Option<Identity>,
    ) -> Result<Caller, Error> {
        let now = self.clock.now();
        let signer = |id: &str| signer(&self.lock().stores, id, now);
        let caller = self.access_keys.identify(request, service, &self.identity, now, &signer)?.at(request);
        if request.headers().contains_key(AUTHORIZATION) {
            return Ok(caller);
        }
        let home = home(&self.lock().stores);
        Ok(Caller { identity: home.unwrap_or(caller.identity), ..caller })
    }
}
