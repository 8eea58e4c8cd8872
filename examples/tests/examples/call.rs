use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::program::{Program, client, endpoint};

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

#[tokio::test]
async fn the_output_is_printed_in_wire_form() {
    let local = endpoint().await;
    let put = r#"{"Name":"/app/host","Value":"db-1","Type":"String"}"#;
    let stdout = Program::calling("call", &local).arguments(&["PutParameter", put]).run().await.success();
    assert_eq!(stdout, "{\n  \"Tier\": \"Standard\",\n  \"Version\": 1\n}\n");

    let get = ["GetParameter", r#"{"Name":"/app/host"}"#];
    let output = parsed(&Program::calling("call", &local).arguments(&get).run().await.success());
    assert_eq!(output["Parameter"]["Value"], "db-1");
    assert_eq!(output["Parameter"]["ARN"], "arn:aws:ssm:eu-central-1:000000000000:parameter/app/host");
    assert!(output["Parameter"]["LastModifiedDate"].is_number(), "{output}");
}

#[tokio::test]
async fn options_say_where_to_call() {
    let local = endpoint().await;
    let (url, region) = (format!("--endpoint-url={}", local.endpoint_url()), ["--region", "eu-central-1"]);
    let program = || {
        Program::with_credentials("call")
            .variable("AWS_REGION", "eu-west-1")
            .variable("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1")
    };
    let put = r#"{"Name": "/app/host", "Value": "db-1", "Type": "String"}"#;
    let arguments = [region[0], region[1], "PutParameter", put, &url];
    program().arguments(&arguments).run().await.success();

    // A request belongs to the region that it is signed for.
    let there =
        program().arguments(&["DescribeParameters", region[0], region[1], &url]).run().await.success();
    assert_eq!(parsed(&there)["Parameters"][0]["Name"], "/app/host");
    let elsewhere = program().arguments(&["DescribeParameters", &url]).run().await.success();
    assert_eq!(parsed(&elsewhere), json!({"Parameters": []}));
}

#[tokio::test]
async fn an_input_may_come_from_standard_input_or_be_left_out() {
    let local = endpoint().await;
    let put = r#"{"Name": "/app/host", "Value": "db-1", "Type": "String"}"#;
    let program = Program::calling("call", &local).arguments(&["PutParameter", "-"]);
    program.run_with_input(put).await.success();
    let output = Program::calling("call", &local).arguments(&["DescribeParameters"]).run().await.success();
    assert_eq!(parsed(&output)["Parameters"][0]["Name"], "/app/host");
}

#[tokio::test]
async fn the_elements_of_all_pages_are_one_array() {
    let local = endpoint().await;
    let client = client(&local);
    let all = ["GetParametersByPath", "--items", r#"{"Path":"/app"}"#];
    let none = Program::calling("call", &local).arguments(&all).run().await.success();
    assert_eq!(parsed(&none), json!([]));

    for number in 1..=25 {
        let name = format!("/app/{number:02}");
        client.put_parameter(name, "on").r#type("String").send().await.expect("an answer");
    }
    let items = parsed(&Program::calling("call", &local).arguments(&all).run().await.success());
    let names: Vec<&str> =
        items.as_array().into_iter().flatten().filter_map(|i| i["Name"].as_str()).collect();
    let expected: Vec<String> = (1..=25).map(|number| format!("/app/{number:02}")).collect();
    assert_eq!(names, expected);
}

#[tokio::test]
async fn a_call_that_failed_is_one_line() {
    let local = endpoint().await;
    for arguments in [
        &["GetParameter", r#"{"Name":"/app/host"}"#][..],
        &["GetParameterHistory", "--items", r#"{"Name":"/app/host"}"#],
    ] {
        let outcome = Program::calling("call", &local).arguments(arguments).run().await;
        let line = outcome.complaint(1);
        let expected = format!("call: {} failed: ParameterNotFound: ", arguments[0]);
        assert!(line.starts_with(&expected) && line.contains("request id"), "{line}");
        assert_eq!(outcome.stdout, "", "{arguments:?}");
    }
    let program = Program::with_credentials("call").variable("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    let outcome = program.arguments(&["DescribeParameters"]).run().await;
    assert!(outcome.complaint(1).contains("could not reach http://127.0.0.1:1"), "{outcome:?}");
}

#[tokio::test]
async fn nothing_is_invented_for_an_endpoint_on_this_machine() {
    let local = endpoint().await;
    let url = local.endpoint_url();
    for (program, expected) in [
        (Program::without_environment("call"), "no region is set"),
        (
            Program::without_environment("call").variable("AWS_REGION", "eu-central-1"),
            "no source has credentials",
        ),
        (Program::with_credentials("call").variable("AWS_REGION", "EU west"), "\"EU west\""),
    ] {
        let outcome = program.arguments(&["DescribeParameters", "--endpoint-url", &url]).run().await;
        let line = outcome.complaint(1);
        assert!(line.contains(expected), "{line}");
    }
    let outcome = Program::with_credentials("call")
        .arguments(&["DescribeParameters", "--endpoint-url", "no-url"])
        .run()
        .await;
    assert!(outcome.complaint(1).contains("\"no-url\""), "{outcome:?}");
}

#[tokio::test]
async fn every_operation_is_listed_with_its_capability() {
    let list = Program::without_environment("call").arguments(&["--list"]).run().await.success();
    let column = list.lines().next().and_then(|line| line.rfind(' '));
    let mut capabilities = BTreeSet::new();
    for line in list.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!((words.len(), line.rfind(' ')), (2, column), "{line:?}");
        capabilities.insert(words[1].to_owned());
    }
    assert_eq!(list.lines().count(), 165);
    let expected = "access-requests agent associations automation change-calendar cloud-connectors compliance \
                    documents inventory maintenance-windows nodes ops parameters patching resource-data-sync \
                    resource-policies run-command service-settings sessions tags";
    assert_eq!(capabilities, expected.split(' ').map(str::to_owned).collect());
}
