//! Shapes that hold themselves in a way that has no end.

use std::fmt::Write;

use crate::support::{assert_refused, generate, model};

#[test]
fn a_list_or_map_of_itself() {
    let input = r#""s#In": { "type": "structure", "members": { "A": { "target": "s#L" } } }"#;
    for shapes in [
        r#""s#L": { "type": "list", "member": { "target": "s#L" } }"#,
        r#""s#L": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "s#L" } }"#,
        r#""s#L": { "type": "list", "member": { "target": "s#M" } },
           "s#M": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "s#L" } }"#,
    ] {
        let error = crate::support::error_of(&model(&format!("{input}, {shapes}")));
        assert!(error.to_string().contains("holds lists and maps without an end"), "{error}");
        assert!(error.shape().is_some_and(|shape| shape.starts_with("s#")), "{error}");
        assert_eq!(error.document(), Some("broken.json"), "{error}");
    }
}

#[test]
fn a_structure_that_requires_itself() {
    assert_refused(
        r#""s#In": { "type": "structure", "members": { "A": { "target": "s#A" } } },
           "s#A": { "type": "structure", "members": { "B": { "target": "s#B", "traits": { "smithy.api#required": {} } } } },
           "s#B": { "type": "structure", "members": { "A": { "target": "s#A", "traits": { "smithy.api#required": {} } } } }"#,
        "s#A$B",
        "is required and requires s#A in turn, without an end",
    );
}

#[test]
fn a_structure_that_can_hold_itself_is_sound() {
    for members in [
        r#""Optional": { "target": "s#A" }"#,
        r#""Through": { "target": "s#U", "traits": { "smithy.api#required": {} } }"#,
        r#""Many": { "target": "s#L", "traits": { "smithy.api#required": {} } }"#,
    ] {
        let shapes = format!(
            r#""s#In": {{ "type": "structure", "members": {{ "A": {{ "target": "s#A" }} }} }},
               "s#A": {{ "type": "structure", "members": {{ {members} }} }},
               "s#U": {{ "type": "union", "members": {{ "A": {{ "target": "s#A" }}, "B": {{ "target": "smithy.api#Unit" }} }} }},
               "s#L": {{ "type": "list", "member": {{ "target": "s#A" }} }}"#
        );
        generate(&model(&shapes)).unwrap();
    }
}

#[test]
fn mixins_in_a_circle() {
    assert_refused(
        r#""s#In": { "type": "structure", "members": {}, "mixins": [{ "target": "s#A" }] },
           "s#A": { "type": "structure", "members": {}, "mixins": [{ "target": "s#B" }, { "target": "s#B" }] },
           "s#B": { "type": "structure", "members": {}, "mixins": [{ "target": "s#A" }, { "target": "s#A" }] }"#,
        "s#A",
        "its mixins form a circle",
    );
}

#[test]
fn mixins_that_are_taken_over_and_over_cost_no_more_than_once() {
    let mut shapes =
        r#""s#M0": { "type": "structure", "members": { "A": { "target": "smithy.api#String" } } }"#
            .to_owned();
    for level in 1..30 {
        let mixin = format!(r#"{{ "target": "s#M{}" }}"#, level - 1);
        write!(
            shapes,
            r#", "s#M{level}": {{ "type": "structure", "members": {{}}, "mixins": [{mixin}, {mixin}] }}"#
        )
        .unwrap();
    }
    generate(&model(&shapes)).unwrap();
}

#[test]
fn a_chain_of_shapes_may_be_as_long_as_the_model() {
    let mut shapes =
        r#""s#In": { "type": "structure", "members": { "A": { "target": "s#A0" } } }"#.to_owned();
    let length = 20_000;
    for step in 0..length {
        let next =
            if step + 1 == length { "smithy.api#String".to_owned() } else { format!("s#A{}", step + 1) };
        write!(
            shapes,
            r#", "s#A{step}": {{ "type": "structure", "members": {{ "A": {{ "target": "{next}" }} }} }}"#
        )
        .unwrap();
    }
    generate(&model(&shapes)).unwrap();
}
