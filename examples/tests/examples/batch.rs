use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

use crate::program::{Program, client, endpoint};

fn answers(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[tokio::test]
async fn every_line_is_answered_in_its_place_whatever_becomes_of_it() {
    let local = endpoint().await;
    let lines = [
        r#"{"op":"PutParameter","input":{"Name":"/app/a","Value":"one","Type":"String"}}"#,
        r#"{"op":"GetParameter","input":{"Name":"/app/missing"}}"#,
        r#"{"op":"GetParameter","input":{"Name":"/app/a"}}"#,
        "no JSON: s3cret",
        "",
        r#"["s3cret"]"#,
        r#"{"input":{}}"#,
        r#"{"op":["s3cret"]}"#,
        r#"{"op":"GetParamter","input":{}}"#,
        r#"{"op":"GetParameter","input":{"Nome":"s3cret"}}"#,
        r#"{"op":"GetParameter","input":{},"inputs":{}}"#,
        r#"{"op":"ListCloudConnectors"}"#,
        r#" { "input" : null , "op" : "DescribeParameters" } "#,
    ];
    let program = Program::calling("call", &local).arguments(&["--batch"]);
    let stdout = program.run_with_input(&lines.join("\n")).await.success();
    assert!(!stdout.contains("s3cret"), "{stdout}");
    let answers = answers(&stdout);

    let outlines: Vec<(Value, Value, Value, Value)> = answers
        .iter()
        .map(|answer| {
            let error = &answer["error"];
            (answer["op"].clone(), error["kind"].clone(), error["code"].clone(), error["status"].clone())
        })
        .collect();
    let succeeded = |op: &str| (json!(op), json!(null), json!(null), json!(null));
    let invalid = |op: Value| (op, json!("invalid_request"), json!(null), json!(null));
    let refused =
        |op: &str, code: &str, status: u16| (json!(op), json!("service"), json!(code), json!(status));
    assert_eq!(
        outlines,
        [
            succeeded("PutParameter"),
            refused("GetParameter", "ParameterNotFound", 400),
            succeeded("GetParameter"),
            invalid(json!(null)),
            invalid(json!(null)),
            invalid(json!(null)),
            invalid(json!(null)),
            invalid(json!(null)),
            invalid(json!("GetParamter")),
            invalid(json!("GetParameter")),
            invalid(json!("GetParameter")),
            refused("ListCloudConnectors", "NotImplemented", 501),
            succeeded("DescribeParameters"),
        ]
    );
    assert_eq!(answers[2]["output"]["Parameter"]["Value"], "one");
    assert_eq!(answers[12]["output"]["Parameters"][0]["Name"], "/app/a");
    assert!(
        answers[9]["error"]["message"].as_str().is_some_and(|text| text.contains("\"Nome\"")),
        "{stdout}"
    );
}

#[tokio::test]
async fn an_error_of_the_service_is_complete_and_in_its_own_words() {
    let local = endpoint().await;
    let program = Program::calling("call", &local).arguments(&["--batch"]);
    let stdout = program.run_with_input(r#"{"op":"GetParameter","input":{"Name":"/app/x"}}"#).await.success();
    let beginning =
        r#"{"op":"GetParameter","error":{"kind":"service","code":"ParameterNotFound","message":""#;
    assert!(stdout.starts_with(beginning) && stdout.ends_with(",\"status\":400}}\n"), "{stdout}");
    let error = &answers(&stdout)[0]["error"];
    assert_eq!(error.as_object().map(serde_json::Map::len), Some(5));
    assert!(error["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{stdout}");

    let get = client(&local).get_parameter("/app/x").send().await.expect_err("it does not exist");
    assert_eq!(error["message"].as_str(), get.message());
}

#[tokio::test]
async fn an_error_of_the_client_says_what_is_known() {
    let program =
        Program::with_credentials("call").arguments(&["--batch", "--endpoint-url=http://127.0.0.1:1"]);
    let stdout = program.run_with_input(r#"{"op":"DescribeParameters"}"#).await.success();
    let answers = answers(&stdout);
    let mut error = answers[0]["error"].clone();
    let message = error["message"].take();
    assert!(message.as_str().is_some_and(|text| text.contains("could not reach")), "{stdout}");
    let expected =
        json!({"kind": "connect", "code": null, "message": null, "request_id": null, "status": null});
    assert_eq!(error, expected);
}

#[tokio::test]
async fn every_operation_can_be_called() {
    let names = ssm_client::Client::operation_names();
    let lines: Vec<String> = names.iter().map(|name| format!("{{\"op\":{name:?}}}")).collect();
    let local = endpoint().await;
    let program = Program::calling("call", &local).arguments(&["--batch", "--concurrency", "8"]);
    let stdout = program.run_with_input(&lines.join("\n")).await.success();
    let answers = answers(&stdout);
    assert_eq!(answers.len(), 165);
    for (name, answer) in names.iter().zip(&answers) {
        assert_eq!(answer["op"], *name);
        let message = answer["error"]["message"].as_str();
        let incomplete =
            message.is_some_and(|text| text.contains("is missing") || text.contains("are missing"));
        let reached = answer["output"].is_object() || answer["error"]["kind"] == "service";
        assert!(incomplete || reached, "{answer}");
    }
}

#[tokio::test]
async fn a_line_can_rely_on_the_ones_before_it() {
    let local = endpoint().await;
    let mut lines = Vec::new();
    for number in 1..=50 {
        let value = number.to_string();
        let put = json!({"Name": "/counter", "Value": value, "Type": "String", "Overwrite": true});
        lines.push(json!({"op": "PutParameter", "input": put}).to_string());
        lines.push(json!({"op": "GetParameter", "input": {"Name": "/counter"}}).to_string());
    }
    let program = Program::calling("call", &local).arguments(&["--batch"]);
    let answers = answers(&program.run_with_input(&lines.join("\n")).await.success());
    for number in 1..=50 {
        let [put, get] = [&answers[number * 2 - 2]["output"], &answers[number * 2 - 1]["output"]];
        assert_eq!(put["Version"], number);
        assert_eq!(get["Parameter"]["Value"], number.to_string());
    }
}

#[tokio::test]
async fn answers_keep_their_order_when_calls_overlap() {
    let local = endpoint().await;
    let put = |number: usize| json!({"op": "PutParameter", "input": {"Name": format!("/app/{number}"), "Value": "x", "Type": "String"}});
    let get = |number: usize| json!({"op": "GetParameter", "input": {"Name": format!("/app/{number}")}});
    let lines: Vec<String> = (0..100).map(|number| put(number).to_string()).collect();
    let program = || Program::calling("call", &local).arguments(&["--batch", "--concurrency=16"]);
    program().run_with_input(&lines.join("\n")).await.success();

    let lines: Vec<String> = (0..100).map(|number| get(number).to_string()).collect();
    let answers = answers(&program().run_with_input(&lines.join("\n")).await.success());
    assert_eq!(answers.len(), 100);
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(answer["output"]["Parameter"]["Name"], format!("/app/{number}"));
    }
}

#[tokio::test]
async fn a_line_is_answered_before_the_next_one_is_there() {
    let local = endpoint().await;
    let program = Program::calling("call", &local).arguments(&["--batch", "--concurrency", "4"]);
    let mut child = program.spawn();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for _ in 0..3 {
        stdin.write_all(b"{\"op\":\"DescribeParameters\"}\n").await.expect("it reads");
        let line = stdout.next_line().await.expect("it writes").expect("a line");
        assert_eq!(line, r#"{"op":"DescribeParameters","output":{"Parameters":[]}}"#);
    }
    drop(stdin);
    assert!(child.wait().await.expect("it ends").success());
}

#[tokio::test]
async fn a_line_without_end_is_passed_over() {
    let local = endpoint().await;
    let good = r#"{"op":"DescribeParameters"}"#;
    let endless = format!(r#"{{"op":"GetParameter","input":{{"Name":"{}"}}}}"#, "s3cret".repeat(1 << 20));
    let program = Program::calling("call", &local).arguments(&["--batch"]);
    let stdout = program.run_with_input(&format!("{good}\n{endless}\n{good}\n")).await.success();
    let answers = answers(&stdout);
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[1]["error"]["message"], "the line is longer than 4194304 bytes");
    assert_eq!(answers[2], answers[0]);
}

#[tokio::test]
async fn no_line_is_no_answer() {
    let local = endpoint().await;
    assert_eq!(Program::calling("call", &local).arguments(&["--batch"]).run().await.success(), "");
}

#[tokio::test]
async fn it_ends_quietly_when_nobody_reads_its_answers() {
    let local = endpoint().await;
    let mut child = Program::calling("call", &local).arguments(&["--batch"]).spawn();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"{\"op\":\"DescribeParameters\"}\n").await.expect("it reads");
    // It ends although its standard input stays open.
    let status = child.wait().await.expect("it ends");
    let mut complaint = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaint).await.expect("UTF-8");
    assert_eq!((status.code(), complaint.as_str()), (Some(1), ""));
}
