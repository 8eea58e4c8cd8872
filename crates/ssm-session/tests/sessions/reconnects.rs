//! Sockets that are lost, at every point of a session.

use std::time::Duration;

use ssm_session::protocol::PayloadType;
use ssm_session::{Event, Session, SessionError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::agent::Agent;
use crate::service::{Service, TOKEN};
use crate::shells;

#[tokio::test]
async fn a_lost_socket_is_replaced_with_a_new_token_and_nothing_is_lost() {
    let service = Service::begin().await;
    let (mut session, mut agent) = shells::begin(&service).await;
    let mut events = session.events();
    session.write_all(b"before").await.unwrap();
    agent.socket.get_mut().shutdown().await.unwrap();
    let opened = service.opened().await;
    assert_eq!(service.calls(), ["StartSession", "ResumeSession"]);
    assert_eq!(opened.opening.token_value, format!("{TOKEN}2"));
    assert!(opened.authorization.is_some());
    agent.socket = opened.socket;
    agent.reliability.reconnected();
    assert_eq!(agent.hear().await.unwrap().payload, "before");
    agent.say(PayloadType::Output, "after");
    agent.heard().await.unwrap();
    let mut shown = [0; 7];
    session.read_exact(&mut shown).await.unwrap();
    assert_eq!(&shown, b"$ after");
    assert!(matches!(events.next().await, Some(Event::Lost { .. })));
    assert!(matches!(events.next().await, Some(Event::Reconnected)));
}

/// Both ends send 40 messages while the socket breaks after so many frames, again and again.
async fn converse(breaks_after: u32) {
    let service = Service::begin().await;
    let (session, mut agent) = shells::begin(&service).await;
    let (mut reads, mut writes) = tokio::io::split(session);
    let says = tokio::spawn(async move {
        for number in 0..40u8 {
            writes.write_all(&[number; 3]).await.unwrap();
            writes.flush().await.unwrap();
        }
        writes
    });
    let reader = tokio::spawn(async move {
        let mut shown = vec![0; 2 + 40];
        reads.read_exact(&mut shown).await.unwrap();
        (reads, shown)
    });
    for number in 0..40u8 {
        agent.say(PayloadType::Output, vec![number]);
    }
    let mut heard = Vec::new();
    let mut more = breaks_after;
    agent.breaks_after = Some(more);
    while heard.len() < 120 || agent.reliability.under_way() > 0 {
        let moved = match agent.reliability.next_message() {
            Some(message) => {
                heard.extend_from_slice(&message.payload);
                Ok(())
            }
            None => agent.step().await,
        };
        if moved.is_err() {
            let _ = agent.socket.get_mut().shutdown().await;
            agent.socket = service.opened().await.socket;
            agent.reliability.reconnected();
            // A little more each time, or a short-lived socket would never carry anything new.
            more += 1 + more / 4;
            agent.breaks_after = Some(more);
        }
    }
    let lingers = tokio::spawn(async move {
        agent.breaks_after = None;
        agent.linger().await;
    });
    let expected: Vec<u8> = (0..40).flat_map(|number| [number; 3]).collect();
    assert_eq!(heard, expected, "socket cut after {breaks_after}");
    let (reads, shown) = reader.await.unwrap();
    assert_eq!(shown[2..], (0..40).collect::<Vec<u8>>(), "socket cut after {breaks_after}");
    drop((reads, says.await.unwrap()));
    lingers.await.unwrap();
}

#[tokio::test]
async fn a_socket_may_break_at_every_point() {
    for breaks_after in (0..24).step_by(2) {
        let conversation = converse(breaks_after);
        tokio::time::timeout(Duration::from_secs(60), conversation).await.expect("it comes to an end");
    }
}

#[tokio::test]
async fn a_session_that_the_service_has_forgotten_ends_with_that_reason() {
    let service = Service::begin().await;
    let (mut session, agent) = shells::begin(&service).await;
    service.forget();
    drop(agent);
    let error = session.ended().await.unwrap_err();
    assert!(matches!(error, SessionError::TimedOut), "{error}");
    let mut shown = Vec::new();
    let error = session.read_to_end(&mut shown).await.unwrap_err();
    assert_eq!((shown, error.kind()), (b"$ ".to_vec(), std::io::ErrorKind::TimedOut));
}

#[tokio::test]
async fn a_service_that_opens_no_other_socket_is_given_up() {
    let service = Service::begin().await;
    let (session, agent) = shells::begin(&service).await;
    let mut events = session.events();
    service.answer_upgrades(&[500; 6]);
    drop(agent);
    let error = session.ended().await.unwrap_err();
    assert!(matches!(error, SessionError::NotResumed { attempts: 6, .. }), "{error}");
    assert!(matches!(events.next().await, Some(Event::Lost { .. })));
    for expected in 1..=5 {
        let Some(Event::Reconnecting { attempt, wait }) = events.next().await else { panic!("{expected}") };
        assert_eq!(attempt, expected);
        assert!(wait >= Duration::from_millis(100) && wait <= Duration::from_secs(5), "{wait:?}");
    }
}

#[tokio::test]
async fn a_silent_service_is_found_out() {
    let service = Service::begin().await;
    let (session, agent) = shells::begin(&service).await;
    let mut events = session.events();
    // The agent reads nothing, so it answers no ping.
    tokio::time::pause();
    let Some(Event::Lost { reason }) = events.next().await else { panic!("it is not told") };
    assert!(matches!(reason, SessionError::Silent(_)), "{reason}");
    drop((agent, session));
}

#[tokio::test]
async fn a_session_can_be_dropped_while_its_socket_is_lost() {
    let service = Service::begin().await;
    let (session, agent) = shells::begin(&service).await;
    let mut events = session.events();
    service.answer_upgrades(&[500; 6]);
    drop(agent);
    assert!(matches!(events.next().await, Some(Event::Lost { .. })));
    drop(session);
    while events.next().await.is_some() {}
    assert_eq!(service.calls().last().unwrap(), "TerminateSession");
}

#[tokio::test]
async fn a_start_waits_for_a_socket_that_was_lost_before_the_agent_spoke() {
    let service = Service::begin().await;
    let starting = tokio::spawn(Session::shell(&service.client, "mi-1").start());
    drop(service.opened().await);
    let mut agent = Agent::of(&service).await;
    agent.say(PayloadType::Output, "$ ");
    agent.heard().await.unwrap();
    assert!(starting.await.unwrap().is_ok());
}

#[tokio::test]
async fn sockets_that_break_as_soon_as_they_open_are_not_opened_for_ever() {
    let service = Service::begin().await;
    let (session, agent) = shells::begin(&service).await;
    drop(agent);
    let mut opened = 0;
    let error = loop {
        tokio::select! {
            socket = service.opened() => {
                opened += 1;
                drop(socket);
            }
            ended = session.ended() => break ended.unwrap_err(),
        }
    };
    assert!(matches!(error, SessionError::NotResumed { .. }), "{error}");
    assert_eq!(opened, 6);
}
