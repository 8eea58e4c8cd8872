//! Waiting for a command, over a server that plays a script.

use std::time::Duration;

use serde_json::json;
use ssm_client::{ErrorKind, WaitError};
use ssm_tests::loopback::{Answer, Server};

fn status(status: &str) -> Answer {
    Answer::ok(json!({ "CommandId": "c", "Status": status, "StandardErrorContent": "said" }))
}

/// A pause so short that it makes no difference.
const SOON: Duration = Duration::from_millis(1);

#[tokio::test]
async fn a_command_not_known_yet_is_waited_for_until_it_succeeds() {
    let server = Server::answering_in_turn(vec![
        Answer::error("InvocationDoesNotExist"),
        Answer::error("InvocationDoesNotExist"),
        status("Pending"),
        status("InProgress"),
        status("Delayed"),
        status("Success"),
    ])
    .await;
    let wait = server.client().get_command_invocation("c", "i").wait_until_executed().poll_every(SOON);
    let done = wait.await.unwrap();
    assert_eq!(done.status.unwrap().as_str(), "Success");
    assert_eq!(server.requests().len(), 6);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.json() == json!({ "CommandId": "c", "InstanceId": "i" }))
    );
}

#[tokio::test]
async fn a_command_that_ends_badly_gives_its_response() {
    for bad in ["Cancelled", "TimedOut", "Failed", "Cancelling"] {
        let server = Server::answering_in_turn(vec![status("Pending"), status(bad)]).await;
        let wait = server.client().get_command_invocation("c", "i").wait_until_executed().poll_every(SOON);
        let error = wait.await.unwrap_err();
        let response = error.response().expect("the response comes with the error");
        assert_eq!(response.status.as_ref().unwrap().as_str(), bad);
        assert_eq!(response.standard_error_content.as_deref(), Some("said"));
        assert!(matches!(error, WaitError::Failed { .. }), "{error:?}");
        assert!(error.to_string().contains("CommandExecuted"), "{error}");
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn another_error_ends_the_wait_at_once() {
    let server = Server::answering_in_turn(vec![status("Pending"), Answer::error("InvalidCommandId")]).await;
    let wait = server.client().get_command_invocation("c", "i").wait_until_executed().poll_every(SOON);
    let error = wait.await.unwrap_err();
    assert!(
        matches!(&error, WaitError::Call(error) if error.code() == Some("InvalidCommandId")),
        "{error:?}"
    );
    let general: ssm_client::Error = error.into();
    assert_eq!(general.code(), Some("InvalidCommandId"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_status_that_the_model_does_not_know_is_waited_through() {
    let server = Server::answering_in_turn(vec![status("Pondering"), status("Success")]).await;
    let wait = server.client().get_command_invocation("c", "i").wait_until_executed().poll_every(SOON);
    assert_eq!(wait.await.unwrap().status.unwrap().as_str(), "Success");
}

#[tokio::test]
async fn a_wait_that_takes_too_long_times_out_with_the_last_response() {
    let server = Server::answering(|_| status("InProgress")).await;
    let wait = server.client().get_command_invocation("c", "i").wait_until_executed();
    let wait = wait.poll_every(SOON).max_wait(Duration::from_millis(50));
    let error = wait.await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { .. }), "{error:?}");
    assert_eq!(error.response().unwrap().status.as_ref().unwrap().as_str(), "InProgress");
    let general: ssm_client::Error = error.into();
    assert_eq!(general.kind(), ErrorKind::Wait);
    assert!(general.to_string().contains("50ms"), "{general}");
}

#[tokio::test]
async fn a_wait_for_what_never_exists_times_out_without_response() {
    let server = Server::answering(|_| Answer::error("InvocationDoesNotExist")).await;
    let wait = server.client().get_command_invocation("c", "i").wait_until_executed();
    let error = wait.poll_every(SOON).max_wait(Duration::from_millis(20)).await.unwrap_err();
    assert!(matches!(&error, WaitError::TimedOut { last: None, .. }), "{error:?}");
}
