//! Lists and maps: dense ones drop nulls, sparse ones keep them.

use crate::generated::operation::ListToolsResponse;
use crate::generated::types::Measures;
use crate::support::{read, write};

#[test]
fn a_sparse_collection_keeps_null() {
    let json = r#"{"Sparse":[null,1,null],"SparseByName":{"a":null,"b":"c"}}"#;
    let value = read::<Measures>(json).unwrap();
    assert_eq!(value.sparse, Some(vec![None, Some(1), None]));
    assert_eq!(write(&value), json);
}

#[test]
fn a_dense_collection_drops_null() {
    let json = r#"{"Days":[null,0,null],"Grid":[[1.5,null],null],"ByState":{"a":null,"b":["c",null]},"Many":[null]}"#;
    let value = read::<Measures>(json).unwrap();
    assert_eq!(
        write(&value),
        r#"{"Days":["Thu, 01 Jan 1970 00:00:00 GMT"],"Grid":[[1.5]],"ByState":{"b":["c"]},"Many":[]}"#
    );
}

#[test]
fn an_empty_collection_is_not_an_absent_one() {
    let value = read::<Measures>(r#"{"Sparse":[],"SparseByName":{},"Nothing":{}}"#).unwrap();
    assert_eq!(value.sparse, Some(Vec::new()));
    assert_eq!(write(&value), r#"{"Sparse":[],"SparseByName":{},"Nothing":{}}"#);
}

#[test]
fn any_text_is_a_key_and_entries_are_sorted() {
    let json = r#"{"SparseByName":{"":"empty","\"":"quote","__type":"type","b":"b","a":"a","ä":"ä"}}"#;
    let value = read::<Measures>(json).unwrap();
    let keys: Vec<&str> = value.sparse_by_name.as_ref().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["", "\"", "__type", "a", "b", "ä"]);
    assert!(read::<Measures>(write(&value)).unwrap() == value);
}

#[test]
fn a_list_that_only_answers_have_is_empty_when_absent() {
    for json in ["{}", r#"{"Tools":null}"#, r#"{"Tools":[]}"#] {
        assert!(read::<ListToolsResponse>(json).unwrap().tools.is_empty());
    }
}

#[test]
fn one_entry_of_a_map_is_a_map_of_one_entry() {
    let entry = ("a".to_owned(), Measures { integer: Some(1), ..Measures::default() });
    assert_eq!(write(&entry), r#"{"a":{"Integer":1}}"#);
    assert!(read::<(String, Measures)>(write(&entry)).unwrap() == entry);
}

#[test]
fn recursion_goes_through_members_lists_and_maps() {
    let json = r#"{"Again":{"Many":[{"ByName":{"a":{"Again":{"Integer":1}}}}]}}"#;
    assert_eq!(write(&read::<Measures>(json).unwrap()), json);
}
