//! Unions: exactly one member, whatever else stands around it.

use awsjson_wire::{Document, Problem, Reading};

use crate::generated::types::{Filter, Query};
use crate::support::{read, read_as, write};

#[test]
fn every_variant_survives() {
    for (value, json) in [
        (Query::Name("a".to_owned()), r#"{"Name":"a"}"#),
        (Query::And(vec![Query::Name("a".to_owned())]), r#"{"And":[{"Name":"a"}]}"#),
        (Query::Not(Box::new(Query::UnknownValue(true))), r#"{"Not":{"Unknown":true}}"#),
        (Query::Broken(Default::default()), r#"{"Broken":{}}"#),
        (
            Query::Filter(Filter { key: "k".to_owned(), values: Vec::new(), negate: None }),
            r#"{"Filter":{"Key":"k","Values":[]}}"#,
        ),
    ] {
        assert_eq!(write(&value), json);
        assert!(read::<Query>(json).unwrap() == value);
    }
}

#[test]
fn a_member_that_is_newer_is_kept_with_its_value() {
    let json = r#"{"Novel":{"a":[1,null,"b"]}}"#;
    let value = read::<Query>(json).unwrap();
    let Query::Unknown(name, document) = &value else { panic!("{value:?}") };
    assert_eq!((name.as_str(), &document["a"][2]), ("Novel", &Document::from("b")));
    assert_eq!(write(&value), json);
}

#[test]
fn a_member_called_unknown_is_not_the_one_that_nobody_knows() {
    assert!(read::<Query>(r#"{"Unknown":true}"#).unwrap() == Query::UnknownValue(true));
}

#[test]
fn nulls_and_the_name_of_the_type_do_not_count() {
    for json in [
        r#"{"Name":"a","Not":null}"#,
        r#"{"And":null,"Name":"a","Novel":null}"#,
        r#"{"__type":"workshop#Query","Name":"a"}"#,
        r#"{"Name":"a","__type":{"any":["thing"]}}"#,
    ] {
        assert!(read::<Query>(json).unwrap() == Query::Name("a".to_owned()), "{json}");
    }
}

#[test]
fn no_member_or_more_than_one_is_an_error() {
    for (json, found) in [
        ("{}", 0),
        (r#"{"Name":null}"#, 0),
        (r#"{"__type":"Query"}"#, 0),
        (r#"{"Name":"a","Unknown":true}"#, 2),
        (r#"{"Name":"a","Novel":1}"#, 2),
    ] {
        for reading in [Reading::Lenient, Reading::Server] {
            let error = read_as::<Query>(reading, json).unwrap_err();
            assert_eq!(*error.problem(), Problem::MemberCount { found }, "{json}");
        }
    }
}

#[test]
fn an_unknown_member_is_an_error_when_reading_strictly() {
    let error = read_as::<Query>(Reading::Strict, r#"{"Novel":1}"#).unwrap_err();
    assert!(matches!(error.problem(), Problem::UnknownMember { name, .. } if name == "Novel"), "{error}");
}
