use serde_json::json;

use crate::support::{fails, ok, put, start};

#[tokio::test]
async fn a_deleted_parameter_is_gone_and_its_name_starts_anew() {
    let ssm = start().await;
    put(&ssm, "app", "one").await;
    put(&ssm, "app", "two").await;
    assert_eq!(ok(&ssm, "DeleteParameter", json!({ "Name": "app" })).await, json!({}));
    fails(&ssm, "GetParameter", json!({ "Name": "app" }), "ParameterNotFound").await;
    fails(&ssm, "DeleteParameter", json!({ "Name": "app" }), "ParameterNotFound").await;
    assert_eq!(put(&ssm, "app", "three").await["Version"], 1);
}

#[tokio::test]
async fn several_are_deleted_at_once_and_those_missing_told() {
    let ssm = start().await;
    put(&ssm, "a", "x").await;
    put(&ssm, "/b/c", "x").await;
    let answer = ok(&ssm, "DeleteParameters", json!({ "Names": ["a", "missing", "/b/c", "a", "b c"] })).await;
    assert_eq!(
        answer,
        json!({ "DeletedParameters": ["a", "/b/c"], "InvalidParameters": ["missing", "b c"] })
    );
    let eleven: Vec<String> = (0..11).map(|number| format!("p{number}")).collect();
    fails(&ssm, "DeleteParameters", json!({ "Names": eleven }), "ValidationException").await;
}

#[tokio::test]
async fn tags_go_with_their_parameter() {
    let ssm = start().await;
    let tags = json!([{ "Key": "team", "Value": "a" }]);
    let input = json!({ "Name": "app", "Value": "x", "Type": "String", "Tags": tags });
    ok(&ssm, "PutParameter", input).await;
    ok(&ssm, "DeleteParameter", json!({ "Name": "app" })).await;
    put(&ssm, "app", "x").await;
    let resource = json!({ "ResourceType": "Parameter", "ResourceId": "app" });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], json!([]));
}
