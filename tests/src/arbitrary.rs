//! Any value that the service might send or take, in wire form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::model::{Kind, Member, Model};

/// A name that no union has as a member.
pub const NEWER_MEMBER: &str = "AMemberNewerThanTheModel";

/// How deep structures nest before their optional members stay away.
const DEPTH: u32 = 5;

/// Any value of this shape: enumerations with values that the model does not know, unions with such
/// members, required members always there.
pub fn value(model: &Model, id: &str) -> BoxedStrategy<Value> {
    at_depth(model, id, 0)
}

/// Any text, more often than not a plain one.
fn text() -> BoxedStrategy<String> {
    let characters = prop_oneof![4 => proptest::char::range(' ', '~'), 1 => any::<char>()];
    proptest::collection::vec(characters, 0..12).prop_map(String::from_iter).boxed()
}

fn at_depth(model: &Model, id: &str, depth: u32) -> BoxedStrategy<Value> {
    match model.kind(id) {
        Kind::String => text().prop_map(Value::from).boxed(),
        Kind::Enum(known) => {
            let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
            prop_oneof![3 => proptest::sample::select(known), 1 => text()].prop_map(Value::from).boxed()
        }
        Kind::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Integer => any::<i32>().prop_map(Value::from).boxed(),
        Kind::Long => any::<i64>().prop_map(Value::from).boxed(),
        Kind::Timestamp => timestamp(),
        Kind::Blob => {
            let bytes = proptest::collection::vec(any::<u8>(), 0..20);
            bytes.prop_map(|bytes| Value::from(STANDARD.encode(bytes))).boxed()
        }
        Kind::List(element) => {
            let most = if depth > DEPTH { 0 } else { 3 };
            let element = at_depth_unless(most == 0, model, element, depth);
            proptest::collection::vec(element, 0..=most).prop_map(Value::from).boxed()
        }
        Kind::Map(_, target) => {
            let most = if depth > DEPTH { 0 } else { 3 };
            let target = at_depth_unless(most == 0, model, target, depth);
            let entries = proptest::collection::btree_map(text(), target, 0..=most);
            entries.prop_map(|entries| entries.into_iter().collect()).boxed()
        }
        Kind::Structure(members) => structure(model, &members, depth + 1),
        Kind::Union(members) => union(model, &members, depth + 1),
    }
}

/// The strategy of the elements of a collection that may have none.
fn at_depth_unless(is_empty: bool, model: &Model, id: &str, depth: u32) -> BoxedStrategy<Value> {
    if is_empty { Just(Value::Null).boxed() } else { at_depth(model, id, depth) }
}

/// From 1870 to 2100, whole and to the microsecond.
fn timestamp() -> BoxedStrategy<Value> {
    let seconds = -3_155_673_600_i64..4_102_444_800;
    let whole = seconds.clone().prop_map(Value::from);
    let fractional = (seconds, 0..1_000_000_i64)
        .prop_map(|(s, micros)| Value::from((s * 1_000_000 + micros) as f64 / 1e6));
    prop_oneof![whole, fractional].boxed()
}

fn structure(model: &Model, members: &[Member<'_>], depth: u32) -> BoxedStrategy<Value> {
    let members: Vec<BoxedStrategy<Option<(String, Value)>>> = members
        .iter()
        .filter(|member| depth <= DEPTH || member.is_required())
        .map(|member| {
            let name = member.name.to_owned();
            let present = at_depth(model, member.target, depth).prop_map(move |value| (name.clone(), value));
            if member.is_required() {
                present.prop_map(Some).boxed()
            } else {
                proptest::option::weighted(0.5, present).boxed()
            }
        })
        .collect();
    members.prop_map(|members| Value::Object(members.into_iter().flatten().collect())).boxed()
}

fn union(model: &Model, members: &[Member<'_>], depth: u32) -> BoxedStrategy<Value> {
    let known = members.iter().map(|member| {
        let name = member.name.to_owned();
        at_depth(model, member.target, depth).prop_map(move |value| json!({ name.clone(): value })).boxed()
    });
    let newer = document().prop_map(|value| json!({ NEWER_MEMBER: value })).boxed();
    proptest::strategy::Union::new(known.chain([newer])).boxed()
}

/// Any JSON but null, small.
pub fn document() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let nested = |inner: BoxedStrategy<Value>| {
        let map = proptest::collection::btree_map(text(), inner.clone(), 0..3);
        prop_oneof![
            proptest::collection::vec(inner, 0..3).prop_map(Value::from),
            map.prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
        ]
    };
    leaf.prop_recursive(2, 8, 3, move |inner| nested(inner.boxed())).boxed()
}
