use crate::field::TextList;
use crate::parameter::ParameterType;
use crate::value::Value;

/// Values for the parameters of a document.
///
/// ```
/// use ssm_document::{Arguments, Value};
///
/// // As values ...
/// let arguments = Arguments::new().set("commands", ["uptime", "df"]).set("count", 3);
/// // ... or as an API request has them: each a list of texts.
/// let arguments = Arguments::from_lists([("commands", vec!["uptime", "df"]), ("count", vec!["3"])]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    arguments: Vec<(String, Argument)>,
}

#[derive(Clone, PartialEq)]
enum Argument {
    Value(Value),
    Texts(Vec<String>),
}

/// Values can be secrets.
impl std::fmt::Debug for Argument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("(redacted)")
    }
}

impl Arguments {
    /// No values: parameters without a default have to be set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value of the parameter `name`.
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.put(name.into(), Argument::Value(value.into()));
        self
    }

    /// Values as `SendCommand` and `StartAutomationExecution` have them: a list of texts for each name. For
    /// a text the list has one element; booleans, numbers and maps are their JSON.
    pub fn from_lists<N, L>(lists: impl IntoIterator<Item = (N, L)>) -> Self
    where
        N: Into<String>,
        L: Into<TextList>,
    {
        let mut arguments = Self::default();
        for (name, texts) in lists {
            arguments.put(name.into(), Argument::Texts(texts.into().0));
        }
        arguments
    }

    /// The names of the parameters that have values here.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().map(|(name, _)| name.as_str())
    }

    fn put(&mut self, name: String, argument: Argument) {
        self.arguments.retain(|(known, _)| *known != name);
        self.arguments.push((name, argument));
    }

    /// The value of the parameter `name`, read as its type has it; the error is a sentence.
    pub(crate) fn value(&self, name: &str, parameter_type: &ParameterType) -> Option<Result<Value, String>> {
        let (_, argument) = self.arguments.iter().find(|(known, _)| known == name)?;
        Some(match argument {
            Argument::Value(value) => Ok(value.clone()),
            Argument::Texts(texts) => from_texts(texts, parameter_type),
        })
    }
}

fn from_texts(texts: &[String], parameter_type: &ParameterType) -> Result<Value, String> {
    let one = match texts {
        [one] => Ok(one),
        _ => Err(format!("is one value of type {}, and {} are given", parameter_type.as_str(), texts.len())),
    };
    match parameter_type {
        ParameterType::StringList | ParameterType::ResourceList(_) => Ok(texts.to_vec().into()),
        ParameterType::MapList => {
            // Each a map, or one text of them all.
            match texts {
                [one] if one.trim_start().starts_with('[') => from_json(one),
                _ => texts.iter().map(|text| from_json(text)).collect::<Result<Vec<_>, _>>().map(Value::List),
            }
        }
        ParameterType::Integer | ParameterType::Boolean | ParameterType::StringMap => from_json(one?),
        ParameterType::String | ParameterType::Resource(_) | ParameterType::Other(_) => {
            Ok(one?.as_str().into())
        }
    }
}

/// What is no JSON stays text, and is refused for its type later.
fn from_json(text: &str) -> Result<Value, String> {
    Ok(crate::format::json::read(text).unwrap_or_else(|_| text.into()))
}
