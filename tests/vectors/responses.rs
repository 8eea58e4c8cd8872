//! What is made of answers.

use serde_json::json;
use time::{Duration, OffsetDateTime};

use crate::operation::MeasureResponse;
use crate::support::{CONTENT_TYPE, received};
use crate::types::{Condition, Query, ToolState, Wear};

async fn measured(body: impl ToString) -> MeasureResponse {
    received("200 OK", &[CONTENT_TYPE], &body.to_string(), |client| client.measure()).await.unwrap()
}

#[tokio::test]
async fn scalars_are_read() {
    let answer = measured(json!({
        "Yes": false, "Byte": -1, "Short": 2, "Integer": 3, "Long": 1234567890123456789_i64, "Big": 5, "Text": "t",
        "Float": 1234.5, "Double": 123456789.12345679
    }))
    .await;
    assert_eq!(
        (answer.yes, answer.byte, answer.short, answer.integer),
        (Some(false), Some(-1), Some(2), Some(3))
    );
    assert_eq!(
        (answer.long, answer.big, answer.text.as_deref()),
        (Some(1_234_567_890_123_456_789), Some(5), Some("t"))
    );
    assert_eq!((answer.float, answer.double), (Some(1234.5), Some(123_456_789.123_456_79)));
    let big = measured(r#"{"Big":170141183460469231731687303715884105727}"#).await;
    assert_eq!(big.big, Some(i128::MAX));
}

#[tokio::test]
async fn numbers_that_json_does_not_have_are_read() {
    let answer = measured(json!({ "Float": "NaN", "Double": "-Infinity" })).await;
    assert!(answer.float.unwrap().is_nan());
    assert_eq!(answer.double, Some(f64::NEG_INFINITY));
}

#[tokio::test]
async fn every_format_of_timestamps_is_read_with_its_fraction() {
    let time = OffsetDateTime::from_unix_timestamp(946_845_296).unwrap();
    let later = time + Duration::milliseconds(123);
    let answer = measured(json!({
        "At": 946845296, "Day": "2000-01-02T20:34:56Z", "Sent": "Sun, 02 Jan 2000 20:34:56 GMT", "Seconds": 946845296.123,
        "Days": ["Sun, 02 Jan 2000 20:34:56.123 GMT"], "Query": { "Since": "2000-01-02T21:34:56.123+01:00" }
    }))
    .await;
    assert_eq!(
        (answer.at, answer.day, answer.sent, answer.seconds),
        (Some(time), Some(time), Some(time), Some(later))
    );
    assert_eq!(answer.days, [later]);
    assert!(answer.query == Some(Query::Since(later)));
}

#[tokio::test]
async fn blobs_and_documents_are_read() {
    let answer = measured(json!({ "Bytes": "YmluYXJ5LXZhbHVl", "Anything": [{ "a": null }] })).await;
    assert_eq!(answer.bytes.as_deref(), Some(&b"binary-value"[..]));
    assert_eq!(answer.anything, Some(json!([{ "a": null }])));
}

#[tokio::test]
async fn values_of_enumerations_survive_known_or_not() {
    let answer =
        measured(json!({ "State": "SHARP", "Condition": "MELTED", "Wear": 1, "Wears": [-5, 77] })).await;
    assert_eq!((answer.state, answer.wear), (Some(ToolState::Sharp), Some(Wear::Light)));
    assert_eq!(answer.condition, Some(Condition::Unknown("MELTED".to_owned())));
    assert_eq!(answer.wears, [Wear::Heavy, Wear::Unknown(77)]);
}

#[tokio::test]
async fn a_union_is_the_one_member_that_is_there() {
    for (body, expected) in [
        (json!({ "Name": "saw" }), Query::Name("saw".to_owned())),
        (json!({ "__type": "example.workshop#Query", "Name": "saw" }), Query::Name("saw".to_owned())),
        (
            json!({ "And": null, "Not": { "Unknown": false } }),
            Query::Not(Box::new(Query::UnknownValue(false))),
        ),
        (json!({ "Novel": { "a": 1 } }), Query::Unknown("Novel".to_owned(), json!({ "a": 1 }))),
    ] {
        assert!(measured(json!({ "Query": body })).await.query == Some(expected));
    }
}

#[tokio::test]
async fn nulls_are_absent_but_in_sparse_collections() {
    let answer = measured(json!({
        "Yes": null, "Text": null, "Again": null, "Query": null, "Days": [null], "Sparse": [null, 1],
        "SparseByName": { "a": null }, "ByState": { "a": null, "b": [null, "c"] }
    }))
    .await;
    assert_eq!((answer.yes, answer.text.is_some(), answer.again.is_some()), (None, false, false));
    assert_eq!((answer.days, answer.sparse), (Vec::new(), vec![None, Some(1)]));
    assert_eq!(answer.sparse_by_name["a"], None);
    let by_state = answer.by_state;
    assert_eq!((by_state.len(), &by_state["b"][..]), (1, &["c".to_owned()][..]));
}

#[tokio::test]
async fn recursion_is_read() {
    let answer =
        measured(json!({ "Again": { "Many": [{ "ByName": { "a": { "Again": { "Integer": 1 } } } }] } }))
            .await;
    let many = answer.again.unwrap().many.unwrap();
    assert_eq!(many[0].by_name.as_ref().unwrap()["a"].again.as_ref().unwrap().integer, Some(1));
}

#[tokio::test]
async fn what_nobody_knows_is_passed_over() {
    let answer =
        measured(json!({ "Novel": { "deep": [{}] }, "__type": "x", "Integer": 1, "Again": { "Novel": [] } }))
            .await;
    assert_eq!(answer.integer, Some(1));
    assert!(answer.again.is_some());
}

#[tokio::test]
async fn an_answer_without_a_body_is_one_without_members() {
    for body in ["", " ", "\n", "{}"] {
        assert!(measured(body).await == MeasureResponse::default(), "{body:?}");
    }
    for body in ["", "{}", r#"{"foo":true}"#] {
        received("200 OK", &[CONTENT_TYPE], body, |client| client.ping()).await.unwrap();
    }
}

#[tokio::test]
async fn absent_lists_are_empty_and_required_members_of_answers_may_be_absent() {
    let answer = received("200 OK", &[], r#"{"Tools":[{"State":"BLUNT"}]}"#, |client| client.list_tools())
        .await
        .unwrap();
    assert_eq!((answer.tools.len(), answer.tools[0].parts.len()), (1, 0));
    assert_eq!(answer.tools[0].name, None);
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_an_error_that_says_where_and_not_what() {
    for (body, place) in [
        (r#"{"Integer":"hunter2"}"#, "Integer"),
        (r#"{"Many":[{"Text":["hunter2"]}]}"#, "Many[0].Text"),
        (r#"{"Text":"hunter2"#, "Text"),
        (r#"{"Query":{"Name":"hunter2","Password":"hunter2"}}"#, "Query"),
        ("<html>hunter2</html>", "HTML"),
    ] {
        let error = received("200 OK", &[], body, |client| client.measure()).await.unwrap_err();
        let line = error.to_string();
        assert!(line.contains(place) && !format!("{line}{error:?}").contains("hunter2"), "{line}");
    }
}
