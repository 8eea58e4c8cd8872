//! Paging and waiting that do not fit the operation.

use crate::support::{assert_refused, generate, model};

fn operation(traits: &str) -> String {
    format!(
        r#""s#Op": {{ "type": "operation", "input": {{ "target": "s#In" }}, "output": {{ "target": "s#Out" }},
                      "traits": {{ {traits} }} }},
           "s#In": {{ "type": "structure", "members": {{
               "Token": {{ "target": "smithy.api#String" }}, "Number": {{ "target": "smithy.api#Integer" }},
               "Required": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#required": {{}} }} }} }} }},
           "s#Out": {{ "type": "structure", "members": {{
               "Token": {{ "target": "smithy.api#String" }}, "Number": {{ "target": "smithy.api#Integer" }},
               "List": {{ "target": "s#List" }}, "Page": {{ "target": "s#Page" }} }} }},
           "s#List": {{ "type": "list", "member": {{ "target": "s#Page" }} }},
           "s#Page": {{ "type": "structure", "members": {{ "State": {{ "target": "smithy.api#String" }} }} }}"#
    )
}

fn paginated(value: &str) -> String {
    operation(&format!(r#""smithy.api#paginated": {{ {value} }}"#))
}

fn waiter(matcher: &str) -> String {
    operation(&format!(
        r#""smithy.waiters#waitable": {{ "Done": {{ "acceptors": [{{ "state": "success", "matcher": {matcher} }}] }} }}"#
    ))
}

fn output(path: &str) -> String {
    waiter(&format!(
        r#"{{ "output": {{ "path": "{path}", "comparator": "stringEquals", "expected": "x" }} }}"#
    ))
}

#[test]
fn paging_by_what_is_not_there() {
    for (value, words) in [
        (r#""inputToken": "Token""#, "is paginated but lacks inputToken or outputToken"),
        (r#""inputToken": "Gone", "outputToken": "Token""#, "by Gone, which its input does not have"),
        (r#""inputToken": "Token", "outputToken": "Gone""#, "names Gone, which s#Out does not have"),
        (
            r#""inputToken": "Token", "outputToken": "Page.Gone""#,
            "names Page.Gone, which s#Out does not have",
        ),
        (
            r#""inputToken": "Token", "outputToken": "Token.Gone""#,
            "names Token.Gone, which s#Out does not have",
        ),
        (
            r#""inputToken": "Token", "outputToken": "Token", "items": "Gone""#,
            "names Gone, which s#Out does not have",
        ),
        (
            r#""inputToken": "Token", "outputToken": "Token", "items": "Page""#,
            "its items Page are neither a list nor a map",
        ),
    ] {
        assert_refused(&paginated(value), "s#Op", words);
    }
}

#[test]
fn waiting_for_what_is_not_there() {
    for (path, missing) in [
        ("Gone", "names Gone, which s#Out does not have"),
        ("Page.Gone", "names Gone, which s#Page does not have"),
        ("Page[].State", "names Page, which s#Out does not have"),
        ("List.State", "names State, which s#List does not have"),
        ("List[].Gone", "names Gone, which s#Page does not have"),
    ] {
        assert_refused(&output(path), "s#Op", missing);
    }
}

#[test]
fn a_waiter_that_smithy_does_not_know() {
    for matcher in [
        r#"{ "success": "yes" }"#,
        r#"{ "telepathy": true }"#,
        r#"{ "output": { "path": "Token", "comparator": "resembles", "expected": "x" } }"#,
        r#"{ "output": { "path": "Token", "expected": "x" } }"#,
        "{}",
        "3",
    ] {
        let words = "the value of the trait smithy.waiters#waitable is not understood: ";
        assert_refused(&waiter(matcher), "s#Op", words);
    }
    for waiters in [
        r#""not a name": { "acceptors": [] }"#,
        r#""Done": {}"#,
        r#""Done": { "acceptors": [], "minDelay": 0 }"#,
        r#""Done": { "acceptors": [], "minDelay": 9, "maxDelay": 3 }"#,
        r#""Done": { "acceptors": [{ "state": "perhaps", "matcher": { "success": true } }] }"#,
    ] {
        let words = "the value of the trait smithy.waiters#waitable is not understood: ";
        assert_refused(&operation(&format!(r#""smithy.waiters#waitable": {{ {waiters} }}"#)), "s#Op", words);
    }
}

#[test]
fn two_waiters_with_one_name() {
    let waiters =
        r#""smithy.waiters#waitable": { "Done": { "acceptors": [] }, "OpDone": { "acceptors": [] } }"#;
    assert_refused(&operation(waiters), "s#Op", "two of its waiters have the Rust name wait_until_done");
}

#[test]
fn what_is_beyond_us_is_left_out_with_its_reason() {
    let by_number = r#""inputToken": "Number", "outputToken": "Number""#;
    let by_required = r#""inputToken": "Required", "outputToken": "Token""#;
    for (shapes, line) in [
        (paginated(by_number), "Op: its pages are left out: the token Number is no optional text"),
        (paginated(by_required), "Op: its pages are left out: the token Required is no optional text"),
        (
            output("length(List)"),
            "Op: the waiter Done is left out: its path \"length(List)\" is more than members and `[]`",
        ),
        (
            output("List[?State].State"),
            "Op: the waiter Done is left out: its path \"List[?State].State\" is more than members and `[]`",
        ),
        (
            waiter(
                r#"{ "inputOutput": { "path": "input.Token == output.Token", "comparator": "booleanEquals", "expected": "true" } }"#,
            ),
            "Op: the waiter Done is left out: it compares the output with the input",
        ),
    ] {
        let generator = generate(&model(&shapes)).unwrap();
        assert_eq!(generator.left_out().collect::<Vec<_>>(), [line]);
    }
}

#[test]
fn the_service_says_how_operations_are_paged_that_do_not() {
    let service = r#""s#Service": { "type": "service", "version": "1", "operations": [{ "target": "s#Op" }], "traits": {
        "aws.protocols#awsJson1_1": {}, "smithy.api#paginated": { "inputToken": "Token", "outputToken": "Token" } } }"#;
    let generator = generate(&model(&format!(r#"{service}, {}"#, paginated(r#""items": "List""#)))).unwrap();
    let operation = generator.client("broken").into_iter().find(|file| file.path == "operation.rs").unwrap();
    assert!(operation.text.contains("impl awsjson_transport::typed::PagedItems for OpRequest"));
}
