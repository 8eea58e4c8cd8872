//! Values take the places of references, and only values that a parameter allows.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use ssm_document::{Arguments, Document, Map, Reference, Resolved, Value};

/// A command document with these parameters, whose one step has these inputs.
fn document(parameters: &str, inputs: &str) -> Document {
    let text = format!(
        "{{schemaVersion: '2.2', parameters: {parameters}, mainSteps: [{{name: a, action: aws:x, inputs: {inputs}}}]}}"
    );
    Document::from_yaml(&text).unwrap()
}

/// The inputs of the one step.
fn inputs(document: &Document) -> String {
    let step = &document.as_value().get("mainSteps").unwrap().as_list().unwrap()[0];
    step.get("inputs").unwrap().to_json()
}

#[test]
fn values_take_the_places_of_references() {
    let parameters =
        "{text: {type: String}, list: {type: StringList}, count: {type: Integer}, flag: {type: Boolean},
        map: {type: StringMap}, maps: {type: MapList}}";
    let arguments = Arguments::new()
        .set("text", "a \"b\" {{ count }}")
        .set("list", ["x", "y z"])
        .set("count", 3)
        .set("flag", true)
        .set("map", Map::from([("k", "v")]))
        .set("maps", [Map::from([("k", 1)])]);
    let cases = [
        // The whole of a text: the value, with its type.
        ("{v: '{{ text }}'}", r#"{"v":"a \"b\" {{ count }}"}"#),
        ("{v: '{{list}}'}", r#"{"v":["x","y z"]}"#),
        ("{v: '{{  count  }}'}", r#"{"v":3}"#),
        ("{v: '{{ flag }}'}", r#"{"v":true}"#),
        ("{v: '{{ map }}'}", r#"{"v":{"k":"v"}}"#),
        // An element of a list: a list gives its elements.
        ("{v: [first, '{{ list }}', last]}", r#"{"v":["first","x","y z","last"]}"#),
        ("{v: ['{{ maps }}', '{{ count }}']}", r#"{"v":[{"k":1},3]}"#),
        // Within a text: as it is, or as JSON.
        ("{v: 'say {{ text }}!'}", r#"{"v":"say a \"b\" {{ count }}!"}"#),
        (
            "{v: '{{ list }} {{ count }}{{ flag }} {{ map }}'}",
            r#"{"v":"[\"x\",\"y z\"] 3true {\"k\":\"v\"}"}"#,
        ),
        // Deep in maps and lists, and never in keys.
        ("{v: {'{{ text }}': [[{w: '{{ count }}'}]]}}", r#"{"v":{"{{ text }}":[[{"w":3}]]}}"#),
        // No references.
        ("{v: '{{.Names}} {{ a b }} {{}} {{ count }'}", r#"{"v":"{{.Names}} {{ a b }} {{}} {{ count }"}"#),
        ("{v: '${{{ count }}}'}", r#"{"v":"${3}"}"#),
    ];
    for (template, expected) in cases {
        let bound = document(parameters, template).bind(&arguments).unwrap();
        assert_eq!(inputs(&bound), expected, "{template}");
    }
}

#[test]
fn what_a_document_says_of_itself_is_not_replaced() {
    let text = r#"{"schemaVersion":"2.2","description":"{{ a }}","parameters":{"a":{"type":"String","default":"b"}},"mainSteps":[]}"#;
    let bound = Document::parse(text).unwrap().bind(&Arguments::new()).unwrap();
    assert_eq!(bound.to_json(), text);
}

#[test]
fn lists_of_texts_are_read_by_type_as_requests_have_them() {
    let cases = [
        ("String", vec!["a"], Ok(r#""a""#)),
        ("String", vec!["a", "b"], Err("is one value of type String, and 2 are given")),
        ("StringList", vec![], Ok("[]")),
        ("StringList", vec!["a", "b"], Ok(r#"["a","b"]"#)),
        ("Integer", vec!["3"], Ok("3")),
        ("Integer", vec!["3.5"], Err("must be of type Integer")),
        ("Integer", vec!["three"], Err("must be of type Integer")),
        ("Boolean", vec!["true"], Ok("true")),
        ("Boolean", vec!["yes"], Err("must be of type Boolean")),
        ("StringMap", vec![r#"{"a":"b"}"#], Ok(r#"{"a":"b"}"#)),
        ("StringMap", vec!["{"], Err("must be of type StringMap")),
        ("MapList", vec![r#"{"a":1}"#, "{}"], Ok(r#"[{"a":1},{}]"#)),
        ("MapList", vec![r#"[{"a":1}]"#], Ok(r#"[{"a":1}]"#)),
        ("AWS::EC2::Instance::Id", vec!["i-1"], Ok(r#""i-1""#)),
        ("List<AWS::EC2::Instance::Id>", vec!["i-1", "i-2"], Ok(r#"["i-1","i-2"]"#)),
    ];
    for (parameter_type, texts, expected) in cases {
        let document = document(&format!("{{p: {{type: '{parameter_type}'}}}}"), "'{{ p }}'");
        let bound = document.bind(&Arguments::from_lists([("p", texts.clone())]));
        match (bound, expected) {
            (Ok(bound), Ok(expected)) => assert_eq!(inputs(&bound), expected, "{parameter_type} {texts:?}"),
            (Err(problems), Err(words)) => {
                assert_eq!(
                    problems.to_string(),
                    format!("parameters.p: {words}"),
                    "{parameter_type} {texts:?}"
                );
            }
            (bound, _) => panic!("{parameter_type} {texts:?}: {bound:?}"),
        }
    }
}

#[test]
fn values_are_what_their_parameter_allows() {
    let text = |value: &str| Value::from(value);
    let cases = [
        ("type: String, allowedValues: [a, b]", text("b"), None),
        ("type: String, allowedValues: [a, b]", text("c"), Some(r#"one of the allowed values "a", "b""#)),
        ("type: StringList, allowedValues: [a, b]", ["a", "c"].into(), Some("one of the allowed values")),
        ("type: Integer, allowedValues: ['1', 2]", 1.into(), None),
        ("type: Integer, allowedValues: ['1', 2]", 3.into(), Some("one of the allowed values")),
        ("type: String, allowedPattern: '^[a-z]+$'", text("abc"), None),
        (
            "type: String, allowedPattern: '^[a-z]+$'",
            text("ABC"),
            Some("does not match the allowed pattern ^[a-z]+$"),
        ),
        ("type: String, allowedPattern: '[0-9]'", text("a1b"), None),
        (r"type: String, allowedPattern: '^[\w\-\/\:\_]{1,8}$'", text("a-b/c:d_"), None),
        ("type: StringList, allowedPattern: '^a'", ["ab", "ba"].into(), Some("[1]: does not match")),
        ("type: String, allowedPattern: '('", text("a"), Some("allowedPattern: is no regular expression")),
        // Braces of a caller do not get around the pattern.
        ("type: String, allowedPattern: '^[a-z]+$'", text("; rm {{ x }}"), Some("does not match")),
        ("type: String, allowedPattern: '^[a-z]+$'", text("{{ x }}"), Some("does not match")),
        ("type: String, allowedPattern: '^[a-z]+$'", text("rm {{ssm:x}}"), Some("does not match")),
        ("type: String, allowedPattern: '^[a-z]+$'", text("{{ssm:x}}"), None),
        ("type: StringList, allowedPattern: '^[a-z]+$', allowedValues: [a]", ["{{ssm:x}}"].into(), None),
        ("type: String, minChars: 2, maxChars: 3", text("äö"), None),
        ("type: String, minChars: 2", text("ä"), Some("has 1 characters, and must have 2 at least")),
        ("type: String, maxChars: '3'", text("abcd"), Some("can have 3 at most")),
        ("type: StringList, maxChars: 1", ["a", "bc"].into(), Some("[1]: has 2 characters")),
        ("type: StringList, minItems: 2", ["a"].into(), Some("has 1 elements, and must have 2 at least")),
        ("type: StringList, maxItems: 1", ["a", "b"].into(), Some("can have 1 at most")),
        ("type: StringMap, maxItems: 0", Map::from([("a", "b")]).into(), Some("can have 0 at most")),
        ("type: StringList", text("a"), Some("must be of type StringList")),
        ("type: StringList", [1].into(), Some("must be of type StringList")),
        ("type: Integer", text("1"), Some("must be of type Integer")),
        ("type: Boolean", text("true"), Some("must be of type Boolean")),
        ("type: StringMap", text(r#"{"a": "b"}"#), None),
        ("type: StringMap", text(r#"["a"]"#), Some("must be of type StringMap")),
        ("type: MapList", [Map::new()].into(), None),
    ];
    for (parameter, value, problem) in cases {
        let document = document(&format!("{{p: {{{parameter}}}}}"), "{}");
        let said = document
            .bind(&Arguments::new().set("p", value.clone()))
            .err()
            .map(|problems| problems.to_string());
        match (&said, problem) {
            (None, None) => {}
            (Some(said), Some(words)) if said.contains(words) && said.starts_with("parameters.p") => {}
            _ => panic!("{parameter} {value:?}: {said:?}"),
        }
    }
}

#[test]
fn all_wrong_values_are_told_at_once_and_none_is_shown() {
    let document = document(
        "{a: {type: String}, b: {type: String, allowedPattern: '^x'}, c: {type: Integer, default: 1}}",
        "{v: '{{ a }} {{ d }}'}",
    );
    let problems =
        document.bind(&Arguments::new().set("b", "hunter2").set("c", "hunter2").set("e", "hunter2"));
    let problems = problems.unwrap_err();
    let paths: Vec<_> = problems.paths().collect();
    assert_eq!(
        paths,
        ["parameters.a", "parameters.b", "parameters.c", "parameters.e", "mainSteps[0].inputs.v"]
    );
    assert!(!problems.to_string().contains("hunter2") && !format!("{problems:?}").contains("hunter2"));
    assert!(!format!("{:?}", Arguments::new().set("b", "hunter2")).contains("hunter2"));
}

#[test]
fn defaults_serve_where_no_value_is_given() {
    let parameters = "{a: {type: String, default: ''}, b: {type: StringList, default: [x]}}";
    let document = document(parameters, "{v: '{{ a }}', w: '{{ b }}'}");
    assert_eq!(inputs(&document.bind(&Arguments::new()).unwrap()), r#"{"v":"","w":["x"]}"#);
    assert_eq!(inputs(&document.bind(&Arguments::new().set("b", ["y"])).unwrap()), r#"{"v":"","w":["y"]}"#);
}

#[test]
fn what_is_no_parameter_stays_for_later() {
    let template = "{v: '{{ssm:/a/b}} {{ global:DATE }} {{ automation:EXECUTION_ID }} {{ step.Out }} {{ platformType }}'}";
    let document = document("{}", template);
    assert_eq!(document.bind(&Arguments::new()).unwrap(), document);
}

#[test]
fn a_resolver_knows_what_is_no_parameter() {
    let resolver = |reference: &Reference| match reference {
        Reference::ParameterStore(name) if name == "/list" => Resolved::Value(["x", "y"].into()),
        Reference::ParameterStore(name) => Resolved::Unknown(format!("no parameter {name}")),
        Reference::StepOutput { step, output } => Resolved::Value(format!("{output} of {step}").into()),
        _ => Resolved::Later,
    };
    let parameters = "{a: {type: StringList, default: '{{ ssm:/list }}', maxItems: 2}}";
    let bound = document(parameters, "{v: ['{{ a }}'], w: '{{ s.Out }}', x: '{{ global:DATE }}'}")
        .bind_with(&Arguments::new(), &resolver)
        .unwrap();
    assert_eq!(inputs(&bound), r#"{"v":["x","y"],"w":"Out of s","x":"{{ global:DATE }}"}"#);

    let problems =
        document("{}", "{v: '{{ssm:/gone}}'}").bind_with(&Arguments::new(), &resolver).unwrap_err();
    assert_eq!(problems.to_string(), "mainSteps[0].inputs.v: refers to {{ ssm:/gone }}: no parameter /gone");
}

#[test]
fn a_stored_value_must_be_allowed_too() {
    let resolver = |_: &Reference| Resolved::Value("long".into());
    let document = document("{a: {type: String, maxChars: 3}}", "{v: '{{ a }}'}");
    let arguments = Arguments::new().set("a", "{{ssm:a}}");
    assert!(document.bind_with(&arguments, &resolver).unwrap_err().to_string().contains("3 at most"));
}
