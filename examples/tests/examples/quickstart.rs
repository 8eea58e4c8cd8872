use crate::gate::{Gate, Refusal};
use crate::program::{Program, client, endpoint};

/// The names of all parameters at an endpoint.
async fn names(client: &ssm_client::Client) -> Vec<String> {
    let all = client.describe_parameters().items().try_collect().await.expect("an answer");
    all.into_iter().filter_map(|parameter| parameter.name).collect()
}

#[tokio::test]
async fn it_needs_nothing_and_shows_every_step() {
    let transcript = Program::without_environment("quickstart").run().await.success();
    for expected in [
        "an ssm-local inside this program",
        "PutParameter            db/password     SecureString  version 1",
        "Value: (redacted)",
        "db/password     decrypted, as it was stored",
        "db/prot         does not exist",
        "items: 33 parameters",
        "pages: 4, of 10 + 10 + 10 + 3",
        "GetParameterError::ParameterNotFound",
        "in a log: GetParameter failed: ParameterNotFound: ",
        "overwritten: version 2",
        "version 1       db-1.example.com, \"stable\"",
        "db/host:stable  db-1.example.com",
        "team=storage",
        "DeleteParameters        33 parameters",
    ] {
        assert!(transcript.contains(expected), "{expected:?} is missing in:\n{transcript}");
    }
    assert!(!transcript.contains("battery staple"), "the secret is printed:\n{transcript}");
}

#[tokio::test]
async fn it_leaves_an_endpoint_as_it_was() {
    let local = endpoint().await;
    let client = client(&local);
    client.put_parameter("/quickstart", "mine").r#type("String").send().await.expect("an answer");
    let arguments = ["--endpoint-url", &local.endpoint_url()];
    let transcript = Program::with_credentials("quickstart").arguments(&arguments).run().await.success();
    assert!(transcript.contains(&local.endpoint_url()) && !transcript.contains("ssm-local"), "{transcript}");
    assert_eq!(names(&client).await, ["/quickstart"]);

    Program::calling("quickstart", &local).arguments(&["--aws"]).run().await.success();
    assert_eq!(names(&client).await, ["/quickstart"]);
}

fn forbidden(operation: &'static str) -> Refusal {
    Refusal { operation, code: "AccessDeniedException", times: usize::MAX }
}

#[tokio::test]
async fn it_is_patient_when_too_many_requests_came() {
    let local = endpoint().await;
    let refusal = Refusal { operation: "PutParameter", code: "ThrottlingException", times: 1 };
    let gate = Gate::refusing(refusal, &local).await;
    let arguments = ["--endpoint-url", &gate.endpoint_url()];
    let transcript = Program::with_credentials("quickstart").arguments(&arguments).run().await.success();
    assert!(transcript.contains("DeleteParameters        33 parameters"), "{transcript}");
}

#[tokio::test]
async fn it_clears_up_when_a_call_fails() {
    let local = endpoint().await;
    let gate = Gate::refusing(forbidden("GetParametersByPath"), &local).await;
    let arguments = ["--endpoint-url", &gate.endpoint_url()];
    let outcome = Program::with_credentials("quickstart").arguments(&arguments).run().await;
    let line = outcome.complaint(1);
    assert!(
        line.starts_with("quickstart: GetParametersByPath failed: AccessDeniedException: not for you"),
        "{line}"
    );
    assert!(outcome.stdout.contains("DeleteParameters        33 parameters"), "{}", outcome.stdout);
    assert!(names(&client(&local)).await.is_empty());
}

#[tokio::test]
async fn it_says_what_it_had_to_leave_behind() {
    let local = endpoint().await;
    let gate = Gate::refusing(forbidden("DeleteParameters"), &local).await;
    let arguments = ["--endpoint-url", &gate.endpoint_url()];
    let outcome = Program::with_credentials("quickstart").arguments(&arguments).run().await;
    let line = outcome.complaint(1);
    assert!(line.contains("parameters may be left below /quickstart-"), "{line}");
    assert!(line.contains("AccessDeniedException"), "{line}");
}

#[tokio::test]
async fn it_says_what_is_missing() {
    for (program, expected) in [
        (Program::without_environment("quickstart"), "AWS_REGION"),
        (Program::without_environment("quickstart").variable("AWS_REGION", "eu-west-1"), "AWS_ACCESS_KEY_ID"),
        (Program::with_credentials("quickstart"), "could not reach http://127.0.0.1:1"),
    ] {
        let outcome = program.arguments(&["--endpoint-url", "http://127.0.0.1:1"]).run().await;
        let line = outcome.complaint(1);
        assert!(line.contains(expected), "{line}");
        assert!(!line.contains("may be left"), "nothing was stored: {line}");
    }
}

#[tokio::test]
async fn wrong_usage_is_one_line() {
    for (arguments, expected) in [
        (&["--colour"][..], "unknown option --colour"),
        (&["--aws=yes"], "--aws takes no value"),
        (&["--endpoint-url"], "--endpoint-url needs a value"),
        (&["--aws", "--endpoint-url", "http://127.0.0.1:1"], "exclude each other"),
        (&["eu-west-1"], "only options are understood"),
    ] {
        let outcome = Program::with_credentials("quickstart").arguments(arguments).run().await;
        let line = outcome.complaint(2);
        assert!(line.contains(expected), "{arguments:?}: {line}");
        assert_eq!(outcome.stdout, "");
    }
}

#[tokio::test]
async fn help_is_printed_without_a_call() {
    let help = Program::without_environment("quickstart").arguments(&["--help"]).run().await.success();
    assert!(help.contains("Usage: quickstart") && help.contains("--endpoint-url"), "{help}");
}
