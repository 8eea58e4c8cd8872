//! Client tokens, by which a request that is sent again has no further effect.

use awsjson_wire::server::Operation;
use awsjson_wire::to_json;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::model::types::IdempotentParameterMismatch;
use crate::protocol::{Call, Error};

/// How long a token is remembered.
const MEMORY: Duration = Duration::DAY;

/// What was asked with a token, and the id of what it made.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    request: String,
    id: String,
    since: OffsetDateTime,
}

/// Makes something and returns its id; or returns the id of what the same request made before with
/// the same token.
pub(super) fn once<R: Operation>(
    call: &mut Call<'_>,
    request: R,
    token: Option<String>,
    make: impl FnOnce(&mut Call<'_>, R) -> Result<String, Error>,
) -> Result<String, Error> {
    let Some(token) = token else { return make(call, request) };
    let key = format!("{}/{token}", R::NAME);
    let asked = to_json(request.view()).map_err(|error| Error::internal(error.to_string()))?;
    let asked = String::from_utf8_lossy(&asked).into_owned();
    match call.store.maintenance_windows.client_tokens.get(&key) {
        Some(kept) if kept.request == asked => Ok(kept.id.clone()),
        Some(_) => {
            let message = format!("the client token {token:?} came before with another request");
            Err(IdempotentParameterMismatch::with_message(message).into())
        }
        None => {
            let id = make(call, request)?;
            let kept = Kept { request: asked, id: id.clone(), since: call.now };
            forget_old(call);
            call.store.maintenance_windows.client_tokens.insert(key, kept);
            Ok(id)
        }
    }
}

fn forget_old(call: &mut Call<'_>) {
    let tokens = &mut call.store.maintenance_windows.client_tokens;
    let old = tokens.iter().filter(|(_, kept)| call.now - kept.since > MEMORY);
    for key in old.map(|(key, _)| key.clone()).collect::<Vec<String>>() {
        tokens.remove(&key);
    }
}
