//! What stands in payloads.

use ssm_session::protocol::handshake::{
    ActionStatus, Challenge, Complete, KmsResult, PortProperties, ProcessedAction, Request, RequestedAction,
    Response, SessionType,
};
use ssm_session::protocol::open::OpenDataChannel;
use ssm_session::protocol::{ChannelClosed, Flag, PayloadType, TerminalSize, Version, exit_code};
use uuid::Uuid;

fn text(bytes: bytes::Bytes) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_opening_says_which_end_it_is_of_and_hides_its_token() {
    let (request, client) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let opening = OpenDataChannel::of_client(request, client, "canary", "1.2.764.0");
    assert_eq!(
        opening.to_json(),
        "{\"MessageSchemaVersion\":\"1.0\",\"RequestId\":\"00000000-0000-0000-0000-000000000001\",\
         \"TokenValue\":\"canary\",\"ClientId\":\"00000000-0000-0000-0000-000000000002\",\
         \"ClientVersion\":\"1.2.764.0\"}"
    );
    assert!(!format!("{opening:?}").contains("canary"));
    assert_eq!(OpenDataChannel::from_json(opening.to_json().as_bytes()).unwrap(), opening);
    let opening = OpenDataChannel::of_agent(request, client, "t", "mi-0").to_json();
    assert!(opening.contains("\"ClientInstanceId\":\"mi-0\"") && !opening.contains("ClientVersion"));
}

#[test]
fn a_handshake_is_read_and_answered_as_agents_do() {
    let json = br#"{"AgentVersion":"3.3.987.0","RequestedClientActions":[{"ActionType":"SessionType","ActionParameters":{"SessionType":"Port","Properties":{"portNumber":"5432","localPortNumber":"15432","type":"LocalPortForwarding"}}},{"ActionType":"KMSEncryption","ActionParameters":{"KMSKeyId":"k","Challenge":""}},{"ActionType":"Dance","ActionParameters":{"steps":3}}]}"#;
    let request = Request::from_json(json).unwrap();
    let [of_type, of_kms, other] = &request.requested_client_actions[..] else { panic!("{request:?}") };
    let RequestedAction::SessionType { session_type: SessionType::Port, properties } = of_type else {
        panic!("{of_type:?}")
    };
    assert_eq!(PortProperties::from_value(properties).port_number, "5432");
    assert_eq!(*of_kms, RequestedAction::KmsEncryption { key_id: "k".into(), challenge: None });
    assert_eq!(other.action_type(), "Dance");
    assert_eq!(Request::from_json(&request.to_json()).unwrap(), request);

    let response = Response {
        client_version: Version::OF_CLIENT.to_string(),
        processed_client_actions: vec![ProcessedAction::success("SessionType", serde_json::Value::Null)],
        errors: None,
        max_payload_bytes: None,
    };
    assert_eq!(
        text(response.to_json()),
        "{\"ClientVersion\":\"1.2.764.0\",\"ProcessedClientActions\":[{\"ActionType\":\"SessionType\",\
         \"ActionStatus\":1,\"ActionResult\":null,\"Error\":\"\"}],\"Errors\":null}"
    );
    let complete = br#"{"HandshakeTimeToComplete":84213377,"CustomerMessage":""}"#;
    assert_eq!(Complete::from_json(complete).unwrap().handshake_time_to_complete, 84_213_377);
}

#[test]
fn lists_that_are_null_are_empty() {
    let request = Request::from_json(br#"{"AgentVersion":"1","RequestedClientActions":null}"#).unwrap();
    assert!(request.requested_client_actions.is_empty());
    let response = br#"{"ClientVersion":"1","ProcessedClientActions":null,"Errors":["no"]}"#;
    assert_eq!(Response::from_json(response).unwrap().errors.unwrap(), ["no"]);
}

#[test]
fn what_is_no_handshake_is_an_error() {
    for json in [
        "",
        "3",
        "{\"RequestedClientActions\":[{}]}",
        "{\"RequestedClientActions\":[{\"ActionType\":\"SessionType\"}]}",
        "{\"RequestedClientActions\":[{\"ActionType\":\"KMSEncryption\",\"ActionParameters\":{}}]}",
    ] {
        let error = Request::from_json(json.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "the payload is no handshake request");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn results_of_kms_say_nothing_of_a_challenge_that_was_not_met() {
    let mut result = KmsResult {
        cipher_text_key: "a2V5".into(),
        cipher_text_hash: None,
        challenge_acknowledgement: false,
    };
    let json = |result: &KmsResult| serde_json::to_string(result).unwrap();
    assert_eq!(json(&result), r#"{"KMSCipherTextKey":"a2V5","KMSCipherTextHash":null}"#);
    result.challenge_acknowledgement = true;
    assert!(json(&result).ends_with(r#""ChallengeAcknowledgement":true}"#));
    assert_eq!(ActionStatus::UNSUPPORTED.0, 3);
    assert_eq!(text(Challenge { challenge: "Yw==".into() }.to_json()), r#"{"Challenge":"Yw=="}"#);
}

#[test]
fn small_payloads_are_written_and_read() {
    assert_eq!(text(TerminalSize { cols: 80, rows: 24 }.to_json()), r#"{"cols":80,"rows":24}"#);
    assert_eq!(text(exit_code::write(-7)), "EXIT_CODE: -7");
    for (payload, code) in [
        ("EXIT_CODE: 0", Some(0)),
        ("EXIT_CODE: 255\n", Some(255)),
        ("EXIT_CODE: ", None),
        ("exit code 1", None),
        ("EXIT_CODE: 99999999999", None),
    ] {
        assert_eq!(exit_code::read(payload.as_bytes()), code, "{payload:?}");
    }
    assert_eq!(Flag::from_payload(&[0, 0, 0, 9]), Some(Flag::Other(9)));
    assert_eq!(Flag::from_payload(&[0, 0, 1]), None);
    let closed = ChannelClosed::from_json(br#"{"Output":"bye","SchemaVersion":1}"#).unwrap();
    assert_eq!((closed.output.as_str(), closed.session_id.as_str()), ("bye", ""));
}

#[test]
fn payload_types_keep_their_numbers() {
    for number in 0..20 {
        assert_eq!(PayloadType::from(number).as_u32(), number);
    }
    assert_eq!(PayloadType::from(12), PayloadType::ExitCode);
    assert_eq!(PayloadType::from(13), PayloadType::Other(13));
    let sealed: Vec<u32> = (0..13).filter(|number| PayloadType::from(*number).is_sealed()).collect();
    assert_eq!(sealed, [1, 11, 12]);
}

#[test]
fn versions_compare_number_by_number() {
    let version = |text: &str| text.parse::<Version>();
    assert!(version("3.10.0.0").unwrap() > version("3.9.9999.9").unwrap());
    assert_eq!(version("3.1").unwrap(), version("3.1.0.0").unwrap());
    for none in ["", "3.", "3.1.2.3.4", "a.b", "-1", "3.1.99999999999"] {
        assert!(version(none).is_err(), "{none}");
    }
    let old = Version::new(2, 3, 722, 0);
    assert!((old <= Version::TERMINATE_FLAG) && Version::OF_CLIENT > Version::CLIENT_WITHOUT_KEEP_ALIVE);
}
