//! The results as JSON.

use std::io::Write;

use serde_json::{Value, json};
use ssm_examples::Stop;
use ssm_toolkit::run_command::{CommandReport, NodeResult, PluginResult};

/// Prints one object, over several lines.
pub(crate) fn print(out: &mut impl Write, report: &CommandReport) -> Result<(), Stop> {
    let nodes: Vec<Value> = report.nodes.iter().map(node).collect();
    let report = json!({
        "command_id": report.command_id,
        "status": report.status.as_str(),
        "status_details": report.status_details,
        "target_count": report.target_count,
        "success": report.is_success(),
        "nodes": nodes,
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

fn node(node: &NodeResult) -> Value {
    json!({
        "node_id": node.node_id,
        "name": node.name,
        "status": node.status.as_str(),
        "response_code": node.response_code(),
        "truncated": node.is_truncated(),
        "plugins": node.plugins.iter().map(plugin).collect::<Vec<Value>>(),
    })
}

fn plugin(plugin: &PluginResult) -> Value {
    json!({
        "name": plugin.name,
        "status": plugin.status.as_str(),
        "response_code": plugin.response_code,
        "standard_output": plugin.standard_output(),
        "standard_error": plugin.standard_error(),
    })
}
