use serde_json::{Value, json};

use super::{create, get, pass_by, sleep, start, status, step, steps};
use crate::support::{self, fails, ok};

#[tokio::test]
async fn steps_of_an_interactive_execution_are_started_one_by_one() {
    let ssm = support::start().await;
    create(&ssm, "Steps", json!({ "mainSteps": [pass_by("one"), sleep("two", "PT1H"), pass_by("three")] }))
        .await;
    let id = start(&ssm, json!({ "DocumentName": "Steps", "Mode": "Interactive" })).await;
    let signal = |kind: &str, name: &str, value: &Value| json!({ "AutomationExecutionId": id, "SignalType": kind, "Payload": { name: [value] } });
    let begin = |step: &str| signal("StartStep", "StepName", &json!(step));
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Waiting");
    assert_eq!(execution["Mode"], "Interactive");
    fails(&ssm, "SendAutomationSignal", begin("four"), "AutomationStepNotFoundException").await;
    ok(&ssm, "SendAutomationSignal", begin("one")).await;
    assert_eq!(steps(&get(&ssm, &id).await)[..2], [("one", "Success"), ("two", "Pending")]);
    ok(&ssm, "SendAutomationSignal", begin("two")).await;
    fails(&ssm, "SendAutomationSignal", begin("three"), "InvalidAutomationSignalException").await;
    let execution = get(&ssm, &id).await;
    let stop = signal("StopStep", "StepExecutionId", &step(&execution, "two")["StepExecutionId"]);
    ok(&ssm, "SendAutomationSignal", stop).await;
    assert_eq!(steps(&get(&ssm, &id).await)[1], ("two", "Cancelled"));
    assert_eq!(status(&ssm, &id).await, "Waiting");
    ok(&ssm, "SendAutomationSignal", begin("three")).await;
    assert_eq!(status(&ssm, &id).await, "Success");
}
