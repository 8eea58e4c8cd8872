//! Values as JSON again, as they were received.

use awsjson_wire::{Document, Wire, as_received};

use crate::generated::operation::{CreateToolRequest, ListToolsResponse};
use crate::generated::types::{Measures, Query};
use crate::support::read;

fn again<T: Wire>(json: &str) -> String {
    let received: Document = serde_json::from_str(json).unwrap();
    as_received(read::<T>(json).unwrap().view(), &received).unwrap().to_string()
}

#[test]
fn absent_and_empty_stay_apart() {
    for json in ["{}", r#"{"Tools":[]}"#, r#"{"NextToken":""}"#] {
        assert_eq!(again::<ListToolsResponse>(json), json);
    }
    for json in ["{}", r#"{"Labels":{},"Name":"saw"}"#] {
        assert_eq!(again::<CreateToolRequest>(json), json);
    }
}

#[test]
fn every_timestamp_keeps_the_format_of_its_member() {
    let json = r#"{"At":0,"Day":"1970-01-01T00:00:00Z","Days":["Thu, 01 Jan 1970 00:00:00 GMT"],"Query":{"Since":"1970-01-01T00:00:00Z"},"Sent":"Thu, 01 Jan 1970 00:00:00 GMT"}"#;
    assert_eq!(again::<Measures>(json), json);
    assert_eq!(again::<Query>(r#"{"Not":{"Since":0}}"#), r#"{"Not":{"Since":"1970-01-01T00:00:00Z"}}"#);
}

#[test]
fn what_the_types_do_not_know_is_left_out() {
    assert_eq!(
        again::<Measures>(r#"{"Novel":1,"Integer":2,"Again":{"Novel":{}}}"#),
        r#"{"Again":{},"Integer":2}"#
    );
    assert_eq!(again::<Query>(r#"{"__type":"Query","Name":"a"}"#), r#"{"Name":"a"}"#);
    assert_eq!(again::<Query>(r#"{"Novel":[{}]}"#), r#"{"Novel":[{}]}"#);
}

#[test]
fn nulls_are_as_absent_and_only_sparse_collections_keep_them() {
    let json = r#"{"Integer":null,"Sparse":[null,1],"SparseByName":{"a":null},"Grid":[null,[null,1.5]],"Many":[null,{"Sparse":[]}]}"#;
    assert_eq!(
        again::<Measures>(json),
        r#"{"Grid":[[1.5]],"Many":[{"Sparse":[]}],"Sparse":[null,1],"SparseByName":{"a":null}}"#
    );
}
