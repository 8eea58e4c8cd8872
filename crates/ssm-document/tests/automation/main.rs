//! Automations: conditions are decided, steps are built and changed.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::automation::{
    Action, Automation, Branch, Choice, Condition, ExecuteAwsApi, Loop, Operator, Pause, Sleep, Step,
    StepOutput, Transition,
};
use ssm_document::{Content, Document, ParameterType, Value};

#[test]
fn conditions_compare_texts_numbers_and_booleans() {
    use Operator::*;
    let cases: [(Value, Operator, Value, Option<bool>); 21] = [
        ("a".into(), StringEquals, "a".into(), Some(true)),
        ("a".into(), StringEquals, "A".into(), Some(false)),
        ("a".into(), EqualsIgnoreCase, "A".into(), Some(true)),
        ("windows".into(), StartsWith, "win".into(), Some(true)),
        ("windows".into(), StartsWith, "dows".into(), Some(false)),
        ("windows".into(), EndsWith, "dows".into(), Some(true)),
        ("windows".into(), Contains, "ndo".into(), Some(true)),
        (["a"].into(), Contains, "a".into(), None),
        (3.into(), NumericEquals, "3.0".into(), Some(true)),
        ("2".into(), NumericGreater, 3.into(), Some(false)),
        ("10".into(), NumericGreater, 9.into(), Some(true)),
        (3.into(), NumericLesser, 3.into(), Some(false)),
        (2.into(), NumericLesser, 3.into(), Some(true)),
        (3.into(), NumericGreaterOrEquals, 3.into(), Some(true)),
        (2.into(), NumericGreaterOrEquals, 3.into(), Some(false)),
        (3.into(), NumericLesserOrEquals, 3.into(), Some(true)),
        (4.into(), NumericLesserOrEquals, 3.into(), Some(false)),
        ("x".into(), NumericEquals, 3.into(), None),
        ("True".into(), BooleanEquals, true.into(), Some(true)),
        (false.into(), BooleanEquals, "true".into(), Some(false)),
        ("yes".into(), BooleanEquals, true.into(), None),
    ];
    for (variable, operator, value, expected) in cases {
        let condition = Condition::compare(variable, operator, value);
        assert_eq!(condition.holds(), expected, "{condition:?}");
    }
}

#[test]
fn conditions_join() {
    let yes = || Condition::compare("a", Operator::StringEquals, "a");
    let no = || Condition::compare("a", Operator::StringEquals, "b");
    assert_eq!(Condition::And(vec![yes(), yes()]).holds(), Some(true));
    assert_eq!(Condition::And(vec![yes(), no()]).holds(), Some(false));
    assert_eq!(Condition::Or(vec![no(), yes()]).holds(), Some(true));
    assert_eq!(Condition::Or(vec![no(), no()]).holds(), Some(false));
    assert_eq!(Condition::Not(Box::new(no())).holds(), Some(true));
}

#[test]
fn a_built_automation_is_the_one_that_is_read() {
    let is_ready = Condition::compare("{{ look.State }}", Operator::StringEquals, "ready");
    let look = ExecuteAwsApi::new("ec2", "DescribeInstances").other("InstanceIds", ["i-1"]);
    let state = StepOutput::new("State", "$.State", "String");
    let built = Document::from(
        Automation::new([
            Step::new("look", look).outputs([state]).on_failure(Transition::Continue),
            Step::new("choose", Branch::new([Choice::new("end", is_ready.clone())]).default("again")),
            Step::new(
                "again",
                Loop::new([Step::new("nap", Sleep::new().duration("PT1S"))]).loop_condition(is_ready),
            ),
            Step::new("end", Pause::new()).is_end(true),
        ])
        .assume_role("arn:aws:iam::123456789012:role/automation")
        .outputs(["look.State"]),
    );
    built.validate().unwrap();
    let expected = r#"{"schemaVersion":"0.3","assumeRole":"arn:aws:iam::123456789012:role/automation","mainSteps":[
        {"name":"look","action":"aws:executeAwsApi","inputs":{"InstanceIds":["i-1"],"Service":"ec2","Api":"DescribeInstances"},
            "outputs":[{"Name":"State","Selector":"$.State","Type":"String"}],"onFailure":"Continue"},
        {"name":"choose","action":"aws:branch","inputs":{"Choices":[
            {"NextStep":"end","Variable":"{{ look.State }}","StringEquals":"ready"}],"Default":"again"}},
        {"name":"again","action":"aws:loop","inputs":{"Steps":[{"name":"nap","action":"aws:sleep","inputs":{"Duration":"PT1S"}}],
            "LoopCondition":{"Variable":"{{ look.State }}","StringEquals":"ready"}}},
        {"name":"end","action":"aws:pause","inputs":{},"isEnd":true}],"outputs":["look.State"]}"#;
    assert_eq!(built.to_json(), Document::parse(expected).unwrap().to_json());

    let (Content::Automation(read), Content::Automation(typed)) =
        (Document::parse(expected).unwrap().content().unwrap(), built.content().unwrap())
    else {
        panic!("not automations")
    };
    assert_eq!(read, typed);
    let outputs = read.main_steps[0].outputs.as_ref().unwrap();
    assert_eq!(outputs[0].output_type, ParameterType::String);
    let Action::ExecuteAwsApi(call) = &read.main_steps[0].action else { panic!("not a call") };
    assert_eq!(call.others().map(|(key, _)| key).collect::<Vec<_>>(), ["InstanceIds"]);
}

#[test]
fn a_changed_condition_replaces_the_one_before() {
    let document = Document::from_yaml(
        "{schemaVersion: '0.3', mainSteps: [{name: a, action: aws:branch, inputs: {Choices: [{Variable: x, StringEquals: y, NextStep: a}]}}]}",
    )
    .unwrap();
    let Content::Automation(mut automation) = document.content().unwrap() else { panic!("no automation") };
    let Action::Branch(branch) = &mut automation.main_steps[0].action else { panic!("no branch") };
    branch.choices[0].condition = Condition::Not(Box::new(branch.choices[0].condition.clone()));
    let changed = Document::from(automation).to_json();
    assert!(
        changed.contains(r#"{"Choices":[{"NextStep":"a","Not":{"Variable":"x","StringEquals":"y"}}]}"#),
        "{changed}"
    );
}
