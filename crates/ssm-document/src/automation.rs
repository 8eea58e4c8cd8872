//! Automations, schema 0.3: steps that the service runs, in order or by jumps.
//!
//! Names and inputs are those of the user guide's "Systems Manager Automation actions reference".

mod action;
mod aws_api;
mod branch;
mod cloud_formation;
mod control;
mod ec2;
mod invoke;

pub use action::Action;
pub use aws_api::{AssertAwsResourceProperty, ExecuteAwsApi, WaitForAwsResourceProperty};
pub use branch::{Branch, Choice, Condition, Operator};
pub use cloud_formation::{CreateStack, DeleteStack, StackFailure};
pub use control::{Approve, Loop, Pause, Sleep, UpdateVariable};
pub use ec2::{
    ChangeInstanceState, CopyImage, CreateImage, CreateTags, DeleteImage, InstanceState, RunInstances,
};
pub use invoke::{
    ExecuteAutomation, ExecuteScript, ExecuteStateMachine, InvokeLambdaFunction, InvokeWebhook, RunCommand,
};

use crate::field::{Field, Named, Setting, TextList};
use crate::parameter::{Parameter, ParameterType};
use crate::problem::Report;
use crate::reference;
use crate::schema::{self, SchemaVersion};
use crate::structure::structure;
use crate::value::{Map, Value};

structure! {
    /// An automation.
    ///
    /// ```
    /// use ssm_document::automation::{Automation, ChangeInstanceState, InstanceState, Sleep, Step, Transition};
    /// use ssm_document::{Document, Parameter, ParameterType};
    ///
    /// let stop = ChangeInstanceState::new(["{{ InstanceId }}"], InstanceState::Stopped);
    /// let document = Document::from(
    ///     Automation::new([
    ///         Step::new("stop", stop).on_failure(Transition::Step("wait".into())).is_end(true),
    ///         Step::new("wait", Sleep::new().duration("PT1M")).next_step("stop"),
    ///     ])
    ///     .parameters([("InstanceId", Parameter::new(ParameterType::String))]),
    /// );
    /// document.validate()?;
    /// # Ok::<(), ssm_document::Problems>(())
    /// ```
    pub struct Automation {
        required {
            /// The steps in the order in which they run unless one says otherwise.
            main_steps: Vec<Step> = "mainSteps",
        }
        optional {
            /// The schema's version.
            schema_version: SchemaVersion = "schemaVersion",
            /// What the automation is for.
            description: String = "description",
            /// The ARN of the role as which the automation acts.
            assume_role: String = "assumeRole",
            /// The parameters.
            parameters: Named<Parameter> = "parameters",
            /// Variables, which steps may change.
            variables: Named<Parameter> = "variables",
            /// What the automation puts out: `step.Output`.
            outputs: TextList = "outputs",
            /// Attached files by name.
            files: Named<AttachedFile> = "files",
        }
    }
}

structure! {
    /// A step: what an action does, and which step comes next.
    pub struct Step {
        required {
            /// The step's name, unique in the automation.
            name: String = "name",
        }
        part {
            /// The action with its inputs.
            action: Action = "action" "inputs",
        }
        optional {
            /// What the step is for.
            description: String = "description",
            /// What the step puts out, picked from what the action answers.
            outputs: Vec<StepOutput> = "outputs",
            /// The step after this one has succeeded.
            next_step: String = "nextStep",
            /// Whether the automation ends after this step; by default not.
            is_end: Setting<bool> = "isEnd",
            /// Whether the automation has failed if this step has; by default yes.
            is_critical: Setting<bool> = "isCritical",
            /// What happens after this step has failed; by default the automation ends.
            on_failure: Transition = "onFailure",
            /// What happens when the automation is cancelled in this step; by default it ends.
            on_cancel: Transition = "onCancel",
            /// How often the step is tried, at least once; by default once.
            max_attempts: Setting<i64> = "maxAttempts",
            /// After how many seconds the step ends and has failed.
            timeout_seconds: Setting<i64> = "timeoutSeconds",
        }
    }
}

structure! {
    /// What a step puts out.
    pub struct StepOutput {
        required {
            /// Its name, behind the step's: `{{ step.Name }}`.
            name: String = "Name",
            /// The JSONPath of it in what the action answers.
            selector: String = "Selector",
            /// Its type.
            output_type: ParameterType = "Type",
        }
    }
}

structure! {
    /// A file that is attached to the document.
    pub struct AttachedFile {
        optional {
            /// Its checksums by algorithm, such as `sha256`.
            checksums: Map = "checksums",
        }
    }
}

/// Where an automation goes from a step that failed or was cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transition {
    /// It ends.
    Abort,
    /// It goes on with the next step. Not for cancelling.
    Continue,
    /// It goes on with this step: `step:name`.
    Step(String),
    /// Something else: a reference, or a value that is not known here.
    Other(String),
}

impl Automation {
    /// The members as they stand in a document.
    pub(crate) fn to_map(&self) -> Map {
        schema::with_version(self, &self.kept, &SchemaVersion::V0_3)
    }
}

impl Field for Transition {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        let text = String::read(value, report)?;
        // Documents of AWS have `Abort` and `abort` alike.
        Some(match text.to_ascii_lowercase().as_str() {
            "abort" => Self::Abort,
            "continue" => Self::Continue,
            lower if lower.starts_with("step:") => Self::Step(text["step:".len()..].trim().into()),
            _ => {
                if !reference::occurs_in(&text) {
                    report.problem("must be Abort, Continue or step: and a name");
                }
                Self::Other(text)
            }
        })
    }

    fn write(&self) -> Value {
        match self {
            Self::Abort => "Abort".into(),
            Self::Continue => "Continue".into(),
            Self::Step(name) => format!("step:{name}").into(),
            Self::Other(text) => text.as_str().into(),
        }
    }
}
