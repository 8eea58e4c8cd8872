//! Requests that are wrong in every way there is, against ssm-local: each is answered with an error of
//! the service in JSON, and changes nothing.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod http;
mod violations;

use http::{Answer, request, send, shown, with_head};
use serde_json::{Value, json};
use ssm_local::LocalSsm;
use ssm_tests::model::{Model, Operation};
use violations::Wrong;

const SEED: u64 = 5;

/// Operations that together show the whole state, with their inputs.
const STATE: &[(&str, &str)] = &[
    ("GetParametersByPath", r#"{"Path":"/","Recursive":true,"WithDecryption":true}"#),
    ("DescribeParameters", "{}"),
    ("GetParameterHistory", r#"{"Name":"/a"}"#),
    ("ListTagsForResource", r#"{"ResourceType":"Parameter","ResourceId":"/a"}"#),
    ("ListDocuments", r#"{"Filters":[{"Key":"Owner","Values":["Self"]}]}"#),
    ("GetDocument", r#"{"Name":"abc"}"#),
    ("DescribeActivations", "{}"),
    ("DescribeInstanceInformation", "{}"),
    ("ListCommands", "{}"),
];

/// An endpoint that has something of everything.
async fn endpoint() -> LocalSsm {
    let ssm = LocalSsm::start().await.unwrap();
    let document = r#"{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"a","inputs":{"runCommand":["true"]}}]}"#;
    for (operation, input) in [
        (
            "PutParameter",
            json!({ "Name": "/a", "Value": "a", "Type": "String", "Tags": [{ "Key": "a", "Value": "b" }] }),
        ),
        ("PutParameter", json!({ "Name": "abc", "Value": "a", "Type": "SecureString" })),
        ("CreateDocument", json!({ "Name": "abc", "Content": document, "DocumentType": "Command" })),
        ("CreateActivation", json!({ "IamRole": "role" })),
    ] {
        let answer = send(ssm.port(), &request(operation, input.to_string().as_bytes())).await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    ssm
}

async fn state(ssm: &LocalSsm) -> Vec<Value> {
    let mut state = Vec::new();
    for (operation, input) in STATE {
        let answer = send(ssm.port(), &request(operation, input.as_bytes())).await.unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        state.extend(answer.body);
    }
    state
}

/// The operations that the endpoint has.
fn implemented(model: &Model) -> Vec<Operation<'_>> {
    let table = ssm_local::table();
    let is_there = |name: &str| {
        table.lines().any(|row| {
            let names = row.split('|').nth(3).unwrap_or_default();
            names.split(',').any(|listed| listed.trim() == name)
        })
    };
    model.operations().into_iter().filter(|operation| is_there(operation.name)).collect()
}

fn assert_is_error(answer: &Answer, sent: &[u8]) {
    let message = answer.body.as_ref().map(|body| body["message"].as_str().or(body["Message"].as_str()));
    assert!((400..500).contains(&answer.status), "{answer:?} to {}", shown(sent));
    assert!(!answer.code().is_empty(), "{answer:?} to {}", shown(sent));
    assert!(message.flatten().is_some_and(|message| !message.is_empty()), "{answer:?} to {}", shown(sent));
    assert!(answer.head.contains("content-type: application/x-amz-json-1.1"), "{answer:?}");
}

/// Sends all inputs of all operations that are wrong so, and says how many there were.
async fn send_all(ssm: &LocalSsm, wrong: Wrong, code: &str) -> usize {
    let model = Model::ssm();
    let mut count = 0;
    for operation in implemented(&model) {
        for input in violations::inputs(&model, operation.input, wrong) {
            let sent = request(operation.name, input.to_string().as_bytes());
            let answer = send(ssm.port(), &sent).await;
            let answer = answer.unwrap_or_else(|| panic!("no answer to {}", shown(&sent)));
            assert_is_error(&answer, &sent);
            assert_eq!((answer.code(), answer.status), (code, 400), "{answer:?} to {}", shown(&sent));
            count += 1;
        }
    }
    count
}

#[tokio::test]
async fn every_constraint_of_every_operation_is_checked() {
    let ssm = endpoint().await;
    let before = state(&ssm).await;
    let count = send_all(&ssm, Wrong::Constraint, "ValidationException").await;
    assert!(count > 400, "only {count} constraints were broken");
    assert_eq!(state(&ssm).await, before);
}

#[tokio::test]
async fn every_member_of_every_operation_has_its_type() {
    let ssm = endpoint().await;
    let before = state(&ssm).await;
    let count = send_all(&ssm, Wrong::Type, "SerializationException").await;
    assert!(count > 500, "only {count} members had another type");
    assert_eq!(state(&ssm).await, before);
}

/// Bytes that were JSON once.
fn damaged(json: &str, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = json.as_bytes().to_vec();
    for _ in 0..random.usize(1..4) {
        let place = random.usize(..=bytes.len());
        match random.u8(..4) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place, random.u8(..)),
            2 => bytes.splice(place.., b"[{\"a\":".repeat(random.usize(..2000))).for_each(drop),
            _ => bytes.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= 1 << random.u8(..8)),
        }
    }
    bytes
}

#[tokio::test]
async fn damaged_bodies_never_break_the_endpoint() {
    let (ssm, model) = (endpoint().await, Model::ssm());
    let mut random = fastrand::Rng::with_seed(SEED);
    for operation in implemented(&model) {
        let whole = violations::complete(&model, operation.input).to_string();
        for _ in 0..20 {
            let sent = request(operation.name, &damaged(&whole, &mut random));
            let answer = send(ssm.port(), &sent).await;
            let answer = answer.unwrap_or_else(|| panic!("no answer to {}", shown(&sent)));
            // Some damage leaves a valid request.
            if answer.status != 200 {
                assert_is_error(&answer, &sent);
            }
        }
    }
    // What was still valid may have changed anything; the endpoint answers all the same.
    let alive = send(ssm.port(), &request("DescribeParameters", b"{}")).await.unwrap();
    assert_eq!(alive.status, 200, "{alive:?}");
}

#[tokio::test]
async fn other_heads_are_refused_in_json() {
    let ssm = endpoint().await;
    let before = state(&ssm).await;
    let (put, json) = ("AmazonSSM.PutParameter", "application/x-amz-json-1.1");
    let body = br#"{"Name":"/b","Value":"b","Type":"String"}"#;
    for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"] {
        let sent = with_head(method, "/", &[("x-amz-target", put), ("content-type", json)], body);
        assert_is_error(&send(ssm.port(), &sent).await.unwrap(), &sent);
    }
    for path in ["/ssm", "//", "/%00", "/../etc/passwd", "/index.html"] {
        let sent = with_head("POST", path, &[("x-amz-target", put), ("content-type", json)], body);
        assert_is_error(&send(ssm.port(), &sent).await.unwrap(), &sent);
    }
    for kind in ["text/html", "application/json", "application/x-www-form-urlencoded", "é", ""] {
        let sent = with_head("POST", "/", &[("x-amz-target", put), ("content-type", kind)], body);
        assert_is_error(&send(ssm.port(), &sent).await.unwrap(), &sent);
    }
    for target in ["", ".", "PutParameter", "AmazonSSM.", "AmazonSSM.NoSuch", "AmazonSSM.PutParameter.x", "é"]
    {
        let sent = with_head("POST", "/", &[("x-amz-target", target), ("content-type", json)], body);
        assert_is_error(&send(ssm.port(), &sent).await.unwrap(), &sent);
    }
    let huge = request("PutParameter", &vec![b' '; 32 * 1024 * 1024]);
    if let Some(answer) = send(ssm.port(), &huge).await {
        assert_eq!(answer.status, 413);
        assert_is_error(&answer, &huge);
    }
    assert_eq!(state(&ssm).await, before);
}

#[tokio::test]
async fn damaged_signatures_are_refused_in_json() {
    let ssm = LocalSsm::builder().credentials("AKID", "secret").start().await.unwrap();
    let target = ("x-amz-target", "AmazonSSM.PutParameter");
    let body = br#"{"Name":"/b","Value":"b","Type":"String"}"#;
    for signature in [
        "",
        "Basic YTpi",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=/////",
        "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=é, SignedHeaders=é, Signature=é",
    ] {
        let headers = [target, ("content-type", "application/x-amz-json-1.1"), ("authorization", signature)];
        let sent = with_head("POST", "/", &headers, body);
        assert_is_error(&send(ssm.port(), &sent).await.unwrap(), &sent);
    }
}

#[tokio::test]
async fn bytes_that_are_no_http_end_their_connection_only() {
    let ssm = endpoint().await;
    let before = state(&ssm).await;
    let mut random = fastrand::Rng::with_seed(SEED);
    let whole = request("PutParameter", br#"{"Name":"/b","Value":"b","Type":"String"}"#);
    for round in 0..300 {
        let sent = if round % 2 == 0 {
            let length = random.usize(..2000);
            std::iter::repeat_with(|| random.u8(..)).take(length).collect()
        } else {
            // A head that is cut off or broken, so that no request is complete.
            let mut bytes = whole[..random.usize(..100)].to_vec();
            bytes.push(random.u8(..));
            bytes
        };
        if let Some(answer) = send(ssm.port(), &sent).await {
            assert!((400..500).contains(&answer.status), "{answer:?} to {}", shown(&sent));
        }
    }
    assert_eq!(state(&ssm).await, before);
}
