//! Command documents of schema 2.0 and 2.2: steps, run in order on nodes.

mod precondition;

pub use precondition::{Precondition, PreconditionError};

use crate::field::{Named, Setting};
use crate::parameter::Parameter;
use crate::plugin::Plugin;
use crate::schema::{self, SchemaVersion};
use crate::structure::structure;
use crate::value::{Map, Value};

structure! {
    /// A command document of schema 2.0 or 2.2.
    ///
    /// ```
    /// use ssm_document::command::{CommandDocument, Step};
    /// use ssm_document::plugin::RunShellScript;
    /// use ssm_document::{Document, Parameter, ParameterType};
    ///
    /// let greet = Step::new("greet", RunShellScript::new(["echo {{ words }}"]).timeout_seconds(10));
    /// let document = Document::from(
    ///     CommandDocument::new([greet])
    ///         .description("Greets.")
    ///         .parameters([("words", Parameter::new(ParameterType::String).default("hello"))]),
    /// );
    /// document.validate()?;
    /// # Ok::<(), ssm_document::Problems>(())
    /// ```
    pub struct CommandDocument {
        required {
            /// The steps in their order.
            main_steps: Vec<Step> = "mainSteps",
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

structure! {
    /// A step: what a plugin does, and when.
    pub struct Step {
        required {
            /// The step's name, unique in the document.
            name: String = "name",
        }
        part {
            /// The plugin with its inputs.
            plugin: Plugin = "action" "inputs",
        }
        optional {
            /// What must hold for the step to run; otherwise it is skipped.
            precondition: Precondition = "precondition",
            /// What documents say here of failure, and agents do not read: they look at the plugin's own
            /// `on_failure`.
            on_failure: String = "onFailure",
            /// After how many seconds the step ends and has failed.
            timeout_seconds: Setting<i64> = "timeoutSeconds",
            /// How often the step is tried.
            max_attempts: Setting<i64> = "maxAttempts",
            /// What the step is for.
            description: String = "description",
            /// Settings of the plugin as a whole.
            settings: Value = "settings",
        }
    }
}

impl CommandDocument {
    /// The members as they stand in a document.
    pub(crate) fn to_map(&self) -> Map {
        schema::with_version(self, &self.kept, &SchemaVersion::V2_2)
    }
}
