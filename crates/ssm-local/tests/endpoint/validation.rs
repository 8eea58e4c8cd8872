//! The constraints of the model, and how what breaks them is told.

use serde_json::json;

use crate::support::{fails, start};

#[tokio::test]
async fn required_members_must_be_there() {
    let ssm = start().await;
    let message = fails(&ssm, "PutParameter", json!({ "Value": null }), "ValidationException").await;
    assert_eq!(
        message,
        "2 validation errors detected: \
         Value null at 'name' failed to satisfy constraint: Member must not be null; \
         Value null at 'value' failed to satisfy constraint: Member must not be null"
    );
    let message = fails(&ssm, "GetParameters", json!({}), "ValidationException").await;
    assert_eq!(
        message,
        "1 validation error detected: \
         Value null at 'names' failed to satisfy constraint: Member must not be null"
    );
}

#[tokio::test]
async fn lengths_and_ranges_are_told_with_path_and_value() {
    let ssm = start().await;
    let message = fails(&ssm, "GetParameter", json!({ "Name": "" }), "ValidationException").await;
    assert_eq!(
        message,
        "1 validation error detected: Value '' at 'name' failed to satisfy constraint: \
         Member must have length greater than or equal to 1"
    );
    let long = "n".repeat(2049);
    let message = fails(&ssm, "GetParameter", json!({ "Name": long }), "ValidationException").await;
    assert!(
        message.contains(&long) && message.ends_with("Member must have length less than or equal to 2048")
    );
    let message = fails(&ssm, "DescribeParameters", json!({ "MaxResults": 51 }), "ValidationException").await;
    assert_eq!(
        message,
        "1 validation error detected: Value '51' at 'maxResults' failed to satisfy constraint: \
         Member must have value less than or equal to 50"
    );
}

#[tokio::test]
async fn enumerations_and_patterns_are_told() {
    let ssm = start().await;
    let input = json!({ "Name": "app", "Value": "x", "Type": "Number", "KeyId": "a key" });
    let message = fails(&ssm, "PutParameter", input, "ValidationException").await;
    assert_eq!(
        message,
        "2 validation errors detected: Value 'Number' at 'type' failed to satisfy constraint: \
         Member must satisfy enum value set: [String, StringList, SecureString]; \
         Value 'a key' at 'keyId' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: ^([a-zA-Z0-9:/_-]+)$"
    );
}

#[tokio::test]
async fn members_of_elements_are_told_with_their_number() {
    let ssm = start().await;
    let filters = json!([{ "Key": "Name", "Values": ["x"] }, { "Key": "Colour", "Option": "x".repeat(11) }]);
    let message =
        fails(&ssm, "DescribeParameters", json!({ "ParameterFilters": filters }), "ValidationException")
            .await;
    assert!(
        message
            .starts_with("2 validation errors detected: Value 'Colour' at 'parameterFilters.2.member.key'")
    );
    assert!(message.contains("Value 'xxxxxxxxxxx' at 'parameterFilters.2.member.option'"), "{message}");
}

#[tokio::test]
async fn plain_elements_are_told_with_their_list() {
    let ssm = start().await;
    let filters = json!([{ "Key": "Name", "Values": ["a", ""] }]);
    let message =
        fails(&ssm, "DescribeParameters", json!({ "ParameterFilters": filters }), "ValidationException")
            .await;
    assert_eq!(
        message,
        "1 validation error detected: Value '[a, ]' at 'parameterFilters.1.member.values' failed to satisfy \
         constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, \
         Member must have length greater than or equal to 1]"
    );
}

#[tokio::test]
async fn secrets_are_not_told() {
    let ssm = start().await;
    let input = json!({ "Name": "a b", "Value": "hunter2", "Type": "Number" });
    let message = fails(&ssm, "PutParameter", input, "ValidationException").await;
    assert!(!message.contains("hunter2"), "{message}");
}

#[tokio::test]
async fn a_request_that_breaks_everything_is_told_in_bounds() {
    let ssm = start().await;
    let tags = vec![json!({ "Key": "", "Value": "#" }); 1000];
    let input = json!({ "ResourceType": "Parameter", "ResourceId": "x", "Tags": tags });
    let message = fails(&ssm, "AddTagsToResource", input, "ValidationException").await;
    assert!(message.starts_with("100 validation errors detected"), "{message}");
    let tags = vec![json!({}); 100_000];
    let input = json!({ "ResourceType": "Parameter", "ResourceId": "x", "Tags": tags });
    let message = fails(&ssm, "AddTagsToResource", input, "ValidationException").await;
    assert!(message.starts_with("100 validation errors detected"), "{message}");
}
