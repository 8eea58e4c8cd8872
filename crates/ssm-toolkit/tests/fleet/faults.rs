//! A service that is throttled, out of order, slow or far behind.

use std::time::Duration;

use ssm_local::Fault;
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::run_command::{CommandError, NodeStatus, Targets};

use crate::agent::Agent;
use crate::calls::Calls;
use crate::support::{PATIENCE, client, fast, received, start};

#[tokio::test]
async fn throttling_and_outages_delay_results_and_do_not_change_them() {
    let ssm = start().await;
    let agent = Agent::start(&ssm, 1).await;
    let client = client(&ssm);
    let command =
        client.run_shell(["uptime"]).on(Targets::ids([&agent.id])).pacing(fast()).start().await.unwrap();
    let message = agent.take().await;
    agent.finish(&message, 0, "up\n").await;
    // Each call is tried three times by the transport itself.
    ssm.inject(Fault::throttling().on("ListCommands").times(4));
    ssm.inject(Fault::unavailable().on("ListCommandInvocations").times(4));
    ssm.inject(Fault::hang_up().on("ListCommandInvocations").times(1));
    let calls = Calls::count();
    let report = command.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.node(&agent.id).unwrap().status, NodeStatus::Success);
    assert_eq!((calls.of("ListCommands"), calls.of("ListCommandInvocations")), (2, 2));
}

#[tokio::test]
async fn what_does_not_pass_is_an_error() {
    let ssm = start().await;
    let agent = Agent::start(&ssm, 1).await;
    let client = client(&ssm);
    let command =
        client.run_shell(["uptime"]).on(Targets::ids([&agent.id])).pacing(fast()).start().await.unwrap();
    ssm.inject(Fault::error(400, "AccessDeniedException", "not for you").on("ListCommands"));
    let error = command.wait().await.unwrap_err();
    assert!(
        error.to_string().starts_with("ListCommands failed: AccessDeniedException: not for you"),
        "{error}"
    );
    let mut progress = command.progress();
    assert!(matches!(progress.try_next().await, Err(CommandError::Call(_))));
    assert!(progress.try_next().await.unwrap().is_none(), "after an error there is nothing more");
    assert_eq!(received(&ssm, "ListCommands"), 2);
}

#[tokio::test]
async fn a_command_that_is_not_listed_at_first_is_waited_for() {
    let ssm = start().await;
    let agent = Agent::start(&ssm, 1).await;
    let client = client(&ssm);
    let command =
        client.run_shell(["uptime"]).on(Targets::ids([&agent.id])).pacing(fast()).start().await.unwrap();
    let unknown = Fault::error(400, "InvalidCommandId", "the command is not known yet");
    ssm.inject(unknown.on("ListCommands").times(3));
    let message = agent.take().await;
    agent.finish(&message, 0, "").await;
    assert!(command.wait().within(PATIENCE).await.unwrap().is_success());
    assert_eq!(received(&ssm, "ListCommands"), 4);
}

#[tokio::test]
async fn a_slow_service_is_not_asked_more_often_than_it_answers() {
    let ssm = start().await;
    let agent = Agent::start(&ssm, 1).await;
    let client = client(&ssm);
    let command =
        client.run_shell(["uptime"]).on(Targets::ids([&agent.id])).pacing(fast()).start().await.unwrap();
    ssm.inject(Fault::delay(Duration::from_millis(100)).on("ListCommands"));
    let calls = Calls::count();
    let error = command.wait().within(Duration::from_millis(450)).await.unwrap_err();
    assert!(matches!(error, CommandError::TimedOut { .. }), "{error}");
    // Four looks fit, and one more follows for the report.
    assert!((2..=6).contains(&calls.of("ListCommands")), "{}", calls.of("ListCommands"));
}
