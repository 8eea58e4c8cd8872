//! Debug shows what is there, and of secrets only that they are.

use std::collections::BTreeMap;

use awsjson_wire::{Blank, Document, REDACTED};

use crate::generated::operation::{CreateToolRequest, SearchPartsRequest};
use crate::generated::types::{Lock, Measures, Query, ToolDescription, ToolNotFound};

const SECRET: &str = "hunter2";

fn assert_hidden(value: &impl std::fmt::Debug) -> String {
    let shown = format!("{value:?}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!format!("{value:#?}").contains(SECRET), "{value:#?}");
    assert!(shown.contains(REDACTED), "{shown}");
    shown
}

fn tool() -> ToolDescription {
    ToolDescription {
        name: Some("saw".to_owned()),
        state: None,
        parts: Vec::new(),
        handle: None,
        wear: None,
        combination: Some(SECRET.to_owned()),
    }
}

#[test]
fn a_secret_member_is_hidden_and_the_others_are_shown() {
    assert_eq!(
        assert_hidden(&tool()),
        r#"ToolDescription { Name: "saw", Parts: [], Combination: (redacted) }"#
    );
}

#[test]
fn absent_members_do_not_show() {
    assert_eq!(format!("{:?}", Measures::default()), "Measures");
    let value = Measures { integer: Some(1), ..Measures::default() };
    assert_eq!(format!("{value:?}"), "Measures { Integer: 1 }");
}

#[test]
fn a_secret_is_hidden_however_deep_it_is() {
    let outer = ToolDescription { handle: Some(Box::new(tool())), combination: None, ..tool() };
    assert_hidden(&outer);
    assert_hidden(&Some(vec![outer.clone()]));
    assert_hidden(&BTreeMap::from([("key", outer.clone())]));
    assert_hidden(&ToolNotFound { message: None, name: None, nearest: Some(outer) });
    let text = || Measures { text: Some(SECRET.to_owned()), ..Measures::default() };
    assert_hidden(&Measures { again: Some(Box::new(text())), ..Measures::default() });
    assert_hidden(&Measures { many: Some(vec![text()]), ..Measures::default() });
    assert_hidden(&Measures {
        by_name: Some(BTreeMap::from([("a".to_owned(), text())])),
        ..Measures::default()
    });
    let query = Query::Not(Box::new(Query::And(vec![Query::Password(SECRET.to_owned())])));
    assert_hidden(&SearchPartsRequest { query: query.clone(), next_token: None });
    assert_hidden(&Measures { query: Some(query), ..Measures::default() });
}

#[test]
fn a_list_of_secrets_and_a_secret_structure_are_hidden_whole() {
    let lock = Lock { maker: Some(SECRET.to_owned()), code: None };
    assert_eq!(assert_hidden(&lock), "Lock { Maker: (redacted) }");
    let request = CreateToolRequest {
        keys: Some(vec![SECRET.to_owned()]),
        lock: Some(lock),
        combination: Some(SECRET.to_owned()),
        ..CreateToolRequest::blank()
    };
    let shown = assert_hidden(&request);
    assert!(shown.contains("Combination: (redacted), Keys: (redacted), Lock: (redacted)"), "{shown}");
}

#[test]
fn a_member_of_a_union_that_nobody_knows_may_be_a_secret() {
    let query = Query::Unknown("Passphrase".to_owned(), Document::from(SECRET));
    assert_eq!(assert_hidden(&query), "Query { Passphrase: (redacted) }");
}

#[test]
fn bytes_are_shown_by_their_number() {
    let value = Measures { bytes: Some(SECRET.as_bytes().to_vec()), ..Measures::default() };
    assert_eq!(format!("{value:?}"), "Measures { Bytes: (7 bytes) }");
}

#[test]
fn values_of_every_other_kind_are_shown() {
    let json = r#"{"Yes":true,"Big":5,"Float":1.5,"Double":"NaN","Anything":{"a":[null]},"At":0,"State":"SHARP","Wear":1,
        "Sparse":[null,1],"SparseByName":{"a":"b"},"Nothing":{}}"#;
    let value: Measures = crate::support::read(json).unwrap();
    assert_eq!(
        format!("{value:?}"),
        concat!(
            r#"Measures { Yes: true, Big: 5, Float: 1.5, Double: NaN, Anything: {"a":[null]}, "#,
            r#"At: 1970-01-01 0:00:00.0 +00:00:00, State: "SHARP", Wear: 1, Sparse: [null, 1], "#,
            r#"SparseByName: {"a": "b"}, Nothing: Empty }"#
        )
    );
}
