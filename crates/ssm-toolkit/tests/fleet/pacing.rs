//! How often is asked, over hours that pass at once: a scripted network, and the runtime's paused clock.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use ssm_client::Client;
use ssm_client::test_util::{Rule, ScriptedAnswer, ScriptedSender, SentRequest};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::automation::AutomationError;
use ssm_toolkit::run_command::{CommandError, NodeStatus};
use tokio::time::Instant;

fn client(rules: impl IntoIterator<Item = Rule>) -> (Client, ScriptedSender) {
    let sender = ScriptedSender::new(rules);
    let client = Client::builder()
        .without_env()
        .region("us-east-1")
        .static_credentials("AKIDEXAMPLE", "secret", None)
        .sender(&sender)
        .build()
        .unwrap();
    (client, sender)
}

/// A command for so many nodes that stands so.
fn command(status: &str, targets: usize) -> ScriptedAnswer {
    let command = json!({
        "CommandId": "c", "Status": status, "StatusDetails": status, "TargetCount": targets,
    });
    ScriptedAnswer::json(json!({ "Commands": [command] }).to_string())
}

/// The page that a request asks for, of so many nodes in pages of 50.
fn page(request: &SentRequest, nodes: usize, status: &str) -> ScriptedAnswer {
    let request: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(request["MaxResults"], 50);
    let first: usize = request["NextToken"].as_str().map_or(0, |token| token.parse().unwrap());
    let last = nodes.min(first + 50);
    let shown: Vec<_> = (first..last)
        .map(|number| json!({ "InstanceId": format!("i-{number:05}"), "Status": status, "StatusDetails": status }))
        .collect();
    let token = (last < nodes).then(|| last.to_string());
    ScriptedAnswer::json(json!({ "CommandInvocations": shown, "NextToken": token }).to_string())
}

/// When requests for an operation came, after the first one.
fn timed(
    name: &str,
    answer: impl Fn(Duration) -> ScriptedAnswer + Send + 'static,
) -> (Rule, Arc<Mutex<Vec<Duration>>>) {
    let times = Arc::<Mutex<Vec<Duration>>>::default();
    let (began, kept) = (Instant::now(), Arc::clone(&times));
    let rule = Rule::operation(name).answers_with(move |_| {
        kept.lock().unwrap().push(began.elapsed());
        answer(began.elapsed())
    });
    (rule, times)
}

#[tokio::test(start_paused = true)]
async fn looks_become_rarer_until_they_come_every_five_seconds() {
    let hour = Duration::from_secs(3600);
    let (commands, times) = timed("ListCommands", move |elapsed| {
        command(if elapsed < hour { "InProgress" } else { "Success" }, 60)
    });
    let nodes =
        Rule::operation("ListCommandInvocations").answers_with(|request| page(request, 60, "Success"));
    let (client, sender) = client([commands, nodes]);
    let report = client.command("c").wait().await.unwrap();
    assert_eq!((report.nodes.len(), report.is_success()), (60, true));

    let times = times.lock().unwrap().clone();
    let pauses: Vec<u128> = times.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect();
    // Timers tick in milliseconds and are never early.
    for (pause, expected) in pauses.iter().zip([500, 750, 1125, 1687, 2531, 3796, 5000, 5000]) {
        assert!((expected..expected + 5).contains(pause), "{pauses:?}");
    }
    assert!(pauses[6..].iter().all(|pause| (5000..5005).contains(pause)), "{pauses:?}");
    // An hour of waiting and two pages of results.
    assert!((720..730).contains(&times.len()), "{}", times.len());
    assert_eq!(sender.requests().len(), times.len() + 2);
}

#[tokio::test(start_paused = true)]
async fn following_a_large_fleet_keeps_to_ten_calls_a_second() {
    let commands = Rule::operation("ListCommands").always(command("InProgress", 2000));
    let nodes =
        Rule::operation("ListCommandInvocations").answers_with(|request| page(request, 2000, "InProgress"));
    let (client, sender) = client([commands, nodes]);
    let command = client.command("c");
    let mut progress = command.progress();
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!((update.counts.targets, update.counts.running, update.changes.len()), (2000, 2000, 2000));
    let minute = Duration::from_secs(60);
    assert!(tokio::time::timeout(minute, progress.try_next()).await.is_err(), "nothing happens");
    let calls = sender.requests().len();
    assert!((400..=641).contains(&calls), "{calls}");
}

#[tokio::test(start_paused = true)]
async fn a_command_that_is_never_listed_is_an_error_after_a_minute() {
    for answer in [
        ScriptedAnswer::json(r#"{"Commands":[]}"#),
        ScriptedAnswer::error(400, "InvalidCommandId", "there is none"),
    ] {
        let began = Instant::now();
        let (client, sender) = client([Rule::operation("ListCommands").always(answer)]);
        let error = client.command("of-nobody").wait().await.unwrap_err();
        assert!(matches!(error, CommandError::NotListed { .. }), "{error}");
        assert!(error.to_string().contains("does not list the command of-nobody"), "{error}");
        assert!((60..=66).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
        assert!(sender.requests().len() < 25, "{}", sender.requests().len());
    }
}

#[tokio::test(start_paused = true)]
async fn nodes_that_are_counted_and_not_listed_are_waited_for_half_a_minute() {
    let commands = Rule::operation("ListCommands").always(command("Success", 2));
    let nodes = Rule::operation("ListCommandInvocations").answers_with(|request| page(request, 1, "Success"));
    let (client, _) = client([commands, nodes]);
    let began = Instant::now();
    let report = client.command("c").wait().await.unwrap();
    assert_eq!((report.nodes.len(), report.unlisted(), report.is_success()), (1, 1, false));
    assert!((30..=36).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn nodes_that_still_run_when_too_many_failed_are_waited_for() {
    let began = Instant::now();
    let commands = Rule::operation("ListCommands").always(command("Failed", 1));
    let nodes = Rule::operation("ListCommandInvocations").answers_with(move |request| {
        page(request, 1, if began.elapsed() < Duration::from_secs(1800) { "InProgress" } else { "Success" })
    });
    let (client, _) = client([commands, nodes]);
    let report = client.command("c").wait().await.unwrap();
    assert_eq!(report.nodes[0].status, NodeStatus::Success);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_stays_out_of_order_is_given_up() {
    let outage = ScriptedAnswer::error(503, "ServiceUnavailable", "out of order");
    let (client, sender) = client([Rule::operation("ListCommands").always(outage)]);
    let error = client.command("c").wait().await.unwrap_err();
    assert!(error.to_string().contains("ServiceUnavailable: out of order"), "{error}");
    assert!((10..=30).contains(&sender.requests().len()), "{}", sender.requests().len());
}

#[tokio::test(start_paused = true)]
async fn a_page_token_that_comes_twice_is_an_error_and_no_endless_loop() {
    let commands = Rule::operation("ListCommands").always(command("Success", 1));
    let again = ScriptedAnswer::json(r#"{"CommandInvocations":[],"NextToken":"again"}"#);
    let nodes = Rule::operation("ListCommandInvocations").always(again);
    let (client, sender) = client([commands, nodes]);
    let error = client.command("c").wait().await.unwrap_err();
    assert!(error.to_string().contains("the same page token came twice"), "{error}");
    assert_eq!(sender.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_execution_that_never_comes_to_be_known_is_an_error_after_a_minute() {
    let unknown = ScriptedAnswer::error(400, "AutomationExecutionNotFoundException", "there is none");
    let (client, _) = client([Rule::operation("GetAutomationExecution").always(unknown)]);
    let began = Instant::now();
    let error = client.execution("of-nobody").wait().await.unwrap_err();
    let AutomationError::Call(error) = error else { panic!("{error}") };
    assert_eq!(error.code(), Some("AutomationExecutionNotFoundException"));
    assert!((60..=66).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}
