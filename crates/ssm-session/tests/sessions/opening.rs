//! Opening data channels: signed or not, refused, silent, and never in clear to others.

use std::error::Error;

use ssm_session::protocol::PayloadType;
use ssm_session::protocol::handshake::SessionType;
use ssm_session::{Command, PortForward, Session, SessionError};

use crate::agent::{Agent, of_type};
use crate::service::{Service, TOKEN};

#[tokio::test]
async fn the_upgrade_is_signed_and_the_token_opens_the_channel() {
    let service = Service::begin().await;
    let start = Session::shell(&service.client, "mi-1");
    let starting = tokio::spawn(start.start());
    let opened = service.opened().await;
    let authorization = opened.authorization.unwrap();
    assert!(authorization.contains("/eu-central-1/ssmmessages/aws4_request"), "{authorization}");
    assert_eq!(opened.target, "/v1/data-channel/session-1?role=publish_subscribe");
    assert_eq!(opened.opening.token_value, format!("{TOKEN}1"));
    assert_eq!(opened.opening.client_version.as_deref(), Some("1.2.764.0"));
    assert_eq!(opened.opening.request_id.len(), 36);
    starting.abort();
}

#[tokio::test]
async fn a_url_that_is_signed_already_is_used_as_it_is() {
    let service = Service::begin().await;
    let url = service.stream_url("role=publish_subscribe&X-Amz-Signature=00ff");
    let start = Session::shell(&service.client, "mi-1").started("session-9", url, "another-token");
    let starting = tokio::spawn(start.start());
    let opened = service.opened().await;
    assert_eq!(opened.authorization, None);
    assert_eq!(opened.opening.token_value, "another-token");
    let mut agent = Agent::new(opened.socket);
    agent.say(PayloadType::Output, "$ ");
    agent.heard().await.unwrap();
    assert_eq!(starting.await.unwrap().unwrap().id(), "session-9");
    assert!(service.calls().is_empty(), "nothing was started");
}

#[tokio::test]
async fn tokens_do_not_go_in_clear_to_other_machines() {
    let service = Service::begin().await;
    for url in ["ws://example.com/v1/data-channel/s", "http://127.0.0.1/", "wss:/"] {
        let start = Session::shell(&service.client, "mi-1").started("s", url, TOKEN);
        let error = start.start().await.unwrap_err();
        assert!(matches!(error, SessionError::Url(_)), "{error}");
    }
}

#[tokio::test]
async fn a_refused_upgrade_says_its_status_at_once() {
    let service = Service::begin().await;
    service.answer_upgrades(&[403]);
    let error = Session::shell(&service.client, "mi-1").start().await.unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("the data channel at ws://127.0.0.1:"), "{text}");
    assert!(text.ends_with("was not opened: HTTP 403"), "{text}");
    assert!(service.is_idle());
}

#[tokio::test]
async fn a_service_in_trouble_is_tried_again() {
    let service = Service::begin().await;
    service.answer_upgrades(&[503, 500]);
    let (session, _agent) = crate::shells::begin(&service).await;
    assert_eq!(session.id(), "session-1");
}

#[tokio::test]
async fn an_agent_that_says_nothing_is_given_up() {
    let service = Service::begin().await;
    let starting = tokio::spawn(Command::new(&service.client, "mi-1", "true").start());
    let _socket = service.opened().await;
    tokio::time::pause();
    let error = starting.await.unwrap().unwrap_err();
    assert!(matches!(error, SessionError::NotReady(_)), "{error}");
    assert!(error.to_string().contains("within 60 s"), "{error}");
}

#[tokio::test]
async fn a_terminal_that_shows_nothing_is_there_all_the_same() {
    let service = Service::begin().await;
    let starting = tokio::spawn(Session::interactive_command(&service.client, "mi-1", "cat").start());
    let _socket = service.opened().await;
    tokio::time::pause();
    assert!(starting.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_session_of_another_type_is_refused() {
    let service = Service::begin().await;
    let starting = tokio::spawn(PortForward::to_port(&service.client, "mi-1", 22).start());
    let mut agent = Agent::of(&service).await;
    let actions = of_type(SessionType::NonInteractiveCommands, serde_json::Value::Null);
    agent.shake_hands("3.3.987.0", actions).await;
    agent.complete();
    agent.heard().await.unwrap();
    let error = starting.await.unwrap().unwrap_err();
    assert!(matches!(&error, SessionError::Type(name) if name == "NonInteractiveCommands"), "{error}");
}

#[tokio::test]
async fn what_is_secret_is_in_no_error_event_or_debug_output() {
    let service = Service::begin().await;
    let mut seen = Vec::new();
    let start = Session::shell(&service.client, "mi-1").parameter("p", "canary-parameter");
    let mut events = start.events();
    seen.push(format!("{start:?}"));
    let starting = tokio::spawn(start.start());
    let mut agent = Agent::of(&service).await;
    agent.say(PayloadType::Output, "$ ");
    agent.heard().await.unwrap();
    let session = starting.await.unwrap().unwrap();
    seen.push(format!("{session:?}"));
    service.answer_upgrades(&[500; 6]);
    drop(agent);
    let error = session.ended().await.unwrap_err();
    seen.push(format!("{error:?}"));
    let sources = std::iter::successors(error.source(), |&error| error.source());
    seen.extend(sources.map(ToString::to_string));
    drop(session);
    while let Some(event) = events.next().await {
        seen.push(format!("{event:?}"));
    }
    assert!(seen.len() > 8, "{seen:?}");
    for text in seen {
        assert!(!text.contains("canary"), "{text}");
    }
}
