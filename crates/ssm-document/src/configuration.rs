//! Command documents of schema 1.2: plugins by name, in no order.

use crate::field::{Field, Named, unexpected};
use crate::parameter::Parameter;
use crate::plugin::Plugin;
use crate::problem::Report;
use crate::schema::{self, SchemaVersion};
use crate::structure::{Kept, structure};
use crate::value::{Map, Value};

structure! {
    /// A command document of schema 1.2.
    ///
    /// ```
    /// use ssm_document::configuration::{Configuration, PluginConfiguration, RuntimeConfig};
    /// use ssm_document::plugin::RunShellScript;
    /// use ssm_document::{Document, Parameter, ParameterType};
    ///
    /// let script = PluginConfiguration::new(RunShellScript::new("{{ commands }}").id("0.aws:runShellScript"));
    /// let document = Document::from(
    ///     Configuration::new(RuntimeConfig::from([script]))
    ///         .parameters([("commands", Parameter::new(ParameterType::StringList).min_items(1))]),
    /// );
    /// document.validate()?;
    /// # Ok::<(), ssm_document::Problems>(())
    /// ```
    pub struct Configuration {
        required {
            /// The plugins.
            runtime_config: RuntimeConfig = "runtimeConfig",
        }
        optional {
            /// The schema's version.
            schema_version: SchemaVersion = "schemaVersion",
            /// What the document is for.
            description: String = "description",
            /// The document's parameters.
            parameters: Named<Parameter> = "parameters",
        }
    }
}

/// The plugins of a document of schema 1.2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuntimeConfig {
    plugins: Vec<PluginConfiguration>,
}

/// A plugin of a document of schema 1.2, and what it does.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PluginConfiguration {
    /// The plugin's name.
    pub name: String,
    /// The plugin once for each of its sets of properties.
    pub properties: Vec<Plugin>,
    kept: Kept,
}

const MEMBERS: &[&str] = &["properties"];

impl Configuration {
    /// The members as they stand in a document.
    pub(crate) fn to_map(&self) -> Map {
        schema::with_version(self, &self.kept, &SchemaVersion::V1_2)
    }
}

impl RuntimeConfig {
    /// The plugins as they are written.
    pub fn iter(&self) -> impl Iterator<Item = &PluginConfiguration> {
        self.plugins.iter()
    }
}

impl<const N: usize> From<[PluginConfiguration; N]> for RuntimeConfig {
    fn from(plugins: [PluginConfiguration; N]) -> Self {
        Self { plugins: plugins.into() }
    }
}

impl PluginConfiguration {
    /// A plugin with one set of properties.
    pub fn new(plugin: impl Into<Plugin>) -> Self {
        let plugin = plugin.into();
        let kept = Kept { map: Map::new(), known: MEMBERS };
        Self { name: plugin.name().into(), properties: vec![plugin], kept }
    }

    /// Settings of the plugin as a whole, such as `startType`.
    pub fn settings(&self) -> Option<&Value> {
        self.kept.map.get("settings")
    }

    fn read(name: &str, value: &Value, report: &mut Report) -> Option<Self> {
        let Some(map) = value.as_map() else { return unexpected(value, "a map", report) };
        let properties =
            report.member("properties", |report| read_properties(name, map.get("properties"), report));
        let kept = Kept { map: map.clone(), known: MEMBERS };
        Some(Self { name: name.into(), properties: properties?, kept })
    }

    fn write(&self) -> Value {
        let mut map = self.kept.map.clone();
        let spelled = read_properties(&self.name, map.get("properties"), &mut Report::default());
        if spelled.as_ref() != Some(&self.properties) {
            map.insert("properties", self.properties.iter().map(Plugin::inputs).collect::<Vec<_>>());
        }
        Value::Map(map)
    }
}

/// Properties are a list of maps, one map, or a reference to such a parameter.
fn read_properties(name: &str, value: Option<&Value>, report: &mut Report) -> Option<Vec<Plugin>> {
    match value {
        None => {
            report.problem("is required");
            None
        }
        Some(Value::List(list)) => {
            let read = |(index, value)| report.element(index, |report| Plugin::read(name, value, report));
            // All are read before the first that cannot be decides.
            let plugins: Vec<Option<Plugin>> = list.iter().enumerate().map(read).collect();
            plugins.into_iter().collect()
        }
        Some(text @ Value::Text(_)) => Some(vec![Plugin::Other { name: name.into(), inputs: text.clone() }]),
        Some(value) => Plugin::read(name, value, report).map(|plugin| vec![plugin]),
    }
}

impl Field for RuntimeConfig {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let Some(map) = value.as_map() else { return unexpected(value, "a map", report) };
        let read = |(name, value): (&str, &Value)| {
            report.member(name, |report| PluginConfiguration::read(name, value, report))
        };
        let plugins: Vec<Option<PluginConfiguration>> = map.iter().map(read).collect();
        Some(Self { plugins: plugins.into_iter().collect::<Option<_>>()? })
    }

    fn write(&self) -> Value {
        Value::Map(self.iter().map(|plugin| (plugin.name.as_str(), plugin.write())).collect())
    }
}
