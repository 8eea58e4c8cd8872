use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

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

fn identity() -> Identity {
    Identity { region: "eu-west-1".to_owned(), account_id: "123456789012".to_owned() }
}

fn service(routes: Routes) -> Service {
    Service::new(identity(), AccessKeys::default(), routes, Clock::default(), Ids::new(None), None)
}

/// What is marked after the endpoint has called this operation by itself.
fn after_calling(operation: &str) -> [Option<String>; 4] {
    let identity = identity();
    let service = service(Routes::new().calling(next, answered).on(change_and_fail));
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

#[test]
fn what_is_due_is_looked_for_again_only_after_a_change() {
    static LOOKS: AtomicUsize = AtomicUsize::new(0);
    let service = service(Routes::new().meanwhile(|_| _ = LOOKS.fetch_add(1, Ordering::Relaxed)));
    let nobody = Caller::unsigned(identity());
    let looks_around = |question: fn(&mut Call<'_>)| {
        LOOKS.store(0, Ordering::Relaxed);
        let (answer, _) = service.ask(&nobody, |call| {
            question(call);
            Ok(())
        });
        answer.unwrap();
        LOOKS.load(Ordering::Relaxed)
    };
    assert_eq!(looks_around(|_| ()), 1);
    assert_eq!(looks_around(|call| mark(call, "/changed", "so")), 2);
}
