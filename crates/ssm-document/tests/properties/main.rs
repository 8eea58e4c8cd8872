//! Whatever a document holds it comes back, and whatever is thrown at the readers they answer.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::collection::vec;
use proptest::prelude::*;
use ssm_document::{Arguments, Content, Document, Map, Number, Reference, Resolved, Value};

/// Texts that YAML writes in all its ways: plain, quoted, in blocks, and what looks like something else.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 _./:-]{0,12}",
        "[ \t\n#'\"\\\\{}\\[\\],&*!|>%@`?:=a-]{0,10}",
        any::<String>(),
        "( ?[a-z:#]{0,5}\n){1,4}[a-z]{0,3}",
        prop_oneof![
            Just("true"),
            Just("~"),
            Just("null"),
            Just("12"),
            Just("0x1"),
            Just(".5"),
            Just("yes"),
            Just("---"),
            Just("")
        ]
        .prop_map(String::from),
        "(echo )?\\{\\{ ?[a-c](\\.b|:c)? ?\\}\\}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(|number| Value::Number(number.into())),
        any::<f64>()
            .prop_filter_map("finite", |number| Number::parse(&format!("{number:?}")))
            .prop_map(Value::Number),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((text(), inner), 0..6).prop_map(|members| Value::Map(members.into_iter().collect())),
        ]
    })
}

/// Real documents, changed at a few places: about a third of them still has types, of made-up ones hardly any.
fn changed() -> impl Strategy<Value = Value> {
    const DOCUMENTS: [&str; 6] = [
        include_str!("../golden/documents/plugins_1_2.json"),
        include_str!("../golden/documents/plugins_2_2.yaml"),
        include_str!("../golden/documents/session_preferences.json"),
        include_str!("../golden/documents/session_commands.yaml"),
        include_str!("../golden/documents/automation_flow.yaml"),
        include_str!("../golden/documents/automation_actions.json"),
    ];
    let change = (vec(any::<usize>(), 1..8), prop_oneof![text().prop_map(Value::from), value()]);
    (0..DOCUMENTS.len(), vec(change, 1..4)).prop_map(|(index, changes)| {
        let document = Document::parse(DOCUMENTS[index]).unwrap();
        let change = |document: Value, (way, new): &(Vec<usize>, Value)| with(&document, way, new);
        changes.iter().fold(document.as_value().clone(), change)
    })
}

/// `value` with `new` at the place to which `way` leads, or beside what is there.
fn with(value: &Value, way: &[usize], new: &Value) -> Value {
    let Some((step, way)) = way.split_first() else { return new.clone() };
    match value {
        Value::List(elements) => {
            let mut elements = elements.clone();
            match step % (elements.len() + 1) {
                place if place < elements.len() => elements[place] = with(&elements[place], way, new),
                _ => elements.push(new.clone()),
            }
            Value::List(elements)
        }
        Value::Map(map) => {
            let mut map = map.clone();
            let key = map.keys().nth(step % (map.len() + 1)).map(str::to_owned);
            match key {
                Some(key) => {
                    let changed = with(map.get(&key).unwrap(), way, new);
                    map.insert(key, changed)
                }
                None => map.insert("beside", new.clone()),
            };
            Value::Map(map)
        }
        _ => new.clone(),
    }
}

/// Members of documents with values that fit, or not.
fn document() -> impl Strategy<Value = Value> {
    let names = prop_oneof![
        Just("name"),
        Just("action"),
        Just("inputs"),
        Just("runCommand"),
        Just("timeoutSeconds"),
        Just("precondition"),
        Just("StringEquals"),
        Just("onFailure"),
        Just("type"),
        Just("default"),
        Just("allowedPattern"),
        Just("maxItems"),
        Just("Choices"),
        Just("NextStep"),
        Just("Variable"),
        Just("And"),
        Just("Not"),
        Just("Steps"),
        Just("properties"),
        Just("aws:runShellScript"),
        Just("aws:cloudWatch"),
        Just("EngineConfiguration"),
        Just("Components"),
        Just("linux"),
        Just("a"),
    ];
    let words = prop_oneof![
        Just("aws:runShellScript"),
        Just("aws:branch"),
        Just("aws:loop"),
        Just("aws:sleep"),
        Just("platformType"),
        Just("String"),
        Just("StringList"),
        Just("step:a"),
        Just("exit"),
        Just("Port"),
        Just("("),
        Just("{{ a }}"),
        Just("60"),
    ]
    .prop_map(Value::from);
    let leaf = prop_oneof![3 => words, 1 => value()];
    let part = leaf.prop_recursive(7, 64, 5, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((names.clone(), inner), 0..5).prop_map(|members| Value::Map(members.into_iter().collect())),
        ]
    });
    let version = prop_oneof![Just("0.3"), Just("1.0"), Just("1.2"), Just("2.0"), Just("2.2"), Just("3")];
    let section = prop_oneof![
        Just("mainSteps"),
        Just("runtimeConfig"),
        Just("parameters"),
        Just("inputs"),
        Just("properties"),
        Just("sessionType"),
        Just("outputs"),
        Just("variables"),
    ];
    (version, vec((section, part), 0..5)).prop_map(|(version, sections)| {
        let mut map: Map = sections.into_iter().collect();
        map.insert("schemaVersion", version);
        Value::Map(map)
    })
}

proptest! {
    #[test]
    fn every_value_comes_back_from_json_and_yaml(value in value()) {
        let document = Document::from_json(&value.to_json()).unwrap();
        prop_assert_eq!(document.as_value(), &value);
        prop_assert_eq!(document.to_json(), value.to_json());
        let yaml = document.to_yaml();
        let again = Document::from_yaml(&yaml).unwrap_or_else(|error| panic!("{yaml}\n{error}"));
        prop_assert_eq!(again.as_value(), &value, "{}", yaml);
        prop_assert_eq!(again.to_json(), value.to_json(), "{}", yaml);
    }

    #[test]
    fn typed_content_comes_back_token_by_token(value in prop_oneof![3 => changed(), 1 => document()]) {
        let document = Document::from_json(&value.to_json()).unwrap();
        let retyped: Option<Document> = match document.content() {
            Ok(Content::Command(content)) => Some(content.into()),
            Ok(Content::Configuration(content)) => Some(content.into()),
            Ok(Content::Automation(content)) => Some(content.into()),
            Ok(Content::Session(content)) => Some((*content).into()),
            Ok(_) => None,
            // What cannot be typed is not valid either.
            Err(_) => { prop_assert!(document.validate().is_err()); None }
        };
        if let Some(retyped) = retyped {
            prop_assert_eq!(retyped.to_json(), document.to_json());
        }
    }

    #[test]
    fn binding_answers_whatever_a_document_holds(value in prop_oneof![changed(), document()], argument in value()) {
        let document = Document::from_json(&value.to_json()).unwrap();
        let _ = document.bind(&Arguments::new().set("a", argument.clone()));
        let _ = document.bind_with(&Arguments::new(), &|_: &Reference| Resolved::Value(argument.clone()));
        let _ = document.parameters();
    }

    #[test]
    fn readers_answer_whatever_they_are_given(text in prop_oneof![any::<String>(), "[-?:,\\[\\]{}#&*!|>'\"%@` \n\ta01~.]{0,60}"]) {
        for document in [Document::from_json(&text), Document::from_yaml(&text), Document::parse(&text)].into_iter().flatten() {
            let _ = document.validate();
            let _ = Document::from_yaml(&document.to_yaml()).unwrap();
        }
    }

    #[test]
    fn inserted_values_are_not_searched_again(value in text()) {
        let document = Document::from_json(
            r#"{"schemaVersion":"2.2","parameters":{"a":{"type":"String"}},"mainSteps":["{{ a }}|{{ a }}"]}"#,
        ).unwrap();
        let resolver = |_: &Reference| Resolved::Later;
        let bound = document.bind_with(&Arguments::new().set("a", value.as_str()), &resolver).unwrap();
        let steps = bound.as_value().get("mainSteps").and_then(Value::as_list).unwrap();
        let expected = format!("{value}|{value}");
        prop_assert_eq!(steps[0].as_text(), Some(expected.as_str()));
    }
}
