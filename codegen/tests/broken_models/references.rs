//! References between shapes.

use crate::support::assert_refused;

#[test]
fn a_target_that_is_not_there() {
    for (shapes, place, missing) in [
        (
            r#""s#In": { "type": "structure", "members": { "A": { "target": "s#Gone" } } }"#,
            "s#In$A",
            "s#Gone",
        ),
        (
            r#""s#In": { "type": "structure", "members": { "A": { "target": "smithy.api#Gone" } } }"#,
            "s#In$A",
            "smithy.api#Gone",
        ),
        (r#""s#L": { "type": "list", "member": { "target": "s#Gone" } }"#, "s#L$member", "s#Gone"),
        (
            r#""s#M": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "s#Gone" } }"#,
            "s#M$value",
            "s#Gone",
        ),
        (r#""s#Op": { "type": "operation", "input": { "target": "s#Gone" } }"#, "s#Op", "s#Gone"),
        (r#""s#Op": { "type": "operation", "errors": [{ "target": "s#Gone" }] }"#, "s#Op", "s#Gone"),
        (r#""s#R": { "type": "resource", "read": { "target": "s#Gone" } }"#, "s#R", "s#Gone"),
    ] {
        assert_refused(shapes, place, &format!("refers to {missing}, which the model does not define"));
    }
}

#[test]
fn an_input_output_or_error_that_is_no_structure() {
    for (role, operation) in [
        ("input", r#""input": { "target": "smithy.api#String" }"#),
        ("output", r#""output": { "target": "smithy.api#String" }"#),
        ("error", r#""errors": [{ "target": "smithy.api#String" }]"#),
    ] {
        assert_refused(
            &format!(r#""s#Op": {{ "type": "operation", {operation} }}"#),
            "s#Op",
            &format!("the {role} smithy.api#String is not a structure"),
        );
    }
}

#[test]
fn an_operation_or_resource_that_is_none() {
    let service = |what: &str| {
        format!(
            r#""s#Service": {{ "type": "service", "version": "1", "traits": {{ "aws.protocols#awsJson1_1": {{}} }},
               "{what}": [{{ "target": "s#In" }}] }}"#
        )
    };
    assert_refused(&service("operations"), "s#Service", "lists s#In, which is no operation");
    assert_refused(&service("resources"), "s#Service", "lists s#In, which is no resource");
}

#[test]
fn a_service_operation_or_resource_as_a_member() {
    for target in ["s#Service", "s#Op"] {
        assert_refused(
            &format!(
                r#""s#In": {{ "type": "structure", "members": {{ "A": {{ "target": "{target}" }} }} }}"#
            ),
            "s#In$A",
            "cannot be the type of a member",
        );
    }
}

#[test]
fn a_map_with_keys_that_are_no_text() {
    assert_refused(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "s#M" } } },
           "s#M": { "type": "map", "key": { "target": "smithy.api#Integer" }, "value": { "target": "smithy.api#String" } }"#,
        "s#M",
        "the key of a map is text",
    );
}

#[test]
fn a_number_that_no_type_of_rust_holds() {
    assert_refused(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "smithy.api#BigDecimal" } } }"#,
        "s#In$A",
        "bigDecimal is not supported",
    );
}

#[test]
fn a_union_without_members() {
    assert_refused(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "s#U" } } },
           "s#U": { "type": "union", "members": {} }"#,
        "s#U",
        "is a union without members",
    );
}
