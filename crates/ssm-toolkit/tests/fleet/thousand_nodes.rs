//! A fleet of a thousand.

use std::time::{Duration, Instant};

use ssm_local::Fault;
use ssm_toolkit::run_command::{NodeStatus, Targets};
use ssm_toolkit::{ClientExt as _, Limit, Pacing};

use crate::agent::Agent;
use crate::calls::Calls;
use crate::support::{PATIENCE, client, start};

const NODES: u32 = 1000;

/// How many nodes answer at a time.
const AT_A_TIME: u32 = 8;

/// How many calls a second the looks may take.
const CALLS: u32 = 50;

/// The pages of a thousand nodes.
const PAGES: usize = 20;

/// Nodes that are there and answer what they are told, each a third with exit code 1.
async fn answer(agents: Vec<Agent>) {
    for (number, agent) in agents.iter().enumerate() {
        let message = agent.take().await;
        agent.finish(&message, i32::from(number % 3 == 0), &format!("on {}\n", agent.id)).await;
    }
}

#[tokio::test]
async fn a_thousand_nodes_are_read_in_pages_and_all_results_are_there() {
    let ssm = start().await;
    let first = Agent::start(&ssm, 0).await;
    let mut groups: Vec<Vec<Agent>> = vec![Vec::new(); AT_A_TIME as usize];
    for number in 0..NODES {
        groups[(number % AT_A_TIME) as usize].push(first.of(number).await);
    }

    let calls = Calls::count();
    let began = Instant::now();
    let pacing = Pacing::new(Duration::from_millis(50), Duration::from_secs(1)).calls_per_second(CALLS);
    let command = client(&ssm)
        .run_shell(["uptime"])
        .on(Targets::all())
        .max_concurrency(Limit::percent(100))
        .max_errors(Limit::percent(100))
        .pacing(pacing)
        .start()
        .await
        .unwrap();
    ssm.inject(Fault::throttling().on("ListCommandInvocations").times(10));
    ssm.inject(Fault::unavailable().on("ListCommands").times(4));
    let mut progress = command.progress();
    let first = progress.try_next().await.unwrap().unwrap();
    assert_eq!((first.counts.targets, first.counts.completed, first.changes.len()), (1000, 0, 1000));
    let answering: Vec<_> = groups.into_iter().map(|agents| tokio::spawn(answer(agents))).collect();
    let (mut changes, mut last) = (0, first.counts);
    while let Some(update) = progress.try_next().await.unwrap() {
        changes += update.changes.len();
        last = update.counts;
    }
    assert_eq!((last.targets, last.completed, last.failed), (1000, 1000, 336));
    assert_eq!(changes, 1000, "each node is told of once more, since none says that it runs");
    for group in answering {
        group.await.unwrap();
    }

    // A look may be as large as the fleet; what there is on average is bounded.
    let made = calls.of("ListCommands") + calls.of("ListCommandInvocations");
    let allowed = began.elapsed().as_secs_f64() * f64::from(CALLS) + (PAGES + 1) as f64;
    assert!(made as f64 <= allowed, "{made} calls, where {allowed} are allowed");
    assert_eq!(calls.of("GetCommandInvocation"), 0);

    let (commands, invocations) = (calls.of("ListCommands"), calls.of("ListCommandInvocations"));
    let report = command.wait().within(PATIENCE).await.unwrap();
    assert_eq!(calls.of("ListCommands") - commands, 1);
    assert_eq!(calls.of("ListCommandInvocations") - invocations, PAGES);
    assert_eq!((report.nodes.len(), report.unlisted(), report.failed().count()), (1000, 0, 336));
    for node in &report.nodes {
        assert_eq!(node.standard_output(), format!("on {}\n", node.node_id));
        let expected = if node.response_code() == Some(0) { NodeStatus::Success } else { NodeStatus::Failed };
        assert_eq!(node.status, expected);
    }
}
