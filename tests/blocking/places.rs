//! Where blocking calls may be made: everywhere but in async code.

use std::thread;

use serde_json::json;
use ssm_client::blocking::Client;
use ssm_client::{ErrorKind, Failure, WaitError};
use tokio::runtime::{Builder, Runtime};

use crate::support::{Endpoint, get};

fn runtimes() -> [Runtime; 2] {
    [Builder::new_current_thread(), Builder::new_multi_thread()]
        .map(|mut builder| builder.enable_all().build().unwrap())
}

fn assert_refused(failure: &Failure) {
    assert_eq!(failure.kind(), ErrorKind::Configuration);
    assert!(failure.is_not_sent());
    assert!(failure.to_string().contains("tokio::task::spawn_blocking"), "{failure}");
}

/// Every way to call, each of which must fail at once.
fn call_in_every_way(client: &Client) {
    let failure = client.get_parameter("x").send().unwrap_err();
    assert!(failure.to_string().starts_with("GetParameter was not sent: "), "{failure}");
    assert_refused(&failure);
    assert_refused(&client.call_json("GetParameter", json!({ "Name": "x" })).unwrap_err());

    let mut items = client.get_parameters_by_path("/").items();
    assert_refused(&items.next().unwrap().unwrap_err());
    assert!(items.next().is_none(), "an iterator that fails must end");
    let mut pages = client.get_parameters_by_path("/").pages();
    assert_refused(&pages.next().unwrap().unwrap_err());
    assert!(pages.next().is_none(), "an iterator that fails must end");

    match client.get_command_invocation("c", "i").wait_until_executed().wait() {
        Err(WaitError::Call(error)) => assert_refused(&error),
        other => panic!("{:?}", other.map(|_| ())),
    }
}

#[test]
fn in_async_code_a_call_is_an_error_and_nothing_is_sent() {
    let endpoint = Endpoint::of_parameters();
    for runtime in runtimes() {
        let client = endpoint.client();
        runtime.block_on(async { call_in_every_way(&client) });
        let task = runtime.spawn(async move { call_in_every_way(&client) });
        runtime.block_on(task).unwrap();
    }
    assert!(endpoint.server.requests().is_empty());
}

#[test]
fn in_async_code_a_client_that_has_called_before_is_refused_too() {
    let endpoint = Endpoint::of_parameters();
    let client = endpoint.client();
    get(&client, "before");
    for runtime in runtimes() {
        runtime.block_on(async { call_in_every_way(&client) });
    }
    get(&client, "after");
}

#[test]
fn async_code_goes_on_after_a_refusal() {
    let endpoint = Endpoint::of_parameters();
    for runtime in runtimes() {
        runtime.block_on(async {
            assert_refused(&endpoint.client().get_parameter("x").send().unwrap_err());
            endpoint.server.client().get_parameter("x").send().await.unwrap();
        });
    }
}

#[test]
fn clients_are_made_cloned_and_dropped_in_async_code() {
    let endpoint = Endpoint::of_parameters();
    for runtime in runtimes() {
        let used = endpoint.client();
        get(&used, "x");
        runtime.block_on(async {
            let fresh = Client::builder().without_env().region("eu-central-1").build().unwrap();
            drop(fresh.clone());
            drop(fresh);
            drop(used.clone());
            drop(used);
        });
    }
}

#[test]
fn calls_work_where_async_code_sends_what_blocks() {
    let endpoint = Endpoint::of_parameters();
    for runtime in runtimes() {
        let client = endpoint.client();
        runtime.block_on(async {
            tokio::task::spawn_blocking(move || get(&client, "spawn_blocking")).await.unwrap();
        });
    }
    let [_, multi_thread] = runtimes();
    multi_thread.block_on(async {
        tokio::task::block_in_place(|| get(&endpoint.client(), "block_in_place"));
    });
    let _entered = multi_thread.enter();
    get(&endpoint.client(), "enter");
}

#[test]
fn a_client_works_where_async_code_cannot_be_told() {
    let endpoint = Endpoint::of_parameters();
    for runtime in runtimes() {
        let client = endpoint.client();
        runtime.block_on(tokio::task::unconstrained(async { get(&client, "unconstrained") }));
        drop(client);
    }
}

#[test]
fn eight_threads_share_a_client() {
    let endpoint = Endpoint::of_parameters();
    let client = endpoint.client();
    thread::scope(|scope| {
        for thread in 0..8 {
            let client = client.clone();
            scope.spawn(move || (0..25).for_each(|call| get(&client, &format!("/{thread}/{call}"))));
        }
    });
    assert_eq!(endpoint.server.requests().len(), 200);
}

#[test]
fn a_client_made_of_an_async_one_does_not_wait_for_its_runtime() {
    let endpoint = Endpoint::of_parameters();
    let resting = Builder::new_current_thread().enable_all().build().unwrap();
    let client = endpoint.server.client();
    resting.block_on(async { client.get_parameter("x").send().await.unwrap() });
    get(&Client::from(client), "x");
    drop(resting);
}
