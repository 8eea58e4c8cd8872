//! `traced`: what it prints, and what it never does.

use crate::program::Program;

#[tokio::test]
async fn it_prints_each_call_and_attempt_and_no_value() {
    let lines = Program::without_environment("traced").run().await.success();
    let ends =
        |target: &str| lines.lines().filter(|line| line.ends_with(&format!(": {target}: close"))).count();
    assert_eq!(ends("awsjson_transport::call"), 2, "{lines}");
    assert_eq!(ends("awsjson_transport::attempt"), 2, "{lines}");
    for expected in ["otel.name=SSM.PutParameter", "outcome=\"success\"", "error.type=ParameterNotFound"] {
        assert!(lines.contains(expected), "{expected:?} is missing in:\n{lines}");
    }
    assert!(!lines.contains("s3cret") && !lines.contains("/traced"), "{lines}");
}

#[tokio::test]
async fn it_prints_what_it_is_asked_for() {
    let program = || Program::without_environment("traced");
    let lines = program().arguments(&["awsjson_transport::call=info"]).run().await.success();
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert_eq!(program().arguments(&["off"]).run().await.success(), "");
    let outcome = program().arguments(&["awsjson_transport=loud"]).run().await;
    assert!(outcome.complaint(2).starts_with("traced: awsjson_transport=loud is no filter: "), "{outcome:?}");
}
