//! Machines whose clock is not the service's. Here it is the endpoint's that is off.

use std::time::Duration;

use ssm_local::{Clock, LocalSsm};
use time::OffsetDateTime;

use crate::machine::Machine;
use crate::owner::{ACCESS_KEY_ID, Owner, REGION, SECRET_ACCESS_KEY};

const HOUR: Duration = Duration::from_secs(3600);

/// An endpoint that verifies signatures and goes by this clock, on this port.
async fn endpoint(clock: &Clock, port: u16, state: Option<&std::path::Path>) -> LocalSsm {
    let mut builder = LocalSsm::builder().clock(clock.clone()).region(REGION).port(port);
    if let Some(state) = state {
        builder = builder.state(state);
    }
    builder.credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY).start().await.unwrap()
}

async fn assert_runs(owner: &Owner, id: &str, word: &str) {
    let command = owner.send(&format!("echo {word}")).await;
    assert_eq!(owner.output(&command, id).await, ("Success".to_owned(), format!("{word}\n")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_whose_clock_is_an_hour_off_registers_and_runs_commands() {
    let now = OffsetDateTime::now_utc();
    for off in [now + HOUR, now - HOUR] {
        let ssm = endpoint(&Clock::manual(off), 0, None).await;
        let owner = Owner::of(&ssm.endpoint_url());
        let activation = owner.activation(1).await;
        let mut machine = Machine::new();
        let id = machine.registered(&ssm.endpoint_url(), &activation);
        machine.start();
        owner.until_online(&id).await;
        assert_runs(&owner, &id, "off").await;
        owner.until_ready_for_sessions(&id).await;
        let tokens =
            ssm.requests().into_iter().filter(|one| one.operation == "RequestManagedInstanceRoleToken");
        let statuses: Vec<_> = tokens.map(|one| one.status).collect();
        assert_eq!(statuses[0], Some(400), "the first one was signed with the wrong time");
        let answered = statuses.iter().filter(|status| **status == Some(200)).count();
        assert_eq!(answered, 3, "the credentials are kept by each of the three clients: {statuses:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_that_jump_forwards_and_back_cost_nothing_but_new_credentials() {
    let state = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("clock-{}.redb", awsjson_transport::random_uuid()));
    let start = OffsetDateTime::now_utc();
    let clock = Clock::manual(start);
    let ssm = endpoint(&clock, 0, Some(&state)).await;
    let (url, port) = (ssm.endpoint_url(), ssm.port());
    let activation = Owner::of(&url).activation(1).await;
    let mut machine = Machine::new();
    let id = machine.registered(&url, &activation);
    machine.start();
    Owner::of(&url).until_online(&id).await;
    assert_runs(&Owner::of(&url), &id, "before").await;

    // The credentials have expired by then, and every signature is hours old.
    clock.advance(3 * HOUR);
    assert_runs(&Owner::of(&url), &id, "forwards").await;
    ssm.shutdown().await;

    let ssm = endpoint(&Clock::manual(start + HOUR), port, Some(&state)).await;
    assert_runs(&Owner::of(&url), &id, "back").await;
    assert!(machine.ended().is_none());
    ssm.shutdown().await;
    std::fs::remove_file(state).unwrap();
}
