use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::task::Poll;

use serde_json::{Value, json};

use crate::agent::{Agent, command, shell};
use crate::support::{ok, start};

const NODES: u32 = 20;

const COMMANDS: usize = 10;

/// Runs commands as they come, until there were so many, and gives their ids.
async fn work(node: &Agent<'_>, most: usize) -> Vec<String> {
    let mut done = Vec::new();
    while done.len() < most {
        for message in node.messages().await {
            node.reply(&message, "InProgress", Value::Null).await;
            node.acknowledge(&message).await;
            let id = message.payload["CommandId"].as_str().unwrap().to_owned();
            node.finish(&message, 0, &format!("{id} on {}", node.id), "").await;
            done.push(id);
        }
    }
    done
}

/// The results of futures that run side by side.
async fn all_of<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<_> = futures.map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, result) in &mut running {
            if result.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *result = Some(ready);
            }
        }
        if running.iter().all(|(_, result)| result.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    running.into_iter().filter_map(|(_, result)| result).collect()
}

#[tokio::test]
async fn many_nodes_run_each_of_many_commands_once() {
    let ssm = start().await;
    let mut nodes = Vec::new();
    for number in 0..NODES {
        nodes.push(Agent::start(&ssm, number).await);
    }
    let all: Vec<&Agent<'_>> = nodes.iter().collect();
    let working = all_of(nodes.iter().map(|node| work(node, COMMANDS)));
    let sending = async {
        let mut sent = BTreeSet::new();
        for _ in 0..COMMANDS {
            sent.insert(shell(&ssm, &all, json!({ "MaxConcurrency": "25%" })).await);
        }
        sent
    };
    let (done, sent) = tokio::join!(working, sending);
    for ran in done {
        assert_eq!((ran.len(), ran.into_iter().collect::<BTreeSet<_>>()), (COMMANDS, sent.clone()));
    }
    for id in &sent {
        let shown = command(&ssm, id).await;
        assert_eq!((&shown["Status"], &shown["CompletedCount"]), (&json!("Success"), &json!(NODES)));
        let listed = ok(&ssm, "ListCommandInvocations", json!({ "CommandId": id, "Details": true })).await;
        for invocation in listed["CommandInvocations"].as_array().unwrap() {
            let node = invocation["InstanceId"].as_str().unwrap();
            assert_eq!(invocation["CommandPlugins"][0]["Output"], format!("{id} on {node}"));
        }
    }
}
