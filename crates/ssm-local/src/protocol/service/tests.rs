use std::collections::BTreeMap;

use super::*;
use crate::model::operation::{GetParameterRequest, GetParameterResponse};
use crate::protocol::own_call::Asker;
use crate::protocol::{Call, OwnCall};
use crate::tags::Resource;

fn mark(call: &mut Call<'_>, name: &str, value: &str) {
    let value = BTreeMap::from([("mark".to_owned(), value.to_owned())]);
    call.store.tags.set(Resource::parameter(name), value);
}

fn marked(call: &Call<'_>, name: &str) -> Option<String> {
    call.store.tags.of(&Resource::parameter(name)).map(|tags| tags["mark"].clone())
}

/// A handler that has changed something when it fails.
fn change_and_fail(call: &mut Call<'_>, _: GetParameterRequest) -> Result<GetParameterResponse, Error> {
    mark(call, "/changed", "partly");
    Err(Error::validation("on purpose"))
}

fn next(call: &Call<'_>) -> Option<(Asker, OwnCall)> {
    let operation = marked(call, "/wanted")?;
    Some((Asker::default(), OwnCall { operation, body: r#"{"Name":"x"}"#.to_owned() }))
}

fn answered(call: &mut Call<'_>, _: Asker, answer: Result<Vec<u8>, Error>) {
    call.store.tags.forget(&Resource::parameter("/wanted"));
    mark(call, "/answered", answer.as_ref().map_or_else(|error| error.code(), |_| "fine"));
}

/// What is marked after the endpoint has called this operation by itself.
fn after_calling(operation: &str) -> [Option<String>; 4] {
    let identity = Identity { region: "eu-west-1".to_owned(), account_id: "123456789012".to_owned() };
    let routes = Routes::new().calling(next, answered).on(change_and_fail);
    let (keys, clock, ids) = (AccessKeys::default(), Clock::default(), Ids::new(None));
    let service = Service::new(identity.clone(), keys, routes, clock, ids, None);
    let nobody = Caller::unsigned(identity.clone());
    let mut state = service.lock();
    let mut call = state.call(&nobody, service.clock.now());
    mark(&mut call, "/before", "kept");
    mark(&mut call, "/wanted", operation);
    service.go_on(&mut state, &identity).unwrap();
    let call = state.call(&nobody, service.clock.now());
    ["/before", "/changed", "/wanted", "/answered"].map(|name| marked(&call, name))
}

#[test]
fn what_the_endpoint_calls_by_itself_changes_nothing_if_it_fails() {
    let kept = Some("kept".to_owned());
    let failed = Some("ValidationException".to_owned());
    assert_eq!(after_calling("GetParameter"), [kept, None, None, failed]);
}

#[test]
fn what_is_not_implemented_is_answered_so_to_the_endpoint_too() {
    assert_eq!(after_calling("DoMagic")[3].as_deref(), Some("NotImplemented"));
}
