//! The client's end: handshakes as agents do them, well and badly.

use std::time::{Instant, SystemTime};

use bytes::Bytes;
use ssm_session::protocol::client::{ClientEngine, Content, EngineError, HandshakeError, Notice};
use ssm_session::protocol::handshake::{
    ActionStatus, Complete, MAX_AGREED_PAYLOAD_BYTES, Request, RequestedAction, Response, SessionType,
};
use ssm_session::protocol::reliability::Limits;
use ssm_session::protocol::{
    ChannelClosed, ClientMessage, Flag, MessageType, PayloadType, Reliability, Role, Version,
};

struct Ends {
    client: ClientEngine,
    agent: Reliability,
    now: Instant,
}

impl Ends {
    fn new() -> Self {
        let now = Instant::now();
        let agent = Reliability::new(Role::Agent, Limits::default(), now, SystemTime::now());
        let client = ClientEngine::new(Version::OF_CLIENT, Limits::default(), now, SystemTime::now());
        Self { client, agent, now }
    }

    /// The agent says something; gives what the client makes of it.
    fn say(&mut self, payload_type: PayloadType, payload: Bytes) -> Result<Option<Content>, EngineError> {
        self.agent.send(self.now, payload_type, payload).unwrap();
        while let Some(frame) = self.agent.next_frame(self.now) {
            self.client.receive(self.now, frame)?;
        }
        let content = self.client.next_content(self.now);
        while let Some(frame) = self.client.next_frame(self.now) {
            self.agent.receive(self.now, frame).unwrap();
        }
        content
    }

    fn heard(&mut self) -> (PayloadType, Bytes) {
        let message = self.agent.next_message().expect("the client says something");
        (message.payload_type, message.payload)
    }

    fn ask(&mut self, actions: Vec<RequestedAction>) -> Result<Option<Content>, EngineError> {
        self.ask_of(None, actions)
    }

    /// An agent that takes so much payload in a message.
    fn ask_of(
        &mut self,
        max_payload_bytes: Option<usize>,
        actions: Vec<RequestedAction>,
    ) -> Result<Option<Content>, EngineError> {
        let request = Request {
            agent_version: "3.3.987.0".into(),
            requested_client_actions: actions,
            max_payload_bytes,
        };
        self.say(PayloadType::HandshakeRequest, request.to_json())
    }

    fn answer(&mut self) -> Response {
        let (payload_type, payload) = self.heard();
        assert_eq!(payload_type, PayloadType::HandshakeResponse);
        Response::from_json(&payload).unwrap()
    }

    fn complete(&mut self) -> Result<Option<Content>, EngineError> {
        let complete = Complete { handshake_time_to_complete: 1, customer_message: "welcome".into() };
        self.say(PayloadType::HandshakeComplete, complete.to_json())
    }
}

fn of_type(session_type: SessionType) -> RequestedAction {
    RequestedAction::SessionType { session_type, properties: serde_json::Value::Null }
}

#[test]
fn output_at_first_means_that_there_is_no_handshake() {
    let mut ends = Ends::new();
    assert!(!ends.client.is_open());
    let content = ends.say(PayloadType::Output, Bytes::from_static(b"$ ")).unwrap();
    assert_eq!(content, Some(Content::Output(Bytes::from_static(b"$ "))));
    assert!(ends.client.is_open() && ends.client.session_type().is_none());
    assert!(ends.ask(Vec::new()).is_err(), "it is too late for one");
}

#[test]
fn data_waits_for_the_end_of_the_handshake() {
    let mut ends = Ends::new();
    let early =
        |client: &mut ClientEngine, now| client.send(now, PayloadType::Output, Bytes::from_static(b"early"));
    assert!(matches!(early(&mut ends.client, ends.now), Err(EngineError::NotOpen)));
    assert_eq!(ends.ask(vec![of_type(SessionType::NonInteractiveCommands)]).unwrap(), None);
    let answer = ends.answer();
    assert_eq!(answer.client_version, "1.2.764.0");
    assert_eq!(answer.processed_client_actions[0].action_status, ActionStatus::SUCCESS);
    assert!(matches!(early(&mut ends.client, ends.now), Err(EngineError::NotOpen)));
    ends.complete().unwrap();
    assert!(ends.client.is_open());
    assert_eq!(ends.client.customer_message(), "welcome");
    assert_eq!(ends.client.agent_version(), Some(Version::new(3, 3, 987, 0)));
    early(&mut ends.client, ends.now).unwrap();
}

#[test]
fn messages_are_longer_than_usual_only_if_the_agent_says_that_it_takes_them() {
    for (taken, wanted, agreed, answer) in [
        (None, None, 1024, None),
        (None, Some(4096), 4096, None),
        (Some(65_536), None, 65_536, Some(65_536)),
        (Some(65_536), Some(4096), 4096, Some(4096)),
        (Some(2048), Some(4096), 2048, Some(2048)),
        (Some(usize::MAX), None, MAX_AGREED_PAYLOAD_BYTES, Some(MAX_AGREED_PAYLOAD_BYTES)),
        (Some(0), None, 1024, Some(1024)),
    ] {
        let mut ends = Ends::new();
        if let Some(wanted) = wanted {
            ends.client = ends.client.with_payload_bytes(wanted);
        }
        ends.ask_of(taken, vec![of_type(SessionType::Port)]).unwrap();
        let (_, payload) = ends.heard();
        assert_eq!(Response::from_json(&payload).unwrap().max_payload_bytes, answer);
        let said = String::from_utf8(payload.to_vec()).unwrap();
        assert_eq!(said.contains("MaxPayloadBytes"), taken.is_some(), "others are not told: {said}");
        assert_eq!(ends.client.payload_bytes(), agreed, "{taken:?}, {wanted:?}");
    }
}

#[test]
fn a_late_handshake_is_done_unless_something_was_sent() {
    let mut ends = Ends::new();
    ends.client.open_without_handshake();
    ends.ask(vec![of_type(SessionType::Port)]).unwrap();
    assert!(!ends.client.is_open());
    ends.answer();
    ends.complete().unwrap();
    assert_eq!(ends.client.session_type(), Some(&SessionType::Port));

    let mut ends = Ends::new();
    ends.client.open_without_handshake();
    ends.client.send(ends.now, PayloadType::Output, Bytes::from_static(b"typed")).unwrap();
    let error = ends.ask(vec![of_type(SessionType::Port)]).unwrap_err();
    assert!(matches!(error, EngineError::Handshake(HandshakeError::Order(_))), "{error}");
}

#[test]
fn what_the_client_does_not_know_is_answered_as_that() {
    let mut ends = Ends::new();
    let unknown = of_type(SessionType::from("Dance".to_owned()));
    let other = RequestedAction::Other { action_type: "Sing".into(), parameters: serde_json::Value::Null };
    ends.ask(vec![unknown, other]).unwrap();
    let answer = ends.answer();
    let statuses: Vec<i64> =
        answer.processed_client_actions.iter().map(|action| action.action_status.0).collect();
    assert_eq!(statuses, [2, 3]);
    assert_eq!(answer.errors.unwrap().len(), 2);
    let error = ends.complete().unwrap_err();
    assert!(matches!(error, EngineError::Handshake(HandshakeError::NoSessionType)), "{error}");
}

#[test]
fn messages_at_the_wrong_time_end_the_session() {
    let mut ends = Ends::new();
    let error = ends.complete().unwrap_err();
    assert!(matches!(error, EngineError::Handshake(HandshakeError::Order(_))), "{error}");
    let mut ends = Ends::new();
    ends.ask(vec![of_type(SessionType::Port)]).unwrap();
    let error = ends.say(PayloadType::Output, Bytes::from_static(b"x")).unwrap_err();
    assert!(matches!(error, EngineError::Handshake(HandshakeError::EarlyData)), "{error}");
    let mut ends = Ends::new();
    let error = ends.say(PayloadType::HandshakeRequest, Bytes::from_static(b"{")).unwrap_err();
    assert!(matches!(error, EngineError::Handshake(HandshakeError::Payload(_))), "{error}");
}

#[test]
fn all_kinds_of_content_are_told_apart() {
    let mut ends = Ends::new();
    ends.client.open_without_handshake();
    for (payload_type, payload, content) in [
        (PayloadType::StandardError, "oh", Content::StandardError("oh".into())),
        (PayloadType::ExitCode, "EXIT_CODE: 3", Content::ExitCode(3)),
        (PayloadType::ExitCode, "three", Content::Other(PayloadType::ExitCode, "three".into())),
        (PayloadType::Flag, "\0\0\0\u{3}", Content::Flag(Flag::ConnectToPortError)),
        (PayloadType::Other(99), "?", Content::Other(PayloadType::Other(99), "?".into())),
    ] {
        assert_eq!(ends.say(payload_type, payload.into()).unwrap(), Some(content));
    }
}

#[test]
fn the_services_last_word_is_kept() {
    let mut ends = Ends::new();
    let closed = ChannelClosed { output: "idle for too long".into(), ..ChannelClosed::default() };
    let message = ClientMessage {
        message_type: MessageType::ChannelClosed,
        schema_version: 1,
        created: 1,
        sequence: 0,
        flags: 3,
        id: uuid::Uuid::nil(),
        payload_type: PayloadType::Unset,
        payload: closed.to_json(),
    };
    let notice = ends.client.receive(ends.now, message.encode()).unwrap();
    assert!(matches!(notice, Some(Notice::Closed)));
    assert_eq!(ends.client.closed(), Some(&closed));
    let unknown = ClientMessage { message_type: MessageType::from_name("surprise").unwrap(), ..message };
    let notice = ends.client.receive(ends.now, unknown.encode()).unwrap();
    assert!(matches!(notice, Some(Notice::Unknown(_))));
}

#[test]
fn a_key_that_is_refused_is_told_to_the_agent() {
    let mut ends = Ends::new();
    let encryption = RequestedAction::KmsEncryption { key_id: "alias/k".into(), challenge: None };
    ends.ask(vec![of_type(SessionType::StandardStream), encryption]).unwrap();
    assert_eq!(ends.client.key_request().unwrap().key_id, "alias/k");
    ends.client.refuse_key(ends.now, "access denied").unwrap();
    let frame = ends.client.next_frame(ends.now).unwrap();
    ends.agent.receive(ends.now, frame).unwrap();
    let answer = ends.answer();
    assert_eq!(answer.processed_client_actions[1].action_status, ActionStatus::FAILED);
    assert_eq!(answer.errors.unwrap(), ["access denied"]);
}

#[cfg(feature = "kms")]
mod encrypted {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use ssm_session::protocol::client::SessionKey;
    use ssm_session::protocol::handshake::{CHALLENGE_BYTES, Challenge, KmsResult};
    use ssm_session::protocol::sealing::Sealing;

    use super::*;

    fn encrypted() -> (Ends, Sealing) {
        let mut ends = Ends::new();
        let encryption =
            RequestedAction::KmsEncryption { key_id: "alias/k".into(), challenge: Some("Yw==".into()) };
        ends.ask(vec![of_type(SessionType::StandardStream), encryption]).unwrap();
        let plaintext: Vec<u8> = (0..64).collect();
        let sealing = Sealing::new(Role::Agent, &plaintext).unwrap();
        let key =
            SessionKey { plaintext: plaintext.into(), ciphertext: b"sealed".to_vec(), holds_challenge: true };
        assert!(!format!("{key:?}").contains("1, 2"));
        ends.client.provide_key(ends.now, &key).unwrap();
        let frame = ends.client.next_frame(ends.now).unwrap();
        ends.agent.receive(ends.now, frame).unwrap();
        let answer = ends.answer();
        let result = answer.processed_client_actions[1].action_result.clone();
        let result: KmsResult = serde_json::from_value(result).unwrap();
        assert_eq!(result.cipher_text_key, STANDARD.encode("sealed"));
        assert!(result.challenge_acknowledgement);
        (ends, sealing)
    }

    #[test]
    fn both_ends_prove_their_keys_and_seal_what_users_say() {
        let (mut ends, sealing) = encrypted();
        let random = [9; CHALLENGE_BYTES];
        let challenge = Challenge { challenge: STANDARD.encode(sealing.seal(&random).unwrap()) };
        ends.say(PayloadType::EncryptionChallengeRequest, challenge.to_json()).unwrap();
        let (payload_type, payload) = ends.heard();
        assert_eq!(payload_type, PayloadType::EncryptionChallengeResponse);
        let answer = STANDARD.decode(Challenge::from_json(&payload).unwrap().challenge).unwrap();
        assert_eq!(sealing.open(&answer).unwrap(), random[..]);
        ends.complete().unwrap();

        let said = sealing.seal(b"$ ").unwrap();
        let content = ends.say(PayloadType::Output, said).unwrap();
        assert_eq!(content, Some(Content::Output(Bytes::from_static(b"$ "))));
        let (typed, size) = (Bytes::from_static(b"ls\r"), ssm_session::protocol::TerminalSize::UNKNOWN);
        ends.client.send(ends.now, PayloadType::Output, typed).unwrap();
        ends.client.resize(ends.now, size).unwrap();
        while let Some(frame) = ends.client.next_frame(ends.now) {
            ends.agent.receive(ends.now, frame).unwrap();
        }
        assert_eq!(sealing.open(&ends.heard().1).unwrap(), "ls\r");
        assert_eq!(ends.heard(), (PayloadType::Size, size.to_json()), "sizes stay clear");
    }

    #[test]
    fn a_challenge_under_another_key_ends_the_session() {
        let (mut ends, _) = encrypted();
        let other = Sealing::new(Role::Agent, &[7; 64]).unwrap();
        for (sealing_key, length) in [(&other, CHALLENGE_BYTES), (&encrypted().1, 5)] {
            let challenge =
                Challenge { challenge: STANDARD.encode(sealing_key.seal(&vec![1; length]).unwrap()) };
            let error = ends.say(PayloadType::EncryptionChallengeRequest, challenge.to_json()).unwrap_err();
            assert!(matches!(error, EngineError::Handshake(HandshakeError::Challenge)), "{error}");
        }
    }
}
