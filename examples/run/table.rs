//! The results as a table.

use std::io::{self, Write};

use ssm_toolkit::run_command::{CommandReport, NodeResult, NodeStatus};

/// How much of what a node printed is shown.
const SHOWN: usize = 60;

/// Prints a line for each node, and one that sums up.
pub(crate) fn print(out: &mut impl Write, report: &CommandReport) -> io::Result<()> {
    let heading = ["NODE", "NAME", "STATUS", "CODE", "OUTPUT"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(heading).chain(report.nodes.iter().map(row)).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    for [node, name, status, code, output] in &rows {
        let line = format!(
            "{node:<0$}  {name:<1$}  {status:<2$}  {code:>3$}  {output}",
            widths[0], widths[1], widths[2], widths[3]
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    let succeeded = report.nodes.iter().filter(|node| node.status == NodeStatus::Success).count();
    let (all, id) = (report.target_count, &report.command_id);
    writeln!(out, "\n{succeeded} of {all} nodes succeeded (command {id}, {})", report.status_details)
}

fn row(node: &NodeResult) -> [String; 5] {
    [
        node.node_id.clone(),
        node.name.clone().unwrap_or_default(),
        node.status.to_string(),
        node.response_code().map_or_else(|| "-".to_owned(), |code| code.to_string()),
        first_line(node),
    ]
}

/// The first line that says something: of the errors, if it failed.
fn first_line(node: &NodeResult) -> String {
    let (output, error) = (node.standard_output(), node.standard_error());
    let texts = if node.status == NodeStatus::Success { [output, error] } else { [error, output] };
    let line = texts.iter().flat_map(|text| text.lines()).map(str::trim).find(|line| !line.is_empty());
    let line = line.or(node.trace.as_deref()).unwrap_or_default();
    let mut shown: String = line.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        shown.push('…');
    }
    shown
}
