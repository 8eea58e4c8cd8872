use http::StatusCode;
use serde_json::json;

use crate::support::{call, start};

#[test]
fn the_table_of_the_readme_is_the_table_of_the_code() {
    let readme = include_str!("../../README.md");
    let table = ssm_local::table();
    assert!(
        readme.contains(&table),
        "the table of README.md must be what `cargo run -p ssm-local -- --table` prints:\n{table}"
    );
}

#[tokio::test]
async fn what_the_table_lists_is_answered_and_nothing_else_is() {
    let ssm = start().await;
    let table = ssm_local::table();
    let listed: Vec<&str> = table
        .lines()
        .skip(2)
        .flat_map(|row| row.split('|').nth(3).unwrap().split(", "))
        .map(str::trim)
        .collect();
    assert!(listed.contains(&"PutParameter") && listed.contains(&"SendCommand"), "{table}");
    for operation in listed.into_iter().filter(|name| *name != "–") {
        let answer = call(&ssm, operation, json!([])).await;
        assert_eq!(answer.error().0, "SerializationException", "{operation}: {}", answer.body);
    }
    let answer = call(&ssm, "StartAccessRequest", json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(answer.error().0, "NotImplemented");
    assert!(answer.error().1.contains("StartAccessRequest"), "{}", answer.body);
}
