//! `DescribeParameters`.

use serde_json::{Value, json};

use crate::support::{fails, names, ok, pages, put, start};

async fn some(ssm: &ssm_local::LocalSsm) {
    put(ssm, "plain", "x").await;
    put(ssm, "/app/a", "x").await;
    put(ssm, "/app/b/c", "x").await;
    let tags = json!([{ "Key": "team", "Value": "blue" }]);
    let list = json!({ "Name": "/app/list", "Value": "1,2", "Type": "StringList", "Tags": tags });
    ok(ssm, "PutParameter", list).await;
    let secret = json!({
        "Name": "/secret/key", "Value": "x", "Type": "SecureString", "KeyId": "alias/app", "Tier": "Advanced",
        "DataType": "hostname", "Tags": [{ "Key": "team", "Value": "green" }],
    });
    ok(ssm, "PutParameter", secret).await;
}

#[tokio::test]
async fn metadata_tells_all_but_the_value() {
    let ssm = start().await;
    let input = json!({ "Name": "/app/db", "Value": "hunter2", "Type": "String", "Description": "the host" });
    ok(&ssm, "PutParameter", input).await;
    let found = ok(&ssm, "DescribeParameters", json!({})).await;
    assert!(!found.to_string().contains("hunter2"));
    let metadata = &found["Parameters"][0];
    assert_eq!(metadata["Name"], "/app/db");
    assert_eq!(metadata["ARN"], "arn:aws:ssm:us-east-1:000000000000:parameter/app/db");
    assert_eq!(metadata["Type"], "String");
    assert_eq!(metadata["Description"], "the host");
    assert_eq!(metadata["Version"], 1);
    assert_eq!(metadata["Tier"], "Standard");
    assert_eq!(metadata["DataType"], "text");
    assert_eq!(metadata["Policies"], json!([]));
    assert_eq!(metadata["LastModifiedUser"], "arn:aws:iam::000000000000:root");
    assert_eq!(metadata.get("KeyId"), None);
    assert_eq!(ok(&ssm, "DescribeParameters", json!({ "Shared": true })).await["Parameters"], json!([]));
}

#[tokio::test]
async fn filters_go_by_every_key() {
    let ssm = start().await;
    some(&ssm).await;
    let filter =
        |key: &str, option: Value, values: Value| json!({ "Key": key, "Option": option, "Values": values });
    let default = || Value::Null;
    for (filter, expected) in [
        (filter("Name", default(), json!(["plain", "/app/a"])), vec!["/app/a", "plain"]),
        (filter("Name", json!("Equals"), json!(["/plain"])), vec!["plain"]),
        (filter("Name", json!("BeginsWith"), json!(["app/"])), vec!["/app/a", "/app/b/c", "/app/list"]),
        (filter("Name", json!("Contains"), json!(["b/"])), vec!["/app/b/c"]),
        (filter("Type", default(), json!(["StringList"])), vec!["/app/list"]),
        (filter("KeyId", default(), json!(["alias/app"])), vec!["/secret/key"]),
        (filter("Tier", default(), json!(["Advanced"])), vec!["/secret/key"]),
        (filter("DataType", default(), json!(["hostname"])), vec!["/secret/key"]),
        (filter("Path", default(), json!(["/app"])), vec!["/app/a", "/app/list"]),
        (filter("Path", json!("OneLevel"), json!(["/"])), vec!["plain"]),
        (filter("Path", json!("Recursive"), json!(["/app/"])), vec!["/app/a", "/app/b/c", "/app/list"]),
        (filter("Path", json!("Recursive"), json!(["/ap"])), vec![]),
        (filter("tag:team", default(), json!(["blue"])), vec!["/app/list"]),
        (filter("tag:team", json!("BeginsWith"), json!(["g"])), vec!["/secret/key"]),
        (json!({ "Key": "tag:team" }), vec!["/app/list", "/secret/key"]),
        (json!({ "Key": "tag:other" }), vec![]),
    ] {
        let found = ok(&ssm, "DescribeParameters", json!({ "ParameterFilters": [filter] })).await;
        assert_eq!(names(&found["Parameters"]), expected, "{filter}");
    }
}

#[tokio::test]
async fn all_filters_must_fit() {
    let ssm = start().await;
    some(&ssm).await;
    let filters = json!([
        { "Key": "Path", "Option": "Recursive", "Values": ["/app"] },
        { "Key": "Type", "Values": ["String"] },
    ]);
    let found = ok(&ssm, "DescribeParameters", json!({ "ParameterFilters": filters })).await;
    assert_eq!(names(&found["Parameters"]), ["/app/a", "/app/b/c"]);
}

#[tokio::test]
async fn the_older_filters_work_alone() {
    let ssm = start().await;
    some(&ssm).await;
    for (filter, expected) in [
        (json!({ "Key": "Name", "Values": ["/app/l", "pl"] }), vec!["/app/list", "plain"]),
        (json!({ "Key": "Type", "Values": ["SecureString"] }), vec!["/secret/key"]),
        (json!({ "Key": "KeyId", "Values": ["alias/app"] }), vec!["/secret/key"]),
    ] {
        let found = ok(&ssm, "DescribeParameters", json!({ "Filters": [filter] })).await;
        assert_eq!(names(&found["Parameters"]), expected, "{filter}");
    }
    let both = json!({
        "Filters": [{ "Key": "Name", "Values": ["a"] }],
        "ParameterFilters": [{ "Key": "Name", "Values": ["a"] }],
    });
    fails(&ssm, "DescribeParameters", both, "ValidationException").await;
}

#[tokio::test]
async fn filters_that_are_none_are_refused() {
    let ssm = start().await;
    for (filters, code) in [
        (json!([{ "Key": "Label", "Values": ["x"] }]), "InvalidFilterKey"),
        (
            json!([{ "Key": "Type", "Values": ["String"] }, { "Key": "Type", "Values": ["x"] }]),
            "InvalidFilterKey",
        ),
        (json!([{ "Key": "Name" }]), "InvalidFilterValue"),
        (json!([{ "Key": "Type", "Values": ["Number"] }]), "InvalidFilterValue"),
        (json!([{ "Key": "Tier", "Values": ["Gold"] }]), "InvalidFilterValue"),
        (json!([{ "Key": "Name", "Option": "EndsWith", "Values": ["x"] }]), "InvalidFilterOption"),
        (json!([{ "Key": "Type", "Option": "Contains", "Values": ["x"] }]), "InvalidFilterOption"),
        (json!([{ "Key": "Path", "Option": "Equals", "Values": ["/x"] }]), "InvalidFilterOption"),
        (json!([{ "Key": "Path", "Values": ["x"] }]), "ValidationException"),
        (json!([{ "Key": "Path", "Values": ["/aws"] }]), "ValidationException"),
        (json!([{ "Key": "tag:", "Values": ["x"] }]), "ValidationException"),
    ] {
        fails(&ssm, "DescribeParameters", json!({ "ParameterFilters": filters }), code).await;
    }
}

#[tokio::test]
async fn pages_hold_ten_or_as_many_as_asked_up_to_fifty() {
    let ssm = start().await;
    for number in 0..60 {
        put(&ssm, &format!("p{number:02}"), "x").await;
    }
    let (all, sizes) = pages(&ssm, "DescribeParameters", json!({})).await;
    assert_eq!((sizes.as_slice(), all.len()), ([10; 6].as_slice(), 60));
    let (_, sizes) = pages(&ssm, "DescribeParameters", json!({ "MaxResults": 50 })).await;
    assert_eq!(sizes, [50, 10]);
    let (_, sizes) = pages(&ssm, "DescribeParameters", json!({ "MaxResults": 30 })).await;
    assert_eq!(sizes, [30, 30]);
    fails(&ssm, "DescribeParameters", json!({ "MaxResults": 51 }), "ValidationException").await;
    fails(&ssm, "DescribeParameters", json!({ "NextToken": "x" }), "InvalidNextToken").await;
}
