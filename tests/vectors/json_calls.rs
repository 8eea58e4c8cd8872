//! Operations by name, from JSON to JSON.

use serde_json::json;

use crate::Client;
use crate::support::answering;

#[test]
fn every_operation_has_its_name() {
    assert_eq!(
        Client::operation_names(),
        [
            "Call",
            "Clone",
            "CreateTool",
            "GetTool",
            "ListParts",
            "ListTools",
            "Match",
            "Measure",
            "Ping",
            "SearchParts"
        ]
    );
    for name in Client::operation_names() {
        assert_eq!(Client::operation(name).unwrap().info().name, name);
    }
    assert!(Client::operation("ping").is_none());
}

#[tokio::test]
async fn json_goes_through_the_types_both_ways() {
    let (client, server) = answering(r#"{"Day":"1970-01-01T00:00:00Z","Novel":1,"Sparse":[null]}"#).await;
    let input = json!({ "Day": 0, "Query": { "Not": { "Name": "a" } } });
    let output = client.call_json("Measure", input).await.unwrap();
    assert_eq!(output, json!({ "Day": "1970-01-01T00:00:00Z", "Sparse": [null] }));
    let sent: serde_json::Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(sent, json!({ "Day": "1970-01-01T00:00:00Z", "Query": { "Not": { "Name": "a" } } }));
}

#[tokio::test]
async fn input_that_does_not_fit_is_refused_before_anything_is_sent() {
    let (client, server) = answering("{}").await;
    for (operation, input, words) in [
        ("Measure", json!({ "Novel": 1 }), "unknown member \"Novel\""),
        ("Measure", json!({ "Integer": "1" }), "expected a whole number of 32 bits, found text at Integer"),
        ("GetTool", json!({ "Name": "saw" }), "required member Shelf is missing"),
        ("Measur", json!({}), "has no operation \"Measur\""),
    ] {
        let error = client.call_json(operation, input).await.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn types_have_the_traits_of_serde() {
    let tool: crate::types::ToolDescription =
        serde_json::from_value(json!({ "Name": "saw", "State": "SHARP" })).unwrap();
    assert_eq!(serde_json::to_value(&tool).unwrap(), json!({ "Name": "saw", "State": "SHARP" }));
    let request: Result<crate::operation::CreateToolRequest, _> =
        serde_json::from_value(json!({ "Name": "saw" }));
    assert!(request.unwrap_err().to_string().contains("Shelf"));
}
