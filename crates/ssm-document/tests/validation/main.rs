//! What is wrong with a document is found all at once, each with its place.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::Document;

/// Checks that `text` has problems at these places, with these words, and no others.
#[track_caller]
fn problems(text: &str, expected: &[(&str, &str)]) {
    let document = Document::from_yaml(text).unwrap();
    let found = document.validate().expect_err(text);
    let found: Vec<_> =
        found.iter().map(|problem| (problem.path.as_str(), problem.message.as_str())).collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((path, message), (expected_path, words)) in found.iter().zip(expected) {
        assert_eq!(path, expected_path, "{found:#?}");
        assert!(message.contains(words), "{message:?} does not say {words:?}");
    }
}

/// A command document with this step.
fn step(step: &str) -> String {
    format!("{{schemaVersion: '2.2', parameters: {{word: {{type: String}}}}, mainSteps: [{step}]}}")
}

/// An automation with these steps.
fn automation(steps: &str) -> String {
    format!("{{schemaVersion: '0.3', parameters: {{word: {{type: String}}}}, mainSteps: [{steps}]}}")
}

#[test]
fn all_problems_are_told_at_once() {
    let text = r#"
schemaVersion: "2.2"
parameters:
  bad: { type: Strings }
  typed: { type: StringList, default: text, minItems: 3, maxItems: 2 }
mainSteps:
- { name: one, action: aws:runShellScript, inputs: { runCommand: { a: b }, timeoutSeconds: soon } }
- { name: one, action: aws:runShellScript, inputs: {} }
- { action: aws:configurePackage, inputs: { action: Remove } }
- just text
"#;
    problems(
        text,
        &[
            ("mainSteps[0].inputs.runCommand", "must be a list of texts, and is a map"),
            ("mainSteps[0].inputs.timeoutSeconds", "must be an integer"),
            ("mainSteps[1].inputs.runCommand", "is required"),
            ("mainSteps[2].name", "is required"),
            ("mainSteps[2].inputs.name", "is required"),
            ("mainSteps[2].inputs.action", "must be one of Install Uninstall"),
            ("mainSteps[3]", "must be a map, and is text"),
            ("parameters.bad.type", "must be one of String"),
            ("parameters.typed.minItems", "greater than the maximum"),
            ("parameters.typed.default", "must be of type StringList"),
            ("mainSteps[1].name", "earlier step"),
        ],
    );
}

#[test]
fn a_document_has_a_known_schema() {
    problems("mainSteps: []", &[("schemaVersion", "is required")]);
    problems("schemaVersion: '9.9'", &[("schemaVersion", "must be one of")]);
    problems("[a]", &[("", "must be a map, and is a list")]);
    let automation = Document::from_yaml("schemaVersion: '0.3'").unwrap();
    let problems = automation.validate_as("Command").unwrap_err();
    assert_eq!(problems.to_string(), "schemaVersion: must be 1.2 or 2.0 or 2.2 for the type Command");
}

#[test]
fn a_document_has_steps() {
    problems("schemaVersion: '2.2'", &[("mainSteps", "is required")]);
    problems("{schemaVersion: '2.2', mainSteps: []}", &[("mainSteps", "must have a step")]);
    problems("{schemaVersion: '1.2'}", &[("runtimeConfig", "is required")]);
    problems(
        "{schemaVersion: '1.2', runtimeConfig: {'aws:runShellScript': {properties: [{}]}, 'aws:domainJoin': {}}}",
        &[
            ("runtimeConfig.aws:runShellScript.properties[0].runCommand", "is required"),
            ("runtimeConfig.aws:domainJoin.properties", "is required"),
        ],
    );
}

#[test]
fn time_outs_are_within_the_agents_range() {
    for (seconds, fits) in [("1", true), ("172800", true), ("'60'", true), ("0", false), ("172801", false)] {
        let text = step(&format!(
            "{{name: a, action: aws:runShellScript, inputs: {{runCommand: [ls], timeoutSeconds: {seconds}}}}}"
        ));
        assert_eq!(Document::from_yaml(&text).unwrap().validate().is_ok(), fits, "{seconds}");
    }
}

#[test]
fn names_of_steps_are_words() {
    problems(
        &step("{name: 'a-b', action: aws:refreshAssociation, inputs: {}}"),
        &[("mainSteps[0].name", "letters, digits and underscores")],
    );
}

#[test]
fn names_of_parameters_are_those_that_agents_replace() {
    problems(
        "{schemaVersion: '2.2', parameters: {a-b: {type: String}}, mainSteps: [{name: a, action: aws:x}]}",
        &[("parameters.a-b", "letters and digits")],
    );
}

#[test]
fn patterns_are_those_that_agents_match() {
    problems(
        "{schemaVersion: '1.0', sessionType: Port, parameters: {a: {type: String, default: x, allowedPattern: '^(?!y)'}}}",
        &[("parameters.a.allowedPattern", "is no regular expression")],
    );
    // The service runs automations, and knows more.
    let text = "{schemaVersion: '0.3', parameters: {a: {type: String, default: x, allowedPattern: '^(?!y)'}}, mainSteps: [{name: a, action: aws:pause}]}";
    Document::from_yaml(text).unwrap().validate().unwrap();
}

#[test]
fn the_step_that_always_runs_is_the_last() {
    problems(
        &step(
            "{name: a, action: aws:refreshAssociation, inputs: {finallyStep: true}}, {name: b, action: aws:x}",
        ),
        &[("mainSteps[0].inputs.finallyStep", "last step only")],
    );
}

#[test]
fn preconditions_are_those_that_agents_decide() {
    let cases = [
        ("{StringEquals: [platformType, Linux]}", None),
        ("{StringEquals: [Linux, '{{ platformType }}']}", None),
        ("{StringEquals: ['{{ word }}', x]}", None),
        ("{StringEquals: [platformType]}", Some("takes 2 operands, and has 1")),
        ("{StringEquals: [a, b]}", Some("compares constants")),
        ("{StringEquals: ['{{ word }}', '{{ word }}']}", Some("with itself")),
        ("{StringEquals: ['{{ word }}', '{{ssm:/a}}']}", Some("Parameter Store")),
        ("{StringLike: [platformType, 'L*']}", Some("not a known operator")),
    ];
    for (precondition, problem) in cases {
        let text = step(&format!("{{name: a, action: aws:x, precondition: {precondition}}}"));
        let said = Document::from_yaml(&text).unwrap().validate().err().map(|problems| problems.to_string());
        match (problem, said) {
            (None, None) => {}
            (Some(words), Some(said)) if said.contains(words) => {}
            (_, said) => panic!("{precondition}: {said:?}"),
        }
    }
}

#[test]
fn references_find_parameters() {
    problems(
        &step("{name: a, action: aws:runShellScript, inputs: {runCommand: ['echo {{ wrod }} {{word}}']}}"),
        &[("mainSteps[0].inputs.runCommand[0]", "{{ wrod }}")],
    );
    // Templates of other tools are no references.
    let text = step(
        "{name: a, action: aws:runShellScript, inputs: {runCommand: ['docker ps --format {{.Names}} {{json .}}', '${{ word }}']}}",
    );
    Document::from_yaml(&text).unwrap().validate().unwrap();
}

#[test]
fn steps_of_automations_go_to_steps() {
    problems(
        &automation(
            "{name: a, action: aws:branch, inputs: {Choices: [{NextStep: nowhere, Variable: '{{ word }}', StringEquals: x}], Default: b}},
             {name: b, action: aws:sleep, inputs: {Duration: PT1S}, nextStep: c, onFailure: 'step:d', onCancel: 'step:b', maxAttempts: 0},
             {name: e, action: aws:sleep, inputs: {Timestamp: '{{ f.Output }}'}, onFailure: stop}",
        ),
        &[
            ("mainSteps[2].onFailure", "must be Abort, Continue or step:"),
            ("mainSteps[0].inputs.Choices[0].NextStep", "no step nowhere"),
            ("mainSteps[1].nextStep", "no step c"),
            ("mainSteps[1].onFailure", "no step d"),
            ("mainSteps[1].onCancel", "cannot be b"),
            ("mainSteps[1].maxAttempts", "1 at least"),
            ("mainSteps[2].inputs.Timestamp", "no step f"),
        ],
    );
}

#[test]
fn conditions_and_loops_are_complete() {
    problems(
        &automation(
            "{name: a, action: aws:branch, inputs: {Choices: [{NextStep: a}, {NextStep: a, Variable: x, StringEquals: x, Contains: x}, {NextStep: a, Variable: x, Like: x}, {NextStep: a, And: [{StringEquals: x}]}]}},
             {name: b, action: aws:loop, inputs: {Steps: [{name: a, action: aws:pause}], MaxIterations: 101}},
             {name: c, action: aws:sleep}",
        ),
        &[
            ("mainSteps[0].inputs.Choices[0]", "must have a condition"),
            ("mainSteps[0].inputs.Choices[1]", "several operators"),
            ("mainSteps[0].inputs.Choices[2].Like", "not a known operator"),
            ("mainSteps[0].inputs.Choices[3].And[0].Variable", "is required"),
            ("mainSteps[1].inputs", "must have Iterators or LoopCondition"),
            ("mainSteps[1].inputs.MaxIterations", "must be 1 to 100"),
            ("mainSteps[2].inputs", "must have Duration or Timestamp"),
            ("mainSteps[1].inputs.Steps[0].name", "earlier step"),
        ],
    );
}

#[test]
fn outputs_and_variables_exist() {
    let text = "{schemaVersion: '0.3', outputs: [a.b, c.d], mainSteps: [{name: a, action: aws:x, inputs: {v: '{{ variable:n }}'}}]}";
    problems(text, &[("mainSteps[0].inputs.v", "no variable"), ("outputs[1]", "no step c")]);
}

#[test]
fn sessions_have_what_their_type_needs() {
    problems(
        "{schemaVersion: '1.0', sessionType: Standard_Stream}",
        &[("inputs", "is required for sessionType Standard_Stream")],
    );
    problems(
        "{schemaVersion: '1.0', sessionType: Telnet, inputs: {idleSessionTimeout: '61', maxSessionDuration: 0}, properties: {linux: {}}}",
        &[
            ("sessionType", "must be one of"),
            ("inputs.idleSessionTimeout", "1 to 60 minutes"),
            ("inputs.maxSessionDuration", "1 to 1440 minutes"),
            ("properties.linux.commands", "is required"),
        ],
    );
}
