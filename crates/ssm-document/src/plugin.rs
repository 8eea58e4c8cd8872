//! Plugins: what a step of a command document does on a node.
//!
//! Names and properties are those of the API reference of 2014-11-06, chapter "SSM Plugins", and of the
//! user guide's "Command document plugin reference". What only one of them requires is optional here.

mod agent;
mod cloud_watch;
mod content;
mod directory;
mod docker;
mod inventory;
mod package;
mod script;

pub use agent::{RefreshAssociation, UpdateAgent, UpdateSsmAgent};
pub use cloud_watch::{
    CloudWatch, CloudWatchDestination, CloudWatchLogsDestination, Component, ComponentParameters, CustomLog,
    EngineConfiguration, EventLog, Flows, PerformanceCounter, Secret,
};
pub use content::{DocumentLocation, DownloadContent, RunDocument};
pub use directory::DomainJoin;
pub use docker::{ConfigureDocker, RunDockerAction};
pub use inventory::SoftwareInventory;
pub use package::{ApplicationAction, Applications, ConfigurePackage, InstallationType, PackageAction};
pub use script::{DEFAULT_TIMEOUT_SECONDS, PsModule, RunPowerShellScript, RunShellScript};

use crate::structure::{actions, choice};

/// Declares a plugin: its own inputs and those that all plugins share.
macro_rules! plugin {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(check with $check:path)? {
            $(required { $($required:tt)* })?
            $(optional { $($optional:tt)* })?
        }
    ) => {
        $crate::structure::structure! {
            $(#[$meta])*
            pub struct $name $(check with $check)? {
                $(required { $($required)* })?
                optional {
                    $($($optional)*)?
                    /// What a failure of the step means for those after it.
                    on_failure: $crate::plugin::OnFailure = "onFailure",
                    /// What a success of the step means for those after it.
                    on_success: $crate::plugin::OnSuccess = "onSuccess",
                    /// Whether this step, which must be the last, runs whatever ended the document before it.
                    finally_step: $crate::Setting<bool> = "finallyStep",
                    /// The name of this entry among the properties of a document of schema 1.2.
                    id: String = "id",
                }
            }
        }
    };
}
use plugin;

choice! {
    /// What a failing step means for those after it.
    pub enum OnFailure {
        /// The document ends and has failed.
        Exit = "exit",
        /// The document ends, and the step counts as successful.
        SuccessAndExit = "successAndExit",
    }
}

choice! {
    /// What a successful step means for those after it.
    pub enum OnSuccess {
        /// The document ends.
        Exit = "exit",
    }
}

actions! {
    /// A plugin with its inputs.
    ///
    /// ```
    /// use ssm_document::plugin::{Plugin, RunShellScript};
    ///
    /// let plugin = Plugin::from(RunShellScript::new(["uptime"]));
    /// assert_eq!(plugin.name(), "aws:runShellScript");
    /// ```
    pub enum Plugin in "action" "inputs" {
        /// `aws:applications`
        Applications = "aws:applications",
        /// `aws:cloudWatch`
        CloudWatch = "aws:cloudWatch",
        /// `aws:configureDocker`
        ConfigureDocker = "aws:configureDocker",
        /// `aws:configurePackage`
        ConfigurePackage = "aws:configurePackage",
        /// `aws:domainJoin`
        DomainJoin = "aws:domainJoin",
        /// `aws:downloadContent`
        DownloadContent = "aws:downloadContent",
        /// `aws:psModule`
        PsModule = "aws:psModule",
        /// `aws:refreshAssociation`
        RefreshAssociation = "aws:refreshAssociation",
        /// `aws:runDockerAction`
        RunDockerAction = "aws:runDockerAction",
        /// `aws:runDocument`
        RunDocument = "aws:runDocument",
        /// `aws:runPowerShellScript`
        RunPowerShellScript = "aws:runPowerShellScript",
        /// `aws:runShellScript`
        RunShellScript = "aws:runShellScript",
        /// `aws:softwareInventory`
        SoftwareInventory = "aws:softwareInventory",
        /// `aws:updateAgent`
        UpdateAgent = "aws:updateAgent",
        /// `aws:updateSsmAgent`
        UpdateSsmAgent = "aws:updateSsmAgent",
    }
}
