//! Executions of runbooks.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use ssm_toolkit::ClientExt as _;
//!
//! # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let execution = client
//!     .automation("AWS-RestartEC2Instance")
//!     .parameter("InstanceId", ["i-0123456789abcdef0"])
//!     .start()
//!     .await?;
//!
//! let mut progress = execution.progress();
//! while let Some(update) = progress.try_next().await? {
//!     for step in &update.changes {
//!         println!("{}: {}", step.name, step.status.as_str());
//!     }
//! }
//!
//! let report = execution.wait().within(Duration::from_secs(3600)).await?;
//! if let Some(step) = report.failed_step() {
//!     println!("{} failed: {}", step.name, step.failure_message.as_deref().unwrap_or_default());
//! }
//! println!("{:?}", report.outputs);
//! # Ok(())
//! # }
//! ```
//!
//! An execution that fails is a result and no error. A look costs one call, and further ones for the steps
//! beyond those that the service shows with an execution. What fails in passing is asked again later.
//!
//! An execution that waits for somebody (an approval, a pause, the steps of interactive mode) has the status
//! `Waiting` or the like, and is not over: see [`ExecutionHandle::approve`] and its neighbours.

mod builder;
mod error;
mod handle;
mod progress;
mod report;
mod targets;
mod wait;
mod watch;

pub use builder::Automation;
pub use error::AutomationError;
pub use handle::ExecutionHandle;
pub use progress::{Progress, ProgressUpdate, StepChange};
pub use report::{AutomationReport, Child, StepResult};
pub use targets::AutomationTargets;
pub use wait::Wait;
