//! The tests of `app.rs`, as a program of your own may have them: against an endpoint with state, and with
//! answers that are written down.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app;

use std::time::Duration;

use ssm_client::test_util::{RecordedTime, Rule, ScriptedAnswer, ScriptedSender};
use ssm_client::{Client, ErrorKind};
use ssm_local::{Fault, LocalSsm};

/// What the program does with the service: an endpoint of the test's own keeps what is stored.
async fn local() -> (Client, LocalSsm) {
    let local = LocalSsm::start().await.unwrap();
    let client = Client::builder()
        .without_env()
        .region("us-east-1")
        .endpoint_url(local.endpoint_url())
        .static_credentials("any", "thing", None)
        .build()
        .unwrap();
    (client, local)
}

/// What the program does with single answers: they come from a script, and no time passes.
fn scripted(sender: &ScriptedSender, time: &RecordedTime) -> Client {
    Client::builder()
        .without_env()
        .region("us-east-1")
        .static_credentials("any", "thing", None)
        .sender(sender)
        .time(time.clone())
        .random(|| 0.5)
        .build()
        .unwrap()
}

#[tokio::test]
async fn it_begins_with_one_and_goes_on() {
    let (client, _local) = local().await;
    assert_eq!(app::count(&client, "/counter").await.unwrap(), 1);
    assert_eq!(app::count(&client, "/counter").await.unwrap(), 2);
}

#[tokio::test]
async fn it_sends_two_requests_each_time() {
    let (client, local) = local().await;
    app::count(&client, "/counter").await.unwrap();
    let operations: Vec<&str> = local.requests().into_iter().map(|request| request.operation).collect();
    assert_eq!(operations, ["GetParameter", "PutParameter"]);
}

#[tokio::test]
async fn an_answer_that_gets_lost_is_no_second_count() {
    let (client, local) = local().await;
    local.inject(Fault::hang_up_afterwards().on("PutParameter").times(1));
    let error = app::count(&client, "/counter").await.unwrap_err();
    assert!(error.may_have_run());
    let stored = client.get_parameter("/counter").send().await.unwrap().parameter.unwrap();
    assert_eq!((stored.value.as_deref(), stored.version), (Some("1"), Some(1)));
}

#[tokio::test]
async fn what_is_no_number_begins_again() {
    let sender = ScriptedSender::new([
        Rule::operation("GetParameter").always(ScriptedAnswer::json(r#"{"Parameter":{"Value":"many"}}"#)),
        Rule::operation("PutParameter").always(ScriptedAnswer::json(r#"{"Version":8}"#)),
    ]);
    let client = scripted(&sender, &RecordedTime::new());
    assert_eq!(app::count(&client, "/counter").await.unwrap(), 1);
    let stored = String::from_utf8_lossy(&sender.requests()[1].body).into_owned();
    assert!(stored.contains(r#""Value":"1""#), "{stored}");
}

#[tokio::test]
async fn it_is_patient_with_a_service_that_throttles() {
    let sender = ScriptedSender::new([
        Rule::operation("GetParameter").answers([
            ScriptedAnswer::error(400, "ThrottlingException", "Rate exceeded"),
            ScriptedAnswer::json(r#"{"Parameter":{"Value":"41"}}"#),
        ]),
        Rule::operation("PutParameter").always(ScriptedAnswer::json(r#"{"Version":42}"#)),
    ]);
    let time = RecordedTime::new();
    assert_eq!(app::count(&scripted(&sender, &time), "/counter").await.unwrap(), 42);
    assert_eq!(time.waits(), [Duration::from_millis(500)]);
}

#[tokio::test]
async fn it_stores_nothing_where_it_may_not_read() {
    let denied = ScriptedAnswer::error(400, "AccessDeniedException", "not for you");
    let sender = ScriptedSender::new([Rule::operation("GetParameter").always(denied)]);
    let error = app::count(&scripted(&sender, &RecordedTime::new()), "/counter").await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("AccessDeniedException")));
    assert_eq!(sender.requests().len(), 1);
}
