//! What became of a command.

use ssm_client::types::{Command, CommandInvocation, CommandPlugin, CommandPluginStatus, CommandStatus};
use time::OffsetDateTime;

use super::{NodeStatus, OutputPlace};

/// What stands between standard output and error where the service shows both as one text.
const ERROR_FOLLOWS: &str = "----------ERROR-------\n";

/// What says that output goes on.
const TRUNCATED: [&str; 2] = ["---Output truncated---", "---Error truncated----"];

/// What became of a command: one result for each node.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CommandReport {
    /// The command.
    pub command_id: String,
    /// How it ended as a whole, or stands.
    pub status: CommandStatus,
    /// The reason, in the service's words: `Success`, `DeliveryTimedOut`, `NoInstancesInTag`, ...
    pub status_details: String,
    /// How many nodes the service says that the command is for.
    pub target_count: usize,
    /// The nodes, by their ids.
    pub nodes: Vec<NodeResult>,
}

/// What became of a command on one node.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NodeResult {
    /// The node.
    pub node_id: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// How it ended, or stands.
    pub status: NodeStatus,
    /// What the agent tells of the document as a whole, such as why it could not be run at all.
    pub trace: Option<String>,
    /// What each of the document's steps did.
    pub plugins: Vec<PluginResult>,
}

/// What one step of the document did on a node.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PluginResult {
    /// The name of the step, or of the plugin in documents without steps.
    pub name: String,
    /// How it ended, or stands.
    pub status: CommandPluginStatus,
    /// The reason, in the service's words.
    pub status_details: String,
    /// The exit code; none before the end.
    pub response_code: Option<i32>,
    /// When it began.
    pub started: Option<OffsetDateTime>,
    /// When it ended.
    pub finished: Option<OffsetDateTime>,
    /// What it printed, standard output first, at most 2,500 characters of both together.
    pub output: String,
    /// Where all of its standard output is, if the command keeps it.
    pub standard_output_place: Option<OutputPlace>,
    /// Where all of its standard error is, if the command keeps it.
    pub standard_error_place: Option<OutputPlace>,
}

impl CommandReport {
    pub(super) fn new(command: Command, invocations: Vec<CommandInvocation>) -> Self {
        let mut nodes: Vec<NodeResult> = invocations.into_iter().map(NodeResult::new).collect();
        nodes.sort_by(|one, other| one.node_id.cmp(&other.node_id));
        nodes.dedup_by(|one, other| one.node_id == other.node_id);
        Self {
            command_id: command.command_id.unwrap_or_default(),
            status: command.status.unwrap_or(CommandStatus::Pending),
            status_details: command.status_details.unwrap_or_default(),
            target_count: count(command.target_count).max(nodes.len()),
            nodes,
        }
    }

    /// Whether there was a node, and the command succeeded on every one.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.target_count > 0
            && self.nodes.len() == self.target_count
            && self.nodes.iter().all(|node| node.status == NodeStatus::Success)
    }

    /// The nodes on which it is over and did not succeed.
    pub fn failed(&self) -> impl Iterator<Item = &NodeResult> {
        self.over().filter(|node| node.status != NodeStatus::Success)
    }

    /// The nodes on which it is over.
    pub fn over(&self) -> impl Iterator<Item = &NodeResult> {
        self.nodes.iter().filter(|node| node.status.is_over())
    }

    /// The node of this id.
    #[must_use]
    pub fn node(&self, node_id: &str) -> Option<&NodeResult> {
        let found = self.nodes.binary_search_by(|node| node.node_id.as_str().cmp(node_id));
        found.ok().and_then(|index| self.nodes.get(index))
    }

    /// How many nodes the service counts and does not list.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        self.target_count - self.nodes.len()
    }
}

impl NodeResult {
    fn new(invocation: CommandInvocation) -> Self {
        let status = NodeStatus::of(&invocation);
        Self {
            status,
            node_id: invocation.instance_id.unwrap_or_default(),
            name: invocation.instance_name.filter(|name| !name.is_empty()),
            trace: invocation.trace_output.filter(|trace| !trace.is_empty()),
            plugins: invocation.command_plugins.into_iter().map(PluginResult::new).collect(),
        }
    }

    /// The exit code of the first step that failed, else of the last one that has any.
    #[must_use]
    pub fn response_code(&self) -> Option<i32> {
        let codes = || self.plugins.iter().filter_map(|plugin| plugin.response_code);
        codes().find(|code| *code != 0).or_else(|| codes().next_back())
    }

    /// The standard output of all steps, one after the other; see [`PluginResult::standard_output`].
    #[must_use]
    pub fn standard_output(&self) -> String {
        self.plugins.iter().map(PluginResult::standard_output).collect()
    }

    /// The standard error of all steps, one after the other; see [`PluginResult::standard_error`].
    #[must_use]
    pub fn standard_error(&self) -> String {
        self.plugins.iter().map(PluginResult::standard_error).collect()
    }

    /// Whether any step printed more than is shown here.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.plugins.iter().any(PluginResult::is_truncated)
    }
}

impl PluginResult {
    fn new(plugin: CommandPlugin) -> Self {
        let place = |url: Option<String>| {
            OutputPlace::of(url.as_deref().unwrap_or_default(), plugin.output_s3_region.as_deref())
        };
        // Without an end, -1 stands for no code.
        let code = plugin.response_code.filter(|code| {
            *code != -1 || plugin.response_finish_date_time.is_some_and(|time| time.unix_timestamp() > 0)
        });
        Self {
            name: plugin.name.unwrap_or_default(),
            status: plugin.status.unwrap_or(CommandPluginStatus::Pending),
            status_details: plugin.status_details.unwrap_or_default(),
            response_code: code,
            started: plugin.response_start_date_time,
            finished: plugin.response_finish_date_time,
            output: plugin.output.unwrap_or_default(),
            standard_output_place: place(plugin.standard_output_url),
            standard_error_place: place(plugin.standard_error_url),
        }
    }

    /// The part of [`output`](Self::output) before the line by which the service sets errors off.
    #[must_use]
    pub fn standard_output(&self) -> &str {
        match self.output.split_once(ERROR_FOLLOWS) {
            Some((output, _)) => output.strip_suffix('\n').unwrap_or(output),
            None => &self.output,
        }
    }

    /// The part of [`output`](Self::output) after that line.
    #[must_use]
    pub fn standard_error(&self) -> &str {
        self.output.split_once(ERROR_FOLLOWS).map_or("", |(_, error)| error)
    }

    /// Whether the step printed more than is shown here.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        is_truncated(&self.output)
    }
}

/// Whether the service's mark stands where a text was cut.
pub(super) fn is_truncated(text: &str) -> bool {
    TRUNCATED.iter().any(|mark| text.contains(mark))
}

/// A count as the service gives it.
pub(super) fn count(count: Option<i32>) -> usize {
    usize::try_from(count.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plugin(output: &str) -> PluginResult {
        let mut plugin = CommandPlugin::default();
        plugin.output = Some(output.to_owned());
        plugin.response_code = Some(-1);
        PluginResult::new(plugin)
    }

    #[test]
    fn output_and_error_are_told_apart() {
        for (text, output, error) in [
            ("out\n", "out\n", ""),
            ("out\n----------ERROR-------\nerr\n", "out", "err\n"),
            ("----------ERROR-------\nerr\n", "", "err\n"),
            ("", "", ""),
        ] {
            let plugin = plugin(text);
            assert_eq!((plugin.standard_output(), plugin.standard_error()), (output, error), "{text:?}");
            assert_eq!((plugin.is_truncated(), plugin.response_code), (false, None));
        }
        assert!(plugin("out\n---Output truncated---").is_truncated());
    }

    #[test]
    fn a_command_without_nodes_did_not_succeed() {
        let mut command = Command::default();
        command.status = Some(CommandStatus::Success);
        let report = CommandReport::new(command.clone(), Vec::new());
        assert!(!report.is_success());
        assert_eq!((report.unlisted(), report.failed().count()), (0, 0));
        command.target_count = Some(2);
        let mut listed = CommandInvocation::default();
        listed.instance_id = Some("i-2".to_owned());
        listed.status = Some("Success".into());
        let report = CommandReport::new(command, vec![listed.clone(), listed]);
        assert_eq!((report.nodes.len(), report.unlisted(), report.is_success()), (1, 1, false));
        assert!(report.node("i-2").is_some() && report.node("i-1").is_none());
    }
}
