//! Which nodes there are, and whether they can be reached.

use std::time::Duration;

use ssm_client::types::{ConnectionStatus, PingStatus};
use ssm_local::{Clock, Fault, LocalSsm, NodeOptions};
use ssm_toolkit::ClientExt as _;
use ssm_toolkit::nodes::{NodesError, Verdict};
use time::OffsetDateTime;

use crate::agent::Agent;
use crate::control_channel::ControlChannel;
use crate::support::{PATIENCE, client, fast, received, start};

#[tokio::test]
async fn all_nodes_are_listed_however_many_pages_they_take() {
    let ssm = start().await;
    let client = client(&ssm);
    let first = Agent::start(&ssm, 0).await;
    for number in 1..120 {
        first.of(number).await;
    }
    ssm.inject(Fault::throttling().on("DescribeInstanceInformation").times(4));
    let nodes = client.nodes().pacing(fast()).list().await.unwrap();
    assert_eq!(nodes.len(), 120);
    assert!(nodes.is_sorted_by(|one, other| one.id < other.id));
    assert!(nodes.iter().all(|node| node.is_online() && node.name.as_deref() == Some("host.local")));
    assert_eq!(nodes[0].platform.as_ref().unwrap().to_string(), "Debian GNU/Linux 12");
    assert_eq!(received(&ssm, "DescribeInstanceInformation"), 4 + 3);

    let tagged = ssm.add_node(NodeOptions::new().tag("role", "web")).await.unwrap();
    let found = client.nodes().with_tag("role", ["web", "db"]).await.unwrap();
    assert_eq!(found.iter().map(|node| &node.id).collect::<Vec<_>>(), [&tagged]);
}

#[tokio::test]
async fn nodes_are_waited_for_until_all_are_online() {
    let ssm = start().await;
    let nodes = client(&ssm).nodes().pacing(fast());
    let first = Agent::start(&ssm, 0).await;
    let ids: Vec<String> = (0..70).map(|number| format!("i-{number:017x}")).collect();
    let arriving = async {
        for number in 1..70 {
            first.of(number).await;
        }
    };
    let (online, ()) = tokio::join!(nodes.wait_until_online(&ids, PATIENCE), arriving);
    let online: Vec<String> = online.unwrap().into_iter().map(|node| node.id).collect();
    assert_eq!(online, ids);
    assert!(nodes.wait_until_online([""; 0], PATIENCE).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_wait_for_nodes_ends_in_time_and_says_what_keeps_them() {
    let ssm = start().await;
    let nodes = client(&ssm).nodes().pacing(fast());
    let there = Agent::start(&ssm, 1).await;
    let absent = "i-0000000000000dead".to_owned();
    let within = Duration::from_millis(200);
    let error = nodes.wait_until_online([&there.id, &absent], within).await.unwrap_err();
    let expected = format!("1 nodes are not online within 200ms: {absent} (not registered)");
    assert_eq!(error.to_string(), expected);
    let NodesError::NotOnline { missing, reasons, .. } = error else { panic!("{error}") };
    assert_eq!((missing, reasons.len()), (vec![absent.clone()], 1));

    // A service that refuses ids that it does not know is asked for all nodes.
    let refuse = Fault::error(400, "InvalidInstanceId", "there is none");
    ssm.inject(refuse.on("DescribeInstanceInformation").times(1));
    let online = nodes.wait_until_online([&there.id], PATIENCE).await.unwrap();
    assert_eq!(online.len(), 1);

    ssm.inject(Fault::error(400, "AccessDeniedException", "not for you").on("DescribeInstanceInformation"));
    let error = nodes.wait_until_online([&there.id], PATIENCE).await.unwrap_err();
    assert!(error.to_string().contains("not for you"), "{error}");
}

#[tokio::test]
async fn why_a_node_is_not_reachable_is_one_answer() {
    let clock = Clock::manual(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    let ssm = LocalSsm::builder().clock(clock.clone()).start().await.unwrap();
    let nodes = client(&ssm).nodes().pacing(fast());
    let node = Agent::start(&ssm, 1).await;

    let answer = nodes.reachability(&node.id).await.unwrap();
    assert_eq!(answer.verdict, Verdict::WithoutSessions, "{answer}");

    let _channel = ControlChannel::open(&ssm, &node.id).await;
    let answer = nodes.reachability(&node.id).await.unwrap();
    assert!(answer.is_reachable() && answer.advice().is_empty(), "{answer}");
    assert_eq!(
        (answer.verdict.clone(), answer.connection),
        (Verdict::Reachable, Some(ConnectionStatus::Connected))
    );
    let text = nodes.reachability(&node.id).await.unwrap().to_string();
    assert_eq!(text, "i-00000000000000001 in us-east-1: reachable\n  agent 3.3.1.0 on Debian GNU/Linux 12");

    // Who may not ask everything still gets an answer.
    ssm.inject(Fault::error(400, "AccessDeniedException", "not for you").on("GetConnectionStatus").times(1));
    let answer = nodes.reachability(&node.id).await.unwrap();
    assert_eq!((answer.verdict, answer.connection), (Verdict::Reachable, None));

    clock.advance(Duration::from_secs(3600));
    let answer = nodes.reachability(&node.id).await.unwrap();
    assert!(!answer.is_reachable());
    assert_eq!(answer.node.as_ref().unwrap().ping_status, PingStatus::ConnectionLost);
    let last_ping = Some(OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap());
    assert_eq!(answer.verdict, Verdict::ConnectionLost { last_ping });
    let text = answer.to_string();
    for expected in ["not heard of since 2027-01-15 08:00 UTC", "restart the agent", "ec2messages.us-east-1"]
    {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }

    let answer = nodes.reachability("i-0000000000000dead").await.unwrap();
    assert_eq!((answer.verdict.clone(), answer.node.is_none()), (Verdict::NotRegistered, true));
    assert!(answer.to_string().contains("AmazonSSMManagedInstanceCore"), "{answer}");
    let answer = nodes.reachability("mi-0000000000000dead").await.unwrap();
    assert!(answer.to_string().contains("register the machine again"), "{answer}");
}

#[tokio::test]
async fn a_machine_outside_of_aws_is_told_with_its_activation() {
    let ssm = start().await;
    let client = client(&ssm);
    let activation = client.create_activation("service").send().await.unwrap();
    let id = activation.activation_id.unwrap();
    let key = include_str!("../../../ssm-local/tests/endpoint/keys/public.txt");
    let fingerprint = "d3b0c1de-0000-4000-8000-000000000001";
    let call = client.register_managed_instance(fingerprint, key).public_key_type("Rsa");
    let call = call.activation_id(&id).activation_code(activation.activation_code.unwrap());
    let node = call.send().await.unwrap().instance_id.unwrap();
    let answer = client.nodes().pacing(fast()).reachability(&node).await.unwrap();
    assert_eq!(answer.activation.as_ref().unwrap().activation_id.as_deref(), Some(id.as_str()));
    assert!(answer.to_string().contains(&format!("let in by the activation {id}")), "{answer}");
}
