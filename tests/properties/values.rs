use proptest::prelude::*;
use serde_json::{Map, Value, json};
use ssm_tests::arbitrary::NEWER_MEMBER;
use ssm_tests::model::{Kind, Model};
use ssm_tests::normal::normal;
use ssm_tests::registry::{Registry, Sample, Type};

use crate::{MODEL, for_any_value_of_every_type};

/// Reads a value both ways and holds that they agree.
fn read(kind: Type, json: &Value) -> Result<Box<dyn Sample>, TestCaseError> {
    let fail = |error: serde_json::Error| TestCaseError::fail(format!("{error} in {json}"));
    let from_text = kind.read(json).map_err(fail)?;
    let from_memory = kind.read_value(json.clone()).map_err(fail)?;
    prop_assert!(from_text.equals(&*from_memory), "text and memory differ: {}", json);
    Ok(from_text)
}

#[test]
fn every_value_survives_from_json_to_json() {
    for_any_value_of_every_type(|kind, json| {
        let written = read(kind, &json)?.to_json();
        let expected = normal(&MODEL, kind.shape, &json);
        prop_assert_eq!(normal(&MODEL, kind.shape, &written), expected);
        Ok(())
    });
}

#[test]
fn every_typed_value_survives_through_json() {
    for_any_value_of_every_type(|kind, json| {
        let typed = read(kind, &json)?;
        let again = read(kind, &typed.to_json())?;
        prop_assert!(typed.equals(&*again), "{:?} became {:?}", typed, again);
        Ok(())
    });
}

#[test]
fn null_equals_absence_wherever_it_stands() {
    for_any_value_of_every_type(|kind, json| {
        let sparse = read(kind, &with_nulls(&MODEL, kind.shape, &json))?;
        prop_assert!(sparse.equals(&*read(kind, &json)?), "{:?} came of {}", sparse, json);
        Ok(())
    });
}

#[test]
fn a_member_that_is_null_is_read_as_one_that_is_absent() {
    for kind in Registry::of_client().all() {
        let Kind::Structure(members) = MODEL.kind(kind.shape) else { continue };
        let nulls: Map<String, Value> =
            members.iter().map(|member| (member.name.to_owned(), Value::Null)).collect();
        match (kind.read(&Value::Object(nulls)), kind.read(&json!({}))) {
            (Ok(sparse), Ok(empty)) => assert!(sparse.equals(&*empty), "{}", kind.shape),
            // Requests lack what they require either way.
            (sparse, empty) => assert_eq!(sparse.unwrap_err().to_string(), empty.unwrap_err().to_string()),
        }
    }
}

#[test]
fn members_that_the_model_does_not_have_are_passed_over() {
    for_any_value_of_every_type(|kind, json| {
        let newer = read(kind, &with_newer_members(&MODEL, kind.shape, &json))?;
        prop_assert!(newer.equals(&*read(kind, &json)?), "{:?} came of {}", newer, json);
        Ok(())
    });
}

#[test]
fn values_newer_than_an_enumeration_keep_their_text() {
    let newer = json!("NewerThanTheModel");
    let mut enumerations = 0;
    for kind in Registry::of_client().all() {
        if let Kind::Enum(known) = MODEL.kind(kind.shape) {
            let typed = kind.read(&newer).unwrap();
            assert_eq!(typed.to_json(), newer);
            assert!(!typed.equals(&*kind.read(&json!(known[0])).unwrap()), "{}", kind.shape);
            enumerations += 1;
        }
    }
    assert!(enumerations > 100);
}

#[test]
fn members_newer_than_a_union_keep_their_name_and_value() {
    let newer = json!({ NEWER_MEMBER: { "Deep": [1, true, "text", { "Deeper": null }] } });
    let mut unions = 0;
    for kind in Registry::of_client().all() {
        if let Kind::Union(_) = MODEL.kind(kind.shape) {
            assert_eq!(kind.read(&newer).unwrap().to_json(), newer, "{}", kind.shape);
            unions += 1;
        }
    }
    assert!(unions >= 6);
}

/// The value with null for every absent member, and with null elements.
fn with_nulls(model: &Model, id: &str, value: &Value) -> Value {
    let mut edited = in_each_part(model, id, value, &with_nulls);
    match (model.kind(id), &mut edited) {
        (Kind::List(_), Value::Array(elements)) => elements.push(Value::Null),
        (Kind::Map(..), Value::Object(entries)) => {
            entries.entry("an entry without a value").or_insert(Value::Null);
        }
        (Kind::Structure(members) | Kind::Union(members), Value::Object(object)) => {
            for member in members {
                object.entry(member.name).or_insert(Value::Null);
            }
        }
        _ => {}
    }
    edited
}

/// The value with one more member in each structure.
fn with_newer_members(model: &Model, id: &str, value: &Value) -> Value {
    let mut edited = in_each_part(model, id, value, &with_newer_members);
    if let (Kind::Structure(_), Value::Object(object)) = (model.kind(id), &mut edited) {
        object.insert(NEWER_MEMBER.to_owned(), json!({ "Deep": [{ "Deeper": 1.5 }, null] }));
    }
    edited
}

/// The value with an edit applied to each of its parts.
fn in_each_part(
    model: &Model,
    id: &str,
    value: &Value,
    edit: &dyn Fn(&Model, &str, &Value) -> Value,
) -> Value {
    match (model.kind(id), value) {
        (Kind::List(element), Value::Array(elements)) => {
            elements.iter().map(|value| edit(model, element, value)).collect()
        }
        (Kind::Map(_, target), Value::Object(entries)) => {
            entries.iter().map(|(key, value)| (key.clone(), edit(model, target, value))).collect()
        }
        (Kind::Structure(members) | Kind::Union(members), Value::Object(object)) => {
            let target = |name: &str| members.iter().find(|member| member.name == name).map(|m| m.target);
            let edited = object.iter().map(|(name, value)| match target(name) {
                Some(target) => (name.clone(), edit(model, target, value)),
                None => (name.clone(), value.clone()),
            });
            edited.collect()
        }
        _ => value.clone(),
    }
}
