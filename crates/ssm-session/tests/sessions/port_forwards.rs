//! Connections through a session.

use std::time::Instant;

use ssm_session::protocol::handshake::{LOCAL_PORT_FORWARDING, PortProperties, SessionType};
use ssm_session::protocol::smux::{Mux, MuxLimits, Read};
use ssm_session::protocol::{Flag, PayloadType, Role};
use ssm_session::{Event, PortForward};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::agent::{Agent, Gone, of_type};
use crate::service::Service;

pub(crate) async fn begin(service: &Service, version: &str) -> (PortForward, Agent) {
    let start = PortForward::to_remote_host(&service.client, "mi-1", "db.internal", 5432);
    tokio::join!(async { start.start().await.unwrap() }, async {
        let mut agent = Agent::of(service).await;
        let properties = PortProperties {
            port_number: "5432".into(),
            kind: LOCAL_PORT_FORWARDING.into(),
            ..PortProperties::default()
        };
        agent.shake_hands(version, of_type(SessionType::Port, properties.to_value())).await;
        agent.complete();
        agent.heard().await.unwrap();
        agent
    })
}

/// What the other side of every connection does: it says everything twice, and ends when it was told all. The
/// number of those that it serves is limited.
pub(crate) async fn echo_twice(mut agent: Agent, refused: u32) -> Result<(), Gone> {
    let mut mux = Mux::new(Role::Agent, MuxLimits::default());
    loop {
        while let Some(message) = agent.reliability.next_message() {
            match message.payload_type {
                PayloadType::Output => mux.receive(Instant::now(), message.payload).unwrap(),
                PayloadType::Flag => {
                    assert_eq!(Flag::from_payload(&message.payload), Some(Flag::TerminateSession))
                }
                other => panic!("{other:?}"),
            }
        }
        while let Some(number) = mux.accept() {
            if number == refused {
                agent.say(PayloadType::Flag, Flag::ConnectToPortError.to_payload());
                mux.close(number);
            }
        }
        while let Some(number) = mux.changed() {
            loop {
                match mux.read(number, 4096) {
                    Read::Data(data) => {
                        let twice = [&data[..], &data[..]].concat();
                        assert_eq!(mux.write(number, &twice).unwrap_or(0), twice.len());
                    }
                    Read::End => {
                        mux.finish(number);
                        break;
                    }
                    Read::Pending => break,
                }
            }
        }
        while agent.reliability.can_send()
            && let Some(bytes) = mux.next_bytes(1024)
        {
            agent.say(PayloadType::Output, bytes);
        }
        agent.step().await?;
    }
}

#[tokio::test]
async fn connections_are_carried_within_the_process_and_end_in_one_direction_first() {
    let service = Service::begin().await;
    let (forward, agent) = begin(&service, "3.3.987.0").await;
    assert!(forward.is_multiplexed());
    assert_eq!(
        service.call("StartSession")["Parameters"],
        serde_json::json!({ "host": ["db.internal"], "portNumber": ["5432"] })
    );
    let agents = tokio::spawn(echo_twice(agent, 0));
    let mut connections = Vec::new();
    for number in 0..50u8 {
        let mut connection = forward.connect().await.unwrap();
        connections.push(tokio::spawn(async move {
            let said = vec![number; 1000];
            connection.write_all(&said).await.unwrap();
            connection.shutdown().await.unwrap();
            let mut heard = Vec::new();
            connection.read_to_end(&mut heard).await.unwrap();
            assert_eq!(heard, [&said[..], &said[..]].concat());
        }));
    }
    for connection in connections {
        connection.await.unwrap();
    }
    forward.terminate().await.unwrap();
    assert_eq!(service.calls(), ["StartSession"], "the agent was told");
    assert!(agents.await.unwrap().is_err());
}

#[tokio::test]
async fn a_local_port_is_forwarded_until_its_listener_is_dropped() {
    let service = Service::begin().await;
    let (forward, agent) = begin(&service, "3.3.987.0").await;
    tokio::spawn(echo_twice(agent, 0));
    let listener = forward.bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr();
    let taken = forward.bind(address).await.unwrap_err();
    assert_eq!(taken.to_string(), format!("{address} cannot be listened on"));
    let mut local = TcpStream::connect(address).await.unwrap();
    local.write_all(b"hello").await.unwrap();
    let mut heard = [0; 10];
    local.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"hellohello");
    drop(listener);
    assert_eq!(local.read(&mut heard).await.unwrap_or(0), 0, "its connections end with it");
    assert!(forward.connect().await.is_ok(), "the session does not");
}

#[tokio::test]
async fn a_destination_that_refuses_ends_the_connection_and_is_told() {
    let service = Service::begin().await;
    let (forward, agent) = begin(&service, "3.3.987.0").await;
    tokio::spawn(echo_twice(agent, 3));
    let mut events = forward.events();
    let mut refused = forward.connect().await.unwrap();
    assert_eq!(refused.read(&mut [0; 9]).await.unwrap(), 0);
    assert!(matches!(events.next().await, Some(Event::ConnectionRefused)));
    let mut second = forward.connect().await.unwrap();
    second.write_all(b"x").await.unwrap();
    let mut heard = [0; 2];
    second.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"xx");
}

#[tokio::test]
async fn a_session_that_ends_interrupts_its_connections() {
    let service = Service::begin().await;
    let (forward, mut agent) = begin(&service, "3.3.987.0").await;
    let mut connection = forward.connect().await.unwrap();
    agent.hear().await.unwrap();
    agent.close("maintenance").await;
    let error = connection.read(&mut [0; 9]).await.unwrap_err();
    assert!(error.to_string().contains("maintenance"), "{error}");
    assert!(connection.write_all(b"x").await.is_err());
    assert!(forward.connect().await.is_err());
    assert_eq!(forward.ended().await.unwrap(), "maintenance");
}

#[tokio::test]
async fn agents_of_old_carry_one_connection_after_the_other() {
    let service = Service::begin().await;
    let (forward, mut agent) = begin(&service, "3.0.196.0").await;
    assert!(!forward.is_multiplexed());
    let mut first = forward.connect().await.unwrap();
    assert_eq!(forward.connect().await.unwrap_err().kind(), std::io::ErrorKind::ResourceBusy);
    first.write_all(b"first").await.unwrap();
    assert_eq!(agent.hear().await.unwrap().payload, "first");
    agent.say(PayloadType::Output, "answer, and more that nobody reads");
    let mut heard = [0; 6];
    let (read, _) = tokio::join!(first.read_exact(&mut heard), agent.heard());
    read.unwrap();
    assert_eq!(&heard, b"answer");
    drop(first);
    let (second, flag) = tokio::join!(forward.connect(), agent.hear());
    assert_eq!(Flag::from_payload(&flag.unwrap().payload), Some(Flag::DisconnectToPort));
    let mut second = second.unwrap();
    agent.say(PayloadType::Output, "of the second");
    agent.heard().await.unwrap();
    let mut heard = [0; 13];
    second.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"of the second", "nothing of the first is left");
}
