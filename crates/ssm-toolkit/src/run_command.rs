//! Commands on fleets.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use ssm_toolkit::ClientExt as _;
//! use ssm_toolkit::run_command::{NodeStatus, Targets};
//! use ssm_toolkit::Limit;
//!
//! # async fn run(client: ssm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let command = client
//!     .run_command("AWS-RunShellScript")
//!     .on(Targets::tag("role", ["web"]))
//!     .parameter("commands", ["systemctl restart app"])
//!     .max_concurrency(Limit::percent(10))
//!     .max_errors(3)
//!     .start()
//!     .await?;
//!
//! // Who wants to see it go on follows it; who does not goes straight to `wait`.
//! let mut progress = command.progress();
//! while let Some(update) = progress.try_next().await? {
//!     println!("{} of {} done", update.counts.completed, update.counts.targets);
//! }
//!
//! let report = command.wait().within(Duration::from_secs(3600)).await?;
//! for node in report.nodes.iter().filter(|node| node.status != NodeStatus::Success) {
//!     println!("{}: {} {}", node.node_id, node.status, node.standard_error());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What waiting costs
//!
//! [`CommandHandle::wait`] asks for the command alone, one call a look, and when it is over once for all of
//! its nodes, 50 a call. [`CommandHandle::progress`] asks for the nodes at each look. Neither ever makes a
//! call for each node, and both keep to their [`Pacing`](crate::Pacing). What fails in passing (throttling,
//! status 5xx, a lost connection) is asked again later, ten times in a row at most.
//!
//! # What may surprise
//!
//! - A command that fails, and a node that does not answer, are results and no errors.
//! - The service lists a command, its targets and its nodes some time after it took the command. That is
//!   waited for: up to a minute for a command, up to half a minute for the nodes of one that is over.
//! - A node that is off keeps its command waiting until the delivery time-out, an hour unless
//!   [`delivery_timeout`](RunCommand::delivery_timeout) says otherwise. Add [`within`](Wait::within) to wait
//!   no longer than you want to.
//! - Lists show the first 2,500 characters of what a plugin printed, output and errors together;
//!   [`CommandHandle::output`] asks for the first 24,000 and 8,000 of one node;
//!   [`CommandHandle::full_output`] reads everything from where the command keeps it: see [`OutputStore`].

mod builder;
mod error;
mod handle;
mod output;
mod place;
mod progress;
mod report;
mod status;
mod store;
mod targets;
mod wait;
mod watch;

pub use builder::RunCommand;
pub use error::CommandError;
pub use handle::CommandHandle;
pub use output::{FullOutput, NodeOutput};
pub use place::OutputPlace;
pub use progress::{Counts, NodeChange, Progress, ProgressUpdate};
pub use report::{CommandReport, NodeResult, PluginResult};
pub use status::NodeStatus;
pub use store::{FolderStore, OutputError, OutputStore, Reading, S3Store, Stored};
pub use targets::Targets;
pub use wait::Wait;
