//! Shells: bytes in and out, sizes and signals.

use bytes::Bytes;
use futures_util::SinkExt;
use ssm_session::protocol::{MessageType, PayloadType, TerminalSize};
use ssm_session::{Event, Session, Signal};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::agent::{Agent, control};
use crate::service::Service;

/// A shell, whose agent has shown a prompt.
pub async fn begin(service: &Service) -> (Session, Agent) {
    let start = Session::shell(&service.client, "mi-1").reason("a test");
    let (session, agent) = tokio::join!(async { start.start().await.unwrap() }, async {
        let mut agent = Agent::of(service).await;
        agent.say(PayloadType::Output, "$ ");
        agent.heard().await.unwrap();
        agent
    });
    (session, agent)
}

#[tokio::test]
async fn what_is_typed_and_shown_passes_untouched() {
    let service = Service::begin().await;
    let (mut session, mut agent) = begin(&service).await;
    assert_eq!((session.id(), session.agent_version()), ("session-1", None));
    assert_eq!(service.call("StartSession"), serde_json::json!({ "Target": "mi-1", "Reason": "a test" }));

    let typed: Vec<u8> = (0..=255).cycle().take(5000).collect();
    let shown: Vec<u8> = typed.iter().rev().copied().collect();
    let agents = tokio::spawn(async move {
        let mut heard = Vec::new();
        while heard.len() < 5000 {
            let message = agent.hear().await.unwrap();
            assert_eq!(message.payload_type, PayloadType::Output);
            assert!(message.payload.len() <= 1024);
            heard.extend_from_slice(&message.payload);
        }
        heard.reverse();
        for part in heard.chunks(700) {
            agent.say(PayloadType::Output, Bytes::copy_from_slice(part));
        }
        agent.heard().await.unwrap();
        agent.close("").await;
        agent.linger().await;
    });
    session.write_all(&typed).await.unwrap();
    session.shutdown().await.unwrap();
    let mut read = Vec::new();
    session.read_to_end(&mut read).await.unwrap();
    assert_eq!(read, [b"$ ", &shown[..]].concat());
    assert_eq!(session.ended().await.unwrap(), "");
    agents.await.unwrap();
}

#[tokio::test]
async fn sizes_and_signals_are_sent_in_their_place() {
    let service = Service::begin().await;
    let (mut session, mut agent) = begin(&service).await;
    session.resize(80, 24).await.unwrap();
    session.write_all(b"sleep 100\r").await.unwrap();
    session.signal(Signal::Interrupt).await.unwrap();
    let size = agent.hear().await.unwrap();
    assert_eq!(size.payload_type, PayloadType::Size);
    assert_eq!(TerminalSize::from_json(&size.payload).unwrap(), TerminalSize { cols: 80, rows: 24 });
    assert_eq!(agent.hear().await.unwrap().payload, "sleep 100\r");
    assert_eq!(agent.hear().await.unwrap().payload, "\u{3}");
}

#[tokio::test]
async fn a_node_that_is_away_for_a_while_is_waited_for() {
    let service = Service::begin().await;
    let (mut session, mut agent) = begin(&service).await;
    let mut events = session.events();
    let pause = control(MessageType::PausePublication, Bytes::from_static(b"{}"));
    agent.socket.send(Frame::Binary(pause)).await.unwrap();
    assert!(matches!(events.next().await, Some(Event::Paused)));
    let typing = tokio::spawn(async move {
        session.write_all(b"w").await.unwrap();
        session
    });
    tokio::task::yield_now().await;
    assert!(!typing.is_finished());
    let start = control(MessageType::StartPublication, Bytes::from_static(b"{}"));
    agent.socket.send(Frame::Binary(start)).await.unwrap();
    assert!(matches!(events.next().await, Some(Event::Resumed)));
    assert_eq!(agent.hear().await.unwrap().payload, "w");
    drop(typing.await.unwrap());
}

#[tokio::test]
async fn strange_messages_are_passed_over_and_told() {
    let service = Service::begin().await;
    let (mut session, mut agent) = begin(&service).await;
    let mut events = session.events();
    for frame in [
        Bytes::from_static(b"no frame at all"),
        control(MessageType::from_name("surprise").unwrap(), Bytes::from_static(b"{}")),
    ] {
        agent.socket.send(Frame::Binary(frame)).await.unwrap();
    }
    agent.socket.send(Frame::text("a text")).await.unwrap();
    agent.say(PayloadType::Other(99), "?");
    agent.say(PayloadType::Output, "still here");
    agent.heard().await.unwrap();
    let mut shown = [0; 12];
    session.read_exact(&mut shown).await.unwrap();
    assert_eq!(&shown, b"$ still here");
    for what in ["a frame cannot be read: the frame ends", "of the type surprise", "a frame cannot be read"] {
        let Some(Event::PassedOver { reason }) = events.next().await else { panic!("{what}") };
        assert!(reason.contains(what), "{reason}");
    }
}
