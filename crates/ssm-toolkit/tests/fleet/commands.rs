//! Commands that nodes of the endpoint really run.

use std::time::Duration;

use ssm_client::types::CommandStatus;
use ssm_local::NodeOptions;
use ssm_toolkit::run_command::{CommandError, NodeStatus, Targets};
use ssm_toolkit::{ClientExt as _, Limit};

use crate::agent::Agent;
use crate::support::{PATIENCE, client, fast, received, start};

#[tokio::test]
async fn each_node_has_a_result_whether_it_succeeds_or_fails() {
    let ssm = start().await;
    let client = client(&ssm);
    let good = ssm.add_node(NodeOptions::new().name("good").tag("role", "web")).await.unwrap();
    let bad = ssm.add_node(NodeOptions::new().name("bad").tag("role", "web")).await.unwrap();
    ssm.add_node(NodeOptions::new().tag("role", "database")).await.unwrap();

    let script = format!("echo \"on $PWD\"; case \"$PWD\" in *{bad}*) echo oops >&2; exit 9;; esac");
    let command = client
        .run_shell([script])
        .on(Targets::tag("role", ["web"]))
        .comment("fails on one")
        .max_concurrency(Limit::percent(100))
        .max_errors(1)
        .pacing(fast())
        .start()
        .await
        .unwrap();
    let report = command.wait().within(PATIENCE).await.unwrap();

    assert_eq!((report.command_id.as_str(), report.target_count, report.unlisted()), (command.id(), 2, 0));
    assert!(!report.is_success());
    let node = report.node(&good).unwrap();
    assert_eq!((&node.status, node.response_code()), (&NodeStatus::Success, Some(0)));
    assert_eq!(node.name.as_deref(), Some("good"));
    assert!(node.standard_output().contains(&good), "{node:?}");
    let failed: Vec<_> = report.failed().collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((&failed[0].node_id, &failed[0].status), (&bad, &NodeStatus::Failed));
    assert_eq!(failed[0].response_code(), Some(9));
    assert!(failed[0].standard_output().starts_with("on "), "{failed:?}");
    assert!(failed[0].standard_error().starts_with("oops\n"), "{failed:?}");
    assert!(failed[0].plugins[0].finished.is_some());
    // One page of results, however many looks there were.
    assert_eq!((received(&ssm, "ListCommandInvocations"), received(&ssm, "GetCommandInvocation")), (1, 0));

    let again = client.command(command.id()).pacing(fast());
    assert_eq!(again.wait().await.unwrap().failed().count(), 1);
    assert_eq!(again.command().await.unwrap().comment.as_deref(), Some("fails on one"));
    let more = again.output(&bad, "aws:runShellScript").await.unwrap();
    assert!(more.standard_error.starts_with("oops\n") && !more.is_truncated(), "{more:?}");
}

#[tokio::test]
async fn progress_tells_each_step_of_each_node_and_ends_by_itself() {
    let ssm = start().await;
    let client = client(&ssm);
    let (one, two) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let targets = Targets::ids([&one.id, &two.id]);
    let command =
        client.run_shell(["uptime"]).on(targets).max_errors(2).pacing(fast()).start().await.unwrap();
    let mut progress = command.progress();

    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.counts.targets, update.counts.running, update.counts.completed), (2, 0, 0));
    let seen: Vec<_> = update.changes.iter().map(|change| (&change.before, &change.status)).collect();
    assert_eq!(seen, [(&None, &NodeStatus::Pending), (&None, &NodeStatus::Pending)]);

    let message = one.take().await;
    one.begin(&message).await;
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.status, update.counts.running), (CommandStatus::InProgress, 1));
    assert_eq!((&update.changes[0].node_id, update.changes.len()), (&one.id, 1));
    assert_eq!(update.changes[0].before, Some(NodeStatus::Pending));

    one.finish(&message, 0, "up\n").await;
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.counts.completed, update.counts.failed, update.counts.running), (1, 0, 0));

    let message = two.take().await;
    two.finish(&message, 3, "down\n").await;
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.counts.completed, update.counts.failed), (2, 1));
    assert_eq!(update.changes[0].status, NodeStatus::Failed);
    assert_eq!(progress.try_next().await.unwrap(), None);
    assert_eq!(progress.try_next().await.unwrap(), None);

    let report = command.wait().await.unwrap();
    assert_eq!(report.node(&one.id).unwrap().standard_output(), "up\n");
    assert_eq!(report.node(&two.id).unwrap().standard_error(), "it went wrong\n");
}

#[tokio::test]
async fn a_command_without_nodes_is_over_at_once_and_no_success() {
    let ssm = start().await;
    let targets = Targets::tag("role", ["nobody"]).and(Targets::tag_keys(["stage"]));
    let command = client(&ssm).run_shell(["uptime"]).on(targets).pacing(fast()).start().await.unwrap();
    let report = command.wait().within(PATIENCE).await.unwrap();
    assert_eq!((report.nodes.len(), report.status_details.as_str()), (0, "NoInstancesInTag"));
    assert!(!report.is_success());
    let mut progress = command.progress();
    assert_eq!(progress.try_next().await.unwrap().unwrap().counts.targets, 0);
    assert_eq!(progress.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn targets_that_cannot_be_are_told_before_anything_is_sent() {
    let ssm = start().await;
    let error = client(&ssm).run_shell(["uptime"]).start().await.unwrap_err();
    assert!(error.to_string().starts_with("SendCommand was not sent: the command is for no node"), "{error}");
    assert_eq!(received(&ssm, "SendCommand"), 0);

    let targets = Targets::ids(["i-0123456789abcdef0"]);
    let error = client(&ssm).run_power_shell(["Get-Date"]).on(targets).start().await.unwrap_err();
    let CommandError::Call(error) = error else { panic!("{error}") };
    assert_eq!(error.code(), Some("InvalidInstanceId"));
}

#[tokio::test]
async fn what_a_command_is_told_reaches_the_service() {
    let ssm = start().await;
    let client = client(&ssm);
    ssm.add_node(NodeOptions::new().tag("stage", "trial")).await.unwrap();
    let command = client
        .run_command("AWS-RunShellScript")
        .on(Targets::tag("stage", ["trial"]))
        .parameters([("commands", vec!["true", "false"])])
        .document_version("1")
        .delivery_timeout(Duration::from_secs(60))
        .execution_timeout(Duration::from_secs(120))
        .max_concurrency(7)
        .max_errors(Limit::percent(5))
        .output_bucket("bucket")
        .output_key_prefix("prefix")
        .request(|request| request.output_s3_region = Some("eu-west-1".to_owned()))
        .start()
        .await
        .unwrap();
    let shown = command.command().await.unwrap();
    assert_eq!(shown.parameters["commands"], ["true", "false"]);
    assert_eq!(shown.parameters["executionTimeout"], ["120"]);
    assert_eq!((shown.timeout_seconds, shown.document_version.as_deref()), (Some(60), Some("1")));
    assert_eq!((shown.max_concurrency.as_deref(), shown.max_errors.as_deref()), (Some("7"), Some("5%")));
    assert_eq!(shown.output_s3_bucket_name.as_deref(), Some("bucket"));
    assert_eq!(shown.output_s3_key_prefix.as_deref(), Some("prefix"));
    assert_eq!(shown.output_s3_region.as_deref(), Some("eu-west-1"));
    assert_eq!(shown.target_count, Some(1));
}

#[tokio::test]
async fn a_cancelled_command_says_what_became_of_each_node() {
    let ssm = start().await;
    let client = client(&ssm);
    let (one, two) = (Agent::start(&ssm, 1).await, Agent::start(&ssm, 2).await);
    let targets = Targets::ids([&one.id, &two.id]);
    let command = client.run_shell(["uptime"]).on(targets).pacing(fast()).start().await.unwrap();
    let message = one.take().await;
    one.finish(&message, 0, "").await;
    command.cancel_on([&two.id]).await.unwrap();
    let report = command.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.node(&one.id).unwrap().status, NodeStatus::Success);
    assert_eq!(report.node(&two.id).unwrap().status, NodeStatus::Cancelled);
    command.cancel().await.unwrap();
}
