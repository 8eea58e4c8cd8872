//! `GetParametersByPath`.

use serde_json::{Value, json};

use crate::support::{fails, names, ok, pages, put, start};

#[tokio::test]
async fn a_path_holds_what_is_directly_under_it_or_at_any_depth() {
    let ssm = start().await;
    for name in ["root", "/app", "/app/a", "/app/b/c", "/app/b/d/e", "/apple/x", "/z/a"] {
        put(&ssm, name, "x").await;
    }
    for (path, recursive, expected) in [
        ("/app", false, vec!["/app/a"]),
        ("/app/", false, vec!["/app/a"]),
        ("/app", true, vec!["/app/a", "/app/b/c", "/app/b/d/e"]),
        ("/app/b", true, vec!["/app/b/c", "/app/b/d/e"]),
        ("/app/a", true, vec![]),
        ("/", false, vec!["/app", "root"]),
        ("/", true, vec!["/app", "/app/a", "/app/b/c", "/app/b/d/e", "/apple/x", "root", "/z/a"]),
        ("/missing", true, vec![]),
    ] {
        let found = ok(&ssm, "GetParametersByPath", json!({ "Path": path, "Recursive": recursive })).await;
        assert_eq!(names(&found["Parameters"]), expected, "{path} {recursive}");
        assert_eq!(found.get("NextToken"), None, "{path} {recursive}");
    }
}

#[tokio::test]
async fn a_path_starts_with_a_slash_and_has_no_empty_level() {
    let ssm = start().await;
    for path in ["app", "//", "/a//b", "/a b", "/a*"] {
        fails(&ssm, "GetParametersByPath", json!({ "Path": path }), "ValidationException").await;
    }
}

#[tokio::test]
async fn pages_hold_at_most_ten_and_every_parameter_once() {
    let ssm = start().await;
    for number in 10..35 {
        put(&ssm, &format!("/many/{number}"), "x").await;
    }
    let (all, sizes) = pages(&ssm, "GetParametersByPath", json!({ "Path": "/many" })).await;
    assert_eq!(sizes, [10, 10, 5]);
    let numbers: Vec<String> = (10..35).map(|number| format!("/many/{number}")).collect();
    assert_eq!(names(&Value::Array(all)), numbers);
    let (_, sizes) = pages(&ssm, "GetParametersByPath", json!({ "Path": "/many", "MaxResults": 5 })).await;
    assert_eq!(sizes, [5; 5]);
    for size in [0, 11, -1] {
        fails(
            &ssm,
            "GetParametersByPath",
            json!({ "Path": "/many", "MaxResults": size }),
            "ValidationException",
        )
        .await;
    }
}

#[tokio::test]
async fn tokens_are_good_for_their_own_list_only() {
    let ssm = start().await;
    for name in ["/a/1", "/a/2", "/b/1", "/b/2"] {
        put(&ssm, name, "x").await;
    }
    let page = ok(&ssm, "GetParametersByPath", json!({ "Path": "/a", "MaxResults": 1 })).await;
    let token = page["NextToken"].clone();
    let other = json!({ "Path": "/b", "MaxResults": 1, "NextToken": token });
    fails(&ssm, "GetParametersByPath", other, "InvalidNextToken").await;
    for token in ["", "1", "AAAA", "no token"] {
        fails(&ssm, "GetParametersByPath", json!({ "Path": "/a", "NextToken": token }), "InvalidNextToken")
            .await;
    }
    fails(&ssm, "DescribeParameters", json!({ "NextToken": token }), "InvalidNextToken").await;
    ok(&ssm, "DeleteParameter", json!({ "Name": "/a/1" })).await;
    let rest = ok(&ssm, "GetParametersByPath", json!({ "Path": "/a", "NextToken": token })).await;
    assert_eq!(names(&rest["Parameters"]), ["/a/2"]);
}

#[tokio::test]
async fn filters_go_by_type_key_and_label() {
    let ssm = start().await;
    put(&ssm, "/app/plain", "one").await;
    put(&ssm, "/app/plain", "two").await;
    ok(&ssm, "PutParameter", json!({ "Name": "/app/list", "Value": "a,b", "Type": "StringList" })).await;
    let secret = json!({ "Name": "/app/key", "Value": "x", "Type": "SecureString", "KeyId": "alias/app" });
    ok(&ssm, "PutParameter", secret).await;
    let label = json!({ "Name": "/app/plain", "ParameterVersion": 1, "Labels": ["live"] });
    ok(&ssm, "LabelParameterVersion", label).await;
    for (filter, expected) in [
        (json!({ "Key": "Type", "Values": ["String"] }), vec!["/app/plain"]),
        (
            json!({ "Key": "Type", "Option": "BeginsWith", "Values": ["String"] }),
            vec!["/app/list", "/app/plain"],
        ),
        (json!({ "Key": "Type", "Values": ["StringList", "SecureString"] }), vec!["/app/key", "/app/list"]),
        (json!({ "Key": "KeyId", "Values": ["alias/app"] }), vec!["/app/key"]),
        (json!({ "Key": "KeyId", "Option": "BeginsWith", "Values": ["alias/"] }), vec!["/app/key"]),
        (json!({ "Key": "Label", "Values": ["live"] }), vec!["/app/plain"]),
        (json!({ "Key": "Label", "Values": ["other"] }), vec![]),
    ] {
        let input = json!({ "Path": "/app", "ParameterFilters": [filter] });
        let found = ok(&ssm, "GetParametersByPath", input).await;
        assert_eq!(names(&found["Parameters"]), expected, "{filter}");
    }
    let filter = json!([{ "Key": "Label", "Option": "Equals", "Values": ["live"] }]);
    let found = ok(&ssm, "GetParametersByPath", json!({ "Path": "/app", "ParameterFilters": filter })).await;
    assert_eq!(found["Parameters"][0]["Value"], "one");
    assert_eq!(found["Parameters"][0]["Selector"], ":live");
}

#[tokio::test]
async fn filters_that_are_none_here_are_refused() {
    let ssm = start().await;
    for (filter, code) in [
        (json!({ "Key": "Name", "Values": ["x"] }), "InvalidFilterKey"),
        (json!({ "Key": "Path", "Values": ["/x"] }), "InvalidFilterKey"),
        (json!({ "Key": "Tier", "Values": ["Standard"] }), "InvalidFilterKey"),
        (json!({ "Key": "tag:team", "Values": ["x"] }), "InvalidFilterKey"),
        (json!({ "Key": "Label", "Option": "BeginsWith", "Values": ["x"] }), "InvalidFilterOption"),
        (json!({ "Key": "Type", "Option": "Contains", "Values": ["x"] }), "InvalidFilterOption"),
        (json!({ "Key": "Type", "Values": ["Number"] }), "InvalidFilterValue"),
        (json!({ "Key": "Type" }), "InvalidFilterValue"),
        (json!({ "Key": "Colour", "Values": ["x"] }), "ValidationException"),
    ] {
        let input = json!({ "Path": "/", "ParameterFilters": [filter] });
        fails(&ssm, "GetParametersByPath", input, code).await;
    }
}
