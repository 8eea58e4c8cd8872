//! Traits whose value is none of theirs.

use crate::support::assert_refused;

fn member(traits: &str) -> String {
    format!(
        r#""s#In": {{ "type": "structure", "members": {{
            "A": {{ "target": "smithy.api#String", "traits": {{ {traits} }} }} }} }}"#
    )
}

fn operation(traits: &str) -> String {
    format!(r#""s#Op": {{ "type": "operation", "traits": {{ {traits} }} }}"#)
}

#[test]
fn a_value_that_is_not_understood() {
    for (traits, words) in [
        (r#""smithy.api#timestampFormat": "stardate""#, "expected epoch-seconds, date-time or http-date"),
        (r#""smithy.api#required": false"#, "expected an empty object"),
        (r#""smithy.api#sensitive": "yes""#, "expected an empty object"),
        (r#""smithy.api#documentation": {}"#, "expected text"),
        (r#""smithy.api#length": { "min": -1 }"#, "`min` is a whole number from 0"),
        (r#""smithy.api#length": { "max": 1.5 }"#, "`max` is a whole number from 0"),
        (r#""smithy.api#range": { "min": "0" }"#, "`min` is a number"),
        (r#""smithy.api#enum": [{ "name": "A" }]"#, "each entry has a `value`"),
        (r#""smithy.api#error": "both""#, "expected client or server"),
        (r#""smithy.api#httpError": 42"#, "expected an HTTP status"),
        (r#""smithy.api#endpoint": {}"#, "`hostPrefix` is missing"),
        (r#""smithy.api#paginated": { "items": 3 }"#, "`items` is text"),
    ] {
        let id = traits.split('"').nth(1).unwrap();
        let words = format!("the value of the trait {id} is not understood: {words}");
        assert_refused(&member(traits), "s#In$A", &words);
    }
    assert_refused(&member(r#""x": 1"#).replace(r#"{ "x": 1 }"#, "[]"), "s#In$A", "`traits` is an object");
}

#[test]
fn the_value_of_an_enumeration_of_the_wrong_kind() {
    for (kind, value, words) in [
        ("enum", "1", "the value of an enum is text"),
        ("intEnum", "\"1\"", "the value of an intEnum is a whole number of 32 bits"),
        ("intEnum", "1.5", "the value of an intEnum is a whole number of 32 bits"),
        ("intEnum", "2147483648", "the value of an intEnum is a whole number of 32 bits"),
    ] {
        let shapes = format!(
            r#""s#In": {{ "type": "structure", "members": {{ "A": {{ "target": "s#E" }} }} }},
               "s#E": {{ "type": "{kind}", "members": {{
                   "A": {{ "target": "smithy.api#Unit", "traits": {{ "smithy.api#enumValue": {value} }} }} }} }}"#
        );
        assert_refused(&shapes, "s#E$A", words);
    }
}

#[test]
fn an_idempotency_token_that_is_no_text() {
    assert_refused(
        &member(r#""smithy.api#idempotencyToken": {}"#).replace("api#String", "api#Integer"),
        "s#In$A",
        "is an idempotency token but no text",
    );
}

#[test]
fn a_host_prefix_that_cannot_be_filled_in() {
    for (prefix, words) in [
        ("{Gone}.", "the host prefix names Gone, which is no text of its input"),
        ("{.", "the host prefix \"{.\" lacks a brace"),
        ("}.", "the host prefix \"}.\" has a brace too many"),
    ] {
        let traits = format!(r#""smithy.api#endpoint": {{ "hostPrefix": "{prefix}" }}"#);
        assert_refused(&operation(&traits), "s#Op", words);
    }
}
