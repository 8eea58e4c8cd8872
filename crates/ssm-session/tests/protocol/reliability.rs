//! One end, told what time it is.

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use ssm_session::protocol::reliability::{Limits, Received, Rejection};
use ssm_session::protocol::{
    Acknowledge, ClientMessage, MessageType, PayloadType, Reliability, ReliabilityError, Role, SYN,
};

const SECOND: Duration = Duration::from_secs(1);

fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

fn end(role: Role, limits: Limits, now: Instant) -> Reliability {
    let time_of_day = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_000);
    Reliability::new(role, limits, now, time_of_day).with_seed(7)
}

fn pair(limits: Limits) -> (Reliability, Reliability, Instant) {
    let now = Instant::now();
    (end(Role::Client, limits, now), end(Role::Agent, limits, now), now)
}

fn frames(end: &mut Reliability, now: Instant) -> Vec<Bytes> {
    std::iter::from_fn(|| end.next_frame(now)).collect()
}

fn sequences(frames: &[Bytes]) -> Vec<i64> {
    frames.iter().map(|frame| ClientMessage::decode(frame.clone()).unwrap().sequence).collect()
}

fn give(end: &mut Reliability, now: Instant, frames: impl IntoIterator<Item = Bytes>) {
    for frame in frames {
        end.receive(now, frame).unwrap();
    }
}

fn say(end: &mut Reliability, now: Instant, count: usize) {
    for _ in 0..count {
        end.send(now, PayloadType::Output, Bytes::from_static(b"data")).unwrap();
    }
}

#[test]
fn messages_are_numbered_from_0_and_dated() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut client, now, 2);
    say(&mut agent, now, 2);
    let sent = frames(&mut client, now);
    assert_eq!(sequences(&sent), [0, 1]);
    let first = ClientMessage::decode(sent[0].clone()).unwrap();
    assert_eq!((first.flags, first.created), (0, 1_700_000_000_000));
    let flags: Vec<u64> = frames(&mut agent, now)
        .into_iter()
        .map(|frame| ClientMessage::decode(frame).unwrap().flags)
        .collect();
    assert_eq!(flags, [SYN, 0], "an agent marks its first message");
}

#[test]
fn what_is_acknowledged_is_forgotten_and_the_rest_is_sent_again_byte_for_byte() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut client, now, 3);
    let sent = frames(&mut client, now);
    give(&mut agent, now, [sent[0].clone()]);
    give(&mut client, now + milliseconds(50), frames(&mut agent, now));
    assert_eq!(client.under_way(), 2);
    let due = client.deadline().unwrap();
    client.tick(due - milliseconds(1)).unwrap();
    assert!(frames(&mut client, due).is_empty());
    client.tick(due).unwrap();
    assert_eq!(frames(&mut client, due), [sent[1].clone()], "the oldest alone");
    assert!(client.deadline().unwrap() > due, "and not at every look");
}

#[test]
fn all_that_is_missing_before_something_that_arrived_is_sent_again_at_once() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut client, now, 6);
    let sent = frames(&mut client, now);
    give(&mut agent, now, [sent[4].clone()]);
    give(&mut client, now, frames(&mut agent, now));
    let due = now + SECOND;
    client.tick(due).unwrap();
    assert_eq!(sequences(&frames(&mut client, due)), [0, 1, 2, 3]);
}

#[test]
fn messages_come_out_once_and_in_order() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut client, now, 4);
    let sent = frames(&mut client, now);
    for index in [2, 1, 1, 3, 2] {
        give(&mut agent, now, [sent[index].clone()]);
        assert!(agent.next_message().is_none());
    }
    assert!(agent.is_missing_messages());
    give(&mut agent, now, [sent[0].clone(), sent[0].clone()]);
    let taken: Vec<u64> = std::iter::from_fn(|| agent.next_message()).map(|m| m.sequence).collect();
    assert_eq!(taken, [0, 1, 2, 3]);
    give(&mut agent, now, [sent[3].clone()]);
    assert!(agent.next_message().is_none());
    let acknowledged = frames(&mut agent, now);
    assert_eq!(acknowledged.len(), 8, "each of the eight frames, repeats too");
    let last = ClientMessage::decode(acknowledged[7].clone()).unwrap();
    let last = Acknowledge::from_json(&last.payload).unwrap();
    assert_eq!((last.sequence, last.message_type), (3, MessageType::InputStreamData));
}

#[test]
fn an_end_that_nobody_reads_stops_its_peer_before_anything_is_lost() {
    let limits = Limits { send_window: 10, receive_window: 50, ..Limits::default() };
    let (mut client, mut agent, now) = pair(limits);
    let mut sent = 0;
    while client.can_send() {
        say(&mut client, now, 1);
        sent += 1;
        give(&mut agent, now, frames(&mut client, now));
        give(&mut client, now, frames(&mut agent, now));
    }
    assert_eq!(sent, 40 + 10, "what is acknowledged of the window, and what is under way");
    assert!(matches!(
        client.send(now, PayloadType::Output, Bytes::from_static(b"x")),
        Err(ReliabilityError::WindowFull(10))
    ));
    // Reading makes room, and nothing has to be sent again for it.
    for taken in 0..50 {
        assert_eq!(agent.next_message().unwrap().sequence, taken);
        give(&mut client, now, frames(&mut agent, now));
    }
    assert_eq!(client.under_way(), 0);
}

#[test]
fn a_peer_that_waits_is_told_from_one_that_is_gone() {
    let limits = Limits { send_window: 10, receive_window: 5, ..Limits::default() };
    let (mut client, mut agent, start) = pair(limits);
    say(&mut client, start, 1);
    give(&mut agent, start, frames(&mut client, start));
    agent.next_message().unwrap();
    give(&mut client, start, frames(&mut agent, start));
    say(&mut client, start, 10);
    let mut now = start;
    // Somebody answers to the repeats, so an hour passes.
    while now < start + 3600 * SECOND {
        give(&mut agent, now, frames(&mut client, now));
        give(&mut client, now, frames(&mut agent, now));
        now = client.deadline().unwrap().max(now);
        client.tick(now).unwrap();
    }
    // Nobody does any more.
    let gone = now + 301 * SECOND;
    let error = loop {
        frames(&mut client, now);
        now = client.deadline().unwrap();
        match client.tick(now) {
            Ok(()) => assert!(now < gone),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, ReliabilityError::Unanswered { sequence: 5, .. }), "{error}");
    assert!(error.to_string().contains("acknowledged nothing for 300 s"), "{error}");
}

#[test]
fn a_new_socket_carries_all_that_is_under_way() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut client, now, 5);
    let sent = frames(&mut client, now);
    give(&mut agent, now, [sent[1].clone(), sent[0].clone()]);
    give(&mut client, now, frames(&mut agent, now));
    client.reconnected();
    client.tick(now + SECOND).unwrap();
    assert_eq!(sequences(&frames(&mut client, now + SECOND)), [2, 3, 4]);
}

#[test]
fn a_paused_publication_holds_back_what_is_new() {
    let (mut client, mut agent, now) = pair(Limits::default());
    let control = |message_type| {
        ClientMessage {
            message_type,
            schema_version: 1,
            created: 1,
            sequence: 0,
            flags: 3,
            id: uuid::Uuid::nil(),
            payload_type: PayloadType::Unset,
            payload: Bytes::from_static(b"{}"),
        }
        .encode()
    };
    let paused = client.receive(now, control(MessageType::PausePublication)).unwrap();
    assert!(matches!(paused, Received::Control(_)));
    assert!(client.is_paused() && !client.can_send());
    give(&mut client, now, [control(MessageType::StartPublication)]);
    assert!(client.can_send());
    give(&mut client, now, [control(MessageType::PausePublication)]);
    say(&mut agent, now, 1);
    give(&mut client, now, frames(&mut agent, now));
    assert!(client.can_send(), "who speaks is there");
}

#[test]
fn what_cannot_be_used_is_passed_over_until_it_is_too_much() {
    let (mut client, mut agent, now) = pair(Limits::default());
    say(&mut agent, now, 1);
    let good = frames(&mut agent, now).remove(0);
    let mut wrong = good.to_vec();
    *wrong.last_mut().unwrap() ^= 1;
    let wrong = Bytes::from(wrong);
    for _ in 0..31 {
        let received = client.receive(now, wrong.clone()).unwrap();
        assert!(matches!(received, Received::Rejected(Rejection::Frame(_))));
    }
    give(&mut client, now, [good.clone()]);
    for _ in 0..31 {
        client.receive(now, wrong.clone()).unwrap();
    }
    let error = client.receive(now, wrong).unwrap_err();
    assert!(matches!(error, ReliabilityError::Corrupt(_)));
    // An end's own kind of messages, and numbers that are none.
    let echoed = agent.receive(now, good.clone()).unwrap();
    assert!(matches!(echoed, Received::Rejected(Rejection::Direction(_))));
    let mut negative = ClientMessage::decode(good).unwrap();
    negative.sequence = -1;
    let mut client = end(Role::Client, Limits::default(), now);
    let received = client.receive(now, negative.encode()).unwrap();
    assert!(matches!(received, Received::Rejected(Rejection::Sequence(-1))));
}

#[test]
fn far_numbers_and_foreign_acknowledges_change_nothing() {
    let (mut client, _, now) = pair(Limits::default());
    say(&mut client, now, 1);
    for sequence in [-1, 0, 1, i64::MAX] {
        // Not sent yet, so it cannot have arrived.
        let acknowledge = Acknowledge {
            message_type: MessageType::InputStreamData,
            message_id: uuid::Uuid::nil(),
            sequence,
            is_sequential: true,
        };
        give(&mut client, now, [acknowledge.to_message(uuid::Uuid::nil(), 1).encode()]);
        assert_eq!(client.under_way(), 1);
    }
    let mut far = ClientMessage::decode(frames(&mut client, now).remove(0)).unwrap();
    far.message_type = MessageType::OutputStreamData;
    for sequence in [i64::MAX, 10_000] {
        far.sequence = sequence;
        give(&mut client, now, [far.encode()]);
        assert!(!client.is_missing_messages(), "what is beyond the window is not held");
    }
    assert!(frames(&mut client, now).is_empty(), "and not acknowledged");
}

#[test]
fn payloads_that_peers_drop_are_refused() {
    let (mut client, _, now) = pair(Limits::default());
    for length in [0, (1 << 20) + 1] {
        let refused = client.send(now, PayloadType::Output, vec![0; length].into());
        assert!(matches!(refused, Err(ReliabilityError::Length(l)) if l == length));
    }
}
