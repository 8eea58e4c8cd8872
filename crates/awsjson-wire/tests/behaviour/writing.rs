//! Writing: the members that are set, in the model's order, and nothing else.

use awsjson_wire::{Blank, Document, View, to_document, to_json};

use crate::generated::operation::{CreateToolRequest, PingRequest};
use crate::generated::types::{Material, Measures};
use crate::support::write;

#[test]
fn nothing_set_is_an_empty_object() {
    assert_eq!(write(&PingRequest::default()), "{}");
    assert_eq!(write(&Measures::default()), "{}");
}

#[test]
fn required_members_are_written_even_when_blank() {
    assert_eq!(write(&CreateToolRequest::blank()), r#"{"Shelf":"","Name":"","Material":"","Labels":{}}"#);
}

#[test]
fn members_come_in_the_order_of_the_model_whatever_order_they_were_set_in() {
    let request = CreateToolRequest {
        client_token: Some("t".to_owned()),
        room: Some("r".to_owned()),
        material: Material::Steel,
        ..CreateToolRequest::blank()
    };
    assert_eq!(
        write(&request),
        r#"{"Room":"r","Shelf":"","Name":"","Material":"steel","Labels":{},"ClientToken":"t"}"#
    );
}

#[test]
fn a_document_is_written_as_it_is() {
    for json in ["null", "1", r#""a""#, r#"[1,{"b":null}]"#, r#"{"$":"?"}"#] {
        let anything: Document = serde_json::from_str(json).unwrap();
        let value = Measures { anything: Some(anything), ..Measures::default() };
        assert_eq!(write(&value), format!("{{\"Anything\":{json}}}"));
    }
}

#[test]
fn bytes_and_document_say_the_same() {
    let json = r#"{"Long":-1,"Big":18446744073709551615,"Double":0.1,"Bytes":"Zg==","Day":0,"Query":{"Since":0},"Grid":[[1.5]]}"#;
    let value: Measures = crate::support::read(json).unwrap();
    let bytes = to_json(value.view()).unwrap();
    assert_eq!(serde_json::from_slice::<Document>(&bytes).unwrap(), to_document(value.view()).unwrap());
}

#[test]
fn a_document_refuses_a_whole_number_that_it_cannot_hold() {
    let value = Measures { big: Some(1 << 64), ..Measures::default() };
    assert_eq!(write(&value), r#"{"Big":18446744073709551616}"#);
    assert!(to_document(value.view()).is_err());
}
