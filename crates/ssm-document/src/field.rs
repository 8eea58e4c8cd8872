//! How typed parts are read from values and written to them.

use crate::problem::Report;
use crate::reference;
use crate::value::{Map, Value};

/// A type of which a document's values can be.
pub(crate) trait Field: Sized {
    /// Reads the type and notes all that is wrong, also where it can be read all the same. `None` if it
    /// cannot be read; then a problem is noted.
    fn read(value: &Value, report: &mut Report) -> Option<Self>;

    /// The value that stands for it.
    fn write(&self) -> Value;
}

/// A type that takes several members of a map.
pub(crate) trait Part: Sized {
    /// Reads the type from the members of `map`, as [`Field::read`] does.
    fn read_from(map: &Map, report: &mut Report) -> Option<Self>;

    /// Puts its members into `map`; what means the same stays as it is spelled.
    fn write_to(&self, map: &mut Map);
}

/// What is wanted at the present place, and something else is there.
pub(crate) fn unexpected<T>(value: &Value, wanted: &str, report: &mut Report) -> Option<T> {
    report.problem(format!("must be {wanted}, and is {}", value.kind()));
    None
}

/// Reads the member `key`, which must be there.
pub(crate) fn required<T: Field>(map: &Map, key: &str, report: &mut Report) -> Option<T> {
    report.member(key, |report| match map.get(key) {
        Some(value) => T::read(value, report),
        None => {
            report.problem("is required");
            None
        }
    })
}

/// Reads the member `key` if it is there. `None` if it is there and cannot be read.
pub(crate) fn optional<T: Field>(map: &Map, key: &str, report: &mut Report) -> Option<Option<T>> {
    match map.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(value) => report.member(key, |report| T::read(value, report)).map(Some),
    }
}

/// Puts `field` at `key`. What is there already stays as it is spelled if it means the same.
pub(crate) fn put<T: Field + PartialEq>(map: &mut Map, key: &str, field: Option<&T>) {
    let spelled = map.get(key).map(|value| T::read(value, &mut Report::default()));
    match (field, spelled) {
        (Some(field), Some(Some(spelled))) if *field == spelled => {}
        (Some(field), _) => {
            map.insert(key, field.write());
        }
        // A null that was written stays, and means the same as nothing.
        (None, _) if map.get(key) == Some(&Value::Null) => {}
        (None, _) => {
            map.remove(key);
        }
    }
}

impl Field for Value {
    fn read(value: &Value, _: &mut Report) -> Option<Self> {
        Some(value.clone())
    }

    fn write(&self) -> Value {
        self.clone()
    }
}

impl Field for Map {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        value.as_map().cloned().or_else(|| unexpected(value, "a map", report))
    }

    fn write(&self) -> Value {
        Value::Map(self.clone())
    }
}

/// Text, for which YAML's readers may have taken a number or boolean: `version: 1.0`.
impl Field for String {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            other => unexpected(other, "text", report),
        }
    }

    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let Some(elements) = value.as_list() else { return unexpected(value, "a list", report) };
        let read = |(index, element)| report.element(index, |report| T::read(element, report));
        // All elements are read before the first that cannot be decides.
        let elements: Vec<Option<T>> = elements.iter().enumerate().map(read).collect();
        elements.into_iter().collect()
    }

    fn write(&self) -> Value {
        Value::List(self.iter().map(Field::write).collect())
    }
}

/// Parts of one kind by their names, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    parts: Vec<(String, T)>,
}

impl<T> Named<T> {
    /// The part `name`.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }

    /// The parts in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.parts.iter().map(|(name, part)| (name.as_str(), part))
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { parts: Vec::new() }
    }
}

impl<T, K: Into<String>, const N: usize> From<[(K, T); N]> for Named<T> {
    fn from(parts: [(K, T); N]) -> Self {
        Self { parts: parts.into_iter().map(|(name, part)| (name.into(), part)).collect() }
    }
}

impl<T: Field> Field for Named<T> {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let Some(map) = value.as_map() else { return unexpected(value, "a map", report) };
        let read = |(name, value): (&str, &Value)| {
            report.member(name, |report| T::read(value, report)).map(|part| (name.to_owned(), part))
        };
        // All parts are read before the first that cannot be decides.
        let parts: Vec<Option<(String, T)>> = map.iter().map(read).collect();
        Some(Self { parts: parts.into_iter().collect::<Option<_>>()? })
    }

    fn write(&self) -> Value {
        Value::Map(self.iter().map(|(name, part)| (name, part.write())).collect())
    }
}

/// Lines of text, such as the commands of a script. In a document one text may stand for a list of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextList(pub Vec<String>);

impl std::ops::Deref for TextList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for TextList {
    fn from(texts: [T; N]) -> Self {
        Self(texts.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>> From<Vec<T>> for TextList {
    fn from(texts: Vec<T>) -> Self {
        Self(texts.into_iter().map(Into::into).collect())
    }
}

impl From<&str> for TextList {
    fn from(text: &str) -> Self {
        Self(vec![text.into()])
    }
}

impl Field for TextList {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        match value {
            Value::List(_) => Vec::read(value, report).map(Self),
            Value::Text(text) => Some(Self(vec![text.clone()])),
            other => unexpected(other, "a list of texts", report),
        }
    }

    fn write(&self) -> Value {
        self.0.write()
    }
}

/// A setting that is a value, or text with references from which the value will come.
///
/// ```
/// use ssm_document::Setting;
///
/// assert_eq!(Setting::from(60).value(), Some(&60));
/// assert_eq!(Setting::<i64>::from("{{ executionTimeout }}").value(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting<T> {
    /// The value.
    Value(T),
    /// Text with references, such as `{{ executionTimeout }}`.
    Reference(String),
}

impl<T> Setting<T> {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Reference(_) => None,
        }
    }
}

impl From<i64> for Setting<i64> {
    fn from(value: i64) -> Self {
        Self::Value(value)
    }
}

impl From<bool> for Setting<bool> {
    fn from(value: bool) -> Self {
        Self::Value(value)
    }
}

impl<T> From<&str> for Setting<T> {
    fn from(reference: &str) -> Self {
        Self::Reference(reference.into())
    }
}

/// Settings may be spelled as text: `"timeoutSeconds": "60"`.
fn setting<T: std::str::FromStr>(
    value: &Value,
    plain: Option<T>,
    wanted: &str,
    report: &mut Report,
) -> Option<Setting<T>> {
    match (plain, value) {
        (Some(plain), _) => Some(Setting::Value(plain)),
        (None, Value::Text(text)) if reference::occurs_in(text) => Some(Setting::Reference(text.clone())),
        (None, Value::Text(text)) => match text.to_ascii_lowercase().parse() {
            Ok(value) => Some(Setting::Value(value)),
            Err(_) => unexpected(value, wanted, report),
        },
        (None, other) => unexpected(other, wanted, report),
    }
}

impl Field for Setting<i64> {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        setting(value, value.as_integer(), "an integer", report)
    }

    fn write(&self) -> Value {
        match self {
            Self::Value(value) => (*value).into(),
            Self::Reference(text) => text.as_str().into(),
        }
    }
}

impl Field for Setting<bool> {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        setting(value, value.as_bool(), "true or false", report)
    }

    fn write(&self) -> Value {
        match self {
            Self::Value(value) => (*value).into(),
            Self::Reference(text) => text.as_str().into(),
        }
    }
}
