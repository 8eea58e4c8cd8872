//! An endpoint that is gone for long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ssm_local::{Clock, LocalSsm};
use ssm_node::{Event, Node};
use time::OffsetDateTime;

use crate::machine::Machine;
use crate::owner::{ACCESS_KEY_ID, Owner, REGION, SECRET_ACCESS_KEY, until};

/// How often a node tries within ten minutes: after 1, 2, 4, 8 and 16 seconds and then every 15 to 30.
const TRIES_IN_TEN_MINUTES: usize = 5 + (600 - 31) / 15;

/// The node's waits are shortened to a few milliseconds, and the endpoint's clock is moved by what the node
/// would have waited.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_survives_ten_minutes_without_its_endpoint_and_loses_nothing() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let state = folder.join(format!("gone-{}.redb", awsjson_transport::random_uuid()));
    let clock = Clock::manual(OffsetDateTime::now_utc());
    let endpoint = async |port: u16| {
        let builder = LocalSsm::builder().clock(clock.clone()).region(REGION).port(port).state(&state);
        builder.credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY).start().await.unwrap()
    };
    let ssm = endpoint(0).await;
    let (url, port, owner) = (ssm.endpoint_url(), ssm.port(), Owner::of(&ssm.endpoint_url()));
    let machine = Machine::new();
    let id = machine.registered(&url, &owner.activation(1).await);
    let failures = Arc::new(AtomicUsize::new(0));
    let counted = failures.clone();
    let mut node = Node::builder()
        .without_env()
        .folder(&machine.folder)
        .retry_delays(Duration::from_millis(1), Duration::from_millis(20))
        .on_event(move |event| {
            if matches!(event, Event::Unreachable { .. }) {
                counted.fetch_add(1, Ordering::Relaxed);
            }
        })
        .start()
        .await
        .unwrap();
    owner.until_online(&id).await;
    let gate = machine.folder.join("gate");
    let script = format!(
        "echo run >> {0}.count; until test -e {0}; do sleep 0.01; done; echo through",
        gate.display()
    );
    let command = owner.send(&script).await;
    let count = gate.with_extension("count");
    until("the script to begin", async || std::fs::read(&count).ok()).await;

    ssm.shutdown().await;
    // Two loops try at the same time: messages and replies, and heartbeats besides.
    until("ten minutes of tries", async || {
        (failures.load(Ordering::Relaxed) >= 3 * TRIES_IN_TEN_MINUTES).then_some(())
    })
    .await;
    std::fs::write(&gate, "").unwrap();
    clock.advance(Duration::from_secs(600));

    let ssm = endpoint(port).await;
    let (status, output) = owner.output(&command, &id).await;
    assert_eq!((status.as_str(), output.as_str()), ("Success", "through\n"));
    assert_eq!(std::fs::read_to_string(&count).unwrap(), "run\n");
    owner.until_online(&id).await;
    let next = owner.send("echo next").await;
    assert_eq!(owner.output(&next, &id).await.1, "next\n");
    let ended = tokio::time::timeout(Duration::ZERO, node.ended()).await;
    assert!(ended.is_err(), "{ended:?}");
    node.shutdown().await;
    ssm.shutdown().await;
    std::fs::remove_file(state).unwrap();
}
