//! Executions of runbooks.

use std::time::Duration;

use ssm_client::Client;
use ssm_client::types::{AutomationExecutionStatus, DocumentType};
use ssm_local::{Clock, Fault, LocalSsm};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::automation::{AutomationError, AutomationTargets};
use time::OffsetDateTime;

use crate::calls::Calls;
use crate::support::{PATIENCE, client, fast, received, start};

/// Creates a runbook of these steps, in YAML.
async fn runbook(client: &Client, name: &str, head: &str, steps: &str) {
    let content = format!("schemaVersion: '0.3'\n{head}\nmainSteps:\n{steps}");
    let call = client.create_document(content, name).document_type(DocumentType::Automation);
    call.document_format("YAML").send().await.unwrap();
}

const SLEEP: &str = "
- { name: nap, action: aws:sleep, inputs: { Duration: PT0S } }
- { name: list, action: aws:executeAwsApi,
    inputs: { Service: ssm, Api: DescribeDocument, Name: AWS-RunShellScript },
    outputs: [{ Name: version, Selector: $.Document.DefaultVersion, Type: String }] }
";

const BROKEN: &str = "
- { name: nap, action: aws:sleep, inputs: { Duration: PT0S } }
- { name: image, action: aws:deleteImage, onFailure: 'step:tidy', inputs: { ImageId: ami-1 } }
- { name: tidy, action: aws:sleep, inputs: { Duration: PT0S } }
";

#[tokio::test]
async fn an_execution_gives_its_outputs_and_steps() {
    let ssm = start().await;
    let client = client(&ssm);
    runbook(&client, "Good", "outputs: ['list.version']", SLEEP).await;
    let execution = client.automation("Good").pacing(fast()).start().await.unwrap();
    let mut progress = execution.progress();
    let mut last = None;
    while let Some(update) = progress.try_next().await.unwrap() {
        last = Some(update.status);
    }
    assert_eq!(last, Some(AutomationExecutionStatus::Success));
    let report = execution.wait().within(PATIENCE).await.unwrap();
    assert!(report.is_success() && report.failed_step().is_none());
    assert_eq!(report.outputs["list.version"], ["1"]);
    let steps: Vec<&str> = report.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(steps, ["nap", "list"]);
    assert_eq!(report.step("list").unwrap().outputs["version"], ["1"]);
}

#[tokio::test]
async fn the_step_that_failed_is_named_with_its_message() {
    let ssm = start().await;
    let client = client(&ssm);
    runbook(&client, "Bad", "", BROKEN).await;
    let execution = client.automation("Bad").pacing(fast()).start().await.unwrap();
    let report = execution.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.status, AutomationExecutionStatus::Failed);
    let step = report.failed_step().unwrap();
    assert_eq!((step.name.as_str(), step.action.as_str()), ("image", "aws:deleteImage"));
    assert!(step.failure_message.is_some() && step.finished.is_some(), "{step:?}");
}

#[tokio::test]
async fn an_execution_that_waits_for_people_is_approved_resumed_or_rejected() {
    let ssm = start().await;
    let client = client(&ssm);
    let steps = "
- { name: ask, action: aws:approve, inputs: { Approvers: [ann] } }
- { name: hold, action: aws:pause, inputs: {} }
";
    runbook(&client, "Asks", "", steps).await;
    let execution = client.automation("Asks").pacing(fast()).start().await.unwrap();
    let mut progress = execution.progress();
    let update = progress.try_next().await.unwrap().unwrap();
    assert_eq!(update.status, AutomationExecutionStatus::Waiting);
    assert_eq!(update.changes[0].name, "ask");

    let error = execution.wait().within(Duration::from_millis(100)).await.unwrap_err();
    assert!(error.to_string().contains("it is Waiting at the step ask; it goes on"), "{error}");
    let AutomationError::TimedOut { report, .. } = error else { panic!("{error}") };
    assert_eq!(report.unwrap().current_step().unwrap().name, "ask");

    execution.approve("as discussed").await.unwrap();
    let update = progress.try_next().await.unwrap().unwrap();
    let changes: Vec<_> =
        update.changes.iter().map(|change| (change.name.as_str(), change.status.as_str())).collect();
    assert_eq!(changes, [("ask", "Success"), ("hold", "Waiting")]);
    let error = execution.approve("twice").await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidAutomationSignalException"));
    execution.resume("hold").await.unwrap();
    assert!(execution.wait().within(PATIENCE).await.unwrap().is_success());

    let rejected = client.automation("Asks").pacing(fast()).start().await.unwrap();
    rejected.reject("no").await.unwrap();
    let report = rejected.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.failed_step().unwrap().name, "ask");
}

async fn with_clock() -> (LocalSsm, Clock) {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    (LocalSsm::builder().clock(clock.clone()).start().await.unwrap(), clock)
}

const SLOW: &str = "
- { name: slow, action: aws:sleep, inputs: { Duration: PT1M } }
- { name: never, action: aws:sleep, inputs: { Duration: PT1H } }
";

#[tokio::test]
async fn an_execution_can_be_stopped_and_cancelled_and_followed_from_its_id() {
    let (ssm, clock) = with_clock().await;
    let client = client(&ssm);
    runbook(&client, "Slow", "", SLOW).await;
    let execution = client.automation("Slow").pacing(fast()).start().await.unwrap();
    execution.stop().await.unwrap();
    clock.advance(Duration::from_secs(60));
    let report = execution.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.step("never").map(|step| step.started), Some(None));

    let execution = client.automation("Slow").start().await.unwrap();
    let again = client.execution(execution.id()).pacing(fast());
    again.cancel().await.unwrap();
    let report = again.wait().within(PATIENCE).await.unwrap();
    assert_eq!(report.status, AutomationExecutionStatus::Cancelled);
}

#[tokio::test]
async fn each_target_has_a_child() {
    let (ssm, clock) = with_clock().await;
    let client = client(&ssm);
    let head = "parameters: { name: { type: String } }";
    runbook(&client, "Each", head, "- { name: slow, action: aws:sleep, inputs: { Duration: PT1M } }").await;
    let targets = AutomationTargets::values(["a", "b", "c"]);
    let automation = client.automation("Each").for_each("name", targets).max_concurrency(2).max_errors(1);
    let execution = automation.pacing(fast()).start().await.unwrap();
    assert_eq!(execution.children().await.unwrap().len(), 2);
    clock.advance(Duration::from_secs(60));
    assert_eq!(execution.children().await.unwrap().len(), 3);
    clock.advance(Duration::from_secs(60));
    assert!(execution.wait().within(PATIENCE).await.unwrap().is_success());
    let mut children: Vec<_> =
        execution.children().await.unwrap().into_iter().map(|child| (child.target, child.status)).collect();
    children.sort_by(|one, other| one.0.cmp(&other.0));
    let success = AutomationExecutionStatus::Success;
    let expected = ["a", "b", "c"].map(|target| (target.to_owned(), success.clone()));
    assert_eq!(children, expected);
}

#[tokio::test]
async fn throttling_outages_and_an_execution_that_is_not_known_at_first_are_waited_out() {
    let ssm = start().await;
    let client = client(&ssm);
    runbook(&client, "Good", "", SLEEP).await;
    let execution = client.automation("Good").pacing(fast()).start().await.unwrap();
    let get = "GetAutomationExecution";
    ssm.inject(Fault::throttling().on(get).times(4));
    ssm.inject(Fault::error(400, "AutomationExecutionNotFoundException", "not yet").on(get).times(2));
    ssm.inject(Fault::unavailable().on(get).times(1));
    let calls = Calls::count();
    assert!(execution.wait().within(PATIENCE).await.unwrap().is_success());
    // Throttled three times and once more, not known twice, and then there.
    assert_eq!(calls.of(get), 4);
    assert_eq!(received(&ssm, get), 8);
    ssm.inject(Fault::error(400, "AccessDeniedException", "not for you").on(get));
    let error = execution.wait().await.unwrap_err();
    assert!(error.to_string().contains("AccessDeniedException: not for you"), "{error}");
}
