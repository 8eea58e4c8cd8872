//! Nodes that are none any more.

use crate::endpoint::Endpoint;
use crate::machine::Machine;
use crate::owner::{Activation, until};

async fn online(endpoint: &Endpoint) -> (Machine, String, Activation) {
    let owner = endpoint.owner();
    let activation = owner.activation(2).await;
    let mut machine = Machine::new();
    let id = machine.registered(&endpoint.url(), &activation);
    machine.start();
    owner.until_online(&id).await;
    (machine, id, activation)
}

async fn status(machine: &mut Machine) -> i32 {
    until("the node to end", async || machine.ended()).await
}

#[tokio::test]
async fn a_deregistered_node_ends_with_a_status_of_its_own_and_what_it_ran_ends_too() {
    for signed in [false, true] {
        let endpoint = Endpoint::start(signed);
        let owner = endpoint.owner();
        let (mut machine, id, activation) = online(&endpoint).await;
        let pid = machine.folder.join("pid");
        owner.send(&format!("echo $$ > {0}.new; mv {0}.new {0}; sleep 1000", pid.display())).await;
        let script = until("the script", async || std::fs::read_to_string(&pid).ok()).await;

        owner.0.deregister_managed_instance(&id).send().await.unwrap();
        assert_eq!(status(&mut machine).await, 3);
        let said = machine.said();
        let expected =
            format!("ssm-node: the service does not know {id}, or not any more; register this machine");
        assert!(said.lines().last().unwrap().starts_with(&expected), "{said}");
        let process = format!("/proc/{}", script.trim());
        until("the script to end", async || (!std::fs::exists(&process).unwrap()).then_some(())).await;

        machine.start();
        assert_eq!(status(&mut machine).await, 3, "nor does it come back");
        let output = machine.register(&endpoint.url(), &activation, &["--force"]);
        let again = String::from_utf8(output.stdout).unwrap();
        machine.start();
        owner.until_online(again.trim()).await;
    }
}

#[tokio::test]
async fn a_copy_of_a_folder_is_another_machine_and_no_node() {
    let endpoint = Endpoint::start(true);
    let (machine, id, _) = online(&endpoint).await;
    let mut copy = machine.copy();
    // What would be another machine's id shows as another hash of it.
    let path = copy.folder.join("fingerprint.json");
    let mut fingerprint: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    if fingerprint["machine"].is_null() {
        // A machine without an id is told from no other one; then it is the name that differs.
        fingerprint["fingerprint"] = awsjson_transport::random_uuid().into();
    } else {
        fingerprint["machine"] = "another machine's".into();
    }
    std::fs::write(&path, fingerprint.to_string()).unwrap();
    copy.start();
    assert_eq!(status(&mut copy).await, 3);
    let said = copy.said();
    assert!(said.contains(&format!("{id} was registered by another machine")), "{said}");
    let command = endpoint.owner().send("echo still").await;
    assert_eq!(endpoint.owner().output(&command, &id).await.1, "still\n");
}

#[tokio::test]
async fn an_endpoint_that_forgot_everything_knows_no_node() {
    let endpoint = Endpoint::start(false);
    let (mut machine, _, _) = online(&endpoint).await;
    machine.kill();
    let other = Endpoint::start(false);
    let mut identity = machine.identity();
    identity["endpoint_url"] = other.url().into();
    std::fs::write(machine.folder.join("identity.json"), identity.to_string()).unwrap();
    machine.start();
    assert_eq!(status(&mut machine).await, 3);
}

#[tokio::test]
async fn a_broken_identity_is_said_to_be_without_quoting_it() {
    let endpoint = Endpoint::start(false);
    let (mut machine, _, _) = online(&endpoint).await;
    machine.kill();
    let whole = std::fs::read_to_string(machine.folder.join("identity.json")).unwrap();
    let key = machine.identity()["key"]["private_key"].as_str().unwrap().to_owned();
    for broken in [whole[..whole.len() / 2].to_owned(), whole.replace(&key, &key[..100]), "{}".to_owned()] {
        std::fs::write(machine.folder.join("identity.json"), &broken).unwrap();
        machine.start();
        assert_eq!(status(&mut machine).await, 1);
        let said = machine.said();
        assert!(said.contains("cannot use the folder") && !said.contains(&key[..50]), "{said}");
    }
}
