//! The entrances on the client.

use ssm_client::Client;

#[cfg(feature = "automation")]
use crate::automation::{Automation, ExecutionHandle};
#[cfg(feature = "documents")]
use crate::documents::Documents;
#[cfg(feature = "nodes")]
use crate::nodes::Nodes;
#[cfg(feature = "parameters")]
use crate::parameters::Parameters;
#[cfg(feature = "run-command")]
use crate::run_command::{CommandHandle, RunCommand};

/// What this crate adds to [`ssm_client::Client`]. Import it as `use ssm_toolkit::ClientExt as _;`.
pub trait ClientExt: sealed::Sealed {
    /// Parameters: many at once, as a tree, watched, cached, stored; see
    /// [`parameters`](crate::parameters).
    #[cfg(feature = "parameters")]
    fn parameters(&self) -> Parameters;

    /// A command that runs this document on nodes; see [`run_command`](crate::run_command).
    #[cfg(feature = "run-command")]
    fn run_command(&self, document: impl Into<String>) -> RunCommand;

    /// A command that runs these lines, as one script, with the shell of Linux and macOS nodes
    /// (`AWS-RunShellScript`).
    #[cfg(feature = "run-command")]
    fn run_shell<S: Into<String>>(&self, lines: impl IntoIterator<Item = S>) -> RunCommand;

    /// A command that runs these lines, as one script, with PowerShell (`AWS-RunPowerShellScript`).
    #[cfg(feature = "run-command")]
    fn run_power_shell<S: Into<String>>(&self, lines: impl IntoIterator<Item = S>) -> RunCommand;

    /// A command that was started before, here or elsewhere. Nothing is sent.
    #[cfg(feature = "run-command")]
    fn command(&self, command_id: impl Into<String>) -> CommandHandle;

    /// An execution of this runbook; see [`automation`](crate::automation).
    #[cfg(feature = "automation")]
    fn automation(&self, document: impl Into<String>) -> Automation;

    /// An execution that was started before, here or elsewhere. Nothing is sent.
    #[cfg(feature = "automation")]
    fn execution(&self, execution_id: impl Into<String>) -> ExecutionHandle;

    /// The managed nodes; see [`nodes`](crate::nodes).
    #[cfg(feature = "nodes")]
    fn nodes(&self) -> Nodes;

    /// The documents, with typed content; see [`documents`](crate::documents).
    #[cfg(feature = "documents")]
    fn documents(&self) -> Documents;
}

impl ClientExt for Client {
    #[cfg(feature = "parameters")]
    fn parameters(&self) -> Parameters {
        Parameters::new(self)
    }

    #[cfg(feature = "run-command")]
    fn run_command(&self, document: impl Into<String>) -> RunCommand {
        RunCommand::new(self.clone(), document.into())
    }

    #[cfg(feature = "run-command")]
    fn run_shell<S: Into<String>>(&self, lines: impl IntoIterator<Item = S>) -> RunCommand {
        self.run_command("AWS-RunShellScript").parameter("commands", lines)
    }

    #[cfg(feature = "run-command")]
    fn run_power_shell<S: Into<String>>(&self, lines: impl IntoIterator<Item = S>) -> RunCommand {
        self.run_command("AWS-RunPowerShellScript").parameter("commands", lines)
    }

    #[cfg(feature = "run-command")]
    fn command(&self, command_id: impl Into<String>) -> CommandHandle {
        CommandHandle::new(self.clone(), command_id.into())
    }

    #[cfg(feature = "automation")]
    fn automation(&self, document: impl Into<String>) -> Automation {
        Automation::new(self.clone(), document.into())
    }

    #[cfg(feature = "automation")]
    fn execution(&self, execution_id: impl Into<String>) -> ExecutionHandle {
        ExecutionHandle::new(self.clone(), execution_id.into())
    }

    #[cfg(feature = "nodes")]
    fn nodes(&self) -> Nodes {
        Nodes::new(self.clone())
    }

    #[cfg(feature = "documents")]
    fn documents(&self) -> Documents {
        Documents::new(self.clone())
    }
}

mod sealed {
    /// Methods may be added to the trait, because nobody else implements it.
    pub trait Sealed {}

    impl Sealed for ssm_client::Client {}
}
