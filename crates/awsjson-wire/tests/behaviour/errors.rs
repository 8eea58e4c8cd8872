//! A decode error says where and what kind, and never what was there.

use awsjson_wire::{DecodeError, Problem, Reading};

use crate::generated::operation::{CreateToolRequest, MeasureResponse};
use crate::generated::types::Measures;
use crate::support::{read, read_as, refusal};

const CANARY: &str = "hunter2";

/// The error, which is near this part of the text and does not give it away.
fn error_near(part: &str, json: &str) -> DecodeError {
    let error = read::<Measures>(json).unwrap_err();
    let start = json.find(part).unwrap();
    let offset = error.offset().unwrap();
    assert!((start..=start + part.len() + 1).contains(&offset), "{error} in {json}");
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains(CANARY), "{shown}");
    }
    error
}

#[test]
fn a_value_of_another_type_is_located_and_described() {
    for (json, part, path, expected, found) in [
        (r#"{"Yes":"hunter2"}"#, r#""hunter2""#, "Yes", "a boolean", "text"),
        (r#"{"Yes":1}"#, "1", "Yes", "a boolean", "a number"),
        (r#"{"Integer":"hunter2"}"#, r#""hunter2""#, "Integer", "a whole number of 32 bits", "text"),
        (r#"{"Integer":true}"#, "true", "Integer", "a whole number of 32 bits", "a boolean"),
        (r#"{"Big":"hunter2"}"#, r#""hunter2""#, "Big", "a whole number of 128 bits", "something else"),
        (r#"{"Double":"hunter2"}"#, r#""hunter2""#, "Double", "a number", "text"),
        (r#"{"Text":7}"#, "7", "Text", "text", "a number"),
        (r#"{"Text":7.5}"#, "7.5", "Text", "text", "a number with a fraction"),
        (r#"{"Text":["hunter2"]}"#, "[", "Text", "text", "an array"),
        (r#"{"Text":{"hunter2":1}}"#, "{\"h", "Text", "text", "an object"),
        (r#"{"Bytes":"hunter2!"}"#, r#""hunter2!""#, "Bytes", "text in base64", "text"),
        (r#"{"At":"hunter2"}"#, r#""hunter2""#, "At", "a timestamp", "text"),
        (r#"{"State":3}"#, "3", "State", "text", "a number"),
        (r#"{"Wear":"hunter2"}"#, r#""hunter2""#, "Wear", "a whole number of 32 bits", "text"),
        (r#"{"Again":"hunter2"}"#, r#""hunter2""#, "Again", "an object", "text"),
        (r#"{"Again":["hunter2"]}"#, "[", "Again", "an object", "an array"),
        (r#"{"Sparse":"hunter2"}"#, r#""hunter2""#, "Sparse", "an array", "text"),
        (r#"{"Sparse":{"hunter2":1}}"#, "{\"h", "Sparse", "an array", "an object"),
        (r#"{"Sparse":[1,"hunter2"]}"#, r#""hunter2""#, "Sparse[1]", "a whole number of 32 bits", "text"),
        (r#"{"Grid":[[],[0,"hunter2"]]}"#, r#""hunter2""#, "Grid[1][1]", "a number", "text"),
        (r#"{"ByState":{"a":[],"hunter2":[1]}}"#, "1]", "ByState{1}[0]", "text", "a number"),
        (
            r#"{"Many":[{},{"Again":{"Yes":"hunter2"}}]}"#,
            r#""hunter2""#,
            "Many[1].Again.Yes",
            "a boolean",
            "text",
        ),
        (r#"{"Query":{"Filter":{"Key":["hunter2"]}}}"#, "[", "Query.Filter.Key", "text", "an array"),
    ] {
        let error = error_near(part, json);
        assert_eq!(error.path(), path, "{json}");
        assert_eq!(*error.problem(), Problem::Type { expected, found }, "{json}");
        let offset = error.offset().unwrap();
        assert_eq!(error.to_string(), format!("expected {expected}, found {found} at {path}, byte {offset}"));
    }
}

#[test]
fn offsets_count_bytes_over_lines() {
    let json = "{\n  \"Day\": \"2020-01-01T00:00:00Z\",\n  \"Text\": \"äöü\", \"Yes\": 3\n}";
    let error = error_near("3\n", json);
    assert_eq!(error.path(), "Yes");
}

#[test]
fn what_is_not_json_is_located_too() {
    for (json, path) in [
        ("", ""),
        ("{", ""),
        (r#"{"Text":"hunter2"#, "Text"),
        (r#"{"Text":"hunter2" "Yes":true}"#, ""),
        (r#"{"Many":[{"Text":"hunter2"},}"#, "Many[1]"),
        (r#"{"ByName":{"hunter2":{"Yes":tru}}}"#, "ByName{0}.Yes"),
        (r#"{"Text":"hunter2"} trailing"#, ""),
        ("{\"Text\":\"hunter2\u{7}\"}", "Text"),
        (r#"{"Text":"hunter2\x"}"#, "Text"),
        (r#"{"Gone":"hunter2}"#, ""),
    ] {
        let error = read::<Measures>(json).unwrap_err();
        assert!(matches!(error.problem(), Problem::Syntax(_)), "{error}");
        assert_eq!(error.path(), path, "{json}");
        assert!(error.offset().unwrap() <= json.len());
        assert!(!format!("{error} {error:?}").contains(CANARY), "{error:?}");
    }
}

#[test]
fn no_type_takes_any_other_json_silently() {
    for json in [r#""hunter2""#, "7", "true", r#"["hunter2"]"#] {
        assert!(refusal::<Measures>(json).starts_with("expected an object, found "), "{json}");
        assert!(!refusal::<Measures>(json).contains(CANARY));
    }
}

#[test]
fn a_deserializer_of_any_kind_gives_the_same_error_without_an_offset() {
    let document: serde_json::Value = serde_json::from_str(r#"{"Many":[{"Yes":"hunter2"}]}"#).unwrap();
    let mut value = MeasureResponse::default();
    let slot = awsjson_wire::Slot::Structure(&mut value);
    let error = awsjson_wire::deserialize(slot, document, Reading::Lenient).unwrap_err();
    assert_eq!(error.to_string(), "expected a boolean, found text at Many[0].Yes");
}

#[test]
fn missing_and_unknown_members_are_named() {
    let error =
        read_as::<CreateToolRequest>(Reading::Strict, r#"{"Shelf":"hunter2","Material":null}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("required members Name, Material, Labels are missing at byte "),
        "{error}"
    );
    let error =
        read_as::<CreateToolRequest>(Reading::Strict, r#"{"Lock":{"Keyhole":"hunter2"}}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("unknown member \"Keyhole\" (known are Maker, Code) at Lock, byte "),
        "{error}"
    );
}
