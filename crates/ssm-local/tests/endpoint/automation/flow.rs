use serde_json::{Value, json};

use super::{create, failing, get, pass_by, run, start, step, steps, with};
use crate::support;

#[tokio::test]
async fn steps_follow_as_the_runbook_says() {
    let ssm = support::start().await;
    let id = run(
        &ssm,
        json!([
            with(pass_by("first"), json!({ "nextStep": "last" })),
            pass_by("skipped"),
            with(pass_by("last"), json!({ "isEnd": true })),
            pass_by("beyond"),
        ]),
    )
    .await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Success");
    let expected = [("first", "Success"), ("skipped", "Pending"), ("last", "Success"), ("beyond", "Pending")];
    assert_eq!(steps(&execution), expected);
    assert_eq!(step(&execution, "first")["ValidNextSteps"], json!(["last"]));
}

#[tokio::test]
async fn a_failure_ends_the_execution_unless_the_step_says_otherwise() {
    let ssm = support::start().await;
    let id = run(&ssm, json!([failing("broken"), pass_by("next")])).await;
    let execution = get(&ssm, &id).await;
    assert_eq!(execution["AutomationExecutionStatus"], "Failed");
    assert_eq!(steps(&execution), [("broken", "Failed"), ("next", "Pending")]);
    let message = step(&execution, "broken")["FailureMessage"].as_str().unwrap();
    assert!(message.contains("no EC2 service at this endpoint"), "{message}");
    assert!(execution["FailureMessage"].as_str().unwrap().contains("broken"));
}

#[tokio::test]
async fn what_follows_a_failure_and_how_the_execution_ends_is_up_to_the_step() {
    let ssm = support::start().await;
    for (name, members, status, next, jumped) in [
        ("Continue", json!({ "onFailure": "Continue" }), "Failed", "Success", "Success"),
        (
            "Uncritical",
            json!({ "onFailure": "Continue", "isCritical": false }),
            "Success",
            "Success",
            "Success",
        ),
        ("Jump", json!({ "onFailure": "step:jumped", "isCritical": false }), "Success", "Pending", "Success"),
        ("Abort", json!({ "onFailure": "Abort" }), "Failed", "Pending", "Pending"),
    ] {
        let steps = json!([with(failing("broken"), members), pass_by("next"), pass_by("jumped")]);
        create(&ssm, name, json!({ "mainSteps": steps })).await;
        let execution = get(&ssm, &start(&ssm, json!({ "DocumentName": name })).await).await;
        assert_eq!(execution["AutomationExecutionStatus"], status, "{name}");
        assert_eq!(step(&execution, "next")["StepStatus"], next, "{name}");
        assert_eq!(step(&execution, "jumped")["StepStatus"], jumped, "{name}");
    }
}

#[tokio::test]
async fn a_branch_goes_to_the_first_choice_that_holds() {
    let ssm = support::start().await;
    let choice = |next: &str, condition: Value| with(condition, json!({ "NextStep": next }));
    let text = |operator: &str, value: &str| json!({ "Variable": "{{ text }}", operator: value });
    let number = |operator: &str, value: i64| json!({ "Variable": "{{ number }}", operator: value });
    let both = json!({ "And": [text("StartsWith", "a"), { "Not": text("EndsWith", "z") }] });
    let either = json!({ "Or": [number("NumericGreater", 100), number("NumericLesserOrEquals", -1)] });
    let choices = json!([
        choice("equal", text("StringEquals", "equal")),
        choice("both", both),
        choice("either", either),
        choice("number", number("NumericEquals", 7)),
        choice("flag", json!({ "Variable": "{{ flag }}", "BooleanEquals": true })),
        choice("contains", text("Contains", "mid")),
        choice("case", text("EqualsIgnoreCase", "CASE")),
    ]);
    let end = |name: &str| with(pass_by(name), json!({ "isEnd": true }));
    let ends = ["otherwise", "equal", "both", "either", "number", "flag", "contains", "case"];
    let mut main_steps = vec![json!({
        "name": "choose", "action": "aws:branch", "inputs": { "Choices": choices, "Default": "otherwise" },
    })];
    main_steps.extend(ends.iter().map(|name| end(name)));
    let parameters = json!({
        "text": { "type": "String", "default": "x" },
        "number": { "type": "Integer", "default": 0 },
        "flag": { "type": "Boolean", "default": false },
    });
    create(&ssm, "Branch", json!({ "parameters": parameters, "mainSteps": main_steps })).await;
    for (given, expected) in [
        (json!({ "text": ["equal"] }), "equal"),
        (json!({ "text": ["abc"] }), "both"),
        (json!({ "text": ["abz"] }), "otherwise"),
        (json!({ "number": ["101"] }), "either"),
        (json!({ "number": ["-1"] }), "either"),
        (json!({ "number": ["7"] }), "number"),
        (json!({ "flag": ["true"] }), "flag"),
        (json!({ "text": ["in the middle"] }), "contains"),
        (json!({ "text": ["Case"] }), "case"),
    ] {
        let id = start(&ssm, json!({ "DocumentName": "Branch", "Parameters": given })).await;
        let execution = get(&ssm, &id).await;
        let reached: Vec<&str> = steps(&execution)[1..]
            .iter()
            .filter(|(_, status)| *status == "Success")
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(reached, [expected], "{given}");
    }
}

#[tokio::test]
async fn actions_of_services_that_are_not_here_say_so() {
    let ssm = support::start().await;
    for (action, inputs, service) in [
        ("aws:createStack", json!({ "StackName": "x", "TemplateBody": "{}" }), "CloudFormation"),
        ("aws:invokeLambdaFunction", json!({ "FunctionName": "x" }), "Lambda"),
        ("aws:executeStateMachine", json!({ "stateMachineArn": "arn:aws:states:x" }), "Step Functions"),
        ("aws:executeScript", json!({ "Runtime": "python3.11", "Handler": "f", "Script": "x" }), "scripts"),
    ] {
        let step_of = json!([{ "name": "elsewhere", "action": action, "inputs": inputs }]);
        let name = action.replace("aws:", "Run-");
        create(&ssm, &name, json!({ "mainSteps": step_of })).await;
        let execution = get(&ssm, &start(&ssm, json!({ "DocumentName": name })).await).await;
        let message = step(&execution, "elsewhere")["FailureMessage"].as_str().unwrap();
        assert!(message.contains(service), "{message}");
        assert_eq!(step(&execution, "elsewhere")["FailureDetails"]["FailureType"], "UnsupportedAction");
    }
}
