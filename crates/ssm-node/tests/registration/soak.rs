//! Many nodes and many commands, with kills in between.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::endpoint::Endpoint;
use crate::machine::Machine;
use crate::owner::until;

/// How much of it.
struct Size {
    nodes: usize,
    commands: usize,
    kills: usize,
    restarts: usize,
}

/// What the test-suite has time for.
#[tokio::test(flavor = "multi_thread")]
async fn every_command_runs_once_on_each_node_whatever_is_killed() {
    soak(Size { nodes: 4, commands: 40, kills: 3, restarts: 1 }).await;
}

/// By hand: `cargo test -p ssm-node --test registration -- --ignored --nocapture`, and for another size
/// `SOAK=nodes,commands,kills,restarts` in the environment.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes long; run by hand"]
async fn fifty_nodes_and_a_thousand_commands() {
    let size = std::env::var("SOAK").unwrap_or_else(|_| "50,1000,200,10".to_owned());
    let size: Vec<usize> = size.split(',').map(|part| part.parse().unwrap()).collect();
    let [nodes, commands, kills, restarts] = size[..] else { panic!("SOAK has four numbers") };
    soak(Size { nodes, commands, kills, restarts }).await;
}

/// Sends commands to all nodes, and kills nodes and the endpoint meanwhile. Each command adds a line to a
/// file of its node; in the end each file has each line once, and every output is there.
async fn soak(Size { nodes, commands, kills, restarts }: Size) {
    let begun = Instant::now();
    let mut endpoint = Endpoint::start(true);
    let owner = endpoint.owner();
    let activation = owner.activation(nodes.try_into().unwrap()).await;
    let mut fleet = BTreeMap::new();
    for _ in 0..nodes {
        let mut machine = Machine::new();
        let id = machine.registered(&endpoint.url(), &activation);
        machine.start();
        fleet.insert(id, machine);
    }
    for id in fleet.keys() {
        owner.until_online(id).await;
    }
    println!("{nodes} nodes are online after {:.1?}", begun.elapsed());

    let mut sent = Vec::new();
    let mut killed = 0;
    for number in 0..commands {
        let script =
            format!("echo {number} >> $(dirname $0)/../../../../ran; echo {number} on $AWS_SSM_INSTANCE_ID");
        sent.push(owner.send(&script).await);
        if (number + 1) * kills / commands > killed {
            // Another one each time, and wherever it is just then.
            let machine = fleet.values_mut().nth(killed * 7 % nodes).unwrap();
            machine.kill();
            // Scripts outlive their node. One that still runs when the next node comes is ended.
            until("the scripts to end", async || (!machine.runs_scripts()).then_some(())).await;
            machine.start();
            killed += 1;
        }
        if (number + 1) * restarts / commands > number * restarts / commands {
            endpoint.kill();
            endpoint.restart();
        }
    }
    println!("{commands} commands are sent, {killed} nodes were killed, after {:.1?}", begun.elapsed());

    for (number, command) in sent.iter().enumerate() {
        let all = owner.invocations(command).await;
        assert_eq!(all.len(), nodes, "command {number}");
        for one in all {
            let id = one.instance_id.unwrap();
            assert_eq!(one.status.unwrap().as_str(), "Success", "command {number} on {id}");
            let output = one.command_plugins[0].output.as_deref();
            assert_eq!(output, Some(format!("{number} on {id}\n").as_str()));
        }
    }
    let expected: Vec<usize> = (0..commands).collect();
    for (id, machine) in &fleet {
        let ran = std::fs::read_to_string(machine.folder.join("ran")).unwrap();
        let mut ran: Vec<usize> = ran.lines().map(|line| line.parse().unwrap()).collect();
        ran.sort_unstable();
        assert_eq!(ran, expected, "on {id}");
    }
    println!(
        "{} invocations, each once and with its output, after {:.1?}",
        nodes * commands,
        begun.elapsed()
    );
}
