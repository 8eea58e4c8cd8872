//! What is the same, and what is not.

use std::collections::HashSet;

use crate::generated::types::{Condition, Measures};
use crate::support::read;

fn measures(json: &str) -> Measures {
    read(json).unwrap()
}

#[test]
fn each_member_counts() {
    let all = [
        r#"{}"#,
        r#"{"Text":""}"#,
        r#"{"Text":"a"}"#,
        r#"{"Sparse":[]}"#,
        r#"{"Sparse":[1]}"#,
        r#"{"Sparse":[null]}"#,
        r#"{"Sparse":[1,null]}"#,
        r#"{"SparseByName":{}}"#,
        r#"{"SparseByName":{"a":"b"}}"#,
        r#"{"SparseByName":{"a":null}}"#,
        r#"{"SparseByName":{"b":"b"}}"#,
        r#"{"SparseByName":{"a":"b","b":"b"}}"#,
        r#"{"ByName":{"a":{}}}"#,
        r#"{"ByName":{"a":{"Text":"b"}}}"#,
    ];
    for (index, json) in all.iter().enumerate() {
        for (other_index, other) in all.iter().enumerate() {
            assert_eq!(measures(json) == measures(other), index == other_index, "{json} and {other}");
        }
    }
}

#[test]
fn an_enumeration_is_the_same_if_it_is_on_the_wire_alone_and_as_a_member() {
    let (known, kept) = (Condition::Good, Condition::Unknown("GOOD".to_owned()));
    assert!(known == kept && known != Condition::Broken);
    assert_eq!(HashSet::from([known.clone(), kept.clone()]).len(), 1);
    let member = |condition| Measures { condition: Some(condition), ..Measures::default() };
    assert!(member(known) == member(kept));
}

#[test]
fn what_is_no_number_is_not_the_same_as_itself() {
    let value = Measures { double: Some(f64::NAN), ..Measures::default() };
    assert!(value != value.clone());
}
