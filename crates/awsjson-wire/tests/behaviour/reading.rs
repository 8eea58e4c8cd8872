//! What each way of reading makes of members that the model does not foresee.

use awsjson_wire::{Blank, Fill, Problem, Reading, Slot, missing_members};

use crate::generated::operation::{CreateToolRequest, SearchPartsRequest};
use crate::generated::types::Measures;
use crate::support::{read, read_as, refusal, write};

const EVERY: [Reading; 3] = [Reading::Lenient, Reading::Strict, Reading::Server];

#[test]
fn unknown_members_are_an_error_only_when_reading_strictly() {
    let json = r#"{"Integer":1,"Novel":{"deeply":[1,{"nested":null}]},"__type":"Measures","Yes":true}"#;
    for reading in [Reading::Lenient, Reading::Server] {
        let value = read_as::<Measures>(reading, json).unwrap();
        assert_eq!((value.integer, value.yes), (Some(1), Some(true)));
    }
    let error = read_as::<Measures>(Reading::Strict, json).unwrap_err();
    assert!(matches!(error.problem(), Problem::UnknownMember { name, .. } if name == "Novel"), "{error}");
}

#[test]
fn names_of_members_are_case_sensitive() {
    assert_eq!(read::<Measures>(r#"{"integer":1}"#).unwrap().integer, None);
}

#[test]
fn absent_required_members_stay_blank_when_reading_leniently() {
    let value = read::<CreateToolRequest>(r#"{"Labels":null}"#).unwrap();
    assert_eq!((value.name.as_str(), value.labels.len(), value.material.as_str()), ("", 0, ""));
}

#[test]
fn absent_required_members_are_an_error_when_reading_strictly() {
    let whole = r#"{"Shelf":"a","Name":"saw","Material":"wood","Labels":{}}"#;
    assert!(read_as::<CreateToolRequest>(Reading::Strict, whole).is_ok());
    for (name, value) in [("Shelf", "\"a\""), ("Name", "\"saw\""), ("Material", "\"wood\""), ("Labels", "{}")]
    {
        let member = format!("\"{name}\":{value}");
        for part in
            [whole.replace(&member, "\"Room\":null"), whole.replace(&member, &format!("\"{name}\":null"))]
        {
            let error = read_as::<CreateToolRequest>(Reading::Strict, &part).unwrap_err();
            assert_eq!(*error.problem(), Problem::MissingMembers(vec![name.to_owned()]), "{part}");
        }
    }
}

#[test]
fn a_server_learns_of_all_absent_required_members_by_path() {
    let json = r#"{"Query":{"And":[{"Name":"a"},{"Filter":{"Values":[]}},{"Not":{"Filter":{"Key":null}}}]}}"#;
    let mut request = SearchPartsRequest::blank();
    assert_eq!(
        missing_members(json.as_bytes(), request.slot()).unwrap(),
        ["Query.And[1].Filter.Key", "Query.And[2].Not.Filter.Key", "Query.And[2].Not.Filter.Values"]
    );
    let mut request = SearchPartsRequest::blank();
    assert_eq!(missing_members(b"{}", request.slot()).unwrap(), ["Query"]);
}

#[test]
fn null_is_the_same_as_absent() {
    let nulls = r#"{"Yes":null,"Byte":null,"Big":null,"Double":null,"Text":null,"Bytes":null,"At":null,"State":null,
        "Wear":null,"Query":null,"Sparse":null,"SparseByName":null,"Anything":null,"Nothing":null,"Again":null}"#;
    for reading in EVERY {
        let value = read_as::<Measures>(reading, nulls).unwrap();
        assert!(value == Measures::default(), "{value:?}");
    }
}

#[test]
fn null_for_the_whole_is_blank_to_a_client_and_an_error_to_others() {
    assert!(read::<Measures>("null").unwrap() == Measures::default());
    for reading in [Reading::Strict, Reading::Server] {
        assert_eq!(
            read_as::<Measures>(reading, "null").unwrap_err().to_string(),
            "expected an object, found null at byte 0"
        );
    }
}

#[test]
fn of_a_member_that_stands_twice_the_last_counts() {
    for (json, expected) in [
        (r#"{"Integer":1,"Integer":2}"#, r#"{"Integer":2}"#),
        (r#"{"Text":"a","Text":"b"}"#, r#"{"Text":"b"}"#),
        (r#"{"Integer":1,"Integer":null}"#, "{}"),
        (r#"{"Sparse":[1,2],"Sparse":[3]}"#, r#"{"Sparse":[3]}"#),
        (r#"{"SparseByName":{"a":"b","a":"c"}}"#, r#"{"SparseByName":{"a":"c"}}"#),
        (r#"{"ByState":{"a":["b"],"a":["c"]}}"#, r#"{"ByState":{"a":["c"]}}"#),
        (r#"{"Again":{"Integer":1},"Again":{"Yes":true}}"#, r#"{"Again":{"Yes":true}}"#),
        (r#"{"ByName":{"a":{"Integer":1},"a":{"Yes":true}}}"#, r#"{"ByName":{"a":{"Yes":true}}}"#),
    ] {
        for reading in EVERY {
            assert_eq!(write(&read_as::<Measures>(reading, json).unwrap()), expected);
        }
    }
}

#[test]
fn nesting_has_a_limit_whatever_is_nested() {
    for (before, after) in [("{\"Again\":", "}"), ("{\"Many\":[", "]}"), ("{\"ByName\":{\"a\":", "}}")] {
        let bomb = |depth: usize| format!("{}{{}}{}", before.repeat(depth), after.repeat(depth));
        assert!(read::<Measures>(bomb(30)).is_ok());
        assert!(refusal::<Measures>(bomb(200)).starts_with("not valid JSON: recursion limit exceeded"));
        assert!(
            refusal::<Measures>(before.repeat(1 << 20))
                .starts_with("not valid JSON: recursion limit exceeded")
        );
    }
    for part in ["[", "{\"a\":"] {
        let document = format!("{{\"Anything\":{}", part.repeat(1 << 20));
        assert!(refusal::<Measures>(document).starts_with("not valid JSON: recursion limit exceeded"));
        // What nobody wants is passed over without going down into it.
        let unknown = format!("{{\"Novel\":{}", part.repeat(1 << 20));
        assert!(refusal::<Measures>(unknown).starts_with("not valid JSON: "));
    }
}

#[test]
fn a_failed_read_leaves_no_slot_unusable() {
    let mut value = Measures::default();
    let slot = Slot::Structure(&mut value);
    assert!(awsjson_wire::read(br#"{"Integer":1,"Sparse":[1,2,"#, slot, Reading::Lenient).is_err());
    assert!(awsjson_wire::read(br#"{"Integer":2,"Sparse":[3]}"#, value.slot(), Reading::Lenient).is_ok());
    assert_eq!(write(&value), r#"{"Integer":2,"Sparse":[3]}"#);
}
