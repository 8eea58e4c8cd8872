//! Sessions that are encrypted with a key of KMS.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ssm_session::kms::{DataKey, DataKeyRequest, DataKeys, Generating, KEY_BYTES};
use ssm_session::protocol::handshake::{CHALLENGE_BYTES, Challenge, RequestedAction, SessionType};
use ssm_session::protocol::sealing::Sealing;
use ssm_session::protocol::{PayloadType, Role};
use ssm_session::{Session, SessionError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::agent::{Agent, of_type};
use crate::service::Service;

#[derive(Clone, Default)]
struct Keys {
    asked: Arc<Mutex<Vec<DataKeyRequest>>>,
    refuses: bool,
}

impl DataKeys for Keys {
    fn generate(&self, request: DataKeyRequest) -> Generating<'_> {
        self.asked.lock().unwrap().push(request);
        let key = DataKey { plaintext: vec![5; KEY_BYTES].into(), ciphertext: b"sealed".to_vec() };
        Box::pin(async move { if self.refuses { Err("access denied".into()) } else { Ok(key) } })
    }
}

fn actions(challenge: Option<&str>) -> Vec<RequestedAction> {
    let mut actions = of_type(SessionType::StandardStream, serde_json::Value::Null);
    let challenge = challenge.map(str::to_owned);
    actions.push(RequestedAction::KmsEncryption { key_id: "alias/sessions".into(), challenge });
    actions
}

#[tokio::test]
async fn the_key_is_of_the_session_and_what_users_say_is_sealed() {
    let service = Service::begin().await;
    let keys = Keys::default();
    let starting = tokio::spawn(Session::shell(&service.client, "mi-1").kms(keys.clone()).start());
    let mut agent = Agent::of(&service).await;
    agent.shake_hands("3.3.987.0", actions(Some("Yw=="))).await;
    let asked = keys.asked.lock().unwrap()[0].clone();
    assert_eq!((asked.key_id.as_str(), asked.bytes), ("alias/sessions", 64));
    let context: Vec<_> = asked.encryption_context.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        context,
        [
            ("aws:ssm:RandomChallenge", "Yw=="),
            ("aws:ssm:SessionId", "session-1"),
            ("aws:ssm:TargetId", "mi-1")
        ]
    );
    let sealing = Sealing::new(Role::Agent, &[5; KEY_BYTES]).unwrap();
    let random = [1; CHALLENGE_BYTES];
    let challenge = Challenge { challenge: STANDARD.encode(sealing.seal(&random).unwrap()) };
    agent.say(PayloadType::EncryptionChallengeRequest, challenge.to_json());
    let answer = Challenge::from_json(&agent.hear().await.unwrap().payload).unwrap();
    assert_eq!(sealing.open(&STANDARD.decode(answer.challenge).unwrap()).unwrap(), random[..]);
    agent.complete();
    agent.say(PayloadType::Output, sealing.seal(b"$ ").unwrap());
    agent.heard().await.unwrap();
    let mut session = starting.await.unwrap().unwrap();
    assert!(session.is_encrypted());
    session.write_all(b"whoami").await.unwrap();
    assert_eq!(sealing.open(&agent.hear().await.unwrap().payload).unwrap(), "whoami");
    let mut shown = [0; 2];
    session.read_exact(&mut shown).await.unwrap();
    assert_eq!(&shown, b"$ ");
}

#[tokio::test]
async fn a_session_without_its_key_does_not_begin_and_both_ends_know_why() {
    for refuses in [true, false] {
        let service = Service::begin().await;
        let mut start = Session::shell(&service.client, "mi-1");
        if refuses {
            start = start.kms(Keys { refuses, ..Keys::default() });
        }
        let starting = tokio::spawn(start.start());
        let mut agent = Agent::of(&service).await;
        let answer = agent.shake_hands("3.3.987.0", actions(None)).await;
        let why = if refuses { "access denied" } else { "Start::kms" };
        assert!(answer.errors.unwrap()[0].contains(why));
        let error = starting.await.unwrap().unwrap_err();
        assert!(matches!(&error, SessionError::NoKey(reason) if reason.contains(why)), "{error}");
    }
}
