//! The service: that there is one, and that we speak its protocol.

use crate::support::{assert_refused, error_of};

#[test]
fn no_service() {
    let error = error_of(r#"{ "smithy": "2.0", "shapes": { "s#A": { "type": "string" } } }"#);
    assert_eq!(error.to_string(), "broken.json: the model has no service");
}

#[test]
fn two_services() {
    assert_refused(
        r#""t#Other": { "type": "service", "version": "1", "traits": { "aws.protocols#awsJson1_0": {} } }"#,
        "t#Other",
        "is a second service beside s#Service",
    );
}

#[test]
fn a_protocol_that_we_do_not_speak() {
    assert_refused(
        r#""s#Service": { "type": "service", "version": "1", "traits": { "aws.protocols#restJson1": {} } }"#,
        "s#Service",
        "speaks aws.protocols#restJson1; supported are aws.protocols#awsJson1_0 and awsJson1_1",
    );
    assert_refused(
        r#""s#Service": { "type": "service", "version": "1" }"#,
        "s#Service",
        "speaks no protocol of AWS",
    );
}

#[test]
fn a_capability_on_some_operations_only() {
    let service = r#""s#Service": { "type": "service", "version": "1", "traits": { "aws.protocols#awsJson1_1": {} },
        "operations": [{ "target": "s#Op" }, { "target": "s#Tagged" }] },
        "s#Tagged": { "type": "operation", "traits": { "awsjson.codegen#capability": "things" } }"#;
    assert_refused(service, "s#Op", "has no capability while other operations have one");
}

#[test]
fn a_capability_that_is_no_feature() {
    for name in ["", "Things", "a b", "default", "json", "1st", "ä"] {
        assert_refused(
            &format!(
                r#""s#Op": {{ "type": "operation", "traits": {{ "awsjson.codegen#capability": "{name}" }} }}"#
            ),
            "s#Op",
            &format!("the capability {name:?} cannot be the name of a feature"),
        );
    }
}
