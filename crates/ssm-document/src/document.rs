//! A document of any schema, as it stands.

use std::fmt;

use crate::automation::Automation;
use crate::bind::{self, Arguments, Resolver};
use crate::command::CommandDocument;
use crate::configuration::Configuration;
use crate::field::{Field, Named};
use crate::format::{Format, ParseError, json, yaml};
use crate::parameter::Parameter;
use crate::problem::{Problems, Report};
use crate::rules;
use crate::schema::SchemaVersion;
use crate::session::SessionDocument;
use crate::value::{Map, Value};

/// A document of any schema, as it was written: nothing is lost or moved, known or not.
///
/// ```
/// use ssm_document::{Arguments, Content, Document};
/// use ssm_document::plugin::Plugin;
///
/// let document = Document::parse(r#"
/// schemaVersion: "2.2"
/// parameters:
///   path: { type: String, default: /var/log }
/// mainSteps:
///   - name: list
///     action: aws:runShellScript
///     inputs:
///       runCommand: ["ls {{ path }}"]
/// "#)?;
/// document.validate()?;
///
/// let bound = document.bind(&Arguments::new().set("path", "/srv"))?;
/// let Content::Command(command) = bound.content()? else { panic!("not a command document") };
/// let Plugin::RunShellScript(script) = &command.main_steps[0].plugin else { panic!("not a script") };
/// assert_eq!(script.run_command[0], "ls /srv");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Document {
    root: Value,
    format: Format,
}

/// What a document says, by its schema.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// Schema 2.0 or 2.2: steps on nodes.
    Command(CommandDocument),
    /// Schema 1.2: plugins on nodes.
    Configuration(Configuration),
    /// Schema 0.3: steps of the service.
    Automation(Automation),
    /// Schema 1.0: sessions.
    Session(Box<SessionDocument>),
    /// No schema that is known here: a package, a configuration of an application, a calendar.
    Other(Value),
}

impl Document {
    /// Reads JSON or YAML, whichever `text` is; a calendar (`BEGIN:VCALENDAR`) is kept as text.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        match Format::of(text) {
            Format::Json => Self::from_json(text),
            Format::Yaml => Self::from_yaml(text),
            Format::Text if text.len() > crate::MAX_BYTES => Err(ParseError::TooLarge { bytes: text.len() }),
            Format::Text => Ok(Self { root: text.into(), format: Format::Text }),
        }
    }

    /// Reads JSON of at most [`MAX_BYTES`](crate::MAX_BYTES), nested at most
    /// [`MAX_DEPTH`](crate::MAX_DEPTH) deep. A key twice in a map is an error.
    pub fn from_json(text: &str) -> Result<Self, ParseError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Self { root: json::read(text)?, format: Format::Json })
    }

    /// Reads YAML 1.2 within the same bounds. `yes` and `on` are text; aliases are expanded, and what they
    /// add is bounded by [`MAX_BYTES`](crate::MAX_BYTES) too.
    pub fn from_yaml(text: &str) -> Result<Self, ParseError> {
        Ok(Self { root: yaml::read(text)?, format: Format::Yaml })
    }

    /// The document on one line of JSON.
    pub fn to_json(&self) -> String {
        json::write(&self.root)
    }

    /// The document as JSON to read.
    pub fn to_json_pretty(&self) -> String {
        json::write_pretty(&self.root)
    }

    /// The document as YAML, in the order in which it was written.
    pub fn to_yaml(&self) -> String {
        yaml::write(&self.root)
    }

    /// How the document was written; JSON if it was built.
    pub fn format(&self) -> Format {
        self.format
    }

    /// All that the document says, as a tree of values: also what no type knows.
    pub fn as_value(&self) -> &Value {
        &self.root
    }

    /// The schema's version, if the document names one.
    pub fn schema_version(&self) -> Option<SchemaVersion> {
        // `schemaVersion: 2.2` without quotes is a number in YAML.
        String::read(self.root.get("schemaVersion")?, &mut Report::default()).map(|text| text.as_str().into())
    }

    /// What the document is for, in its own words.
    pub fn description(&self) -> Option<&str> {
        self.root.get("description")?.as_text()
    }

    /// The parameters it declares. The error is what cannot be read of them.
    pub fn parameters(&self) -> Result<Named<Parameter>, Problems> {
        self.root.as_map().map_or_else(|| Ok(Named::default()), bind::declared)
    }

    /// The typed content. It holds wrong values too, as long as their types are right; the error is all
    /// that keeps it from being typed, and [`validate`](Self::validate) tells what else is wrong.
    pub fn content(&self) -> Result<Content, Problems> {
        let mut report = Report::default();
        match self.read(&mut report) {
            Some(content) => Ok(content),
            None => report.finish().map(|()| Content::Other(self.root.clone())),
        }
    }

    /// Checks the document by its schema and notes everything that is wrong, each with its place.
    ///
    /// ```
    /// # use ssm_document::Document;
    /// let wrong = Document::from_yaml("{schemaVersion: '2.2', mainSteps: [{name: a b, action: aws:runShellScript}]}")?;
    /// let problems = wrong.validate().unwrap_err();
    /// let paths: Vec<&str> = problems.paths().collect();
    /// assert_eq!(paths, ["mainSteps[0].inputs.runCommand", "mainSteps[0].name"]);
    /// # Ok::<(), ssm_document::ParseError>(())
    /// ```
    pub fn validate(&self) -> Result<(), Problems> {
        let mut report = Report::default();
        match self.root.as_map() {
            Some(map) if map.contains_key("schemaVersion") => {
                self.read(&mut report);
                rules::check(map, self.schema_version().as_ref(), &mut report);
            }
            Some(_) => report.member("schemaVersion", |report| report.problem("is required")),
            None => report.problem(format!("must be a map, and is {}", self.root.kind())),
        }
        report.finish()
    }

    /// Checks the document as one of the type `document_type`, such as `Command` or `Automation`: it must
    /// have a schema of this type. Types without a schema, such as `ApplicationConfiguration`, take anything.
    pub fn validate_as(&self, document_type: &str) -> Result<(), Problems> {
        let Some(schemas) = SchemaVersion::of_document_type(document_type) else { return Ok(()) };
        match self.schema_version() {
            Some(version) if !schemas.contains(&version) => {
                let names: Vec<&str> = schemas.iter().map(SchemaVersion::as_str).collect();
                let mut report = Report::default();
                report.member("schemaVersion", |report| {
                    report.problem(format!("must be {} for the type {document_type}", names.join(" or ")));
                });
                report.finish()
            }
            _ => self.validate(),
        }
    }

    /// The document with values in the places of its parameters. What is no parameter, such as
    /// `{{ssm:/app/host}}` or `{{ step.Output }}`, stays for later. The error names every value that is
    /// missing or not allowed, and every reference to a parameter that the document does not declare.
    ///
    /// A text that is nothing but a reference becomes the parameter's value, whatever its type; as an
    /// element of a list, a list gives its elements. Within a text, lists and maps are inserted as JSON.
    /// What is inserted is not searched for references again.
    pub fn bind(&self, arguments: &Arguments) -> Result<Self, Problems> {
        self.bind_with(arguments, &bind::later)
    }

    /// As [`bind`](Self::bind), with `resolver` for what is no parameter of the document.
    pub fn bind_with(&self, arguments: &Arguments, resolver: &dyn Resolver) -> Result<Self, Problems> {
        let root = match &self.root {
            Value::Map(map) => Value::Map(bind::bind(map, arguments, resolver)?),
            other => other.clone(),
        };
        Ok(Self { root, format: self.format })
    }

    /// The environment variables that agents set for scripts: `SSM_` and the name of each parameter whose
    /// `interpolationType` is `ENV_VAR`, with its value. A script that has its parameters so cannot be
    /// made to run what they say. The error is that of [`bind_with`](Self::bind_with).
    ///
    /// ```
    /// # use ssm_document::{Arguments, Document, Reference, Resolved};
    /// let document = Document::parse(
    ///     r#"{"schemaVersion": "2.2", "mainSteps": [],
    ///         "parameters": {"word": {"type": "String", "interpolationType": "ENV_VAR"}}}"#,
    /// )?;
    /// let variables = document.environment(&Arguments::new().set("word", "$(rm -r .)"), &|_: &Reference| Resolved::Later)?;
    /// assert_eq!(variables, [("SSM_word".into(), "$(rm -r .)".into())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn environment(
        &self,
        arguments: &Arguments,
        resolver: &dyn Resolver,
    ) -> Result<Vec<(String, String)>, Problems> {
        self.root.as_map().map_or_else(|| Ok(Vec::new()), |map| bind::environment(map, arguments, resolver))
    }

    fn read(&self, report: &mut Report) -> Option<Content> {
        match self.schema_version() {
            // The manifest of a package has a schema of its own, with a number that others have too.
            Some(SchemaVersion::V2_0) if self.root.get("packages").is_some() => {
                Some(Content::Other(self.root.clone()))
            }
            Some(SchemaVersion::V2_0 | SchemaVersion::V2_2) => {
                CommandDocument::read(&self.root, report).map(Content::Command)
            }
            Some(SchemaVersion::V1_2) => Configuration::read(&self.root, report).map(Content::Configuration),
            Some(SchemaVersion::V0_3) => Automation::read(&self.root, report).map(Content::Automation),
            Some(SchemaVersion::V1_0) => {
                SessionDocument::read(&self.root, report).map(Box::new).map(Content::Session)
            }
            Some(SchemaVersion::Other(_)) | None => Some(Content::Other(self.root.clone())),
        }
    }

    fn built(map: Map) -> Self {
        Self { root: Value::Map(map), format: Format::Json }
    }
}

impl From<CommandDocument> for Document {
    fn from(content: CommandDocument) -> Self {
        Self::built(content.to_map())
    }
}

impl From<Configuration> for Document {
    fn from(content: Configuration) -> Self {
        Self::built(content.to_map())
    }
}

impl From<Automation> for Document {
    fn from(content: Automation) -> Self {
        Self::built(content.to_map())
    }
}

impl From<SessionDocument> for Document {
    fn from(content: SessionDocument) -> Self {
        Self::built(content.to_map())
    }
}

/// Tells which document it is, and not its content: bound documents hold parameters' values.
impl fmt::Debug for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Document")
            .field("format", &self.format)
            .field("schema_version", &self.schema_version())
            .field("description", &self.description())
            .finish_non_exhaustive()
    }
}
