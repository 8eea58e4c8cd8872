//! `CreateControlChannel` and `CreateDataChannel`: tokens for agents.

use bytes::Bytes;
use http::header::ORIGIN;
use http::{Request, Response};
use http_body_util::Full;
use serde::Deserialize;

use super::{Place, SIGNING_NAME, answer};
use crate::protocol::{Call, Caller, Error, Service};
use crate::sessions;

/// What both say.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Create {
    message_schema_version: String,
    request_id: String,
}

/// The only version that there is.
const SCHEMA_VERSION: &str = "1.0";

/// The fewest characters of a request's id.
const SHORTEST_ID: usize = 16;

pub(super) async fn create(
    service: &Service,
    request: &Request<Bytes>,
    place: &Place,
) -> Result<Response<Full<Bytes>>, Error> {
    let caller = caller(service, request, place)?;
    let asked: Create = serde_json::from_slice(request.body())
        .map_err(|error| Error::validation(format!("the request has no valid body: {error}")))?;
    if asked.message_schema_version != SCHEMA_VERSION {
        return Err(Error::validation(format!("the MessageSchemaVersion must be {SCHEMA_VERSION}")));
    }
    if asked.request_id.len() < SHORTEST_ID {
        return Err(Error::validation(format!("the RequestId must have at least {SHORTEST_ID} characters")));
    }
    let create = |call: &mut Call<'_>| match place {
        Place::ControlChannel(node) => {
            Ok(("CreateControlChannel", sessions::create_control_channel(call, node)?))
        }
        Place::DataChannel(session) => {
            Ok(("CreateDataChannel", sessions::create_data_channel(call, session)?))
        }
    };
    let (operation, token) = service.within(&caller, create).await?;
    Ok(answer::created(operation, &token))
}

/// Who asks for a channel, or opens it.
pub(super) fn caller(service: &Service, request: &Request<Bytes>, place: &Place) -> Result<Caller, Error> {
    // A page in a browser must not come between a node and its sessions; browsers name the page.
    if request.headers().contains_key(ORIGIN) {
        return Err(Error::validation("a web page cannot open channels"));
    }
    service.identify(request, SIGNING_NAME, |stores| match place {
        Place::ControlChannel(_) => None,
        Place::DataChannel(session) => sessions::home_of(session, stores),
    })
}
