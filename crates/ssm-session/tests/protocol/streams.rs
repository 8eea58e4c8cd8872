//! Streams over one session's bytes.

use std::time::{Duration, Instant};

use bytes::Bytes;
use proptest::prelude::*;
use ssm_session::protocol::Role;
use ssm_session::protocol::smux::{Mux, MuxError, MuxLimits, Read};

fn ends() -> (Mux, Mux) {
    (Mux::new(Role::Client, MuxLimits::default()), Mux::new(Role::Agent, MuxLimits::default()))
}

/// Carries all that one end has to send to the other, in pieces that end anywhere.
fn carry(from: &mut Mux, to: &mut Mux) {
    let now = Instant::now();
    while let Some(bytes) = from.next_bytes(1024) {
        assert!(bytes.len() <= 1024);
        for piece in bytes.chunks(7) {
            to.receive(now, Bytes::copy_from_slice(piece)).unwrap();
        }
    }
}

fn read_all(mux: &mut Mux, number: u32) -> (Vec<u8>, Read) {
    let mut all = Vec::new();
    loop {
        match mux.read(number, 100) {
            Read::Data(data) => all.extend_from_slice(&data),
            other => return (all, other),
        }
    }
}

#[test]
fn frames_have_the_bytes_that_peers_send() {
    let (mut client, mut agent) = ends();
    let number = client.open().unwrap();
    assert_eq!(number, 3);
    assert_eq!(client.write(number, b"hi").unwrap(), 2);
    client.finish(number);
    let sent = client.next_bytes(1024).unwrap();
    assert_eq!(
        &sent[..],
        b"\x01\x00\x00\x00\x03\x00\x00\x00\x01\x02\x02\x00\x03\x00\x00\x00hi\x01\x01\x00\x00\x03\x00\x00\x00"
    );
    agent.receive(Instant::now(), sent).unwrap();
    assert_eq!(agent.accept(), Some(3));
    assert_eq!(read_all(&mut agent, 3), (b"hi".to_vec(), Read::End));
}

#[test]
fn a_stream_ends_in_one_direction_and_goes_on_in_the_other() {
    let (mut client, mut agent) = ends();
    let number = client.open().unwrap();
    client.write(number, b"question").unwrap();
    client.finish(number);
    assert_eq!(client.write(number, b"more"), Err(MuxError::NoStream(number)));
    carry(&mut client, &mut agent);
    assert_eq!(agent.accept(), Some(number));
    assert_eq!(read_all(&mut agent, number), (b"question".to_vec(), Read::End));
    agent.write(number, b"answer").unwrap();
    agent.finish(number);
    carry(&mut agent, &mut client);
    assert_eq!(read_all(&mut client, number), (b"answer".to_vec(), Read::End));
    assert_eq!((client.streams(), agent.streams()), (0, 0), "both have forgotten it");
}

#[test]
fn what_comes_for_a_closed_stream_is_dropped_and_takes_no_room() {
    let (mut client, mut agent) = ends();
    let number = client.open().unwrap();
    carry(&mut client, &mut agent);
    for _ in 0..3 {
        agent.write(number, &[1; 60_000]).unwrap();
        carry(&mut agent, &mut client);
    }
    client.close(number);
    carry(&mut client, &mut agent);
    agent.write(number, &[2; 60_000]).unwrap();
    agent.finish(number);
    carry(&mut agent, &mut client);
    assert_eq!(read_all(&mut client, number), (Vec::new(), Read::End));
    assert_eq!(client.streams(), 0);
}

#[test]
fn a_reader_that_waits_asks_the_session_to_wait() {
    let limits = MuxLimits { receive_bytes: 100_000, ..MuxLimits::default() };
    let (mut client, mut agent) = (Mux::new(Role::Client, limits), ends().1);
    let number = client.open().unwrap();
    carry(&mut client, &mut agent);
    agent.accept();
    let mut carried = 0;
    while client.has_room() {
        carried += agent.write(number, &[0; 4096]).unwrap();
        carry(&mut agent, &mut client);
    }
    assert!((100_000..105_000).contains(&carried), "{carried}");
    while !client.has_room() {
        assert!(matches!(client.read(number, 5_000), Read::Data(_)));
    }
}

#[test]
fn a_writer_gets_as_far_as_there_is_room() {
    let (mut client, mut agent) = ends();
    let number = client.open().unwrap();
    let mut taken = 0;
    loop {
        match client.write(number, &[0; 10_000]).unwrap() {
            0 => break,
            more => taken += more,
        }
    }
    assert_eq!(taken, 64 << 10);
    while client.changed().is_some() {}
    carry(&mut client, &mut agent);
    assert_eq!(client.changed(), Some(number), "the writer is told that there is room");
}

#[test]
fn streams_take_turns() {
    let (mut client, mut agent) = ends();
    let numbers: Vec<u32> = (0..3).map(|_| client.open().unwrap()).collect();
    carry(&mut client, &mut agent);
    for number in &numbers {
        client.write(*number, &[*number as u8; 20_000]).unwrap();
    }
    let firsts: Vec<u8> = (0..6).map(|_| client.next_bytes(1024).unwrap()[8]).collect();
    assert_eq!(firsts, [3, 5, 7, 3, 5, 7]);
}

#[test]
fn an_agent_with_enough_streams_ends_others_at_once() {
    let few = MuxLimits { streams: 2, ..MuxLimits::default() };
    let (mut client, mut agent) = (ends().0, Mux::new(Role::Agent, few));
    let numbers: Vec<u32> = (0..3).map(|_| client.open().unwrap()).collect();
    carry(&mut client, &mut agent);
    carry(&mut agent, &mut client);
    assert_eq!([agent.accept(), agent.accept(), agent.accept()], [Some(3), Some(5), None]);
    assert_eq!(client.read(numbers[2], 1), Read::End);
    assert_eq!(client.read(numbers[1], 1), Read::Pending);
    let mut full = Mux::new(Role::Client, few);
    assert!(full.open().is_ok() && full.open().is_ok());
    assert_eq!(full.open(), Err(MuxError::TooManyStreams(2)));
    assert_eq!(agent.open(), Err(MuxError::Role));
}

#[test]
fn keep_alive_shows_life_and_finds_out_about_death() {
    let start = Instant::now();
    let mut client = ends().0.with_keep_alive(start);
    let mut agent = ends().1;
    assert!(agent.deadline().is_none());
    let tenth = start + Duration::from_secs(10);
    assert_eq!(client.deadline(), Some(tenth));
    client.tick(tenth).unwrap();
    let sent = client.next_bytes(1024).unwrap();
    assert_eq!(&sent[..], b"\x01\x03\x00\x00\x00\x00\x00\x00");
    agent.receive(tenth, sent.clone()).unwrap();
    client.receive(start + Duration::from_secs(20), sent).unwrap();
    client.tick(start + Duration::from_secs(49)).unwrap();
    let silent = client.tick(start + Duration::from_secs(50)).unwrap_err();
    assert_eq!(silent, MuxError::Silent(Duration::from_secs(30)));
}

#[test]
fn bytes_that_are_no_frames_are_an_error() {
    for bytes in [&b"\x02\x00\x00\x00\x03\x00\x00\x00"[..], b"\x01\x04\x00\x00\x03\x00\x00\x00", b"HTTP/1.1"]
    {
        let error = ends().1.receive(Instant::now(), Bytes::copy_from_slice(bytes)).unwrap_err();
        assert!(matches!(error, MuxError::Protocol { .. }), "{error}");
    }
}

proptest! {
    #[test]
    fn nothing_makes_a_mux_panic(
        pieces in proptest::collection::vec(proptest::collection::vec(0u8..6, 0..40), 0..20),
    ) {
        for mut end in [ends().0, ends().1] {
            for piece in &pieces {
                let _ = end.receive(Instant::now(), Bytes::copy_from_slice(piece));
                while let Some(number) = end.accept() {
                    let _ = end.write(number, b"answer");
                    end.read(number, 3);
                    end.close(number);
                }
                while end.next_bytes(9).is_some() {}
            }
        }
    }

    #[test]
    fn bytes_of_many_streams_arrive_in_order(
        writes in proptest::collection::vec((0usize..5, 1usize..3000), 1..60),
        max in 9usize..2000,
    ) {
        let (mut client, mut agent) = ends();
        let numbers: Vec<u32> = (0..5).map(|_| client.open().unwrap()).collect();
        let mut written = vec![Vec::new(); 5];
        for (index, (stream, length)) in writes.into_iter().enumerate() {
            let data: Vec<u8> = (0..length).map(|at| (at + index) as u8).collect();
            let taken = client.write(numbers[stream], &data).unwrap();
            written[stream].extend_from_slice(&data[..taken]);
        }
        numbers.iter().for_each(|number| client.finish(*number));
        while let Some(bytes) = client.next_bytes(max) {
            agent.receive(Instant::now(), bytes).unwrap();
        }
        for (number, written) in numbers.iter().zip(written) {
            prop_assert_eq!(read_all(&mut agent, *number), (written, Read::End));
        }
    }
}
