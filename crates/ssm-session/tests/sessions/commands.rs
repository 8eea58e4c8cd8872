//! Commands without a terminal.

use ssm_session::protocol::PayloadType;
use ssm_session::protocol::handshake::SessionType;
use ssm_session::{Command, Output, Signal};

use crate::agent::{Agent, of_type};
use crate::service::Service;

async fn begin(service: &Service) -> (Command, Agent) {
    let start = Command::new(&service.client, "mi-1", "make it so");
    tokio::join!(async { start.start().await.unwrap() }, async {
        let mut agent = Agent::of(service).await;
        let actions = of_type(SessionType::NonInteractiveCommands, serde_json::Value::Null);
        agent.shake_hands("3.3.987.0", actions).await;
        agent.complete();
        agent.heard().await.unwrap();
        agent
    })
}

#[tokio::test]
async fn output_error_stream_and_exit_code_come_apart() {
    let service = Service::begin().await;
    let (command, mut agent) = begin(&service).await;
    assert_eq!(
        service.call("StartSession"),
        serde_json::json!({
            "Target": "mi-1",
            "DocumentName": "AWS-StartNonInteractiveCommand",
            "Parameters": { "command": ["make it so"] },
        })
    );
    assert_eq!(command.agent_version().unwrap().to_string(), "3.3.987.0");
    let agents = tokio::spawn(async move {
        for (payload_type, text) in [
            (PayloadType::Output, "one\n"),
            (PayloadType::StandardError, "oh\n"),
            (PayloadType::Output, "two\n"),
            (PayloadType::ExitCode, "EXIT_CODE: 3"),
        ] {
            agent.say(payload_type, text);
        }
        agent.heard().await.unwrap();
        agent.close("").await;
        agent.linger().await;
    });
    let finished = command.finish().await.unwrap();
    assert_eq!(finished.stdout, b"one\ntwo\n");
    assert_eq!(finished.stderr, b"oh\n");
    assert_eq!(finished.exit_code, Some(3));
    agents.await.unwrap();
}

#[tokio::test]
async fn a_signal_reaches_the_command_and_output_is_read_as_it_comes() {
    let service = Service::begin().await;
    let (mut command, mut agent) = begin(&service).await;
    agent.say(PayloadType::Output, "working");
    agent.heard().await.unwrap();
    assert_eq!(command.next().await.unwrap(), Some(Output::Stdout("working".into())));
    command.signal(Signal::Quit).await.unwrap();
    assert_eq!(agent.hear().await.unwrap().payload, "\u{1c}");
    agent.close("").await;
    assert_eq!(command.next().await.unwrap(), None);
    assert_eq!(command.exit_code(), None);
}
