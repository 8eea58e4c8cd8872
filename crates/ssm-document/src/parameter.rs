//! The parameters that a document declares.

use crate::field::{Field, Setting};
use crate::problem::Report;
use crate::structure::{choice, structure};
use crate::value::Value;

structure! {
    /// A parameter: its type, its default and what its values must be like.
    ///
    /// ```
    /// use ssm_document::{Parameter, ParameterType};
    ///
    /// let environment = Parameter::new(ParameterType::String)
    ///     .description("Where to deploy.")
    ///     .default("staging")
    ///     .allowed_values(["staging", "production"]);
    /// assert!(environment.default.is_some());
    /// ```
    pub struct Parameter check with check {
        required {
            /// The type of its values.
            parameter_type: ParameterType = "type",
        }
        optional {
            /// What it is for.
            description: String = "description",
            /// Its value if none is given. Without a default a value must be given.
            default: Value = "default",
            /// The values that are allowed. For lists, each element must be one of them.
            allowed_values: AllowedValues = "allowedValues",
            /// The regular expression that values, or the elements of lists, must match somewhere: anchors say
            /// if it is to match the whole.
            allowed_pattern: String = "allowedPattern",
            /// How the console asks for it.
            display_type: DisplayType = "displayType",
            /// The least number of elements of a list or map.
            min_items: Setting<i64> = "minItems",
            /// The greatest number of elements of a list or map.
            max_items: Setting<i64> = "maxItems",
            /// The least number of characters of a text or of each in a list.
            min_chars: Setting<i64> = "minChars",
            /// The greatest number of characters of a text or of each in a list.
            max_chars: Setting<i64> = "maxChars",
            /// How agents give it to scripts: `ENV_VAR` for an environment variable, in schema 2.2.
            interpolation_type: String = "interpolationType",
        }
    }
}

impl Parameter {
    /// Whether agents give it to scripts as an environment variable.
    pub(crate) fn is_environment_variable(&self) -> bool {
        self.interpolation_type.as_deref() == Some("ENV_VAR")
    }
}

/// The type of a parameter's values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterType {
    /// Text.
    String,
    /// A list of texts.
    StringList,
    /// A number without a fraction.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A list of maps.
    MapList,
    /// A map.
    StringMap,
    /// A resource of AWS, text: `AWS::EC2::Instance::Id`. Automations have them.
    Resource(String),
    /// A list of resources of AWS: `List<AWS::EC2::Instance::Id>`.
    ResourceList(String),
    /// Something else, which validation refuses.
    Other(String),
}

impl ParameterType {
    /// The type in a document.
    pub fn as_str(&self) -> &str {
        match self {
            Self::String => "String",
            Self::StringList => "StringList",
            Self::Integer => "Integer",
            Self::Boolean => "Boolean",
            Self::MapList => "MapList",
            Self::StringMap => "StringMap",
            Self::Resource(text) | Self::ResourceList(text) | Self::Other(text) => text,
        }
    }
}

/// Upper and lower case do not count: the user guide itself has `string`.
impl From<&str> for ParameterType {
    fn from(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "string" => Self::String,
            "stringlist" => Self::StringList,
            "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "maplist" => Self::MapList,
            "stringmap" => Self::StringMap,
            lower if lower.starts_with("aws::") => Self::Resource(text.into()),
            lower if lower.starts_with("list<aws::") => Self::ResourceList(text.into()),
            _ => Self::Other(text.into()),
        }
    }
}

impl Field for ParameterType {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let read = Self::from(String::read(value, report)?.as_str());
        if matches!(read, Self::Other(_)) {
            report.problem("must be one of String StringList Integer Boolean MapList StringMap");
        }
        Some(read)
    }

    fn write(&self) -> Value {
        self.as_str().into()
    }
}

choice! {
    /// How the console asks for a parameter.
    pub enum DisplayType {
        /// One line.
        TextField = "textfield",
        /// Several lines.
        TextArea = "textarea",
    }
}

/// The values that a parameter may have.
#[derive(Clone, Debug, PartialEq)]
pub struct AllowedValues(pub Vec<Value>);

impl<V: Into<Value>, const N: usize> From<[V; N]> for AllowedValues {
    fn from(values: [V; N]) -> Self {
        Self(values.into_iter().map(Into::into).collect())
    }
}

impl Field for AllowedValues {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        Vec::read(value, report).map(Self)
    }

    fn write(&self) -> Value {
        Value::List(self.0.clone())
    }
}

/// Bounds in order, a pattern that can be read, and a default that is allowed.
fn check(parameter: &Parameter, report: &mut Report) {
    let bounds = [
        ("minItems", &parameter.min_items, &parameter.max_items),
        ("minChars", &parameter.min_chars, &parameter.max_chars),
    ];
    for (name, least, most) in bounds {
        let value = |bound: &Option<Setting<i64>>| bound.as_ref().and_then(Setting::value).copied();
        if let (Some(least), Some(most)) = (value(least), value(most))
            && least > most
        {
            report.member(name, |report| report.problem("is greater than the maximum"));
        }
    }
    if let Some(default) = &parameter.default {
        report.member("default", |report| crate::bind::check_value(parameter, default, report));
    }
}
