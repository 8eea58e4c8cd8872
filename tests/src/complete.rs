//! Values with everything in them: a canary wherever a secret can be, and marks that can be found
//! again wherever none can.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::arbitrary::NEWER_MEMBER;
use crate::model::{Kind, Member, Model};

/// The text of every secret.
pub const CANARY: &str = "canary-7b1f";

/// The number of every secret.
const CANARY_NUMBER: i32 = 1_987_654_321;

/// A value of a shape with all its members.
#[derive(Debug)]
pub struct Complete {
    /// The value in wire form.
    pub json: Value,
    /// Marks that `Debug` must show.
    pub open: Vec<String>,
    /// How many canaries there are.
    pub secrets: usize,
}

/// A value of the shape with all its members, each list and map with one element, each union with
/// the member that `choice` stands for. One choice beyond a union's members is a member that the
/// model does not know, which counts as a secret.
#[must_use]
pub fn value(model: &Model, id: &str, choice: usize) -> Complete {
    let mut maker = Maker { model, choice, open: Vec::new(), secrets: 0, within: Vec::new() };
    let json = maker.make(id, false);
    Complete { json, open: maker.open, secrets: maker.secrets }
}

/// Choices that reach every member of every union, and one unknown member.
#[must_use]
pub fn choices(model: &Model) -> std::ops::Range<usize> {
    let unions = model.reached_types().into_iter().filter_map(|id| match model.kind(id) {
        Kind::Union(members) => Some(members.len()),
        _ => None,
    });
    0..unions.max().expect("there are unions") + 1
}

/// What of a text gives a canary away, in any form that a canary can be printed in.
#[must_use]
pub fn leak(printed: &str) -> Option<String> {
    let bytes = |separator: &str| {
        CANARY.bytes().take(4).map(|byte| byte.to_string()).collect::<Vec<_>>().join(separator)
    };
    let forms = [
        CANARY.to_owned(),
        STANDARD.encode(CANARY),
        CANARY_NUMBER.to_string(),
        bytes(", "),
        "2099-12-31".into(),
    ];
    forms.into_iter().find(|form| printed.contains(form))
}

struct Maker<'m> {
    model: &'m Model,
    choice: usize,
    open: Vec<String>,
    secrets: usize,
    /// The structures around the one being made.
    within: Vec<String>,
}

impl Maker<'_> {
    fn make(&mut self, id: &str, secret: bool) -> Value {
        let secret = secret || self.model.is_sensitive(id);
        match self.model.kind(id) {
            Kind::String | Kind::Enum(_) => self.text(secret).into(),
            Kind::Boolean => true.into(),
            Kind::Integer | Kind::Long => self.number(secret).into(),
            // The last second of 2099 for secrets, that of 2009 for others.
            Kind::Timestamp => json!(if secret { 4_102_444_799_i64 } else { 1_262_303_999 }),
            Kind::Blob => STANDARD.encode(if secret { CANARY } else { "open" }).into(),
            Kind::List(element) if self.is_nested_twice(element) => json!([]),
            Kind::List(element) => json!([self.make(element, secret)]),
            Kind::Map(key, target) => {
                let key = self.text(secret || self.model.is_sensitive(key));
                json!({ key: self.make(target, secret) })
            }
            Kind::Structure(members) => {
                self.within.push(id.to_owned());
                let members = members.iter().map(|member| self.member(member, secret));
                let object: Map<String, Value> = members.collect();
                self.within.pop();
                object.into()
            }
            Kind::Union(members) => match members.get(self.choice % (members.len() + 1)) {
                Some(member) => Value::Object(Map::from_iter([self.member(member, secret)])),
                None => json!({ NEWER_MEMBER: { "Nested": [self.text(true)] } }),
            },
        }
    }

    fn member(&mut self, member: &Member<'_>, secret: bool) -> (String, Value) {
        let secret = secret || self.model.is_secret(member);
        (member.name.to_owned(), self.make(member.target, secret))
    }

    fn text(&mut self, secret: bool) -> String {
        if secret {
            self.secrets += 1;
            return CANARY.to_owned();
        }
        self.mark(format!("open-{}-", self.open.len()))
    }

    fn number(&mut self, secret: bool) -> i64 {
        if secret {
            self.secrets += 1;
            return CANARY_NUMBER.into();
        }
        let number = 1_000_000_000 + self.open.len() as i64;
        self.mark(number.to_string());
        number
    }

    fn mark(&mut self, mark: String) -> String {
        self.open.push(mark.clone());
        mark
    }

    fn is_nested_twice(&self, id: &str) -> bool {
        self.within.iter().filter(|around| *around == id).count() > 1
    }
}

/// Copies of a value, each with one part replaced by canaries of a type that cannot stand there.
#[must_use]
pub fn misfits(model: &Model, id: &str, value: &Value) -> Vec<Value> {
    let text = json!(CANARY);
    let object = json!({ CANARY: CANARY });
    let array = json!([CANARY]);
    let mut misfits = match model.kind(id) {
        Kind::String | Kind::Enum(_) => vec![object, array, json!(CANARY_NUMBER)],
        Kind::Boolean | Kind::Timestamp | Kind::Integer | Kind::Long => vec![text, object, array],
        // The canary's dash makes it no base64.
        Kind::Blob => vec![text, object, array, json!(CANARY_NUMBER)],
        Kind::List(_) => vec![text, object, json!(CANARY_NUMBER)],
        Kind::Map(..) | Kind::Structure(_) | Kind::Union(_) => vec![text, array, json!(CANARY_NUMBER)],
    };
    for (place, target) in parts(model, id, value) {
        for misfit in self::misfits(model, target, value.pointer(&place).expect("the part is there")) {
            let mut copy = value.clone();
            *copy.pointer_mut(&place).expect("the part is there") = misfit;
            misfits.push(copy);
        }
    }
    misfits
}

/// The parts of a value as JSON pointers, with their shapes.
fn parts<'m>(model: &'m Model, id: &str, value: &Value) -> Vec<(String, &'m str)> {
    match (model.kind(id), value) {
        (Kind::List(element), Value::Array(elements)) => {
            (0..elements.len()).map(|index| (format!("/{index}"), element)).collect()
        }
        (Kind::Map(_, target), Value::Object(entries)) => {
            entries.keys().map(|key| (format!("/{key}"), target)).collect()
        }
        (Kind::Structure(members) | Kind::Union(members), Value::Object(given)) => {
            let present = members.into_iter().filter(|member| given.contains_key(member.name));
            present.map(|member| (format!("/{}", member.name), member.target)).collect()
        }
        _ => Vec::new(),
    }
}
