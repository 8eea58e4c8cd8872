use serde_json::json;

use crate::support::{fails, ok, pages, put, start};

#[tokio::test]
async fn every_version_is_told_with_what_it_was() {
    let ssm = start().await;
    let input = json!({ "Name": "app", "Value": "one", "Type": "String", "Description": "first" });
    ok(&ssm, "PutParameter", input).await;
    let input = json!({ "Name": "app", "Value": "two", "Description": "second", "Overwrite": true });
    ok(&ssm, "PutParameter", input).await;
    ok(&ssm, "LabelParameterVersion", json!({ "Name": "app", "ParameterVersion": 1, "Labels": ["old"] }))
        .await;
    let history = ok(&ssm, "GetParameterHistory", json!({ "Name": "app" })).await;
    let versions = history["Parameters"].as_array().unwrap();
    assert_eq!(versions.len(), 2);
    for (version, (number, value, description, labels)) in
        versions.iter().zip([(1, "one", "first", json!(["old"])), (2, "two", "second", json!([]))])
    {
        assert_eq!(version["Version"], number);
        assert_eq!(version["Value"], value);
        assert_eq!(version["Description"], description);
        assert_eq!(version["Labels"], labels);
        assert_eq!(version["Type"], "String");
        assert_eq!(version["Tier"], "Standard");
        assert_eq!(version["DataType"], "text");
        assert_eq!(version["LastModifiedUser"], "arn:aws:iam::000000000000:root");
    }
    assert!(versions[0]["LastModifiedDate"].as_f64() <= versions[1]["LastModifiedDate"].as_f64());
    let arn = "arn:aws:ssm:us-east-1:000000000000:parameter/app";
    assert_eq!(ok(&ssm, "GetParameterHistory", json!({ "Name": arn })).await, history);
}

#[tokio::test]
async fn a_history_comes_in_pages() {
    let ssm = start().await;
    for _ in 0..60 {
        put(&ssm, "app", "x").await;
    }
    let (all, sizes) = pages(&ssm, "GetParameterHistory", json!({ "Name": "app" })).await;
    assert_eq!(sizes, [50, 10]);
    let numbers: Vec<i64> = all.iter().map(|version| version["Version"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=60).collect::<Vec<_>>());
    let (_, sizes) = pages(&ssm, "GetParameterHistory", json!({ "Name": "app", "MaxResults": 20 })).await;
    assert_eq!(sizes, [20, 20, 20]);
    fails(&ssm, "GetParameterHistory", json!({ "Name": "app", "NextToken": "x" }), "InvalidNextToken").await;
}

#[tokio::test]
async fn a_history_is_of_a_whole_parameter() {
    let ssm = start().await;
    put(&ssm, "app", "x").await;
    fails(&ssm, "GetParameterHistory", json!({ "Name": "missing" }), "ParameterNotFound").await;
    fails(&ssm, "GetParameterHistory", json!({ "Name": "app:1" }), "ParameterNotFound").await;
}
