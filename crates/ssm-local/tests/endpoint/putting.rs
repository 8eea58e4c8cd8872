use serde_json::{Value, json};

use crate::support::{fails, ok, put, start};

#[tokio::test]
async fn versions_count_from_1_and_overwriting_is_asked_for() {
    let ssm = start().await;
    let input = json!({ "Name": "/app/db", "Value": "one", "Type": "String" });
    assert_eq!(ok(&ssm, "PutParameter", input.clone()).await, json!({ "Version": 1, "Tier": "Standard" }));
    fails(&ssm, "PutParameter", input, "ParameterAlreadyExists").await;
    let input = json!({ "Name": "/app/db", "Value": "two", "Overwrite": true });
    assert_eq!(ok(&ssm, "PutParameter", input).await["Version"], 2);
    let found = ok(&ssm, "GetParameter", json!({ "Name": "/app/db" })).await;
    assert_eq!(found["Parameter"]["Value"], "two");
    assert_eq!(found["Parameter"]["Type"], "String");
}

#[tokio::test]
async fn a_new_parameter_needs_a_type_which_then_stays() {
    let ssm = start().await;
    fails(&ssm, "PutParameter", json!({ "Name": "app", "Value": "x" }), "ValidationException").await;
    put(&ssm, "app", "x").await;
    let input = json!({ "Name": "app", "Value": "x", "Type": "SecureString", "Overwrite": true });
    fails(&ssm, "PutParameter", input, "HierarchyTypeMismatchException").await;
}

#[tokio::test]
async fn names_that_break_a_rule_are_refused() {
    let ssm = start().await;
    for (name, code) in [
        ("a b", "ValidationException"),
        ("a/b", "ValidationException"),
        ("/a//b", "ValidationException"),
        ("/a/", "ValidationException"),
        ("awsome", "ValidationException"),
        ("SSM-x", "ValidationException"),
        ("/ssm/x", "ValidationException"),
        ("/aws/x", "AccessDeniedException"),
        ("arn:aws:ssm:us-east-1:000000000000:parameter/x", "ValidationException"),
        ("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "HierarchyLevelLimitExceededException"),
    ] {
        fails(&ssm, "PutParameter", json!({ "Name": name, "Value": "x", "Type": "String" }), code).await;
    }
    put(&ssm, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", "x").await;
    put(&ssm, "  trimmed  ", "x").await;
    ok(&ssm, "GetParameter", json!({ "Name": "trimmed" })).await;
}

#[tokio::test]
async fn a_name_and_the_same_name_from_the_root_are_one_parameter() {
    let ssm = start().await;
    put(&ssm, "app", "one").await;
    assert_eq!(put(&ssm, "/app", "two").await["Version"], 2);
    let found = ok(&ssm, "GetParameter", json!({ "Name": "/app" })).await;
    assert_eq!(found["Parameter"]["Name"], "app");
    assert_eq!(found["Parameter"]["ARN"], "arn:aws:ssm:us-east-1:000000000000:parameter/app");
}

#[tokio::test]
async fn values_are_neither_empty_nor_references() {
    let ssm = start().await;
    let put = |value: &str| json!({ "Name": "app", "Value": value, "Type": "String" });
    fails(&ssm, "PutParameter", put(""), "ValidationException").await;
    let message = fails(&ssm, "PutParameter", put("{{ssm:hunter2}}"), "ValidationException").await;
    assert!(!message.contains("hunter2"), "{message}");
}

#[tokio::test]
async fn values_must_match_the_allowed_pattern_which_stays() {
    let ssm = start().await;
    let put = |value: &str, pattern: Value| json!({ "Name": "app", "Value": value, "Type": "String", "Overwrite": true, "AllowedPattern": pattern });
    fails(&ssm, "PutParameter", put("x", json!(r"^\d+$")), "ParameterPatternMismatchException").await;
    fails(&ssm, "PutParameter", put("x", json!("(")), "InvalidAllowedPatternException").await;
    fails(&ssm, "PutParameter", put("x", json!("(a{1000}){1000}")), "InvalidAllowedPatternException").await;
    fails(&ssm, "PutParameter", put("x", json!("(?=x)")), "InvalidAllowedPatternException").await;
    ok(&ssm, "PutParameter", put("1", json!(r"^\d+$"))).await;
    let message =
        fails(&ssm, "PutParameter", put("hunter2", Value::Null), "ParameterPatternMismatchException").await;
    assert!(!message.contains("hunter2"), "{message}");
    ok(&ssm, "PutParameter", put("x", json!(""))).await;
}

#[tokio::test]
async fn what_a_new_version_does_not_say_it_takes_over() {
    let ssm = start().await;
    let input = json!({
        "Name": "app", "Value": "1", "Type": "SecureString", "KeyId": "alias/app", "Description": "a port",
        "AllowedPattern": r"^\d+$", "DataType": "integer", "Tier": "Advanced",
        "Policies": r#"[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"1","Unit":"Days"}}]"#,
    });
    ok(&ssm, "PutParameter", input).await;
    ok(&ssm, "PutParameter", json!({ "Name": "app", "Value": "2", "Overwrite": true })).await;
    let metadata = ok(&ssm, "DescribeParameters", json!({})).await["Parameters"][0].clone();
    assert_eq!(metadata["Version"], 2);
    assert_eq!(metadata["KeyId"], "alias/app");
    assert_eq!(metadata["Description"], "a port");
    assert_eq!(metadata["AllowedPattern"], r"^\d+$");
    assert_eq!(metadata["DataType"], "integer");
    assert_eq!(metadata["Tier"], "Advanced");
    assert_eq!(metadata["Policies"][0]["PolicyType"], "NoChangeNotification");
}

#[tokio::test]
async fn keys_belong_to_secret_values_and_have_a_default() {
    let ssm = start().await;
    let put = |kind: &str, key: Value| json!({ "Name": "app", "Value": "x", "Type": kind, "KeyId": key });
    fails(&ssm, "PutParameter", put("String", json!("alias/app")), "ValidationException").await;
    fails(&ssm, "PutParameter", put("SecureString", json!("nokey")), "InvalidKeyId").await;
    ok(&ssm, "PutParameter", put("SecureString", Value::Null)).await;
    let metadata = ok(&ssm, "DescribeParameters", json!({})).await;
    assert_eq!(metadata["Parameters"][0]["KeyId"], "alias/aws/ssm");
}

#[tokio::test]
async fn values_have_the_form_of_their_data_type() {
    let ssm = start().await;
    let put = |value: &str, data_type: &str| json!({ "Name": "app", "Value": value, "Type": "String", "DataType": data_type });
    fails(&ssm, "PutParameter", put("x", "aws:ec2:image"), "ValidationException").await;
    fails(&ssm, "PutParameter", put("x", "colour"), "ValidationException").await;
    ok(&ssm, "PutParameter", put("ami-0123456789abcdef0", "aws:ec2:image")).await;
    let found = ok(&ssm, "GetParameter", json!({ "Name": "app" })).await;
    assert_eq!(found["Parameter"]["DataType"], "aws:ec2:image");
}

#[tokio::test]
async fn tags_come_with_a_new_parameter_but_not_with_a_new_version() {
    let ssm = start().await;
    let tags = json!([{ "Key": "team", "Value": "a" }]);
    let input = json!({ "Name": "app", "Value": "x", "Type": "String", "Tags": tags });
    ok(&ssm, "PutParameter", input.clone()).await;
    let resource = json!({ "ResourceType": "Parameter", "ResourceId": "app" });
    assert_eq!(ok(&ssm, "ListTagsForResource", resource).await["TagList"], tags);
    let mut overwriting = input;
    overwriting["Overwrite"] = json!(true);
    fails(&ssm, "PutParameter", overwriting, "ValidationException").await;
    let reserved =
        json!({ "Name": "b", "Value": "x", "Type": "String", "Tags": [{ "Key": "aws:x", "Value": "" }] });
    fails(&ssm, "PutParameter", reserved, "ValidationException").await;
    fails(&ssm, "GetParameter", json!({ "Name": "b" }), "ParameterNotFound").await;
}
