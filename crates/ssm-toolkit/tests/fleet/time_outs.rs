//! Nodes that never answer, and work that is given up.

use std::time::Duration;

use ssm_client::types::CommandStatus;
use ssm_local::{Clock, LocalSsm};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::run_command::{CommandError, NodeStatus, Targets};
use time::OffsetDateTime;

use crate::agent::Agent;
use crate::support::{PATIENCE, client, fast, received, start};

#[tokio::test]
async fn a_wait_ends_in_time_and_says_who_is_done() {
    let ssm = start().await;
    let client = client(&ssm);
    let (one, two) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let targets = Targets::ids([&one.id, &two.id]);
    let command = client.run_shell(["uptime"]).on(targets).pacing(fast()).start().await.unwrap();
    let message = one.take().await;
    one.finish(&message, 0, "up\n").await;

    let error = command.wait().within(Duration::from_millis(200)).await.unwrap_err();
    assert!(error.to_string().contains("is not over within 200ms: 1 of 2 nodes are done"), "{error}");
    let CommandError::TimedOut { report, command_id, .. } = error else { panic!("{error}") };
    assert_eq!((command_id.as_str(), report.command_id.as_str()), (command.id(), command.id()));
    assert_eq!(report.node(&one.id).unwrap().standard_output(), "up\n");
    assert_eq!(report.node(&two.id).unwrap().status, NodeStatus::Pending);
    assert_eq!((report.failed().count(), report.is_success()), (0, false));

    // The command goes on, and can be waited for again.
    let message = two.take().await;
    two.finish(&message, 0, "up\n").await;
    assert!(command.wait().within(PATIENCE).await.unwrap().is_success());
}

#[tokio::test]
async fn nodes_that_never_answer_end_as_results_when_the_service_gives_them_up() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let client = client(&ssm);
    let (silent, stuck) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let command = client
        .run_shell(["uptime"])
        .on(Targets::ids([&silent.id, &stuck.id]))
        .delivery_timeout(Duration::from_secs(60))
        .execution_timeout(Duration::from_secs(100))
        .max_errors(2)
        .pacing(fast())
        .start()
        .await
        .unwrap();
    let message = stuck.take().await;
    stuck.begin(&message).await;
    let mut progress = command.progress();
    progress.try_next().await.unwrap().unwrap();
    clock.advance(Duration::from_secs(161));
    let report = command.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.node(&silent.id).unwrap().status, NodeStatus::DeliveryTimedOut);
    assert_eq!(report.node(&stuck.id).unwrap().status, NodeStatus::ExecutionTimedOut);
    assert_eq!(report.node(&silent.id).unwrap().response_code(), None);
    assert_eq!(report.failed().count(), 2);
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.counts.completed, update.counts.failed), (2, 2));
}

/// Looks until the command stands so.
async fn until(client: &ssm_client::Client, id: &str, status: CommandStatus) {
    let looks = async {
        loop {
            let listed = client.list_commands().command_id(id).send().await.unwrap();
            if listed.commands[0].status == Some(status.clone()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, looks).await.unwrap();
}

#[tokio::test]
async fn a_dropped_handle_cancels_its_command_if_it_was_asked_to() {
    let ssm = start().await;
    let client = client(&ssm);
    let (one, two) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let started = async |agent: &Agent| {
        let command = client.run_shell(["uptime"]).on(Targets::ids([&agent.id])).pacing(fast());
        command.start().await.unwrap().cancel_on_drop(true)
    };
    let command = started(&one).await;
    let id = command.id().to_owned();
    let given_up = async {
        let report = command.wait().await;
        drop(command);
        report
    };
    assert!(tokio::time::timeout(Duration::from_millis(50), given_up).await.is_err());
    until(&client, &id, CommandStatus::Cancelled).await;

    let command = started(&two).await;
    let message = two.take().await;
    two.finish(&message, 0, "").await;
    command.wait().within(PATIENCE).await.unwrap();
    drop(command);
    // What a task of the drop would send comes before what is sent after it.
    tokio::task::yield_now().await;
    client.list_commands().send().await.unwrap();
    assert_eq!(received(&ssm, "CancelCommand"), 1, "what is over is not cancelled");
}
