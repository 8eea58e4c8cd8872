//! Documents that are no model at all.

use awsjson_codegen::{Generator, Source};

use crate::support::{assert_reads_well, assert_refused, error_of, model};

#[test]
fn what_is_not_json_is_located_by_line_and_column() {
    for (document, place) in [
        ("", "it ends too early, line 1 column 0"),
        ("{", "expected the name of a member, line 1 column 1"),
        ("{\n  \"smithy\": \"2.0\",\n  \"shapes\" {}\n}", "expected a colon, line 3 column 11"),
        ("{\n \"a\": [1, 2\n}", "expected a comma or the end of an array, line 3 column 0"),
        ("{ \"ä\": nul }", "expected a value, line 1 column 7"),
        ("{ \"a\": 01 }", "a malformed number, line 1 column 7"),
        ("{ \"a\": 1. }", "a malformed number, line 1 column 7"),
        ("{ \"a\": -.5 }", "a malformed number, line 1 column 7"),
        ("{ \"a\": 1-2 }", "a malformed number, line 1 column 7"),
        ("{ \"a\": \"b\nc\" }", "a control character in a string, line 2 column 0"),
        ("{ \"a\": \"b", "a string without an end, line 1 column 9"),
        ("{ \"a\": \"\\x\" }", "an unknown escape, line 1 column 10"),
        ("{ \"a\": \"\\uD800\" }", "half of a surrogate pair, line 1 column 14"),
        ("{ \"a\": \"\\u12\" }", "a malformed escape, line 1 column 13"),
        ("{} {}", "text after the end of the document, line 1 column 4"),
    ] {
        assert_eq!(
            error_of(document).to_string(),
            format!("broken.json: not valid JSON: {place}"),
            "{document}"
        );
    }
}

#[test]
fn nesting_has_a_limit() {
    let error = error_of(&"[".repeat(1_000_000));
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn a_member_that_stands_twice() {
    let error = error_of("{ \"smithy\": \"2.0\",\n\"shapes\": {}, \"smithy\": \"2.0\" }");
    assert_eq!(
        error.to_string(),
        "broken.json: not valid JSON: the member \"smithy\" stands twice, line 2 column 22"
    );
}

#[test]
fn json_that_is_no_model() {
    for (document, words) in [
        ("[]", "the member `smithy` with the version is missing"),
        ("{}", "the member `smithy` with the version is missing"),
        (r#"{ "smithy": 2 }"#, "the member `smithy` with the version is missing"),
        (r#"{ "smithy": "3.0", "shapes": {} }"#, "Smithy version 3.0 is not supported, 1.0 and 2.0 are"),
        (r#"{ "smithy": "2.0" }"#, "has an object `shapes`"),
        (r#"{ "smithy": "2.0", "shapes": [] }"#, "has an object `shapes`"),
    ] {
        let error = error_of(document);
        assert_reads_well(&error);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn shapes_that_are_none() {
    for (shapes, place, words) in [
        (r#""s#A": {}"#, "s#A", "a shape has a `type`"),
        (r#""s#A": 1"#, "s#A", "a shape has a `type`"),
        (r#""s#A": { "type": "tuple" }"#, "s#A", "the type \"tuple\" is not one of Smithy's shapes"),
        (r#""s#A": { "type": "structure", "members": [] }"#, "s#A", "`members` is an object"),
        (
            r#""s#A": { "type": "structure", "members": { "B": {} } }"#,
            "s#A$B",
            "a reference is an object with a `target`",
        ),
        (r#""s#A": { "type": "list" }"#, "s#A", "the `member` of the shape is missing"),
        (
            r#""s#A": { "type": "map", "key": { "target": "s#B" } }"#,
            "s#A",
            "the `value` of the shape is missing",
        ),
        (r#""s#A": { "type": "operation", "errors": {} }"#, "s#A", "`errors` is an array of references"),
        (
            r#""s#A": { "type": "operation", "input": "s#In" }"#,
            "s#A",
            "a reference is an object with a `target`",
        ),
    ] {
        assert_refused(shapes, place, words);
    }
}

#[test]
fn of_several_documents_the_one_with_the_error_is_named() {
    let (sound, broken) = (
        model(""),
        r#"{ "smithy": "2.0", "shapes": { "s#L": { "type": "list", "member": { "target": "s#Gone" } } } }"#,
    );
    let sources = [Source { path: "sound.json", text: &sound }, Source { path: "other.json", text: broken }];
    let error = Generator::new(&sources, &[], &[]).unwrap_err();
    assert_eq!((error.document(), error.shape()), (Some("other.json"), Some("s#L$member")));
}
