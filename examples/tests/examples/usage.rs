//! What `call` says of arguments and inputs that make no sense.

use crate::program::Program;

async fn complaint(arguments: &[&str]) -> String {
    let program = Program::with_credentials("call").variable("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1");
    let outcome = program.arguments(arguments).run().await;
    assert_eq!(outcome.stdout, "", "{arguments:?}");
    let line = outcome.complaint(2);
    assert!(line.starts_with("call: "), "{line}");
    assert!(!line.contains("s3cret"), "{line}");
    line.to_owned()
}

#[tokio::test]
async fn arguments_that_make_no_sense_are_explained() {
    for (arguments, expected) in [
        (&[][..], "an operation is needed"),
        (&["--colour", "x"], "unknown option --colour"),
        (&["--value=s3cret"], "unknown option --value;"),
        (&["-v"], "unknown option -v"),
        (&["--list=s3cret"], "--list takes no value"),
        (&["DescribeParameters", "--region"], "--region needs a value"),
        (&["DescribeParameters", "--region", "a", "--region=b"], "--region is given twice"),
        (&["PutParameter", "{Value:", "s3cret}"], "is the input in quotes?"),
        (&["--list", "DescribeParameters"], "take no operation"),
        (&["--list", "--batch"], "exclude each other"),
        (&["--batch", "--items"], "--items is for a single operation"),
        (&["--batch", "--concurrency", "0"], "from 1 to 64"),
        (&["--batch", "--concurrency", "many"], "from 1 to 64"),
        (&["DescribeParameters", "--concurrency", "2"], "--concurrency is for --batch"),
    ] {
        let line = complaint(arguments).await;
        assert!(line.contains(expected), "{arguments:?}: {line}");
    }
}

#[tokio::test]
async fn an_unknown_operation_is_answered_with_the_nearest_names() {
    for (name, expected) in [
        ("GetParamter", "there is no operation GetParamter; near to it: GetParameter, "),
        ("get-parameter-history", "near to it: GetParameterHistory"),
        ("sendcommand", "near to it: SendCommand"),
        ("Frobnicate", "there is no operation Frobnicate;"),
        (r#"{"Value":"s3cret"}"#, "an operation is a name such as GetParameter"),
    ] {
        let line = complaint(&[name, "{}"]).await;
        assert!(line.contains(expected), "{line}");
    }
}

#[tokio::test]
async fn an_input_that_does_not_fit_is_explained_with_its_place() {
    for (operation, input, expected) in [
        ("PutParameter", r#"{"Value":"s3cret""#, "not valid JSON: it ends too early at byte 17"),
        (
            "PutParameter",
            r#"{"Name":"","Value":"s3cret"}}"#,
            "not valid JSON: trailing characters at byte 29",
        ),
        ("PutParameter", r#"{Value:"s3cret"}"#, "not valid JSON"),
        ("PutParameter", r#"{"Value":"s3cret","Nome":""}"#, "unknown member \"Nome\" (known are Name, "),
        ("PutParameter", r#"{"Value":"s3cret"}"#, "required member Name is missing"),
        ("PutParameter", r#"{"Name":["s3cret"]}"#, "expected text, found an array at Name"),
        ("PutParameter", r#"["s3cret"]"#, "expected an object, found an array"),
        ("PutParameter", "null", "expected an object, found null"),
        ("AddTagsToResource", r#"{"Tags":[{"Key":"a"}]}"#, "required member Value is missing at Tags[0]"),
        ("PutParameter", "", "not valid JSON: it ends too early"),
    ] {
        let line = complaint(&[operation, input]).await;
        assert!(line.starts_with(&format!("call: {operation} was not sent: ")), "{line}");
        assert!(line.contains(expected), "{input}: {line}");
    }
}

#[tokio::test]
async fn the_items_of_an_operation_without_pages_are_refused() {
    let line = complaint(&["GetParameter", r#"{"Name":"/app"}"#, "--items"]).await;
    assert!(line.contains("its answer has no elements to list"), "{line}");
}

#[tokio::test]
async fn an_endless_input_is_refused() {
    let program = Program::with_credentials("call").arguments(&["PutParameter", "-"]);
    let outcome = program.run_with_input(&"s3cret".repeat(1 << 20)).await;
    assert!(outcome.complaint(2).contains("the input is longer than 4194304 bytes"), "{}", outcome.stderr);
}

#[tokio::test]
async fn help_is_printed_without_a_call() {
    let help = Program::without_environment("call").arguments(&["--region", "x", "-h"]).run().await.success();
    for word in ["--batch", "--items", "--list", "--endpoint-url", "--region", "--concurrency", "Exit status"]
    {
        assert!(help.contains(word), "{word} is missing in:\n{help}");
    }
}
