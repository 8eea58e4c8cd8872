//! When two pieces of JSON say the same.

use std::collections::BTreeSet;

use serde_json::Value;
use ssm_tests::model::{Kind, Model};

/// Where botocore names a member of a union that it does not know.
const UNKNOWN_MEMBER: &str = "SDK_UNKNOWN_MEMBER";

/// Holds that a request's body is the expected one, idempotency tokens filled in.
#[track_caller]
pub fn assert_is_sent(model: &Model, operation: &str, sent: &Value, expected: &Value, place: &str) {
    let mut sent = sent.clone();
    for token in tokens(model, operation) {
        if expected.get(token).is_none() {
            let filled_in = sent.as_object_mut().unwrap().remove(token);
            let length = filled_in.as_ref().and_then(Value::as_str).map(str::len);
            assert_eq!(length, Some(36), "{place}: {token} is {filled_in:?} and no UUID");
        }
    }
    assert_same(&sent, expected, place);
}

fn tokens<'m>(model: &'m Model, operation: &str) -> Vec<&'m str> {
    let operations = model.operations();
    let operation = operations.iter().find(|known| known.name == operation).expect("the model has it");
    let Kind::Structure(members) = model.kind(operation.input) else { panic!("requests are structures") };
    members.iter().filter(|member| member.is_idempotency_token()).map(|member| member.name).collect()
}

/// Holds that our JSON says what botocore's says: timestamps, the only numbers with fractions, to
/// the microsecond, and of members that botocore does not know in a union the name.
#[track_caller]
pub fn assert_same(ours: &Value, theirs: &Value, place: &str) {
    if let Err(difference) = compare(ours, theirs) {
        panic!("{place}: {difference}\nours:   {ours}\ntheirs: {theirs}");
    }
}

fn compare(ours: &Value, theirs: &Value) -> Result<(), String> {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            if let Some(unknown) = theirs.get(UNKNOWN_MEMBER) {
                let names: Vec<&str> = ours.keys().map(String::as_str).collect();
                return same(&names, &vec![unknown["name"].as_str().unwrap_or_default()]);
            }
            let names: BTreeSet<&String> = ours.keys().collect();
            same(&names, &theirs.keys().collect())?;
            ours.iter().try_for_each(|(name, value)| {
                compare(value, &theirs[name]).map_err(|difference| format!("{name}: {difference}"))
            })
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            same(&ours.len(), &theirs.len())?;
            ours.iter().zip(theirs).try_for_each(|(ours, theirs)| compare(ours, theirs))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            let apart = one.as_f64().zip(other.as_f64()).map(|(one, other)| (one - other).abs());
            if apart < Some(1e-6) { Ok(()) } else { Err(format!("{one} is not {other}")) }
        }
        _ => same(ours, theirs),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(ours: &T, theirs: &T) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("{ours:?} is not {theirs:?}")) }
}
