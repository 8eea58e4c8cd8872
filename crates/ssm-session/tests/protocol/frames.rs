//! Frames, byte for byte, and what is no frame.

use bytes::Bytes;
use proptest::prelude::*;
use ssm_session::protocol::{
    Acknowledge, ClientMessage, FIN, Flag, FrameError, HEADER_BYTES, MAX_PAYLOAD_BYTES, MessageType,
    PayloadType, SYN,
};
use uuid::Uuid;

const INPUT: &str = "00000074696e7075745f73747265616d5f64617461202020202020202020202020202020000000010000018bcfe5687b\
    000000000000000500000000000000008899aabbccddeeff00112233445546771d887ce0f8672e4914d9000e801cd74e\
    cd805dd9366c0bc42dc16adc0197dc2f00000001000000036c730d";

const ACKNOWLEDGE: &str = "0000007461636b6e6f776c65646765202020202020202020202020202020202020202020000000010000018bcfe569c8\
    000000000000000000000000000000038def0123456789abc0ffee0012344abcbb487a3f076aac75c3a35b6e402d2e44\
    ccdd9844ac4e5b2007e8b4ac8f1d8f3100000000000000b07b2241636b6e6f776c65646765644d657373616765547970\
    65223a226f75747075745f73747265616d5f64617461222c2241636b6e6f776c65646765644d6573736167654964223a\
    2264643031653536622d666634382d343833652d613530382d623566303733663331623136222c2241636b6e6f776c65\
    646765644d65737361676553657175656e63654e756d626572223a372c22497353657175656e7469616c4d6573736167\
    65223a747275657d";

const FLAG: &str = "00000074696e7075745f73747265616d5f64617461202020202020202020202020202020000000010000018bcfe56b15\
    0000000000000006000000000000000088796a5b4c3d2e1f0f1e2d3c4b5a4697433ebf5bc03dffa38536673207a21281\
    612cef5faa9bc7a4d5b9be2fdb12cf1a0000000a0000000400000002";

fn bytes(hex: &str) -> Bytes {
    let digits: Vec<u8> = hex.bytes().map(|digit| (digit as char).to_digit(16).unwrap() as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn input() -> ClientMessage {
    ClientMessage {
        message_type: MessageType::InputStreamData,
        schema_version: 1,
        created: 1_700_000_000_123,
        sequence: 5,
        flags: 0,
        id: "00112233-4455-4677-8899-aabbccddeeff".parse().unwrap(),
        payload_type: PayloadType::Output,
        payload: Bytes::from_static(b"ls\r"),
    }
}

#[test]
fn data_has_the_bytes_that_peers_send() {
    assert_eq!(input().encode(), bytes(INPUT));
    assert_eq!(ClientMessage::decode(bytes(INPUT)).unwrap(), input());
}

#[test]
fn an_acknowledge_has_the_bytes_that_peers_send() {
    let acknowledge = Acknowledge {
        message_type: MessageType::OutputStreamData,
        message_id: "dd01e56b-ff48-483e-a508-b5f073f31b16".parse().unwrap(),
        sequence: 7,
        is_sequential: true,
    };
    let id: Uuid = "c0ffee00-1234-4abc-8def-0123456789ab".parse().unwrap();
    let message = acknowledge.to_message(id, 1_700_000_000_456);
    assert_eq!(message.flags, SYN | FIN);
    assert_eq!(message.encode(), bytes(ACKNOWLEDGE));
    let read = ClientMessage::decode(bytes(ACKNOWLEDGE)).unwrap();
    assert_eq!(Acknowledge::from_json(&read.payload).unwrap(), acknowledge);
}

#[test]
fn a_flag_has_the_bytes_that_peers_send() {
    let message = ClientMessage {
        created: 1_700_000_000_789,
        sequence: 6,
        id: "0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f".parse().unwrap(),
        payload_type: PayloadType::Flag,
        payload: Flag::TerminateSession.to_payload(),
        ..input()
    };
    assert_eq!(message.encode(), bytes(FLAG));
    assert_eq!(Flag::from_payload(&message.payload), Some(Flag::TerminateSession));
}

#[test]
fn every_cut_of_a_frame_is_refused() {
    let whole = bytes(INPUT);
    for length in 0..whole.len() {
        let refused = ClientMessage::decode(whole.slice(..length)).unwrap_err();
        assert!(matches!(refused, FrameError::Truncated { .. }), "{length}: {refused}");
    }
}

#[test]
fn every_flipped_bit_in_a_payload_or_its_digest_is_refused() {
    let whole = bytes(INPUT);
    for at in (80..112).chain(HEADER_BYTES..whole.len()) {
        for bit in 0..8 {
            let mut damaged = whole.to_vec();
            damaged[at] ^= 1 << bit;
            assert_eq!(ClientMessage::decode(damaged.into()), Err(FrameError::Digest), "{at}.{bit}");
        }
    }
}

#[test]
fn strange_headers_are_refused_each_for_its_reason() {
    let with = |at: usize, part: &[u8]| {
        let mut frame = bytes(INPUT).to_vec();
        frame[at..at + part.len()].copy_from_slice(part);
        ClientMessage::decode(frame.into())
    };
    assert_eq!(with(0, &[0, 0, 0, 0]), Err(FrameError::HeaderLength(0)));
    assert_eq!(with(0, &[0, 0, 0, 115]), Err(FrameError::HeaderLength(115)));
    assert!(matches!(with(0, &[255; 4]), Err(FrameError::Truncated { .. })));
    assert!(matches!(with(116, &[255; 4]), Err(FrameError::Truncated { .. })));
    assert_eq!(with(40, &[0; 8]), Err(FrameError::NoDate));
    assert_eq!(with(4, &[b' '; 32]), Err(FrameError::Type));
    assert_eq!(with(4, &[0xff; 32]), Err(FrameError::Type));
}

#[test]
fn a_longer_header_moves_the_payload() {
    let frame = bytes(INPUT);
    let mut longer = frame[..116].to_vec();
    longer[3] += 4;
    longer.extend_from_slice(b"more");
    longer.extend_from_slice(&frame[116..]);
    assert_eq!(ClientMessage::decode(longer.into()).unwrap(), input());
}

#[test]
fn an_endless_payload_is_refused_before_it_is_hashed() {
    let message = ClientMessage { payload: vec![0; MAX_PAYLOAD_BYTES + 1].into(), ..input() };
    assert_eq!(ClientMessage::decode(message.encode()), Err(FrameError::TooLong(MAX_PAYLOAD_BYTES + 1)));
}

#[test]
fn publication_is_taken_without_looking_closer() {
    for message_type in [MessageType::StartPublication, MessageType::PausePublication] {
        let message = ClientMessage { message_type: message_type.clone(), ..input() };
        let mut frame = message.encode().to_vec();
        frame[40..48].fill(0);
        frame[80..112].fill(0);
        assert_eq!(ClientMessage::decode(frame.into()).unwrap().message_type, message_type);
    }
}

#[test]
fn types_that_nobody_knows_are_kept() {
    let message_type = MessageType::from_name("agent_job").unwrap();
    let message = ClientMessage { message_type, payload_type: PayloadType::Other(77), ..input() };
    assert_eq!(ClientMessage::decode(message.encode()).unwrap(), message);
    for none in ["", " padded", "longer than the thirty-two bytes that there are"] {
        assert_eq!(MessageType::from_name(none), None, "{none:?}");
    }
}

prop_compose! {
    fn messages()(
        name in "[a-z_]{1,32}",
        created in 1u64..,
        sequence: i64,
        flags: u64,
        id: u128,
        payload_type: u32,
        payload in proptest::collection::vec(any::<u8>(), 0..2000),
    ) -> ClientMessage {
        ClientMessage {
            message_type: MessageType::from_name(&name).unwrap(),
            schema_version: 1,
            created,
            sequence,
            flags,
            id: Uuid::from_u128(id),
            payload_type: payload_type.into(),
            payload: payload.into(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(message in messages()) {
        prop_assert_eq!(ClientMessage::decode(message.encode()).unwrap(), message);
    }

    #[test]
    fn nothing_makes_the_reader_panic(frame in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = ClientMessage::decode(frame.into());
    }

    #[test]
    fn no_damage_makes_the_reader_panic(
        message in messages(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
    ) {
        let mut frame = message.encode().to_vec();
        for (at, byte) in damage {
            let at = at.index(frame.len());
            frame[at] = byte;
        }
        frame.truncate(length.index(frame.len() + 1));
        let _ = ClientMessage::decode(frame.into());
    }
}
