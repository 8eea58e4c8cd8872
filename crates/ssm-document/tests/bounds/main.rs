//! Documents that are too large, too deep or made to explode are refused, and quickly.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::{Arguments, Document, Format, MAX_BOUND_BYTES, MAX_BYTES, MAX_DEPTH, ParseError};

#[test]
fn a_document_has_64_kilobytes_at_most() {
    let json = |bytes: usize| format!("\"{}\"", "x".repeat(bytes - 2));
    assert!(Document::from_json(&json(MAX_BYTES)).is_ok());
    assert_eq!(
        Document::from_json(&json(MAX_BYTES + 1)).err(),
        Some(ParseError::TooLarge { bytes: MAX_BYTES + 1 })
    );
    assert!(Document::from_yaml(&json(MAX_BYTES)).is_ok());
    assert!(matches!(Document::from_yaml(&json(MAX_BYTES + 1)), Err(ParseError::TooLarge { .. })));
    let calendar = format!("BEGIN:VCALENDAR{}", "x".repeat(MAX_BYTES));
    assert!(matches!(Document::parse(&calendar), Err(ParseError::TooLarge { .. })));
}

#[test]
fn nesting_is_bounded() {
    for depth in [1, MAX_DEPTH, MAX_DEPTH + 1, 500, 30_000] {
        let expected = if depth <= MAX_DEPTH { None } else { Some(ParseError::TooDeep) };
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let maps = format!("{}1{}", "{\"a\":".repeat(depth.min(9_000)), "}".repeat(depth.min(9_000)));
        assert_eq!(Document::from_json(&lists).err(), expected);
        assert_eq!(Document::from_json(&maps).err(), expected);
    }
    for depth in [1, MAX_DEPTH] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Document::from_yaml(&lists).is_ok());
        assert!(Document::from_yaml(&format!("{}x", "- ".repeat(depth))).is_ok());
    }
    for depth in [MAX_DEPTH + 1, 500, 30_000] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        // The parser has a bound of its own for brackets, beyond ours.
        assert!(Document::from_yaml(&lists).is_err());
        assert_eq!(Document::from_yaml(&format!("{}x", "- ".repeat(depth))).err(), Some(ParseError::TooDeep));
    }
}

#[test]
fn aliases_cannot_explode() {
    // Nine levels of nine references each: a thousand million words from a kilobyte.
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..10 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    assert!(matches!(Document::from_yaml(&bomb), Err(ParseError::TooLarge { .. })));
    assert!(matches!(Document::from_yaml("a: &a [*a]"), Err(ParseError::Syntax { .. })));
    // Each level holds the one before: small, but deeper at each step.
    let mut deep = String::from("a0: &a0 []\n");
    for level in 1..200 {
        deep += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert_eq!(Document::from_yaml(&deep).err(), Some(ParseError::TooDeep));
    let aliases = Document::from_yaml("{a: &x {b: c}, d: *x}").unwrap();
    assert_eq!(aliases.to_json(), r#"{"a":{"b":"c"},"d":{"b":"c"}}"#);
}

#[test]
fn values_cannot_explode_either() {
    let document = |references: usize| {
        let texts = "{{a}}".repeat(references);
        Document::parse(&format!(
            r#"{{"schemaVersion":"2.2","parameters":{{"a":{{"type":"String"}}}},"mainSteps":["{texts}"]}}"#
        ))
        .unwrap()
    };
    let arguments = Arguments::new().set("a", "x".repeat(MAX_BOUND_BYTES / 10));
    assert!(document(9).bind(&arguments).is_ok());
    let problems = document(10_000).bind(&arguments).unwrap_err();
    assert_eq!(problems.to_string(), "mainSteps[0]: parameters add more than 1048576 bytes to the document");
}

#[test]
fn errors_tell_the_place() {
    let json = Document::from_json("{\n  \"a\": 1,\n  \"a\": 2\n}").unwrap_err();
    assert_eq!(
        json.to_string(),
        r#"the document is not valid Json: the key "a" occurs twice at line 3, column 5"#
    );
    let yaml = Document::from_yaml("a: 1\nb: 2\na: 3\n").unwrap_err();
    assert_eq!(
        yaml.to_string(),
        r#"the document is not valid Yaml: the key "a" occurs twice at line 3, column 1"#
    );
    for broken in ["{", "[1,]", "{\"a\" 1}", "1 2", "nul", "\"\\x\"", ""] {
        let error = Document::from_json(broken).unwrap_err();
        assert!(matches!(error, ParseError::Syntax { format: Format::Json, .. }), "{broken}: {error}");
    }
    for broken in ["a: b: c", "\"", "- a\n b: [", "--- a\n--- b", "? [a]\n: b", "a: !own b", "*a", "!!int x"]
    {
        let error = Document::from_yaml(broken).unwrap_err();
        assert!(matches!(error, ParseError::Syntax { format: Format::Yaml, .. }), "{broken}: {error}");
    }
}

#[test]
fn plain_scalars_of_yaml_are_what_version_1_2_says() {
    let cases = [
        ("yes", r#""yes""#),
        ("on", r#""on""#),
        ("Off", r#""Off""#),
        ("n", r#""n""#),
        ("true", "true"),
        ("True", "true"),
        ("FALSE", "false"),
        ("~", "null"),
        ("null", "null"),
        ("", "null"),
        ("'~'", r#""~""#),
        ("\"true\"", r#""true""#),
        ("12", "12"),
        ("-7", "-7"),
        ("+7", "7"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1e3", "1000.0"),
        ("012345678901", r#""012345678901""#),
        ("1_000", r#""1_000""#),
        (".inf", r#"".inf""#),
        ("2020-01-01", r#""2020-01-01""#),
        ("12:30:45", r#""12:30:45""#),
        ("1.2.3", r#""1.2.3""#),
        ("0x+1", r#""0x+1""#),
        ("!!str 12", r#""12""#),
        ("!!int 12", "12"),
        ("|\n  a\n  b\n", r#""a\nb\n""#),
        (">-\n  a\n  b", r#""a b""#),
    ];
    for (scalar, expected) in cases {
        let document = Document::from_yaml(&format!("a: {scalar}")).unwrap();
        assert_eq!(document.to_json(), format!(r#"{{"a":{expected}}}"#), "{scalar}");
    }
    // What was a number in YAML keeps its spelling as text: the version 3.10 is not 3.1.
    let document = Document::from_yaml("{schemaVersion: 2.2, mainSteps: [{name: a, action: aws:updateSsmAgent, inputs: {targetVersion: 3.10}}]}").unwrap();
    let ssm_document::Content::Command(command) = document.content().unwrap() else { panic!() };
    let ssm_document::plugin::Plugin::UpdateSsmAgent(update) = &command.main_steps[0].plugin else {
        panic!()
    };
    assert_eq!(update.target_version.as_deref(), Some("3.10"));
    assert!(document.to_yaml().contains("targetVersion: 3.10"));
}
