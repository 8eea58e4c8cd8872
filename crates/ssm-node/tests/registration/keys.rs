//! Keys that are replaced, and nodes that are killed meanwhile.

use std::time::Duration;

use serde_json::Value;
use ssm_local::{Fault, LocalSsm};

use crate::machine::Machine;
use crate::owner::{ACCESS_KEY_ID, Owner, REGION, SECRET_ACCESS_KEY, until};

const UPDATE: &str = "UpdateManagedInstancePublicKey";
const TOKEN: &str = "RequestManagedInstanceRoleToken";

struct Stage {
    ssm: LocalSsm,
    owner: Owner,
    machine: Machine,
    id: String,
    key: Value,
}

impl Stage {
    /// A machine that is registered, and that the service will ask for another key.
    async fn new() -> Self {
        let builder = LocalSsm::builder().region(REGION).credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
        let ssm = builder.start().await.unwrap();
        let owner = Owner::of(&ssm.endpoint_url());
        let machine = Machine::new();
        let id = machine.registered(&ssm.endpoint_url(), &owner.activation(1).await);
        assert!(ssm.ask_for_new_key(&id).await.unwrap());
        let key = machine.identity()["key"].take();
        Self { ssm, owner, machine, id, key }
    }

    /// The file has another key, and one alone.
    async fn until_replaced(&self) {
        until("another key", async || {
            let identity = self.machine.identity();
            (identity["key"] != self.key && identity["next_key"].is_null()).then_some(())
        })
        .await;
    }

    /// How often an operation was asked for, and answered with success.
    fn calls(&self, operation: &str) -> (usize, usize) {
        let all = self.ssm.requests();
        let of = all.iter().filter(|request| request.operation == operation);
        (of.clone().count(), of.filter(|request| request.status == Some(200)).count())
    }

    async fn assert_works(&self) {
        self.owner.until_online(&self.id).await;
        let command = self.owner.send("echo works").await;
        assert_eq!(self.owner.output(&command, &self.id).await.1, "works\n");
    }

    /// Has another process be the node, with whatever the folder holds.
    async fn restart(&mut self) {
        self.machine.kill();
        self.machine.start();
        until("the node to be online", async || self.machine.is_online().then_some(())).await;
        self.assert_works().await;
    }

    /// Kills the node, and shows that the next one gets in and has one new key in the end.
    async fn assert_survives_a_kill(mut self) {
        self.machine.kill();
        let identity = self.machine.identity();
        assert_eq!(identity["key"], self.key);
        assert!(!identity["next_key"].is_null());
        self.machine.start();
        self.assert_works().await;
        self.until_replaced().await;
        assert_eq!(self.machine.identity()["key"], identity["next_key"], "the one that was kept");
        self.restart().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_asked_for_another_key_replaces_it_and_goes_on() {
    let mut stage = Stage::new().await;
    stage.machine.start();
    stage.until_replaced().await;
    stage.assert_works().await;
    assert_eq!(stage.calls(UPDATE), (1, 1));
    assert!(stage.machine.said().contains("the node has another key"), "{}", stage.machine.said());
    stage.restart().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_before_the_service_heard_of_the_new_key() {
    let mut stage = Stage::new().await;
    stage.ssm.inject(Fault::delay(Duration::from_secs(3600)).on(UPDATE).times(1));
    stage.machine.start();
    until("the request", async || (stage.calls(UPDATE).0 == 1).then_some(())).await;
    stage.assert_survives_a_kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_leaves_no_doubt_about_the_key() {
    let mut stage = Stage::new().await;
    stage.ssm.inject(Fault::hang_up_afterwards().on(UPDATE).times(1));
    stage.machine.start();
    stage.until_replaced().await;
    stage.assert_works().await;
    assert_eq!(stage.calls(UPDATE).0, 1, "it is not sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_the_new_key_in_the_service_and_in_the_file() {
    let mut stage = Stage::new().await;
    stage.machine.start();
    stage.until_replaced().await;
    // What a kill just before the last write would have left.
    stage.machine.kill();
    let mut identity = stage.machine.identity();
    identity["next_key"] = identity["key"].take();
    identity["key"] = stage.key.clone();
    std::fs::write(stage.machine.folder.join("identity.json"), identity.to_string()).unwrap();
    stage.machine.start();
    stage.until_replaced().await;
    stage.assert_works().await;
    assert_eq!(stage.calls(UPDATE).0, 1, "the service has it");
    assert!(stage.calls(TOKEN).0 > stage.calls(TOKEN).1, "the old one was refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_does_not_take_the_new_key_now_takes_it_later() {
    let mut stage = Stage::new().await;
    let busy = || Fault::error(500, "InternalServerError", "on purpose").on(UPDATE);
    stage.ssm.inject(busy().times(2));
    stage.machine.start();
    stage.until_replaced().await;
    stage.assert_works().await;
    assert_eq!(stage.calls(UPDATE), (3, 1));
    assert!(stage.machine.said().contains("UpdateManagedInstancePublicKey failed"));
}
