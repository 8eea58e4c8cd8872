//! How sessions end.

use std::io;

use futures_util::SinkExt;
use ssm_session::protocol::{ClientMessage, MessageType, PayloadType};
use ssm_session::{Event, Session, SessionError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::agent::Agent;
use crate::service::Service;
use crate::shells;

#[tokio::test]
async fn terminating_asks_the_service_and_waits() {
    let service = Service::begin().await;
    let (session, mut agent) = shells::begin(&service).await;
    let agents = tokio::spawn(async move { agent.linger().await });
    session.terminate().await.unwrap();
    assert_eq!(service.calls(), ["StartSession", "TerminateSession"]);
    agents.await.unwrap();
}

#[tokio::test]
async fn dropping_a_session_ends_it_unless_it_is_to_be_kept() {
    let service = Service::begin().await;
    let (session, mut agent) = shells::begin(&service).await;
    let mut events = session.events();
    drop(session);
    agent.linger().await;
    while let Some(event) = events.next().await {
        assert!(matches!(event, Event::Ended { error: None }), "{event:?}");
    }
    assert_eq!(service.calls(), ["StartSession", "TerminateSession"]);

    let start = Session::shell(&service.client, "mi-1").keep_when_dropped();
    let starting = tokio::spawn(start.start());
    let mut agent = Agent::of(&service).await;
    agent.say(PayloadType::Output, "$ ");
    agent.heard().await.unwrap();
    drop(starting.await.unwrap().unwrap());
    agent.linger().await;
    assert_eq!(service.calls().len(), 3, "no second TerminateSession");
}

#[tokio::test]
async fn giving_up_a_start_ends_what_has_begun() {
    let service = Service::begin().await;
    let starting = tokio::spawn(Session::shell(&service.client, "mi-1").start());
    let mut agent = Agent::of(&service).await;
    starting.abort();
    agent.linger().await;
    assert_eq!(service.calls(), ["StartSession", "TerminateSession"]);
}

#[tokio::test]
async fn the_services_reason_reaches_who_reads_and_who_writes() {
    let service = Service::begin().await;
    let (mut session, mut agent) = shells::begin(&service).await;
    agent.close("timed out after 20 minutes of silence").await;
    assert_eq!(session.ended().await.unwrap(), "timed out after 20 minutes of silence");
    let mut shown = String::new();
    session.read_to_string(&mut shown).await.unwrap();
    assert_eq!(shown, "$ ", "what came before can still be read");
    let error = session.write_all(b"ls").await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    assert!(error.to_string().contains("20 minutes"), "{error}");
}

#[tokio::test]
async fn an_end_with_data_missing_is_no_clean_end() {
    let service = Service::begin().await;
    let (mut session, mut agent) = shells::begin(&service).await;
    agent.say(PayloadType::Output, "lost");
    agent.reliability.next_frame(std::time::Instant::now()).unwrap();
    agent.say(PayloadType::Output, "not lost");
    agent.flush().await.unwrap();
    agent.close("").await;
    let mut shown = Vec::new();
    let error = session.read_to_end(&mut shown).await.unwrap_err();
    assert_eq!(shown, b"$ ");
    assert!(error.to_string().contains("before all of its data had come"), "{error}");
}

#[tokio::test]
async fn frames_that_make_no_sense_end_the_session_with_a_reason() {
    let service = Service::begin().await;
    let (session, mut agent) = shells::begin(&service).await;
    let mut frame = agent_frame();
    *frame.last_mut().unwrap() ^= 1;
    for _ in 0..32 {
        agent.socket.send(Frame::Binary(frame.clone().into())).await.unwrap();
    }
    let error = session.ended().await.unwrap_err();
    let SessionError::Protocol(reason) = &error else { panic!("{error}") };
    assert!(reason.to_string().contains("32 frames in a row"), "{reason}");
}

fn agent_frame() -> Vec<u8> {
    let frame = crate::agent::control(MessageType::OutputStreamData, "data".into());
    let mut message = ClientMessage::decode(frame).unwrap();
    message.sequence = 1;
    message.payload_type = PayloadType::Output;
    message.encode().to_vec()
}
