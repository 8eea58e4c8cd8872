//! Waiters of the model, as methods.

use std::time::Duration;

use awsjson_transport::typed::WaitError;

use crate::operation::GetToolRequest;
use crate::server::{Answer, Server};
use crate::support::client;

async fn wait(
    status: &str,
    body: &str,
) -> Result<crate::operation::GetToolResponse, WaitError<GetToolRequest>> {
    let server = Server::answering(Answer::of(status, &[], body)).await;
    let call = client(&server.url).get_tool("left").room("cellar");
    call.wait_until_sharpened()
        .max_wait(Duration::from_millis(50))
        .poll_every(Duration::from_millis(10))
        .await
}

#[tokio::test]
async fn what_was_waited_for_has_happened() {
    let answer = wait("200 OK", r#"{"Tool":{"State":"SHARP"}}"#).await.unwrap();
    assert_eq!(answer.tool.unwrap().state.unwrap().as_str(), "SHARP");
}

#[tokio::test]
async fn it_will_not_happen_any_more() {
    let body = r#"{"Tool":{"State":"BLUNT","Parts":[{"Name":"grip","Condition":"GOOD"},{"Name":"edge","Condition":"BROKEN"}]}}"#;
    assert!(matches!(wait("200 OK", body).await, Err(WaitError::Failed { .. })));
    assert!(matches!(wait("400 Bad Request", r#"{"__type":"ShelfFull"}"#).await, Err(WaitError::Call(_))));
}

#[tokio::test]
async fn it_has_not_happened_yet() {
    for (status, body) in [
        ("200 OK", r#"{"Tool":{"State":"BLUNT"}}"#),
        ("200 OK", "{}"),
        ("400 Bad Request", r#"{"__type":"ToolNotFound"}"#),
    ] {
        assert!(matches!(wait(status, body).await, Err(WaitError::TimedOut { .. })), "{body}");
    }
}
