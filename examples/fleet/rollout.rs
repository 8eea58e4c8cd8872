//! One command to all nodes: sent by their tag, watched while it runs, and summed up.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use ssm_client::Client;
use ssm_client::types::{CommandInvocation, CommandInvocationStatus as Status, Target};
use ssm_examples::Stop;

use crate::fleet::Fleet;

/// How long the command may take.
const OVER_WITHIN: Duration = Duration::from_secs(120);

/// Sends the command, tells each change of state as it happens, and then how it ended on each node.
pub(crate) async fn run(client: &Client, fleet: &Fleet) -> Result<(), Stop> {
    let sent = client
        .send_command("AWS-RunShellScript")
        .targets([Target::new().key("tag:fleet").values([fleet.name()])])
        .parameters([("commands", vec![script(fleet)])])
        .comment("release 42")
        .send()
        .await?;
    let id = sent.command.and_then(|command| command.command_id);
    let id = id.ok_or_else(|| Stop::Failure("the command has no id".to_owned()))?;
    writeln!(io::stdout(), "\nOne command, {id}, to the tag fleet")?;
    let all = match tokio::time::timeout(OVER_WITHIN, watch(client, &id, fleet.ids().len())).await {
        Ok(all) => all?,
        Err(_) => return Err(Stop::Failure(format!("the command is not over after {OVER_WITHIN:?}"))),
    };
    summarize(&all)
}

/// Does the same on every node, but for the last one, which fails in its own way.
fn script(fleet: &Fleet) -> String {
    let last = fleet.ids().last().map_or("", String::as_str);
    format!(
        "case $AWS_SSM_INSTANCE_ID in\n\
         {last}) echo 'no space left for release 42' >&2; exit 28;;\n\
         *) sleep 0.2; echo \"release 42 runs\";;\n\
         esac"
    )
}

/// Asks how far the command is until it is over on all nodes, and tells what changed.
async fn watch(client: &Client, id: &str, nodes: usize) -> Result<Vec<CommandInvocation>, Stop> {
    let begun = Instant::now();
    let mut known: BTreeMap<String, Status> = BTreeMap::new();
    loop {
        let call = client.list_command_invocations().command_id(id).details(true);
        let all = call.items().try_collect().await?;
        for invocation in &all {
            let (Some(node), Some(status)) = (&invocation.instance_id, &invocation.status) else { continue };
            if known.insert(node.clone(), status.clone()).as_ref() != Some(status) {
                writeln!(io::stdout(), "  {:4.1} s  {node}  {status}", begun.elapsed().as_secs_f64())?;
            }
        }
        let is_over = |status: &Status| {
            !matches!(status, Status::Pending | Status::InProgress | Status::Delayed | Status::Cancelling)
        };
        if known.len() == nodes && known.values().all(is_over) {
            return Ok(all);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Prints a table of how the command ended on each node.
fn summarize(all: &[CommandInvocation]) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{:<20}  {:<8}  {:>4}  first line of output", "node", "status", "code")?;
    let mut succeeded = 0;
    for invocation in all {
        let node = invocation.instance_id.as_deref().unwrap_or("?");
        let status = invocation.status.as_ref().map_or("?", Status::as_str);
        let plugin = invocation.command_plugins.first();
        let code =
            plugin.and_then(|plugin| plugin.response_code).map_or("?".to_owned(), |code| code.to_string());
        let output = plugin.and_then(|plugin| plugin.output.as_deref()).unwrap_or_default();
        let line = output.lines().find(|line| !line.is_empty() && !line.starts_with('-')).unwrap_or_default();
        writeln!(out, "{node:<20}  {status:<8}  {code:>4}  {line}")?;
        succeeded += usize::from(invocation.status == Some(Status::Success));
    }
    writeln!(out, "\n{succeeded} of {} nodes run release 42.", all.len())?;
    Ok(())
}
