use crate::server::{Server, answer};
use crate::support::{Home, SECRET, ask, assert_expires, assert_key, date, document, refusal};

const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

#[tokio::test]
async fn the_agent_is_asked_with_the_token_of_the_file_as_it_is_then() {
    let home = Home::empty();
    let server = Server::new(|request| match request.header("authorization") {
        Some("first" | "second") => answer(200, document("TASK", &date(true))),
        _ => answer(401, ""),
    })
    .await;
    let file = home.write("token", "first\n");
    let url = format!("{}/v1/credentials?x=1", server.url);
    let chain = home.chain(&[
        (FULL, &url),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &file),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "beaten by the file"),
    ]);
    let credentials = ask(&chain).await.unwrap();
    assert_eq!(credentials.session_token(), Some("hunter2-token"));
    assert_expires(&credentials, &date(true));
    home.write("token", "second");
    assert_key(ask(&chain).await, "TASK");
    assert_eq!(server.lines(), ["GET /v1/credentials?x=1", "GET /v1/credentials?x=1"]);
    assert_eq!(server.requests()[1].header("authorization"), Some("second"));
}

#[tokio::test]
async fn plain_http_goes_to_this_machine_and_to_the_agents_only() {
    let home = Home::empty();
    for url in ["http://example.com/x", "http://169.254.169.254/x", "http://10.0.0.1/x", "ftp://127.0.0.1/"] {
        refusal(&home.chain(&[(FULL, url)]), &["container: AWS_CONTAINER_CREDENTIALS_FULL_URI leads to "])
            .await;
    }
    refusal(&home.chain(&[(FULL, "nonsense")]), &["AWS_CONTAINER_CREDENTIALS_FULL_URI is not a URL"]).await;
    let relative = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@example.com/")];
    refusal(&home.chain(&relative), &["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with a slash"])
        .await;
}

#[tokio::test]
async fn answers_that_cannot_be_used_are_told_without_their_text() {
    let home = Home::empty();
    for (status, body, why) in [
        (200, document("TASK", &date(false)), "what it gave expired at 2020-01-31T12:00:00Z"),
        (200, document("TASK", "soon"), "Expiration in it is not a date"),
        (200, document("", &date(true)), "AccessKeyId is missing in it"),
        (200, format!(r#"{{"AccessKeyId": 1, "{SECRET}": 2}}"#), "AccessKeyId in it is not a string"),
        (200, format!(r#"{{"AccessKeyId": "{SECRET}"#), "it is not valid JSON"),
        (200, SECRET.repeat(100_000), "the answer is longer than 262144 bytes"),
        (403, SECRET.to_owned(), "answered HTTP 403"),
        (302, SECRET.to_owned(), "answered HTTP 302"),
        (500, SECRET.to_owned(), "answered HTTP 500"),
    ] {
        let server = Server::new(move |_| answer(status, body.clone())).await;
        refusal(&home.chain(&[(FULL, &server.url)]), &["no credentials from container", why]).await;
        let attempts = if status == 500 || why.contains("longer") { 2 } else { 1 };
        assert_eq!(server.requests().len(), attempts, "{why}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_agent_that_stays_silent_is_named_with_its_limit() {
    let home = Home::empty();
    let server = Server::new(|_| None).await;
    let expected =
        format!("{}: no answer within 5s, the limit for container credentials, 2 attempts", server.url);
    refusal(&home.chain(&[(FULL, &server.url)]), &[&expected]).await;
}

#[tokio::test]
async fn a_token_that_cannot_be_shown_is_refused() {
    let home = Home::empty();
    let chain = [(FULL, "http://127.0.0.1:1"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hunter2\nx: y")];
    refusal(&home.chain(&chain), &["AWS_CONTAINER_AUTHORIZATION_TOKEN holds characters"]).await;
    let chain = [(FULL, "http://127.0.0.1:1"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nonexistent")];
    refusal(&home.chain(&chain), &["/nonexistent (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) cannot be read"])
        .await;
    refusal(&home.chain(&[(FULL, "http://127.0.0.1:1")]), &["http://127.0.0.1:1: connection refused"]).await;
}
