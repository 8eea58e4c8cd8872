//! What is sent.

use std::collections::BTreeMap;

use awsjson_wire::Document;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use crate::operation::MeasureRequest;
use crate::support::{sent, sent_body};
use crate::types::{
    BoxShape, Condition, Empty, Filter, Lock, Material, Measures, OptionShape, Query, ToolState, Wear,
};

fn at(seconds: i64, milliseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap() + Duration::milliseconds(milliseconds)
}

/// The body of a request in which these members are set.
async fn measure(set: impl FnOnce(MeasureRequest) -> MeasureRequest) -> serde_json::Value {
    sent_body(|client| client.call(set(MeasureRequest::new()))).await
}

#[tokio::test]
async fn a_call_is_a_post_of_json_that_names_its_operation() {
    let request = sent(|client| client.ping()).await;
    assert_eq!(request.line, "POST / HTTP/1.1");
    assert_eq!(request.header("content-type"), Some("application/x-amz-json-1.0"));
    assert_eq!(request.header("x-amz-target"), Some("Workshop_20260131.Ping"));
    assert_eq!(request.header("content-length"), Some("2"));
    assert_eq!(request.body, b"{}");
}

#[tokio::test]
async fn scalars_are_json_of_their_kind() {
    let body = measure(|request| {
        request
            .yes(false)
            .byte(-128)
            .short(32767)
            .integer(-1)
            .long(1 << 53)
            .big(-7)
            .text("")
            .float(0.5)
            .double(1e300)
    })
    .await;
    assert_eq!(
        body,
        json!({ "Yes": false, "Byte": -128, "Short": 32767, "Integer": -1, "Long": 9007199254740992_i64, "Big": -7,
                "Text": "", "Float": 0.5, "Double": 1e300 })
    );
}

#[tokio::test]
async fn numbers_that_json_does_not_have_are_text() {
    for (float, double, text) in [
        (f32::NAN, f64::NAN, "NaN"),
        (f32::INFINITY, f64::INFINITY, "Infinity"),
        (f32::NEG_INFINITY, f64::NEG_INFINITY, "-Infinity"),
    ] {
        assert_eq!(
            measure(|request| request.float(float).double(double)).await,
            json!({ "Float": text, "Double": text })
        );
    }
}

#[tokio::test]
async fn timestamps_are_in_the_format_of_their_member() {
    let time = at(946_845_296, 0);
    let body = measure(|request| {
        request.at(time).day(time).sent(time).seconds(time).days([time]).query(Query::Since(time))
    })
    .await;
    assert_eq!(
        body,
        json!({ "At": 946845296, "Day": "2000-01-02T20:34:56Z", "Sent": "Sun, 02 Jan 2000 20:34:56 GMT",
                "Seconds": 946845296, "Days": ["Sun, 02 Jan 2000 20:34:56 GMT"],
                "Query": { "Since": "2000-01-02T20:34:56Z" } })
    );
    let body = measure(|request| request.at(at(946_845_296, 123)).day(at(946_845_296, 123))).await;
    assert_eq!(body, json!({ "At": 946845296.123, "Day": "2000-01-02T20:34:56.123Z" }));
}

#[tokio::test]
async fn blobs_are_base64_and_documents_are_themselves() {
    let anything: Document = json!({ "a": [1, null, { "b": "c" }], "__type": "kept" });
    assert_eq!(
        measure(|request| request.bytes(&b"foo"[..]).anything(anything.clone())).await,
        json!({ "Bytes": "Zm9v", "Anything": anything })
    );
    assert_eq!(measure(|request| request.bytes(Vec::new())).await, json!({ "Bytes": "" }));
}

#[tokio::test]
async fn enumerations_are_their_values() {
    let body = measure(|request| {
        request
            .state(ToolState::Sharp)
            .condition(Condition::WornOut)
            .wear(Wear::Heavy)
            .wears([Wear::Light, Wear::Unknown(9)])
    })
    .await;
    assert_eq!(body, json!({ "State": "SHARP", "Condition": "worn-out", "Wear": -5, "Wears": [1, 9] }));
    // Text and numbers will do, known or not.
    assert_eq!(
        measure(|request| request.state("RUSTY").wear(1)).await,
        json!({ "State": "RUSTY", "Wear": 1 })
    );
}

#[tokio::test]
async fn a_union_is_an_object_with_one_member() {
    for (query, expected) in [
        (Query::Name("saw".to_owned()), json!({ "Name": "saw" })),
        (Query::Not(Box::new(Query::UnknownValue(true))), json!({ "Not": { "Unknown": true } })),
        (Query::And(Vec::new()), json!({ "And": [] })),
        (Query::Broken(Empty::new()), json!({ "Broken": {} })),
        (
            Query::Filter(Filter::new("k", ["v"]).negate(true)),
            json!({ "Filter": { "Key": "k", "Values": ["v"], "Negate": true } }),
        ),
        (Query::Unknown("Novel".to_owned(), json!([1])), json!({ "Novel": [1] })),
    ] {
        assert_eq!(
            sent_body(|client| client.call(crate::operation::SearchPartsRequest::new(query))).await,
            json!({ "Query": expected })
        );
    }
}

#[tokio::test]
async fn sparse_collections_hold_null_and_empty_ones_are_sent() {
    let body = measure(|request| {
        request
            .sparse([Some(1), None])
            .sparse_by_name([("a", Some("b".to_owned())), ("c", None)])
            .grid([vec![1.5], Vec::new()])
            .by_state([("SHARP", vec!["saw".to_owned()])])
    })
    .await;
    assert_eq!(
        body,
        json!({ "Sparse": [1, null], "SparseByName": { "a": "b", "c": null }, "Grid": [[1.5], []], "ByState": { "SHARP": ["saw"] } })
    );
    let body = measure(|request| {
        request.sparse([]).sparse_by_name(BTreeMap::<String, _>::new()).nothing(Empty::new())
    })
    .await;
    assert_eq!(body, json!({ "Sparse": [], "SparseByName": {}, "Nothing": {} }));
}

#[tokio::test]
async fn recursion_goes_through_members_lists_and_maps() {
    let leaf = Measures::new().integer(1);
    let tree = Measures::new().many([leaf.clone()]).by_name([("a", leaf.clone())]);
    assert_eq!(
        measure(|request| request.again(tree)).await,
        json!({ "Again": { "Many": [{ "Integer": 1 }], "ByName": { "a": { "Integer": 1 } } } })
    );
}

#[tokio::test]
async fn required_members_are_arguments_and_an_idempotency_token_is_filled_in() {
    let body = sent_body(|client| {
        client
            .create_tool("left", "saw", Material::Wood, [("colour", "red")])
            .room("cellar")
            .tags(["new"])
            .keys(["0000"])
            .lock(Lock::new().code("1234"))
    })
    .await;
    let token = body["ClientToken"].as_str().unwrap().to_owned();
    assert_eq!(token.len(), 36);
    assert_eq!(
        body,
        json!({ "Shelf": "left", "Name": "saw", "Material": "wood", "Labels": { "colour": "red" }, "Room": "cellar",
                "Tags": ["new"], "Keys": ["0000"], "Lock": { "Code": "1234" }, "ClientToken": token })
    );
    let labels = || BTreeMap::<String, String>::new();
    let given = sent_body(|client| client.create_tool("a", "b", "c", labels()).client_token("mine")).await;
    assert_eq!(given["ClientToken"], "mine");
    let another = sent_body(|client| client.create_tool("a", "b", "c", labels())).await;
    assert_ne!(another["ClientToken"], token.as_str());
}

#[tokio::test]
async fn names_that_rust_has_taken_are_usable() {
    let body = sent_body(|client| {
        client
            .r#match("a", "b")
            .r#async(true)
            .crate_("c")
            .underscore("d")
            ._2nd("e")
            .kms_key_ids(["f"])
            .option(OptionShape::Self_)
            .r#box(BoxShape::new().vec(["g"]))
    })
    .await;
    assert_eq!(
        body,
        json!({ "type": "a", "Self": "b", "async": true, "crate": "c", "_": "d", "_2nd": "e", "KMSKeyIDs": ["f"],
                "option": "Self", "Box": { "Vec": ["g"] } })
    );
    let body = sent_body(|client| {
        client
            .call_operation()
            .set_new("a")
            .set_send("b")
            .set_request("c")
            .set_options("d")
            .set_pages(1)
            .set_items(2)
            .clone(true)
            .default("e")
            .blank("f")
            .member("g")
            .shape("h")
            .set_wait_until_done(true)
    })
    .await;
    assert_eq!(
        body,
        json!({ "new": "a", "send": "b", "request": "c", "options": "d", "pages": 1, "items": 2, "clone": true,
                "default": "e", "blank": "f", "member": "g", "shape": "h", "wait_until_done": true })
    );
}

#[tokio::test]
async fn a_request_is_plain_data() {
    let request = MeasureRequest::new().integer(1);
    let again = request.clone();
    assert!(again == request);
    assert_eq!(sent_body(|client| client.call(again)).await, json!({ "Integer": 1 }));
}
