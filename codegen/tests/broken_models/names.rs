//! Names that clash in Rust or are none.

use crate::support::assert_refused;

fn input(members: &str) -> String {
    format!(r#""s#In": {{ "type": "structure", "members": {{ {members} }} }}"#)
}

#[test]
fn two_shapes_with_one_name() {
    let members = r#""A": { "target": "a#Thing" }, "B": { "target": "b#Thing" }"#;
    let things = r#""a#Thing": { "type": "structure", "members": {} }, "b#Thing": { "type": "structure", "members": {} }"#;
    assert_refused(
        &format!("{}, {things}", input(members)),
        "b#Thing",
        "has the same Rust name as a#Thing: Thing",
    );

    let members = r#""A": { "target": "s#thing" }, "B": { "target": "s#Thing" }"#;
    let things = r#""s#thing": { "type": "structure", "members": {} }, "s#Thing": { "type": "structure", "members": {} }"#;
    assert_refused(
        &format!("{}, {things}", input(members)),
        "s#thing",
        "has the same Rust name as s#Thing: Thing",
    );
}

#[test]
fn two_operations_with_one_name() {
    let service = r#""s#Service": { "type": "service", "version": "1", "traits": { "aws.protocols#awsJson1_1": {} },
        "operations": [{ "target": "s#Op" }, { "target": "s#op" }] }, "s#op": { "type": "operation" }"#;
    assert_refused(service, "s#op", "has the same Rust name as s#Op: op");

    let service = r#""s#Service": { "type": "service", "version": "1", "traits": { "aws.protocols#awsJson1_1": {} },
        "operations": [{ "target": "s#Call" }, { "target": "s#CallOperation" }] },
        "s#Call": { "type": "operation" }, "s#CallOperation": { "type": "operation" }"#;
    assert_refused(service, "s#CallOperation", "has the same Rust name as s#Call: call_operation");
}

#[test]
fn two_members_with_one_name() {
    let text = r#"{ "target": "smithy.api#String" }"#;
    assert_refused(
        &input(&format!(r#""KeyId": {text}, "key_id": {text}"#)),
        "s#In$key_id",
        "another member has the same Rust name: key_id",
    );
    // The setter of `send` is called `set_send`, because a call has a method `send`.
    assert_refused(
        &input(&format!(r#""send": {text}, "SetSend": {text}"#)),
        "s#In$SetSend",
        "another member has the same Rust name: set_send",
    );
}

#[test]
fn two_values_or_variants_with_one_name() {
    let enumeration = r#""s#E": { "type": "enum", "members": {
        "A_B": { "target": "smithy.api#Unit" }, "AB": { "target": "smithy.api#Unit" }, "a_b": { "target": "smithy.api#Unit" } } }"#;
    let member = input(r#""A": { "target": "s#E" }"#);
    assert_refused(&format!("{member}, {enumeration}"), "s#E$a_b", "two values have the Rust name AB");

    let union = r#""s#E": { "type": "union", "members": {
        "oneTwo": { "target": "smithy.api#String" }, "OneTwo_": { "target": "smithy.api#String" } } }"#;
    let error = crate::support::error_of(&crate::support::model(&format!("{member}, {union}")));
    assert_eq!(error.shape(), Some("s#E$OneTwo_"), "{error}");
}

#[test]
fn a_value_that_stands_twice() {
    let member = input(r#""A": { "target": "s#E" }"#);
    let enumeration = r#""s#E": { "type": "intEnum", "members": {
        "ONE": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } },
        "UNO": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } } }"#;
    assert_refused(&format!("{member}, {enumeration}"), "s#E$UNO", "the value 1 stands twice");
}

#[test]
fn what_is_no_name() {
    for (shapes, place) in [
        (r#""s": { "type": "string" }"#, "s"),
        (r#""s#": { "type": "string" }"#, "s#"),
        (r##""#A": { "type": "string" }"##, "#A"),
        (r#""s#A B": { "type": "string" }"#, "s#A B"),
        (r#""s#1A": { "type": "string" }"#, "s#1A"),
        (r#""s..t#A": { "type": "string" }"#, "s..t#A"),
        (r#""s#A#B": { "type": "string" }"#, "s#A#B"),
        (r#""s#A { }": { "type": "string" }"#, "s#A { }"),
    ] {
        assert_refused(shapes, place, "a shape id has the form namespace#Name");
    }
    let text = r#"{ "target": "smithy.api#String" }"#;
    for name in ["", "a b", "1", "a-b", "a.b", "ä"] {
        assert_refused(
            &input(&format!(r#""{name}": {text}"#)),
            &format!("s#In${name}"),
            "the name of a member is made of letters, digits and _",
        );
    }
}
